"""`contacts-tui restore`: the backup is the database, and what was there is kept; or all is as it was."""

import json
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from files import a_folder, content_of, cut_short, emptied, gone, overwritten_within, own_file, rubbish, sql
from older import older_file
from programs import PROGRAM

from contacts_tui.storage.revision import REVISION

Run = Callable[..., subprocess.CompletedProcess[str]]

KILLED = """\
import os, signal, sys
from contacts_tui.cli import main
from contacts_tui.storage import replacing

def replace(path, target):
    os.kill(os.getpid(), signal.SIGKILL)

replacing.Path.replace = replace
sys.exit(main())
"""


@pytest.fixture
def own(tmp_path: Path, demo_template: bytes) -> Path:
    """A database that has changed since it was backed up."""
    path = own_file(tmp_path / "own.db", demo_template)
    sql(path, "UPDATE account SET name = 'Changed since'")
    return path


@pytest.fixture
def kept(tmp_path: Path, demo_template: bytes) -> Path:
    """A backup."""
    return own_file(tmp_path / "kept.db", demo_template)


def name_in(path: Path) -> str:
    [(name,)] = sql(path, "SELECT name FROM account")
    return str(name)


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*"))


def test_the_backup_is_the_database_then_and_what_was_there_is_kept(call: Run, own: Path, kept: Path):
    sql(own, "PRAGMA journal_mode = WAL")
    own.chmod(0o640)
    with closing(sqlite3.connect(own)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
    before, backup = content_of(own), content_of(kept)
    done = call("restore", kept, "--database", own, "--agent", "mona")
    assert (done.returncode, done.stderr) == (0, "")
    [aside] = asides(own)
    assert aside.name.startswith("own.db.before-restore-")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{own} is now what {kept} holds."
    assert "Contacts  7" in lines
    assert lines[-1] == f"What was there before is kept as {aside}."
    assert (content_of(own), content_of(aside)) == (backup, before)
    assert stat.S_IMODE(own.stat().st_mode) == 0o640
    [(deed, agent, counted)] = sql(own, "SELECT deed, agent, row_counts FROM upkeep")
    assert (deed, agent, json.loads(counted)["contact"]) == ("restore", "mona", 7)
    assert content_of(kept) == backup


def test_who_was_erased_since_the_backup_is_said_to_be_back(call: Run, own: Path, kept: Path, tmp_path: Path):
    def erased(*ids: str) -> int:
        texts = [text for this in ids for text in ("--contact", this)]
        return call("erase", *texts, "--yes", "--database", own).returncode

    assert erased("1") == 0
    call("backup", tmp_path / "later.db", "--database", own)
    assert erased("2", "3") == 0
    back = call("restore", tmp_path / "later.db", "--database", own)
    again = "contacts-tui erase --contact 2 --contact 3\n"
    assert back.stderr == f"2 contacts that were erased since that backup are back. Erase again: {again}"
    assert erased("2") == 0
    restored = call("restore", kept, "--database", own, "--json")
    assert json.loads(restored.stdout)["erased_and_back"] == [1, 2]
    assert "2 contacts that were erased" in restored.stderr
    assert call("restore", kept, "--database", own).stderr == ""


def test_a_damaged_database_does_not_say_who_was_erased_from_it(call: Run, own: Path, kept: Path):
    rubbish(own)
    assert "Whether anybody was erased since" in call("restore", kept, "--database", own).stderr


def test_json_tells_the_same(call: Run, own: Path, kept: Path):
    told = json.loads(call("restore", kept, "--database", own, "--json").stdout)
    assert told["rows"]["contact"] == 7
    assert told["kept"] == str(asides(own)[0])
    assert (told["restored_from"], told["revision"]) == (str(kept), REVISION)


def test_a_database_that_is_open_is_not_replaced(run: Run, own: Path, kept: Path):
    with closing(sqlite3.connect(own, isolation_level=None)) as colleague:
        colleague.execute("PRAGMA journal_mode = WAL")
        colleague.execute("SELECT name FROM account").fetchall()
        refused = run("restore", kept, "--database", own)
        assert refused.returncode == 3
        assert "is open in another program" in refused.stderr
        colleague.execute("UPDATE account SET name = 'Saved after'")
    assert name_in(own) == "Saved after"
    assert asides(own) == []
    assert run("restore", kept, "--database", own).returncode == 0
    [aside] = asides(own)
    assert (name_in(own), name_in(aside)) == ("MANEBA", "Saved after")


def test_what_was_in_the_log_is_kept_with_what_was_there(call: Run, own: Path, kept: Path, tmp_path: Path):
    """As a program that was killed leaves it."""
    sql(own, "PRAGMA journal_mode = WAL")
    with closing(sqlite3.connect(own, isolation_level=None)) as killed:
        killed.execute("UPDATE account SET name = 'Only in the log'")
        for kind in ("", "-wal"):
            (tmp_path / f"left.db{kind}").write_bytes(Path(f"{own}{kind}").read_bytes())
    left = tmp_path / "left.db"
    assert call("restore", kept, "--database", left).returncode == 0
    [aside] = asides(left)
    assert (name_in(left), name_in(aside)) == ("MANEBA", "Only in the log")


def newer(path: Path) -> None:
    sql(path, "UPDATE alembic_version SET version_num = '9999'")


def unknown(path: Path) -> None:
    sql(path, "UPDATE alembic_version SET version_num = '0000'")


def of_another_program(path: Path) -> None:
    sql(path, "PRAGMA application_id = 7")


def a_demo(path: Path) -> None:
    sql(path, f"PRAGMA application_id = {int.from_bytes(b'CTUD', 'big')}")


def without_revision(path: Path) -> None:
    sql(path, "DROP TABLE alembic_version")


@pytest.mark.parametrize(
    "harm",
    [
        rubbish,
        emptied,
        cut_short,
        overwritten_within,
        gone,
        a_folder,
        newer,
        unknown,
        of_another_program,
        a_demo,
        without_revision,
    ],
)
def test_what_is_no_whole_backup_of_it_is_a_sentence_and_changes_nothing(
    call: Run, own: Path, kept: Path, harm: Callable[[Path], None]
):
    harm(kept)
    before = own.read_bytes()
    refused = call("restore", kept, "--database", own)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith("contacts-tui: ")
    assert refused.stderr.count("\n") == 1
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.glob("own.db*")] == ["own.db"]


