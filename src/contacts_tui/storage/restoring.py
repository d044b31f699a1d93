"""A backup made a database again: copied, checked, brought up to date, and only then put in its place."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from contacts_tui.domain.upkeep import Deed
from contacts_tui.errors import DatabaseUnusable, NotSaved
from contacts_tui.storage import migrate, upkeep
from contacts_tui.storage.bare_connection import connect_to
from contacts_tui.storage.copies import held_again
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.engines import sqlite_engines
from contacts_tui.storage.integrity import RowCounts
from contacts_tui.storage.new_file import passing_file, write_out
from contacts_tui.storage.replacing import is_plausible, put_in_place, refuse_unless_backup
from contacts_tui.storage.revision import REVISION, refuse_unless_current
from contacts_tui.storage.snapshot import Copied, Show, copy

_GIVEN: Final = "SELECT name, seq FROM sqlite_sequence WHERE typeof(seq) = 'integer'"
"""The last id that SQLite has given in each table."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is the database now."""

    revision: str
    """That of the backup."""
    rows: RowCounts
    astray: int
    """Rows that name another row that is not there."""
    kept: Path | None
    """Where the database that was there is now."""
    back: tuple[int, ...] | None
    """The ids of contacts that were erased from it since, and are there again; None if that cannot be read."""


def restore(file: Path, database: Path, *, agent: str, label: str, show: Show) -> Restored:
    """Put a copy of a backup in the place of a database, which is kept beside, its name followed by `label`.

    Raises DatabaseUnusable if the backup is none, damaged, or of a revision that is not known; NotSaved if somebody has
    the database open, or the disk does not take it; AlreadyThere if it is being restored. All is as it was then.
    """
    refuse_unless_backup(file, database)
    real = database.resolve()
    try:
        real.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(f"{real.parent} cannot be made ({error.strerror}). Nothing was changed.") from None
    with passing_file(Path(f"{real}.unfinished-restore")) as unfinished:
        try:
            copied = copy(file, unfinished, show)
            refuse_unless_current(copied.revision, read_only=False)
            _bring_up_to_date(unfinished, copied, agent, _ids_given(real))
        except DatabaseUnusable as error:
            raise DatabaseUnusable(f"{file} was not restored, and the database is as it was. {error}") from None
        _permit(unfinished, real)
        try:
            write_out(unfinished)
        except OSError as error:
            raise NotSaved(f"The disk does not take {unfinished} ({error.strerror}). Nothing was changed.") from None
        kept = put_in_place(unfinished, database, label)
    back = () if kept is None else held_again(kept, real)
    return Restored(copied.revision, copied.rows, copied.astray, kept, back)


def _bring_up_to_date(path: Path, copied: Copied, agent: str, given: Mapping[str, int]) -> None:
    engines = sqlite_engines(path, read_only=False, wait=0)
    try:
        if copied.revision != REVISION:
            migrate.upgrade(engines.writing)
        with engines.writing.begin() as connection:
            upkeep.record(connection, Deed.RESTORE, agent, copied.rows)
            _go_on_from(connection, given)
    except DBAPIError as error:
        raise translated(error.orig, "write", str(path)) from None
    finally:
        engines.reading.dispose()
    with closing(connect_to(path, "mode=rw", wait=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _ids_given(database: Path) -> dict[str, int]:
    """Return the last id that was given in each table of the database; of one that is damaged nothing is known."""
    if not is_plausible(database):
        # SQLite would change what stands beside it.
        return {}
    try:
        with closing(connect_to(database, "mode=ro", wait=0)) as before:
            return dict(before.execute(_GIVEN).fetchall())
    except sqlite3.Error:
        return {}


def _go_on_from(connection: Connection, given: Mapping[str, int]) -> None:
    """Let nothing get an id that something else had in the database before: drafts and people know that by it."""
    for name, last in given.items():
        later = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
        if not connection.exec_driver_sql(later, (last, name)).rowcount:
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))


def _permit(unfinished: Path, database: Path) -> None:
    """Let those open the new file who may open the one that is there."""
    with suppress(OSError):
        found = database.stat()
        unfinished.chmod(S_IMODE(found.st_mode))
        os.chown(unfinished, found.st_uid, found.st_gid)
