"""`contacts-tui lookup`: who is calling."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from older import older_file

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import open_services

Run = Callable[..., subprocess.CompletedProcess[str]]

TELLS_WHAT_IS_LOADED = """
import sys
from contacts_tui.cli import main
code = main(sys.argv[1:])
print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A database in which three contacts have one number."""
    path = tmp_path / "contacts.db"
    services = open_services(path, agent="mona")
    maneba = services.accounts.add(AccountDraft(name="Maneba", number="P-7"))
    wide = services.accounts.add(AccountDraft(name="李 Ltd", number="8"))
    number = "416-967-1111"
    for account, draft in (
        (maneba, ContactDraft("Ann", "Lee", (f"{number} x45",), ("ann@example.com",), ContactType.ALTERNATE)),
        (maneba, ContactDraft("Bob", "Ray", (number,), (), ContactType.AUTHORIZED_USER)),
        (wide, ContactDraft("", "\u202e\u5c0f", (number,), ("a@example.com", "b@example.com"), ContactType.ALTERNATE)),
    ):
        services.contacts.add(account, draft)
    services.close()
    return path


def test_all_who_have_the_number_are_printed_by_contact_type(run: Run, people: Path):
    printed = run("lookup", "(416) 967-1111", "--database", people)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.splitlines() == [
        "P-7  Maneba  Authorized User  Bob Ray                                (416) 967-1111      +14169671111",
        "P-7  Maneba  Alternate        Ann Lee  ann@example.com               (416) 967-1111 x45  +14169671111",
        "8    李 Ltd  Alternate        小       a@example.com, b@example.com  (416) 967-1111      +14169671111",
    ]


def test_the_extension_goes_first_and_the_number_may_stand_in_several_words(call: Run, people: Path):
    printed = call("lookup", "416", "967", "1111", "ext", "45", "--limit", "1", "--database", people)
    assert (printed.returncode, printed.stdout.count("\n")) == (0, 1)
    assert "Ann Lee" in printed.stdout
    assert printed.stderr == "There are more: these are the first 1. --limit N shows more, up to 10,000.\n"


def test_json_has_the_texts_as_they_are_stored(call: Run, people: Path):
    printed = call("lookup", "4169671111", "--json", "--limit", "2", "--database", people)
    assert printed.stdout.isascii()
    told = json.loads(printed.stdout)
    assert told["number"] == {
        "said": "4169671111",
        "local": "(416) 967-1111",
        "e164": "+14169671111",
        "extension": "",
        "status": "valid",
    }
    assert (told["is_ending"], told["is_cut"]) == (False, True)
    assert [one["name"] for one in told["results"]] == ["Bob Ray", "Ann Lee"]
    assert told["results"][1] == {
        "account_number": "P-7",
        "account_name": "Maneba",
        "id": told["results"][1]["id"],
        "contact_type": "Alternate",
        "name": "Ann Lee",
        "first_name": "Ann",
        "last_name": "Lee",
        "emails": ["ann@example.com"],
        "phone": {
            "said": "416-967-1111 x45",
            "local": "(416) 967-1111 x45",
            "e164": "+14169671111",
            "extension": "45",
            "status": "valid",
        },
    }
    every = json.loads(call("lookup", "4169671111", "--json", "--database", people).stdout)
    assert every["results"][2]["last_name"] == "\u202e\u5c0f"
    assert not every["is_cut"]


def test_nobody_is_a_sentence_and_1(call: Run, people: Path):
    for number, sentence in {
        "416 967 1112": "Nobody has the number (416) 967-1112.\n",
        "1112": "Nobody has a number that ends in 1112.\n",
    }.items():
        printed = call("lookup", number, "--database", people)
        assert (printed.returncode, printed.stdout, printed.stderr) == (1, "", sentence)
        printed = call("lookup", number, "--database", people, "--json")
        assert (printed.returncode, json.loads(printed.stdout)["results"], printed.stderr) == (1, [], sentence)


@pytest.mark.parametrize("text", ["hello", "", "\x1b]0;owned\x07"])
def test_what_is_no_number_is_a_sentence_and_2(run: Run, people: Path, text: str):
    printed = run("lookup", text, "--database", people)
    assert (printed.returncode, printed.stdout) == (2, "")
    assert "is no phone number: " in printed.stderr
    assert printed.stderr.count("\n") == 1
    assert not {"\x1b", "\x07"} & set(printed.stderr)


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "\u0665", "10001", "9" * 5_000, ""])
@pytest.mark.parametrize("command", ["lookup", "find"])
def test_a_limit_is_a_whole_number(
    call: Run, capsys: pytest.CaptureFixture[str], people: Path, command: str, limit: str
):
    with pytest.raises(SystemExit) as end:
        call(command, "416", f"--limit={limit}", "--database", people)
    assert end.value.code == 2
    assert "is no whole number from 1 to 10,000" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lookup", "find", "doctor"])
def test_a_page_option_is_refused(call: Run, capsys: pytest.CaptureFixture[str], command: str):
    text = [] if command == "doctor" else ["416"]
    for options in (["--account", "5", command, *text], [command, *text, "--account", "5"]):
        with pytest.raises(SystemExit) as end:
            call(*options)
        assert end.value.code == 2
        assert "--account" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["lookup", "4169671111"], ["find", "lee"], ["doctor"], ["doctor", "--repair"]], ids=" ".join
)
class TestADatabaseThatCannotBeRead:
    def test_a_missing_one_is_not_made(self, call: Run, tmp_path: Path, command: list[str]):
        printed = call(*command, "--database", tmp_path / "none" / "none.db")
        assert (printed.returncode, printed.stdout) == (3, "")
        assert "There is no database at" in printed.stderr
        assert not (tmp_path / "none").exists()

    def test_an_empty_one_is_told(self, call: Run, tmp_path: Path, command: list[str]):
        (tmp_path / "empty.db").touch()
        printed = call(*command, "--database", tmp_path / "empty.db")
        assert (printed.returncode, printed.stdout) == (3, "")
        assert "is empty" in printed.stderr
        assert (tmp_path / "empty.db").read_bytes() == b""

    def test_rubbish_is_told(self, call: Run, tmp_path: Path, command: list[str]):
        (tmp_path / "odd.db").write_bytes(b"rubbish " * 1000)
        printed = call(*command, "--database", tmp_path / "odd.db")
        assert (printed.returncode, printed.stdout) == (3, "")
        assert "is no database" in printed.stderr


@pytest.mark.parametrize("command", [["lookup", "4169671111"], ["find", "lee"], ["doctor"]], ids=" ".join)
def test_an_older_database_is_told_and_left_as_it_is(call: Run, tmp_path: Path, command: list[str]):
    older_file(tmp_path / "older.db")
    before = (tmp_path / "older.db").read_bytes()
    printed = call(*command, "--database", tmp_path / "older.db")
    assert (printed.returncode, printed.stdout) == (3, "")
    assert "Open it once without --read-only" in printed.stderr
    assert (tmp_path / "older.db").read_bytes() == before


@pytest.mark.parametrize("command", [["lookup", "4169671111"], ["find", "lee"], ["doctor"]], ids=" ".join)
def test_what_does_not_count_in_the_settings_stands_apart(
    call: Run, environment: dict[str, str], people: Path, command: list[str]
):
    settings = Path(environment["XDG_CONFIG_HOME"]) / "contacts-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("odd = 1\n")
    printed = call(*command, "--json", "--database", people)
    assert (printed.returncode, printed.stderr) == (0, 'settings.toml, line 1: there is no setting "odd".\n')
    json.loads(printed.stdout)


@pytest.mark.parametrize(("options", "screen"), [(["--json"], set()), ([], {"rich"})])
def test_a_lookup_loads_no_more_than_it_needs(
    environment: dict[str, str], people: Path, options: list[str], screen: set[str]
):
    command = [sys.executable, "-c", TELLS_WHAT_IS_LOADED, "lookup", "4169671111", "--database", str(people), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "Ann Lee" in done.stdout
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "email_validator", "babel", "textual", "rich", "psycopg"}
    assert heavy & set(done.stderr.split()) == screen
