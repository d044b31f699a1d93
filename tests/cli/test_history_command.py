"""`contacts-tui history`: who changed what, in lines, as JSON and as CSV."""

import csv
import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from files import sql

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import open_services

Run = Callable[..., subprocess.CompletedProcess[str]]
ANN = ContactDraft("Ann", "Lee", ("416-967-1111",), ("ann@example.com",), ContactType.ALTERNATE)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's number was changed by dana, and Ann deleted by mona; Bob has the number of a formula."""
    path = tmp_path_factory.mktemp("books") / "contacts.db"
    mona, dana = open_services(path, agent="mona"), open_services(path, agent="Dana")
    maneba = mona.accounts.add(AccountDraft(name="Maneba", number="P-7"))
    other = mona.accounts.add(AccountDraft(name="Other", number="8"))
    mona.contacts.add(maneba, ContactDraft("Resp", "Party", ("911",), (), ContactType.RESPONSIBLE_PARTY))
    ann = mona.contacts.add(maneba, ANN)
    later = ContactDraft("Ann", "Ray", ("+44 20 7946 0018",), ("ann@example.com",), ContactType.ALTERNATE)
    ann = dana.contacts.update(maneba, ann, later)
    mona.contacts.delete(ann)
    mona.contacts.add(other, ContactDraft("=1+1", "", ("416-223-1234",), (), ContactType.ALTERNATE))
    mona.close()
    dana.close()
    return path


def told(printed: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    assert printed.returncode == 0, printed.stderr
    return [(change["who"], change["what"]) for change in json.loads(printed.stdout)["changes"]]


def test_who_changed_a_number_that_is_nobody_s_any_more_is_one_command(call: Run, books: Path):
    for number in ("4169671111", "(416) 967-1111", "+1 416 967 1111", "011 1 416 967 1111"):
        printed = call("history", "--value", number, "--field", "phone", "--database", books)
        assert printed.returncode == 0
        gone, added = printed.stdout.splitlines()
        assert " Dana  screen  updated  P-7  Ann Ray, Alternate  Phone  (416) 967-1111 -> +44 20 7946 0018" in gone
        assert " mona  screen  added    P-7  Ann Ray, Alternate  Phone  -> (416) 967-1111" in added


def test_of_a_value_only_the_fields_are_told_in_which_it_stands(call: Run, books: Path):
    printed = call("history", "--value", "4169671111", "--json", "--database", books)
    changes = json.loads(printed.stdout)["changes"]
    assert [[one["field"] for one in change["fields"]] for change in changes] == [["Phone"], ["Phone"]]
    name = call("history", "--value", "ann lee", "--csv", "--database", books).stdout.splitlines()
    assert [line.split(",")[-3] for line in name[1:]] == ["Last Name", "First Name", "Last Name"]
    assert len(call("history", "--value", "ann@example.com", "--database", books).stdout.splitlines()) == 2


def test_names_and_e_mails_that_were_there_are_found_too(call: Run, books: Path):
    assert told(call("history", "--value", "ann LEE", "--json", "--database", books)) == [
        ("Dana", "updated"),
        ("mona", "added"),
    ]
    assert told(call("history", "--value", "Ann@Example.com", "--json", "--database", books)) == [
        ("mona", "deleted"),
        ("mona", "added"),
    ]


def test_all_that_is_asked_for_holds(call: Run, books: Path):
    today = datetime.now().astimezone().date().isoformat()
    for options, count in (
        ((), 7),
        (("--account", "P-7"), 5),
        (("--account", "P-7", "--contact", "lee"), 3),
        (("--agent", "dana"), 1),
        (("--since", today, "--until", today), 7),
        (("--until", "2019-01-31"), 0),
        (("--since", "2019-01-31T14:03"), 7),
        (("--since", "2999-01-31T14:03Z"), 0),
        (("--field", "Email"), 2),
        (("--account", "P-7", "--value", "ray"), 2),
    ):
        printed = call("history", *options, "--json", "--database", books)
        assert len(json.loads(printed.stdout)["changes"]) == count, options
        assert (printed.returncode, "Nothing was changed" in printed.stderr) == ((0, False) if count else (1, True))


def test_a_number_that_no_account_has_or_had_is_said(call: Run, books: Path):
    printed = call("history", "--account", "999", "--database", books)
    assert (printed.returncode, printed.stdout) == (1, "")
    assert printed.stderr == "No account has or had the number 999.\n"


def test_a_time_without_seconds_is_the_whole_minute(call: Run, tmp_path: Path):
    path = tmp_path / "contacts.db"
    services = open_services(path, agent="mona")
    services.accounts.add(AccountDraft(name="Maneba", number="7"))
    services.close()
    sql(path, "UPDATE change SET made_at = '2019-03-31 14:03:59.500000'")
    for until, count in (
        ("2019-03-31T14:02Z", 0),
        ("2019-03-31T14:03Z", 1),
        ("2019-03-31T09:03-05:00", 1),
        ("20190331T1403+0000", 1),
        ("2019-03-31T14:03:58Z", 0),
        ("2019-03-31T14:03:59Z", 1),
        ("20190331T140358Z", 0),
        ("2019-03-31T14:03:59.400Z", 1),
    ):
        printed = call("history", "--until", until, "--json", "--database", path)
        assert len(json.loads(printed.stdout)["changes"]) == count, until


def test_a_day_is_typed_as_the_history_prints_it(call: Run, environment: dict[str, str], tmp_path: Path):
    path = tmp_path / "contacts.db"
    services = open_services(path, agent="mona")
    services.accounts.add(AccountDraft(name="Maneba", number="7"))
    services.close()
    settings = Path(environment["XDG_CONFIG_HOME"]) / "contacts-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    seen = set()
    for locale in ("en_US", "de_DE", "ja_JP", "cs_CZ", "ko_KR"):
        settings.write_text(f'locale = "{locale}"\n')
        printed = call("history", "--database", path).stdout
        seen.add(printed)
        [when] = {line.partition("  ")[0] for line in printed.splitlines()}
        for typed in (when, when[: -len(" 14:03")]):
            assert call("history", "--since", typed, "--until", typed, "--database", path).stdout == printed, typed
    assert len(seen) == 5


@pytest.mark.parametrize("name", ["email", "E-Mail", "mail", "emails"])
def test_a_field_may_be_called_as_people_say_it(call: Run, books: Path, name: str):
    printed = call("history", "--field", name, "--database", books)
    assert (printed.returncode, printed.stdout.count("  Email  ")) == (0, 2)


def test_a_label_of_a_form_is_the_field_that_it_is_a_part_of(call: Run, books: Path):
    printed = call("history", "--field", "city", "--json", "--database", books)
    assert {one["field"] for change in json.loads(printed.stdout)["changes"] for one in change["fields"]} == {
        "Billing Address"
    }


def test_today_and_yesterday_are_days(call: Run, books: Path):
    count = len(told(call("history", "--since", "yesterday", "--until", "Today", "--json", "--database", books)))
    assert count == 7
    assert call("history", "--until", "yesterday 14:03", "--database", books).returncode == 1
    assert len(told(call("history", "--since", "yesterday 14:03:59", "--json", "--database", books))) == 7


def test_json_has_utc_and_each_value_of_a_field(call: Run, books: Path):
    printed = call("history", "--agent", "dana", "--json", "--database", books)
    [change] = json.loads(printed.stdout)["changes"]
    assert change.pop("at").endswith("Z")
    assert len(change.pop("action")) == 36
    assert (change.pop("account_id"), change.pop("contact_id")) == (1, 2)
    assert change == {
        "who": "Dana",
        "from": "screen",
        "what": "updated",
        "account_number": "P-7",
        "account_name": "Maneba",
        "about": "Ann Ray, Alternate",
        "fields": [
            {"field": "Last Name", "old": ["Lee"], "new": ["Ray"]},
            {"field": "Phone", "old": ["(416) 967-1111"], "new": ["+44 20 7946 0018"]},
        ],
    }


def test_no_cell_of_the_table_is_a_formula(call: Run, books: Path):
    printed = call("history", "--csv", "--database", books)
    titles, *lines = csv.reader(printed.stdout.splitlines())
    assert titles == ["At", "Who", "From", "What", "Account", "Account Name", "About", "Field", "Old", "New"]
    cells = {cell for line in lines for cell in line}
    assert {"'=1+1", "'+44 20 7946 0018"} <= cells
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]


