"""`contacts-tui purge`: what has been in the trash too long is told, asked about, and removed for good."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from programs import PROGRAM
from terminal import Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def littered(demo: Path) -> Path:
    """A database with three contacts in the trash, two of them for years."""
    update = "UPDATE contact SET deleted_by = 'x', deleted_at = "
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute(f"{update} '2019-01-15 09:15:00.000000' WHERE id < 3")
        connection.execute(f"{update} datetime('now') || '.000000' WHERE id = 3")
        connection.execute("DELETE FROM search_key WHERE ref < 4")
    return demo


def in_the_trash(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        [found] = connection.execute("SELECT count(*) FROM contact WHERE deleted_at IS NOT NULL").fetchone()
        return int(found)


def test_a_dry_run_says_what_would_go_and_yes_removes_it(call: Run, littered: Path):
    printed = call("purge", "--dry-run", "--database", littered)
    would = "2 contacts have been in the trash for over 30 days: purge removes them for good.\n"
    assert (printed.returncode, printed.stdout, in_the_trash(littered)) == (0, would, 3)
    printed = call("purge", "--yes", "--agent", "mona", "--database", littered)
    did = "Removed 2 contacts for good. What was changed, when and by whom stays.\n"
    assert (printed.returncode, printed.stdout, in_the_trash(littered)) == (0, did, 1)
    with closing(sqlite3.connect(littered)) as connection:
        purged = connection.execute("SELECT agent, source, contact_id FROM change WHERE action = 'purged'").fetchall()
    assert purged == [("mona", "purge", 1), ("mona", "purge", 2)]
    printed = call("purge", "--yes", "--database", littered)
    nothing = "Nothing has been in the trash for over 30 days: nothing was removed.\n"
    assert (printed.returncode, printed.stdout) == (0, nothing)
    told = {"database": str(littered), "older_than_days": 0, "accounts": 0, "contacts": 1}
    for options, is_purged in (("--dry-run", False), ("--yes", True)):
        printed = call("purge", "--older-than", "0", options, "--json", "--database", littered)
        assert json.loads(printed.stdout) == told | {"is_purged": is_purged}
    assert call("purge", "--older-than", "0", "--yes", "--database", littered).stdout == "The trash is empty.\n"


def test_nothing_is_removed_by_surprise(run: Run, call: Run, littered: Path, tmp_path: Path):
    printed = run("purge", "--database", littered)
    assert printed.returncode == 2
    assert "without a terminal say --yes, or --dry-run to look first" in printed.stderr
    printed = call("purge", "--yes", "--read-only", "--database", littered)
    assert printed.returncode == 3
    assert "--dry-run only says what would go" in printed.stderr
    (tmp_path / "config/contacts-tui").mkdir(parents=True)
    (tmp_path / "config/contacts-tui/settings.toml").write_text("trash_days = 0\n")
    printed = run("purge", "--yes", "--database", littered)
    assert printed.returncode == 2
    assert "say --older-than DAYS" in printed.stderr
    assert in_the_trash(littered) == 3


def test_a_terminal_is_asked(environment: dict[str, str], littered: Path):
    for typed, said, left in (("n", "Nothing was removed.", 3), ("y", "Removed 2 contacts for good.", 1)):
        with Terminal([PROGRAM, "purge", "--database", str(littered)], env=dict(environment)) as terminal:
            terminal.wait("Remove 2 contacts for good? y / n")
            terminal.type(f"{typed}\r")
            assert terminal.wait_exit() == 0
            assert said in terminal.text
        assert in_the_trash(littered) == left
