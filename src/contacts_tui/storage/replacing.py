"""A database file put in the place of another one, which nobody may have open and which is kept."""

import fcntl
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from contacts_tui.errors import DatabaseUnusable, NotSaved
from contacts_tui.storage.bare_connection import connect_to
from contacts_tui.storage.closed_file import DEMO, HEADER, ORDINARY, Header, header_of, refuse_unless_regular, sentences
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.integrity import DAMAGED
from contacts_tui.storage.new_file import write_out

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: a log that is left there would be read into the new one."""
_PASSING: Final = 1.0
"""Seconds for which a program that looks into the database for a moment is waited for."""
_WHOSE: Final = {DEMO: "a demo database and the backup is none", ORDINARY: "no demo database and the backup is one"}
_SHARED: Final = (0x4000_0002, 510)
"""First byte and length of what SQLite locks while it has a file open: https://www.sqlite.org/fileformat2.html."""


def refuse_unless_backup(file: Path, database: Path) -> None:
    """Raise DatabaseUnusable unless a file is a database of ours that may take the place of another one.

    A demo takes only a demo's place: what is marked as one may be started over.
    """
    try:
        found = _header_at(file)
    except OSError as error:
        why = error.strerror or "it is a folder"
        message = f"{file} cannot be read ({why}). Nothing was changed. Name a backup that is there."
        raise DatabaseUnusable(message) from None
    if not found.is_sqlite or found.mark not in {ORDINARY, DEMO}:
        message = f"{file} is no backup of contacts-tui. Nothing was changed. Name a file that it has made."
        raise DatabaseUnusable(message)
    with sentences(database):
        if not database.exists():
            return
        if file.samefile(database):
            raise DatabaseUnusable(f"{file} is the database itself. Nothing was changed. Name a backup of it.")
        present = _header_at(database)
    if present.is_sqlite and present.mark != found.mark:
        whose = _WHOSE.get(present.mark, "a database of another program")
        message = f"{database} is {whose}. Nothing was changed. Choose the right one with --database."
        raise DatabaseUnusable(message)


def _header_at(path: Path) -> Header:
    refuse_unless_regular(path)
    with path.open("rb") as file:
        return header_of(file.read(HEADER))


def put_in_place(complete: Path, path: Path, label: str) -> Path | None:
    """Give a complete database the name `path`, and return what the one that was there is called now; None if none was.

    It is kept beside, its name followed by `label`, with all that its log holds; if it is damaged, byte for byte with
    what stands beside it. NotSaved if anybody has it open or the folder does not let it be replaced: all is as it was.
    """
    real = path.resolve()
    with _held(real):
        try:
            return _replaced(complete, real, label)
        except OSError as error:
            message = f"{path} could not be replaced ({error.strerror}). It is as it was. Let yourself write there."
            raise NotSaved(message) from None


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Let nobody open a database until the block ends, with all that its log holds in the file itself.

    SQLite would change what stands beside a file that is plainly broken: it is left alone.
    """
    if not is_plausible(path):
        _refuse_if_locked(path)
        yield
        return
    with closing(connect_to(path, "mode=rw", wait=0)) as connection:
        try:
            _take(connection)
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise _in_use(path) from None
            if not name.startswith(DAMAGED):
                raise translated(error, "write", str(path)) from None
            _refuse_if_locked(path)
        yield


def is_plausible(path: Path) -> bool:
    """Whether there is a file with the header of a database, and as large as that says."""
    if not path.exists():
        return False
    with sentences(path):
        header = _header_at(path)
        return header.is_sqlite and path.stat().st_size >= header.size


def _take(connection: sqlite3.Connection) -> None:
    """Take a file for this connection alone. Raises sqlite3.Error."""
    until = time.monotonic() + _PASSING
    while True:
        try:
            # Whoever has the file open keeps its log from being given up. SQLite itself waits for nobody there.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _refuse_if_locked(path: Path) -> None:
    """Raise NotSaved where a program has a damaged file open, which SQLite itself does not say of one."""
    if not path.exists():
        return
    begin, length = _SHARED
    with sentences(path), path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, begin)
        except (BlockingIOError, PermissionError):
            raise _in_use(path) from None


def _in_use(path: Path) -> NotSaved:
    return NotSaved(
        f"{path} is open in another program, perhaps of a colleague. Nothing was changed. Leave contacts-tui on every "
        "terminal, then restore again."
    )


def _replaced(complete: Path, path: Path, label: str) -> Path | None:
    """Return where what was there is kept. Raises OSError, and all is as it was then."""
    there = [kind for kind in ("", *_BESIDE) if Path(f"{path}{kind}").exists()]
    aside = _free_name(path, label)
    try:
        for kind in there:
            _keep(Path(f"{path}{kind}"), Path(f"{aside}{kind}"))
        write_out(path.parent)
        for kind in there:
            if kind:
                Path(f"{path}{kind}").unlink()
        # One step: at no moment is there no database.
        complete.replace(path)
    except OSError:
        for kind in there:
            kept = Path(f"{aside}{kind}")
            with suppress(OSError):
                if not Path(f"{path}{kind}").exists():
                    _keep(kept, Path(f"{path}{kind}"))
                kept.unlink(missing_ok=True)
        raise
    write_out(path.parent)
    return aside if there else None


def _free_name(path: Path, label: str) -> Path:
    for number in count(1):
        name = Path(f"{path}.{label}{f'.{number}' if number > 1 else ''}")
        if not any(os.path.lexists(f"{name}{kind}") for kind in ("", *_BESIDE)):
            break
    return name


def _keep(path: Path, name: Path) -> None:
    """Give a file a second name; where the file system gives one only, copy it. Raises OSError."""
    try:
        os.link(path, name)
    except OSError:
        made = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "wb") as kept, path.open("rb") as file:
            shutil.copyfileobj(file, kept)
            kept.flush()
            os.fsync(kept.fileno())