def test_what_is_cut_is_said(call: Run, books: Path):
    printed = call("history", "--limit", "1", "--json", "--database", books)
    assert json.loads(printed.stdout)["is_cut"] is True
    assert "There are more: these are the newest 1." in printed.stderr
    assert call("history", "--limit", "7", "--database", books).stderr == ""


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--contact", "ann"), "--contact needs the --account"),
        (("--field", "Shoe"), "'Shoe' is no field; there are"),
        (("--since", "3/12"), "'3/12' is no date as 2019-03-31"),
        (("--until", "9999-12-31"), "is no date"),
        (("--until", "0001-01-01x"), "Type 2026-03-31, 3/31/2026 as the locale has it, today or yesterday; a time may"),
        (("--since", ""), "is no date"),
        (("--since", "today 25:03"), "is no date"),
        (("--json", "--csv"), "not allowed with"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence_and_2(run: Run, books: Path, options: tuple[str, ...], sentence: str):
    printed = run("history", *options, "--database", books)
    assert (printed.returncode, printed.stdout) == (2, "")
    assert sentence in printed.stderr


def test_a_database_that_is_not_there_is_3(call: Run, tmp_path: Path):
    assert call("history", "--database", tmp_path / "none.db").returncode == 3


@pytest.mark.parametrize("command", ["history", "erase"])
def test_its_help_says_that_all_accounts_are_looked_in(run: Run, command: str):
    told = " ".join(run(command, "--help").stdout.split())
    assert "--account NUMBER the account to look in, in the trash or gone too (default: all accounts)" in told
    assert ("stands, or stood; needs the --account that they are of" in told) is (command == "history")
