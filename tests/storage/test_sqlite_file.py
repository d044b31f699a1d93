"""A file that is pulled away from under an open database, and other trouble with real files: always a sentence."""

import errno
import json
import os
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from contacts_tui.errors import ContactsError, DatabaseUnusable, NotSaved, ReadOnly
from contacts_tui.storage import schema
from contacts_tui.storage.closed_file import is_demo, remove
from contacts_tui.storage.database import Database
from contacts_tui.storage.sqlite_file import SqliteFile

Say = Callable[[Callable[[], object]], None]
"""Takes note of what comes of a call."""

INSERT = (
    "INSERT INTO bill (uid, account_id, number, amount_minor, open_minor, version, created_at, updated_at)"
    " VALUES (randomblob(16), 1, ?, 1, 1, 1, '2019-01-01', '2019-01-01')"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an account and a bill."""
    path = tmp_path / "folder" / "contacts.db"
    database = Database(path)
    with database.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO account (id, uid, number, name, account_type, address_lines, city, region, postal_code,"
            " country, manager_name, manager_phone, manager_phone_shown, manager_email, currency, version,"
            " created_at, updated_at) VALUES (1, x'00', '1', 'MANEBA', 'Stand-Alone', '', '', '', '', 'US', '', '', '',"
            " '', 'USD', 1, '2019-01-01', '2019-01-01')"
        )
    save(database, "first")
    database.close()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(path, wait=0.05)
    yield database
    database.close()


def save(database: Database, number: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql(INSERT, (number,))


def bills(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT number FROM bill ORDER BY id").scalars())


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def empty(path: Path) -> None:
    os.truncate(path, 0)


def cut(path: Path) -> None:
    os.truncate(path, 4_096)


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"rubbish " * 10_000)


def overwrite_with_another_database(path: Path) -> None:
    other = path.with_name("other.db")
    connection = sqlite3.connect(other)
    connection.executescript("CREATE TABLE other (id)")
    connection.close()
    path.write_bytes(other.read_bytes())


def replace_by_a_copy(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.rename(path)


def delete_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


def replace_log(path: Path) -> None:
    delete_log(path)
    Path(f"{path}-wal").touch()


def delete_lock_table(path: Path) -> None:
    Path(f"{path}-shm").unlink()


HARM: dict[Callable[[Path], None], str] = {
    delete: "moved or deleted",
    move: "moved or deleted",
    move_folder: "moved or deleted",
    empty: "emptied or overwritten",
    cut: "cut short",
    overwrite: "emptied or overwritten",
    overwrite_with_another_database: "emptied or overwritten",
    replace_by_a_copy: "replaced by another file",
    delete_log: "-wal",
    replace_log: "-wal",
    delete_lock_table: "-shm",
}


@pytest.mark.parametrize(("harm", "named"), HARM.items(), ids=[harm.__name__ for harm in HARM])
class TestAFileThatIsHarmedWhileOpen:
    def test_a_write_after_it_is_not_begun(
        self, path: Path, database: Database, harm: Callable[[Path], None], named: str
    ):
        save(database, "second")
        harm(path)
        begun = False
        with pytest.raises(NotSaved, match=named) as raised, database.transaction():
            begun = True
        assert not begun
        assert "while it was open: nothing was saved. " in str(raised.value)
        assert str(raised.value).endswith(f"({path})")
        assert len(str(raised.value)) - len(str(path)) < 190

    def test_a_write_during_it_is_not_called_saved(
        self, path: Path, database: Database, harm: Callable[[Path], None], named: str
    ):
        save(database, "second")

        def save_and_harm(connection: Connection) -> None:
            connection.exec_driver_sql(INSERT, ("third",))
            harm(path)

        with pytest.raises(NotSaved) as raised:
            database.write(save_and_harm)
        assert named in str(raised.value) or "Nothing was saved" in str(raised.value)

    def test_reading_gives_what_was_there_or_a_sentence(
        self, path: Path, database: Database, harm: Callable[[Path], None], named: str
    ):
        assert named
        harm(path)
        assert said_by(lambda: bills(database)) == "['first']" or str(path) in said_by(lambda: bills(database))


def test_what_went_into_an_emptied_log_is_not_called_saved(path: Path, database: Database):
    save(database, "second")
    os.truncate(f"{path}-wal", 0)
    with pytest.raises(NotSaved, match="-wal"):
        save(database, "third")


class TestALogThatIsEmptiedBetweenSavingAndLooking:
    @pytest.fixture
    def between(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
        """Have something done in that moment."""
        check_log = SqliteFile.check_log

        def set_up(act: Callable[[], object]) -> None:
            def act_and_check(file: SqliteFile, written: str, frames: Callable[[], int | None]) -> None:
                act()
                check_log(file, written, frames)

            monkeypatch.setattr(SqliteFile, "check_log", act_and_check)

        return set_up

    def test_by_another_programs_checkpoint_it_is_no_harm(
        self, path: Path, database: Database, between: Callable[[Callable[[], object]], None]
    ):
        other = sqlite3.connect(path, isolation_level=None)
        between(lambda: other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        save(database, "second")
        assert Path(f"{path}-wal").stat().st_size == 0
        other.close()
        assert bills(database) == ["first", "second"]

    @pytest.mark.parametrize("harm", [lambda log: os.truncate(log, 0), lambda log: log.write_bytes(b"rubbish")])
    def test_by_anybody_else_it_is_not_called_saved(
        self,
        path: Path,
        database: Database,
        between: Callable[[Callable[[], object]], None],
        harm: Callable[[Path], object],
    ):
        between(lambda: harm(Path(f"{path}-wal")))
        with pytest.raises(NotSaved, match="-wal"):
            save(database, "second")


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE])
def test_a_file_that_the_system_cannot_look_at_is_not_written(
    path: Path, database: Database, monkeypatch: pytest.MonkeyPatch, code: int
):
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    save(database, "second")
    with monkeypatch.context() as patched:
        patched.setattr(os, "pread", fail)
        with pytest.raises(NotSaved, match="could not be checked") as raised:
            save(database, "third")
        assert str(path) in str(raised.value)
        with pytest.raises(DatabaseUnusable, match="cannot be opened"):
            Database(path)
    assert bills(database) == ["first", "second"]


def test_what_fails_while_opening_leaves_nothing_open(path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: object) -> None:
        raise LookupError

    before = len(list(Path("/dev/fd").iterdir()))
    monkeypatch.setattr(schema, "revision_of", fail)
    with pytest.raises(LookupError):
        Database(path)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_growth_and_vacuum_by_another_program_are_no_harm(path: Path, database: Database):
    other = sqlite3.connect(path, isolation_level=None)
    for number in range(50):
        save(database, "x" * 5_000)
        if number % 10 == 0:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.execute("DELETE FROM bill WHERE number <> 'first'")
    other.execute("VACUUM")
    other.close()
    save(database, "last")
    assert bills(database) == ["first", "last"]


def test_a_second_program_that_opens_and_closes_the_file_is_no_harm(path: Path, database: Database):
    for number in ("second", "third"):
        other = Database(path)
        save(other, number)
        other.close()
        save(database, f"{number} again")
    assert len(bills(database)) == 5


def test_a_file_locked_by_another_program_is_waited_for_and_then_named(path: Path, database: Database):
    holder = python(
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print('held', flush=True); sys.stdin.read()",
        path,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(NotSaved, match="another program has held it") as raised:
        save(database, "second")
    assert "Nothing was saved." in str(raised.value)
    assert bills(database) == ["first"]
    holder.communicate()
    save(database, "second")
    assert bills(database) == ["first", "second"]


def test_our_lock_survives_looking_at_the_file(path: Path, database: Database):
    """Without it, another program that closes the file believes to be the last and takes the log away."""
    save(database, "second")
    other = python(
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('UPDATE bill SET number = number'); c.close()",
        path,
    )
    other.communicate()
    assert other.returncode == 0
    assert Path(f"{path}-wal").stat().st_size
    save(database, "third")
    assert bills(database) == ["first", "second", "third"]


def test_a_full_database_keeps_what_it_has(database: Database):
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with database.transaction() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved, match="The disk is full") as raised:
        save(database, "x" * 100_000)
    assert "Free some space" in str(raised.value)
    assert bills(database) == ["first"]


def test_a_disk_that_takes_no_more_keeps_what_it_has(path: Path):
    def meet_the_limit(say: Say) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        database = Database(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        say(lambda: save(database, "x" * 300_000))
        say(lambda: bills(database))
        save(database, "second")
        say(lambda: bills(database))

    said = in_child(meet_the_limit)
    assert said[0].startswith("NotSaved: The disk does not take more")
    assert said[1:] == ["['first']", "['first', 'second']"]


def test_a_file_that_may_only_be_read_is_read_and_not_written(path: Path):
    path.chmod(0o444)
    let_nobody_in(path.parent, 0o777)

    def read_and_write(say: Say) -> None:
        database = Database(path)
        say(lambda: bills(database))
        say(lambda: save(database, "second"))

    said = in_child(read_and_write, nobody=True)
    assert said[0] == "['first']"
    assert said[1].startswith("NotSaved: The database file, or its folder, may not be written.")


def test_a_folder_that_may_only_be_read_is_named_and_can_be_read(path: Path):
    path.chmod(0o444)
    let_nobody_in(path.parent, 0o555)

    def open_both_ways(say: Say) -> None:
        say(lambda: Database(path))
        say(lambda: bills(Database(path, read_only=True)))

    said = in_child(open_both_ways, nobody=True)
    assert said[0].startswith("DatabaseUnusable: ")
    assert "--read-only" in said[0]
    assert said[1] == "['first']"


def test_what_its_folder_does_not_let_go_of_is_not_removed(path: Path):
    let_nobody_in(path.parent, 0o555)
    said = in_child(lambda say: say(lambda: remove(path)), nobody=True)
    assert said[0].startswith(f"DatabaseUnusable: {path} cannot be removed (")
    assert path.exists()


def test_what_is_removed_is_gone_with_its_companions(path: Path):
    Path(f"{path}-wal").touch()
    remove(path)
    assert list(path.parent.iterdir()) == []
    remove(path)


def test_a_file_that_may_not_be_read_is_named(path: Path):
    path.chmod(0)
    let_nobody_in(path.parent, 0o755)

    def open_both_ways(say: Say) -> None:
        say(lambda: Database(path))
        say(lambda: Database(path, read_only=True))

    said = in_child(open_both_ways, nobody=True)
    assert [line.partition(":")[0] for line in said] == ["DatabaseUnusable"] * 2
    assert all("may not be opened" in line for line in said)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnusable, match="cannot be opened"):
        Database(tmp_path / "file" / "contacts.db")
    with pytest.raises(DatabaseUnusable, match="is a folder"):
        Database(tmp_path)


def test_a_new_file_and_its_companions_are_for_the_owner_only(tmp_path: Path):
    before = os.umask(0)
    try:
        database = Database(tmp_path / "new" / "contacts.db")
        with database.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM bill")
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()}
    database.close()
    assert modes == {"contacts.db": 0o600, "contacts.db-wal": 0o600, "contacts.db-shm": 0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path):
    tmp_path.chmod(0o750)
    Database(tmp_path / "contacts.db").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


class TestReadOnly:
    def test_it_reads_and_refuses_to_write_before_any_sql(self, path: Path):
        database = Database(path, read_only=True)
        assert bills(database) == ["first"]
        begun = False
        with pytest.raises(ReadOnly), database.transaction():
            begun = True
        assert not begun
        database.close()

    def test_it_sees_what_another_program_saves(self, path: Path, database: Database):
        reader = Database(path, read_only=True)
        save(database, "second")
        assert bills(reader) == ["first", "second"]
        reader.close()

    def test_a_missing_file_is_not_made(self, tmp_path: Path):
        with pytest.raises(DatabaseUnusable, match="There is no database"):
            Database(tmp_path / "new" / "contacts.db", read_only=True)
        assert not (tmp_path / "new").exists()

    def test_an_empty_file_stays_empty(self, tmp_path: Path):
        path = tmp_path / "contacts.db"
        path.touch()
        with pytest.raises(DatabaseUnusable, match="is empty"):
            Database(path, read_only=True)
        assert path.stat().st_size == 0


class TestAFileThatIsNotOurs:
    @pytest.fixture(params=["text", "short", "other", "marked", "alembic"])
    def foreign(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        path = tmp_path / "foreign.db"
        if request.param in ("text", "short"):
            path.write_bytes(b"Dear diary" * (1 if request.param == "short" else 100))
            return path
        connection = sqlite3.connect(path)
        connection.executescript("CREATE TABLE diary (id); INSERT INTO diary VALUES (1)")
        if request.param == "marked":
            connection.execute("PRAGMA application_id = 1234")
        if request.param == "alembic":
            connection.executescript("CREATE TABLE alembic_version (v); INSERT INTO alembic_version VALUES ('0002')")
        connection.close()
        return path

    @pytest.mark.parametrize("read_only", [False, True])
    def test_it_is_refused_and_left_as_it_was(self, foreign: Path, read_only: bool):
        before = foreign.read_bytes()
        with pytest.raises(DatabaseUnusable, match=r"no database|another program"):
            Database(foreign, read_only=read_only)
        assert foreign.read_bytes() == before
        assert [file.name for file in foreign.parent.iterdir()] == ["foreign.db"]


def test_an_empty_file_and_an_empty_database_are_new(tmp_path: Path):
    (tmp_path / "zero.db").touch()
    connection = sqlite3.connect(tmp_path / "bare.db")
    connection.execute("VACUUM")
    connection.close()
    assert (tmp_path / "bare.db").stat().st_size
    for name in ("zero.db", "bare.db"):
        database = Database(tmp_path / name)
        assert bills(database) == []
        database.close()


def test_a_database_whose_making_was_interrupted_is_made_anew(tmp_path: Path):
    path = tmp_path / "contacts.db"

    def begin_and_die(_: Say) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; PRAGMA application_id = 1129600329; CREATE TABLE account (a);"
            "INSERT INTO account VALUES (zeroblob(100000)); CREATE TABLE contact (a)"
        )
        os.kill(os.getpid(), signal.SIGKILL)

    in_child(begin_and_die, killed=True)
    assert Path(f"{path}-journal").exists()
    database = Database(path)
    assert bills(database) == []
    database.close()


def test_a_demo_may_start_over_only_what_is_a_demo(path: Path, tmp_path: Path):
    demo = tmp_path / "demo.db"
    assert is_demo(demo)
    Database(demo, demo=True).close()
    assert is_demo(demo)
    assert not is_demo(path)
    (tmp_path / "text").write_text("Dear diary")
    assert not is_demo(tmp_path / "text")


def test_a_damaged_page_is_a_sentence(path: Path):
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xff" * (path.stat().st_size - 4_096))
    with pytest.raises(DatabaseUnusable, match="damaged"):
        Database(path)


def test_what_was_saved_is_there_after_a_kill(path: Path):
    def save_and_die(_: Say) -> None:
        save(Database(path), "second")
        os.kill(os.getpid(), signal.SIGKILL)

    in_child(save_and_die, killed=True)
    database = Database(path)
    assert bills(database) == ["first", "second"]
    database.close()


def said_by(do: Callable[[], object]) -> str:
    """What comes of a call: its value, or the sentence it raises; anything else is raised on."""
    try:
        return str(do())
    except ContactsError as error:
        return f"{type(error).__name__}: {error}"


def let_nobody_in(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    for parent in folder.parents:
        if parent == Path(parent.anchor):
            break
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)


def python(script: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def in_child(do: Callable[[Say], None], *, nobody: bool = False, killed: bool = False) -> list[str]:
    """What is said in a process of its own, of an unprivileged user where permissions are to count."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said: list[str] = []
        status = 1
        try:
            if nobody and os.getuid() == 0:
                os.setgroups([])
                os.setgid(65_534)
                os.setuid(65_534)
            do(lambda act: said.append(said_by(act)))
            status = 0
        finally:
            os.write(writing, json.dumps(said).encode())
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        heard = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == (-signal.SIGKILL if killed else 0)
    return [] if killed else list(json.loads(heard))
