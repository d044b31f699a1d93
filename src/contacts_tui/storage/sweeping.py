"""Writing a SQLite file anew, so that nothing is left in it of what was removed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from contacts_tui.domain.byte_size import in_words
from contacts_tui.storage.bare_connection import connect_to, ended_by_ctrl_c

_COPIES: Final = 2
"""A file is written beside itself, then into its log, before it is put in its own place."""
_SPARE: Final = 2**24
"""Bytes that are left free: others save into the same disk meanwhile."""
_IN_USE: Final = "Another program is at work in the database, so that its log could not be emptied."
_PRAGMAS: Final = ("synchronous = FULL", "trusted_schema = OFF", "cache_size = -4096", "temp_store = FILE")


def size_of(path: Path) -> int:
    """Return how many bytes a file has. Raises OSError."""
    return path.stat().st_size


def lacks_room(path: Path) -> str:
    """Return why the disk cannot take a file written anew, in a sentence; empty where it can. Raises OSError."""
    real = path.resolve()
    needed, free = size_of(real) * _COPIES + _SPARE, shutil.disk_usage(real.parent).free
    if free >= needed:
        return ""
    return f"To write the file anew takes {in_words(needed)}, and {real.parent} has {in_words(free)} free."


def write_anew(path: Path, wait: float) -> str:
    """Write a file anew, and empty its log. Returns why it was not, in a sentence; empty where it was.

    `wait` is how many seconds others are waited for. Raises sqlite3.Error, KeyboardInterrupt: the file holds the same
    records then.
    """
    real = path.resolve()
    with closing(connect_to(real, "mode=rw", wait)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        with _temporary_files_in(connection, real.parent), ended_by_ctrl_c(connection):
            connection.execute("VACUUM")
            busy, _frames, _copied = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return _IN_USE if busy else ""


@contextmanager
def _temporary_files_in(connection: sqlite3.Connection, folder: Path) -> Iterator[None]:
    """Have SQLite put the copy that it writes on the disk of the database: its own choice may be memory.

    The copy is for its owner alone, and has no name as soon as it is open, so that it goes however the program ends.
    """
    name = str(folder).replace("'", "''")
    # SQLite is told in UTF-8. Where the name is none, its own choice has to do.
    with suppress(UnicodeEncodeError):
        connection.execute(f"PRAGMA temp_store_directory = '{name}'")
    try:
        yield
    finally:
        connection.execute("PRAGMA temp_store_directory = ''")
