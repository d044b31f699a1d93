"""`contacts-tui backup`: a checked copy at any time, or a sentence and nothing."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from files import a_folder, content_of, cut_short, gone, overwritten_within, own_file, rubbish, sql, table_overwritten
from older import older_file
from programs import PROGRAM

Run = Callable[..., subprocess.CompletedProcess[str]]

WRITER = """\
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
connection.execute("PRAGMA synchronous = OFF")
for at in range(1_000):
    connection.execute("UPDATE account SET version = version + 1")
    print(at, flush=True)
"""
INTERRUPTED = """\
import os, signal, sys
from contacts_tui.cli import main
from contacts_tui.storage import snapshot

number = int(sys.argv.pop(1))

def fill(connection, target, show):
    done(connection, target, show)
    os.kill(os.getpid(), number)

done, snapshot._fill = snapshot._fill, fill
sys.exit(main())
"""


@pytest.fixture
def own(tmp_path: Path, demo_template: bytes) -> Path:
    """A database that is no demo."""
    return own_file(tmp_path / "own.db", demo_template)


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir() if not found.name.startswith("own.db-"))


def test_a_backup_is_the_whole_database_and_its_owners_alone(call: Run, own: Path, tmp_path: Path):
    made = call("backup", "--database", own, "--agent", "mona", tmp_path / "copy.db")
    assert (made.returncode, made.stderr) == (0, "")
    first, *counts = made.stdout.splitlines()
    assert first.startswith(f"{tmp_path / 'copy.db'}, ")
    assert first.endswith(" kB, is a backup that was checked.")
    assert counts[:2] == ["Accounts  1", "Contacts  7"]
    assert content_of(tmp_path / "copy.db") == content_of(own)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert sql(tmp_path / "copy.db", "PRAGMA journal_mode") == [("delete",)]
    [(deed, agent, counted)] = sql(own, "SELECT deed, agent, row_counts FROM upkeep")
    assert (deed, agent, json.loads(counted)["contact"]) == ("backup", "mona", 7)
    assert names(tmp_path) == ["copy.db", "own.db"]


def test_what_is_only_in_the_log_is_in_the_backup(call: Run, own: Path, tmp_path: Path):
    with closing(sqlite3.connect(own, isolation_level=None)) as other:
        other.execute("UPDATE account SET name = 'Only in the log'")
        assert call("backup", "--database", own, tmp_path / "copy.db").returncode == 0
    assert sql(tmp_path / "copy.db", "SELECT name FROM account") == [("Only in the log",)]


def test_without_a_file_it_goes_into_the_folder_of_backups_and_json_says_where(call: Run, own: Path, tmp_path: Path):
    told = json.loads(call("backup", "--database", own, "--json").stdout)
    [made] = (tmp_path / "data" / "contacts-tui" / "backups").iterdir()
    assert told["backup"] == str(made)
    assert made.name.startswith("own-")
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    assert (told["rows"]["contact"], told["is_recorded"], told["rows_astray"]) == (7, True, 0)
    assert told["bytes"] == made.stat().st_size


def test_a_folder_takes_a_backup_with_a_name_of_its_own(call: Run, own: Path, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    assert call("backup", "--database", own, tmp_path / "stick").returncode == 0
    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".db"]


def test_a_file_that_is_there_is_left_as_it_is(call: Run, own: Path, tmp_path: Path):
    (tmp_path / "copy.db").write_text("mine")
    refused = call("backup", "--database", own, tmp_path / "copy.db")
    assert refused.returncode == 2
    assert "is there already, and is not written over" in refused.stderr
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_what_is_only_read_is_copied_and_not_recorded(call: Run, own: Path, tmp_path: Path):
    made = call("backup", "--database", own, "--read-only", tmp_path / "copy.db")
    assert made.returncode == 0
    assert made.stdout.splitlines()[-1].startswith("It is not recorded in the database. ")
    assert sql(own, "SELECT count(*) FROM upkeep") == [(0,)]
    assert content_of(tmp_path / "copy.db") == content_of(own)


def test_an_older_database_is_copied_as_it_is(call: Run, tmp_path: Path):
    older_file(tmp_path / "older.db")
    made = call("backup", "--database", tmp_path / "older.db", tmp_path / "copy.db")
    assert made.returncode == 0
    assert "It is not recorded in the database." in made.stdout
    assert content_of(tmp_path / "copy.db") == content_of(tmp_path / "older.db")


def test_backups_beside_a_writer_are_of_one_moment_and_the_writer_is_not_held_up(call: Run, own: Path, tmp_path: Path):
    sql(own, "UPDATE account SET version = 0")
    with subprocess.Popen([sys.executable, "-c", WRITER, own], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        seen = []
        for at in range(3):
            made = call("backup", "--database", own, "--read-only", tmp_path / f"{at}.db")
            assert made.returncode == 0
            seen += sql(tmp_path / f"{at}.db", "SELECT version FROM account")
        assert writer.stdout.read().splitlines()[-1] == "999"
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert sql(own, "SELECT version FROM account") == [(1000,)]


@pytest.mark.parametrize("harm", [rubbish, cut_short, overwritten_within, gone, a_folder])
def test_a_database_that_cannot_be_copied_is_a_sentence_and_leaves_no_backup(
    call: Run, own: Path, tmp_path: Path, harm: Callable[[Path], None]
):
    harm(own)
    refused = call("backup", "--database", own, tmp_path / "copy.db")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.count("\n") == 1
    assert set(names(tmp_path)) <= {"own.db"}


def test_a_database_that_is_damaged_somewhere_has_no_backup_and_an_earlier_one_is_named(
    call: Run, own: Path, tmp_path: Path
):
    table_overwritten(own, "email")
    refused = call("backup", "--database", own, tmp_path / "copy.db")
    assert (refused.returncode, names(tmp_path)) == (3, ["own.db"])
    assert f"{own} is damaged. It was not changed, and no copy of it was kept." in refused.stderr


def test_rows_that_belong_to_nothing_are_copied_and_told_of(call: Run, own: Path, tmp_path: Path):
    sql(own, "PRAGMA foreign_keys = OFF", "DELETE FROM contact WHERE id = 1")
    made = call("backup", "--database", own, tmp_path / "copy.db")
    assert made.returncode == 0
    assert "of its rows name another row that is not there" in made.stdout


@pytest.mark.parametrize("blocks", [20, 400])
def test_a_disk_that_takes_no_more_is_a_sentence_and_leaves_nothing(
    own: Path, tmp_path: Path, environment: dict[str, str], blocks: int
):
    # More than SQLite holds back before it writes.
    rows = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) SELECT randomblob(300) FROM n"
    )
    sql(own, "CREATE TABLE filler (bytes)", f"INSERT INTO filler {rows}")
    before = content_of(own)
    asked = [PROGRAM, "backup", "--database", own, tmp_path / "copy.db"]
    command = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", *asked]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert refused.returncode == 3
    assert "The disk does not take more" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert names(tmp_path) == ["own.db"]
    assert content_of(own) == before


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_a_name_by_which_sqlite_would_remove_it_is_refused(call: Run, own: Path, tmp_path: Path, end: str):
    refused = call("backup", "--database", own, f"{own}{end}")
    assert refused.returncode == 3
    assert "like what SQLite keeps beside a database" in refused.stderr
    assert names(tmp_path) == ["own.db"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_may_not_be_written_is_a_sentence(call: Run, own: Path, tmp_path: Path):
    (tmp_path / "closed").mkdir(mode=0o500)
    refused = call("backup", "--database", own, tmp_path / "closed" / "copy.db")
    assert refused.returncode == 3
    assert "takes no new file (Permission denied)" in refused.stderr


def test_a_folder_that_is_not_there_is_a_sentence(call: Run, own: Path, tmp_path: Path):
    refused = call("backup", "--database", own, tmp_path / "nowhere" / "copy.db")
    assert refused.returncode == 3
    assert "takes no new file (No such file or directory)" in refused.stderr


@pytest.mark.parametrize(
    ("number", "code", "left"),
    [
        (signal.SIGKILL, -signal.SIGKILL, ["copy.db.unfinished", "own.db"]),
        (signal.SIGINT, 130, ["own.db"]),
        (signal.SIGHUP, 130, ["own.db"]),
    ],
)
def test_what_is_ended_in_the_middle_leaves_nothing_that_looks_like_a_backup(
    call: Run,
    own: Path,
    tmp_path: Path,
    environment: dict[str, str],
    number: signal.Signals,
    code: int,
    left: list[str],
):
    before = content_of(own)
    command = [sys.executable, "-c", INTERRUPTED, str(int(number)), "backup", "--database", own, tmp_path / "copy.db"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    assert names(tmp_path) == left
    assert content_of(own) == before
    assert sql(own, "SELECT count(*) FROM upkeep") == [(0,)]
    assert call("doctor", "--full", "--database", own).returncode == 0