def test_the_database_itself_is_no_backup_of_it(call: Run, own: Path):
    refused = call("restore", own, "--database", own)
    assert refused.returncode == 3
    assert "is the database itself" in refused.stderr


@pytest.mark.parametrize("harm", [rubbish, emptied, cut_short, overwritten_within])
def test_a_database_that_is_broken_is_replaced_and_kept_byte_for_byte(
    call: Run, own: Path, kept: Path, harm: Callable[[Path], None]
):
    harm(own)
    broken = own.read_bytes()
    assert call("restore", kept, "--database", own).returncode == 0
    assert asides(own)[0].read_bytes() == broken
    assert name_in(own) == "MANEBA"


def test_a_log_beside_a_broken_database_is_kept_with_it_and_not_read_into_the_new_one(call: Run, own: Path, kept: Path):
    rubbish(own)
    for kind in ("-wal", "-shm"):
        Path(f"{own}{kind}").write_bytes(b"left " * 999)
    assert call("restore", kept, "--database", own).returncode == 0
    assert [path.read_bytes()[:4] for path in asides(own)] == [b"rubb", b"left", b"left"]
    assert name_in(own) == "MANEBA"


def test_a_database_that_is_gone_is_restored(call: Run, kept: Path, tmp_path: Path):
    new = tmp_path / "folder" / "new.db"
    done = call("restore", kept, "--database", new)
    assert done.returncode == 0
    assert "kept as" not in done.stdout
    assert name_in(new) == "MANEBA"
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert [path.name for path in new.parent.iterdir()] == ["new.db"]


def test_a_broken_database_that_is_open_is_not_replaced(run: Run, own: Path, kept: Path):
    with closing(sqlite3.connect(own, isolation_level=None)) as colleague:
        colleague.execute("PRAGMA journal_mode = WAL")
        colleague.execute("SELECT name FROM account").fetchall()
        with own.open("r+b") as file:
            file.write(b"rubbish ")
            file.flush()
            refused = run("restore", kept, "--database", own)
    assert refused.returncode == 3
    assert "is open in another program" in refused.stderr
    assert own.read_bytes().startswith(b"rubbish ")


def test_an_older_backup_is_brought_up_to_date_before_it_is_put_in_place(call: Run, own: Path, tmp_path: Path):
    older_file(tmp_path / "older.db")
    done = call("restore", tmp_path / "older.db", "--database", own)
    assert done.returncode == 0
    assert name_in(own) == "Maneba"
    assert sql(own, "SELECT version_num FROM alembic_version") == [(REVISION,)]
    assert sql(tmp_path / "older.db", "SELECT version_num FROM alembic_version") == [("0001",)]
    assert len(asides(own)) == 1


def test_a_restore_changes_something_and_read_only_nothing(call: Run, own: Path, kept: Path):
    refused = call("restore", kept, "--database", own, "--read-only")
    assert refused.returncode == 3
    assert name_in(own) == "Changed since"


def test_a_disk_that_takes_no_more_is_a_sentence_and_changes_nothing(
    own: Path, kept: Path, environment: dict[str, str]
):
    before = own.read_bytes()
    command = ["sh", "-c", 'ulimit -f 20; exec "$@"', "sh", PROGRAM, "restore", kept, "--database", own]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert refused.returncode == 3
    assert "The disk does not take more" in refused.stderr
    assert own.read_bytes() == before
    assert asides(own) == []


def test_a_kill_at_the_last_moment_leaves_the_database_and_loses_nothing(
    run: Run, own: Path, kept: Path, environment: dict[str, str]
):
    command = [sys.executable, "-c", KILLED, "restore", kept, "--database", own]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == -signal.SIGKILL
    assert name_in(own) == "Changed since"
    again = run("restore", kept, "--database", own)
    assert again.returncode == 2
    assert f"{own}.unfinished-restore is there already" in again.stderr
    Path(f"{own}.unfinished-restore").unlink()
    assert run("restore", kept, "--database", own).returncode == 0
    assert name_in(own) == "MANEBA"


def test_nothing_gets_an_id_that_something_else_had_before(call: Run, own: Path, kept: Path):
    [(given,)] = sql(own, "SELECT seq FROM sqlite_sequence WHERE name = 'contact'")
    sql(own, "UPDATE sqlite_sequence SET seq = seq + 5 WHERE name = 'contact'")
    sql(own, "DELETE FROM sqlite_sequence WHERE name = 'account'")
    assert call("restore", "--database", own, kept).returncode == 0
    after = dict(sql(own, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('account', 'contact')"))
    assert after["contact"] == given + 5
    assert after["account"] >= 1


def test_a_folder_is_named_as_one(call: Run, own: Path, tmp_path: Path):
    refused = call("restore", "--database", own, tmp_path)
    assert refused.returncode == 3
    assert f"{tmp_path} cannot be read (it is a folder)" in refused.stderr
