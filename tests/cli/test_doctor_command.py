"""`contacts-tui doctor`: what has drifted is told, and put right on demand."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from older import older_file
from programs import PROGRAM
from terminal import Terminal

from contacts_tui.storage.revision import REVISION

Run = Callable[..., subprocess.CompletedProcess[str]]

WHOLE = """\
{path}, revision {revision}
Accounts                1
Contacts                7
Search keys             47
Missing search keys     0
Stray search keys       0
Differing search texts  0
What Find looks in follows from the accounts and contacts.
"""


def drifted(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM search_key WHERE kind = 1 AND ref = 2")
        connection.execute("INSERT INTO search_key VALUES (1, 'a', 99, 1), (1, 'b', 99, 1)")
        connection.execute("UPDATE contact SET search_text = '' WHERE id < 4")


def test_a_database_without_drift_is_told_to_be_all_right(run: Run, demo: Path):
    before = demo.read_bytes()
    printed = run("doctor", "--database", demo)
    assert (printed.returncode, printed.stderr, printed.stdout) == (0, "", WHOLE.format(path=demo, revision=REVISION))
    assert demo.read_bytes() == before
    printed = run("doctor", "--repair", "--database", demo)
    assert (printed.returncode, printed.stderr, printed.stdout) == (0, "", WHOLE.format(path=demo, revision=REVISION))


def test_drift_is_1_and_repaired_on_demand(call: Run, demo: Path):
    drifted(demo)
    printed = call("doctor", "--database", demo)
    assert (printed.returncode, printed.stderr) == (1, "")
    assert printed.stdout.splitlines()[3:] == [
        "Search keys             48",
        "Missing search keys     1",
        "Stray search keys       2",
        "Differing search texts  3",
        'Find may miss or invent somebody. "contacts-tui doctor --repair" puts it right.',
    ]
    told = call("doctor", "--database", demo).stdout
    assert told == printed.stdout
    printed = call("doctor", "--repair", "--database", demo)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.splitlines()[:-1] == told.splitlines()[:-1]
    assert printed.stdout.splitlines()[-1].startswith("This is put right: ")
    assert call("doctor", "--database", demo).stdout == WHOLE.format(path=demo, revision=REVISION)


def test_json_tells_the_same(call: Run, demo: Path):
    drifted(demo)
    whole = {
        "database": str(demo),
        "revision": REVISION,
        "accounts": 1,
        "contacts": 7,
        "search_keys": 47,
        "missing_search_keys": 0,
        "stray_search_keys": 0,
        "differing_search_texts": 0,
        "is_repaired": False,
    }
    counted = {"search_keys": 48, "missing_search_keys": 1, "stray_search_keys": 2, "differing_search_texts": 3}
    for options, code, told in (
        ([], 1, whole | counted),
        (["--repair"], 0, whole | counted | {"is_repaired": True}),
        ([], 0, whole),
    ):
        printed = call("doctor", "--json", *options, "--database", demo)
        assert (printed.returncode, json.loads(printed.stdout)) == (code, told)


def test_read_only_and_repair_exclude_each_other(call: Run, demo: Path):
    drifted(demo)
    printed = call("doctor", "--repair", "--read-only", "--database", demo)
    assert (printed.returncode, printed.stdout) == (3, "")
    assert "use one of them" in printed.stderr
    assert call("doctor", "--read-only", "--database", demo).returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_a_sentence(call: Run, demo: Path):
    drifted(demo)
    demo.chmod(0o400)
    printed = call("doctor", "--repair", "--database", demo)
    assert (printed.returncode, printed.stdout) == (3, "")
    assert printed.stderr.count("\n") == 1


def test_a_repair_brings_an_older_database_up_to_date_first(call: Run, tmp_path: Path):
    older_file(tmp_path / "older.db")
    printed = call("doctor", "--repair", "--database", tmp_path / "older.db")
    assert printed.returncode == 0
    assert "is up to date now" in printed.stderr
    assert printed.stdout.endswith("What Find looks in follows from the accounts and contacts.\n")


def test_a_terminal_shows_nothing_of_what_is_quick(environment: dict[str, str], demo: Path):
    with Terminal([PROGRAM, "doctor", "--database", str(demo)], env=dict(environment)) as terminal:
        assert terminal.wait_exit() == 0
        assert "Missing search keys     0" in terminal.text
        assert "%" not in terminal.text
