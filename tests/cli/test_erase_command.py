"""`contacts-tui erase`: one person is listed, asked about, and blanked wherever anything of them stands."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from programs import PROGRAM
from terminal import Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]


def names_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {f"{name} {this}" for this, name in connection.execute("SELECT id, first_name FROM contact")}


def test_a_person_is_erased_by_the_id_that_find_tells_and_by_name(call: Run, demo: Path):
    where = ("--account", "11111", "--database", demo)
    results = json.loads(call("find", "--json", "--database", demo, "test").stdout)["results"]
    first = next(one["id"] for one in results if "id" in one)
    printed = call("erase", *where, "--contact", str(first), "--yes", "--json")
    told = {"account_number": "11111", "contact_ids": [first], "is_erased": True, "is_swept": True}
    assert json.loads(printed.stdout) == told
    printed = call("erase", *where, "--contact", "test tester", "--yes")
    said = "Erased 6 contacts: names, numbers and e-mails are gone, from the changes too. Who changed"
    assert (printed.returncode, printed.stdout[: len(said)]) == (0, said)
    assert names_in(demo) == set()
    assert b"test@gmail.com" not in demo.read_bytes()
    printed = call("erase", *where, "--contact", "test tester", "--yes")
    assert (printed.returncode, printed.stdout) == (1, "")
    assert printed.stderr == 'Nobody in this account is "test tester": nothing was erased.\n'


def test_nothing_is_erased_by_surprise(run: Run, call: Run, demo: Path):
    before = demo.read_bytes()
    for options, code, said in (
        (("--account", "11111"), 2, "without a terminal say --yes"),
        (("--yes",), 2, "--account says in which account"),
        (("--account", "7", "--yes"), 3, "No account has the number 7"),
        (("--account", "11111", "--yes", "--read-only"), 3, "--read-only changes nothing"),
    ):
        printed = (run if code == 2 else call)("erase", *options, "--contact", "Test Tester", "--database", demo)
        assert (printed.returncode, printed.stdout) == (code, "")
        assert said in printed.stderr
    assert demo.read_bytes() == before


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
