"""A SQLite database copied as it is at one moment, with all that its log holds, and the copy checked."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contacts_tui.domain.byte_size import in_words
from contacts_tui.errors import DatabaseUnusable, NotSaved
from contacts_tui.storage import integrity
from contacts_tui.storage.bare_connection import connect_to, open_for_reading
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.integrity import RowCounts
from contacts_tui.storage.revision import FIND_REVISION, revision_in

Show = Callable[[float], None]
"""Is told which part is done, from 0 to 1."""

_PAGES: Final = 2_560
"""Pages that are copied before it is said how far it is: some megabytes."""
_COPIED: Final = 0.7
"""The part of the time that copying takes; the rest is for looking the copy over."""
_SPARE: Final = 2**24
"""Bytes that a copy leaves free: others save into the same disk meanwhile."""
_OF_THE_SOURCE: Final = ("SQLITE_BUSY", "SQLITE_CORRUPT", "SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT", "SQLITE_NOTADB")
"""How the errors begin that are not of the disk which takes the copy."""
_ADVICE: Final = '"contacts-tui doctor" says more, and "contacts-tui restore" puts an earlier backup in its place.'


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was looked over."""

    revision: str
    size: int
    """Bytes."""
    rows: RowCounts
    astray: int
    """Rows that name another row that is not there; they are as they were."""


def copy(source: Path, target: Path, show: Show) -> Copied:
    """Copy a database into an empty file. Whoever reads it meanwhile, and who writes into a log, need not wait.

    DatabaseUnusable if it cannot be read, is another program's or is damaged; NotSaved if the disk does not take the
    copy. `target` is left as far as it got then.
    """
    try:
        with closing(open_for_reading(source)) as connection:
            # The moment is held from here on: a copy in steps would begin anew after each write of others.
            connection.execute("BEGIN")
            try:
                revision = revision_in([line[0] for line in connection.execute(FIND_REVISION)])
            except sqlite3.OperationalError:
                revision = revision_in([])
            rows = integrity.row_counts(connection)
            _refuse_without_room(connection, target)
            _fill(connection, target, show)
        astray = _looked_over(target, rows, source)
    except sqlite3.Error as error:
        is_source = getattr(error, "sqlite_errorname", "").startswith(_OF_THE_SOURCE)
        raise translated(error, "read" if is_source else "write", str(source if is_source else target)) from None
    show(1)
    return Copied(revision, target.stat().st_size, rows, astray)


def _refuse_without_room(connection: sqlite3.Connection, target: Path) -> None:
    """Raise NotSaved where the copy would fill the disk, on which others have to save."""
    (size,) = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    free = shutil.disk_usage(target.parent).free
    if free < size + _SPARE:
        message = (
            f"The copy needs {in_words(size)}, and {target.parent} has {in_words(free)} free: that would fill the "
            "disk. Nothing was copied. Free some space, or name a file on another disk."
        )
        raise NotSaved(message)


def _fill(connection: sqlite3.Connection, target: Path, show: Show) -> None:
    with closing(connect_to(target.absolute(), "mode=rw", wait=0)) as copied:
        # The file is nobody's yet: it is waited for the disk once, when it gets its name.
        copied.execute("PRAGMA synchronous = OFF")

        def tell(_status: int, remaining: int, pages: int) -> None:
            # A step that failed has counted nothing.
            if pages:
                show(_COPIED * (1 - remaining / pages))

        connection.backup(copied, pages=_PAGES, progress=tell)
        # A copy of a database with a log says of itself that it has one.
        copied.execute("PRAGMA journal_mode = DELETE").fetchone()


def _looked_over(target: Path, rows: RowCounts, source: Path) -> int:
    """Return how many rows of a copy are astray; DatabaseUnusable unless it is whole and has the rows of its source."""
    with closing(connect_to(target.absolute(), "mode=ro", wait=0)) as copied:
        try:
            is_whole = not integrity.faults(copied) and integrity.row_counts(copied) == rows
        except sqlite3.DatabaseError:
            is_whole = False
        if not is_whole:
            raise DatabaseUnusable(f"{source} is damaged. It was not changed, and no copy of it was kept. {_ADVICE}")
        return sum(integrity.astray(copied).values())
