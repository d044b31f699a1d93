"""`contacts-tui find`: what Find finds, in lines and as JSON."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from programs import PROGRAM

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import open_services

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A database with two accounts, one of which is called as a contact of the other."""
    path = tmp_path / "contacts.db"
    services = open_services(path, agent="mona")
    maneba = services.accounts.add(AccountDraft(name="Maneba", number="P-7", city="Cushing"))
    lee = services.accounts.add(AccountDraft(name="李 Lee Inc", number="8", city="A rather long city"))
    for account, draft in (
        (maneba, ContactDraft("Ann", "Lée", ("416-967-1111", "911"), ("ann@example.com",), ContactType.ALTERNATE)),
        (maneba, ContactDraft("Kaylee", "Ray", ("416-123-1234",), (), ContactType.AUTHORIZED_USER)),
        (lee, ContactDraft("Bob", "Ray", ("416-223-1234",), (), ContactType.ALTERNATE)),
    ):
        services.contacts.add(account, draft)
    services.close()
    return path


def test_accounts_and_contacts_stand_in_columns_the_best_first(run: Run, people: Path):
    printed = run("find", "lee", "--database", people)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.splitlines() == [
        "8    李 Lee Inc  A rather long city",
        "P-7  Maneba      Alternate        Ann Lée     (416) 967-1111, 911 ?  ann@example.com",
        "P-7  Maneba      Authorized User  Kaylee Ray  (416) 123-1234 ?",
    ]


@pytest.mark.parametrize("text", [["lee", "ann"], ["lee ann"], ["4169671111"], ["(416)", "967-1111"], ["ee nn"]])
def test_words_may_stand_in_one_argument_or_in_several(call: Run, people: Path, text: list[str]):
    printed = call("find", *text, "--database", people)
    assert (printed.returncode, printed.stdout.count("\n")) == (0, 1)
    assert "Ann Lée" in printed.stdout


def test_json_has_the_texts_as_they_are_stored(call: Run, people: Path):
    with closing(sqlite3.connect(people)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = 'An' || char(27) || char(127) || char(0x202e) WHERE id = 1")
    printed = call("find", "lee", "--json", "--database", people)
    assert printed.returncode == 0
    assert printed.stdout.isascii()
    assert printed.stdout.replace("\n", "").isprintable()
    told = json.loads(printed.stdout)
    assert (told["text"], told["is_cut"]) == ("lee", False)
    assert told["results"][0] == {
        "kind": "account",
        "account_number": "8",
        "account_name": "李 Lee Inc",
        "city": "A rather long city",
    }
    phones = told["results"][1].pop("phones")
    assert told["results"][1] == {
        "kind": "contact",
        "account_number": "P-7",
        "account_name": "Maneba",
        "id": told["results"][1]["id"],
        "contact_type": "Alternate",
        "name": "An\x1b\x7f\u202e Lée",
        "first_name": "An\x1b\x7f\u202e",
        "last_name": "Lée",
        "emails": ["ann@example.com"],
    }
    assert [(phone["said"], phone["local"], phone["e164"], phone["status"]) for phone in phones] == [
        ("416-967-1111", "(416) 967-1111", "+14169671111", "valid"),
        ("911", "911", None, "short"),
    ]


def test_no_more_are_printed_than_asked_for(call: Run, people: Path):
    for limit, is_cut in {1: True, 2: True, 3: False, 10_000: False}.items():
        printed = call("find", "lee", "--json", f"--limit={limit}", "--database", people)
        told = json.loads(printed.stdout)
        assert (len(told["results"]), told["is_cut"]) == (min(limit, 3), is_cut)
        more = f"There are more: these are the first {limit}. --limit N shows more, up to 10,000.\n"
        assert printed.stderr == (more if is_cut else "")
    assert call("find", "lee", "--limit", "2", "--database", people).stdout.count("\n") == 2


def test_nothing_is_a_sentence_and_1(call: Run, people: Path):
    for text, sentence in {
        "zzz": 'Nothing matches "zzz".\n',
        "416 555 9999": "Nobody has the number (416) 555-9999.\n",
        "\x1b]0;owned": 'Nothing matches "]0;owned".\n',
    }.items():
        printed = call("find", text, "--database", people)
        assert (printed.returncode, printed.stdout, printed.stderr) == (1, "", sentence)
        printed = call("find", text, "--json", "--database", people)
        assert (printed.returncode, printed.stderr) == (1, sentence)
        assert json.loads(printed.stdout) == {"text": text, "is_cut": False, "results": [], "earlier": []}


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_no_text_at_all_is_a_sentence_and_2(call: Run, people: Path, text: str):
    printed = call("find", text, "--database", people)
    assert (printed.returncode, printed.stdout) == (2, "")
    assert "There is nothing to look for" in printed.stderr


def test_escape_sequences_of_the_database_go_nowhere(call: Run, people: Path):
    hostile = "char(27) || ']0;owned' || char(7) || char(0x202e, 10)"
    with closing(sqlite3.connect(people)) as connection, connection:
        for column in ("contact SET first_name", "account SET name", "account SET city", "phone SET shown"):
            connection.execute(f"UPDATE {column} = {hostile}")
    for command in (["find", "lee"], ["lookup", "4169671111"]):
        printed = call(*command, "--database", people)
        assert printed.returncode == 0
        assert "]0;owned" in printed.stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(printed.stdout)
        assert printed.stdout.count("\n") == {"find": 3, "lookup": 1}[command[0]]


def test_a_reader_that_has_seen_enough_gets_no_complaint(environment: dict[str, str], people: Path):
    with subprocess.Popen(
        [PROGRAM, "find", "lee", "--database", str(people)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


def test_nothing_is_written(call: Run, people: Path):
    before = people.read_bytes()
    for command in (["find", "lee"], ["lookup", "4169671111"], ["doctor"]):
        assert call(*command, "--database", people).returncode == 0
    assert people.read_bytes() == before


def test_json_names_who_had_it_by_their_ids(call: Run, tmp_path: Path):
    path = tmp_path / "contacts.db"
    services = open_services(path, agent="mona")
    account = services.accounts.add(AccountDraft(name="Maneba", number="7"))
    draft = ContactDraft("Bo", "Ray", ("416-967-1111",), (), ContactType.ALTERNATE)
    services.contacts.delete(services.contacts.add(account, draft))
    services.close()
    [earlier] = json.loads(call("find", "bo ray", "--json", "--database", path).stdout)["earlier"]
    assert (earlier["kind"], earlier["account_id"], earlier["contact_id"]) == ("contact", 1, 1)
