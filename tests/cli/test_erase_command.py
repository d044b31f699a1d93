"""`contacts-tui erase`: one person is listed, asked about, and blanked wherever anything of them stands."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from programs import PROGRAM
from terminal import Terminal

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.drafts import Drafts
from contacts_tui.services.opening import open_services
from contacts_tui.storage.copies import may_hold

NOBODY = Contact(ContactType.ALTERNATE, "", "", (), ())
Run = Callable[..., subprocess.CompletedProcess[str]]


def names_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {f"{name} {this}" for this, name in connection.execute("SELECT id, first_name FROM contact")}


def test_a_person_is_erased_by_the_id_that_find_tells_and_by_name(call: Run, demo: Path):
    where = ("--account", "11111", "--database", demo)
    results = json.loads(call("find", "--json", "--database", demo, "test").stdout)["results"]
    first = next(one["id"] for one in results if "id" in one)
    others = [this for this in (1, 2, 3, 4, 6, 7) if this != first]
    printed = call("erase", *where, "--contact", str(first), "--yes", "--json")
    told = {"account_number": "11111", "contact_ids": [first], "is_erased": True, "is_swept": True}
    told |= {"beside": others, "copies": [], "drafts": []}
    assert json.loads(printed.stdout) == told
    printed = call("erase", *where, "--contact", "test tester", "--yes")
    said = "Erased 6 contacts: names, numbers and e-mails are gone, from the changes too. Who changed"
    assert (printed.returncode, printed.stdout[: len(said)]) == (0, said)
    assert names_in(demo) == set()
    assert b"test@gmail.com" not in demo.read_bytes()
    printed = call("erase", *where, "--contact", "test tester", "--yes")
    assert (printed.returncode, printed.stdout) == (1, "")
    assert printed.stderr == 'Nobody in this account is "test tester": nothing was erased.\n'


def test_without_an_account_a_person_is_erased_in_all_and_several_people_are_listed_by_account(call: Run, demo: Path):
    with closing(open_services(demo, agent="mona")) as services:
        acme = services.accounts.add(AccountDraft(name="ACME", number="2"))
        ann = ContactDraft("Ann", "Lee", (), ("ann@example.com",), ContactType.ALTERNATE)
        here = services.contacts.add(services.accounts.page(1).account, ann)
        there = services.contacts.add(acme, ann)
        hill = services.accounts.add(AccountDraft(name="Hill Dental", number="3"))
        namesake = services.contacts.add(hill, replace(ann, emails=("lee@example.com",), last_name="Léé"))
        other = services.contacts.add(services.accounts.page(1).account, replace(ann, first_name="Bob"))
    printed = call("erase", "--contact", "ann@example.com", "--yes", "--database", demo)
    assert (printed.returncode, printed.stdout) == (2, "")
    assert printed.stderr.splitlines() == [
        "Account MANEBA 11111:",
        f"{here.id}  Ann Lee, Alternate: ann@example.com (in the account)",
        f"{other.id}  Bob Lee, Alternate: ann@example.com (in the account)",
        "Account ACME 2:",
        f"{there.id}  Ann Lee, Alternate: ann@example.com (in the account)",
        '"ann@example.com" means several people. Name one by the id at the left: erase --contact ID',
    ]
    assert call("erase", "--contact", "Ann Lee", "--yes", "--database", demo).returncode == 2
    ids = ("--contact", str(here.id), "--contact", str(there.id))
    printed = call("erase", *ids, "--yes", "--database", demo)
    assert printed.returncode == 0
    assert (
        f"Account MANEBA 11111 has Bob Lee, Alternate, by the id {other.id}, with the same e-mail, too "
        "(in the account)." in printed.stdout.splitlines()
    )
    printed = call("erase", "--contact", "Ann Lee", "--yes", "--json", "--database", demo)
    assert json.loads(printed.stdout)["contact_ids"] == [namesake.id]
    printed = call("erase", "--contact", "Ann Lee", "--yes", "--database", demo)
    assert (printed.returncode, printed.stderr) == (1, 'Nobody is "Ann Lee": nothing was erased.\n')


def test_what_the_program_has_left_of_a_person_beside_the_database_is_named(call: Run, demo: Path, tmp_path: Path):
    before = tmp_path / "demo.db.before-restore-2019-02-01-120000"
    before.write_bytes(demo.read_bytes())
    damaged = tmp_path / "demo.db.revision-0003"
    damaged.write_bytes(b"no database")
    made = json.loads(call("backup", "--json", "--database", demo).stdout)["backup"]
    drafts = Drafts(tmp_path / "state" / "contacts-tui" / "drafts")
    for text in (
        '{"draft": {"phones": ["416-123-1234"]}}',
        '{"draft": {"phones": ["416-123-9999"]}}',
        "so test@GMAIL.com",
    ):
        name = drafts.write(text)
    aside = drafts.put_aside(name)
    arguments = ("erase", "--account", "11111", "--contact", "test tester", "--yes", "--database", demo)
    lines = call(*arguments).stdout.splitlines()
    assert f"Copies that still hold it, or cannot be looked into: {before}, {damaged}, {made}." in lines
    held = ", ".join(str(drafts.folder / one) for one in (name.replace(".3.", ".1."), aside))
    assert f"Drafts that seem to hold it, until they are saved or discarded: {held}." in lines
    assert sorted(path.name for path in tmp_path.glob("demo.db.*")) == [before.name, damaged.name]
    made_later = json.loads(call("backup", "--json", "--database", demo).stdout)["backup"]
    assert made_later not in str(lines)
    contacts = [replace(NOBODY, id=this, account_id=1) for this in range(1, 8)]
    assert may_hold(Path(made), contacts)
    assert not may_hold(Path(made_later), contacts)
    drafts.close()


def test_nothing_is_erased_by_surprise(run: Run, call: Run, demo: Path):
    before = demo.read_bytes()
    for options, code, said in (
        (("--account", "11111"), 2, "without a terminal say --yes"),
        (("--account", "7", "--yes"), 3, "No account has the number 7"),
        (("--account", "11111", "--yes", "--read-only"), 3, "--read-only changes nothing"),
    ):
        printed = (run if code == 2 else call)("erase", *options, "--contact", "Test Tester", "--database", demo)
        assert (printed.returncode, printed.stdout) == (code, "")
        assert said in printed.stderr
    assert demo.read_bytes() == before


def test_what_an_erasure_has_left_undone_is_done_by_the_next_one_whoever_is_meant(call: Run, demo: Path):
    where = ("--account", "11111", "--database", demo)
    with closing(sqlite3.connect(demo, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM change").fetchone()
        printed = call("erase", *where, "--contact", "1", "--yes")
    assert (printed.returncode, printed.stdout[:18]) == (1, "Erased 1 contact: ")
    assert "Another program is at work in the database" in printed.stderr
    assert "`contacts-tui doctor --repair` does it." in printed.stderr
    printed = call("doctor", "--database", demo)
    assert printed.returncode == 1
    assert "Wrong: Somebody was erased, and the free space of the file may still hold" in printed.stdout
    printed = call("erase", *where, "--contact", "1", "--yes")
    assert printed.returncode == 1
    assert printed.stderr == (
        "The file was written anew now: nothing is left in it of whom was erased before.\n"
        'Nobody in this account is "1": nothing was erased.\n'
    )
    assert "Somebody was erased" not in call("doctor", "--database", demo).stdout


def test_after_a_person_is_blanked_no_failure_says_that_nothing_was_saved(
    run: Run, environment: dict[str, str], demo: Path
):
    demo.chmod(0o600)
    limit = demo.stat().st_size
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
    arguments = ["erase", "--account", "11111", "--database", str(demo), "--contact", "1", "--yes"]
    program = f"{limited}import sys; from contacts_tui.cli import main; sys.exit(main({arguments!r}))"
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (printed.returncode, printed.stdout[:18]) == (1, "Erased 1 contact: ")
    assert "The disk does not take more: it is full, or a limit is reached. " in printed.stderr
    assert "Nothing was saved" not in printed.stderr
    assert names_in(demo) == {f"Test {n}" for n in range(2, 8)}
    printed = run("doctor", "--database", demo, "--repair", "--json")
    told = json.loads(printed.stdout)
    assert [(found["about"], found["is_repaired"]) for found in told["findings"]] == [("unswept", True)]
    assert (printed.returncode, told["backup"]) == (0, None)


def test_a_terminal_is_asked(environment: dict[str, str], demo: Path):
    command = [PROGRAM, "erase", "--account", "11111", "--contact", "1", "--database", str(demo)]
    for typed, said in (("n", "Nothing was erased."), ("y", "Erased 1 contact")):
        with Terminal(command, env=dict(environment)) as terminal:
            terminal.wait("Erase this contact of account 11111 everywhere, for good? y / n")
            assert "Test Tester, Authorized User: (416) 123-1234" in terminal.text
            terminal.type(f"{typed}\r")
            assert terminal.wait_exit() == 0
            assert said in terminal.text
    assert names_in(demo) == {f"Test {n}" for n in range(2, 8)}
