"""Whether a SQLite file is whole, by the bare driver: the file need not be of this program's revision."""

import re
import sqlite3
from typing import Final

from sqlalchemy import Connection, func, select

from contacts_tui.storage.bare_connection import ended_by_ctrl_c
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.tables import METADATA

WHOLE: Final = "ok"
"""What SQLite answers of a file that is."""
DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")
"""How the names of the errors begin that say that a file is damaged."""
_INDEX: Final = re.compile(r"missing from index|wrong # of entries in index|non-unique entry in index|^row \d+ missing")
"""What SQLite says of an index that does not follow from its table."""
_MOST: Final = 1_000
"""Faults after which SQLite looks no further."""

RowCounts = dict[str, int]
"""How many rows each table has, by its name."""


def faults(connection: sqlite3.Connection, *, indexes: bool = False) -> list[str]:
    """Return what SQLite finds wrong with the structure of a file, in its own words; they hold no values.

    `indexes` compares those with their tables too, which takes longer. Raises sqlite3.Error, also where a fault keeps
    SQLite from looking, and KeyboardInterrupt.
    """
    # A value that a CHECK forbids is no damage, and is looked for elsewhere.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    look = "integrity_check" if indexes else "quick_check"
    try:
        with ended_by_ctrl_c(connection):
            found = [str(line[0]) for line in connection.execute(f"PRAGMA {look}({_MOST})")]
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    return [] if found == [WHOLE] else found


def faults_in(connection: Connection, *, indexes: bool) -> list[str]:
    """Return what is wrong with the structure of an open SQLite database; of another one, its server sees to that.

    Raises DatabaseUnusable where it is out of reach, and KeyboardInterrupt.
    """
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        return []
    try:
        return faults(raw, indexes=indexes)
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(DAMAGED):
            return [name]
        raise translated(error, "read", "the database") from None


def astray_in(connection: Connection) -> RowCounts:
    """Return what `astray` finds in an open SQLite database; nothing in another one. Raises as `faults_in` does."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        return {}
    try:
        return astray(raw)
    except sqlite3.Error as error:
        raise translated(error, "read", "the database") from None


def is_about_indexes(found: list[str]) -> bool:
    """Whether all of what SQLite finds wrong goes when the indexes are made anew."""
    return all(_INDEX.search(fault) for fault in found)


def astray(connection: sqlite3.Connection) -> RowCounts:
    """Return how many rows of which tables name another row that is not there. Raises as `faults` does."""
    found: RowCounts = {}
    with ended_by_ctrl_c(connection):
        for table, *_ in connection.execute("PRAGMA foreign_key_check"):
            found[table] = found.get(table, 0) + 1
    return found


def row_counts(connection: sqlite3.Connection) -> RowCounts:
    """Return how many rows each of our tables has that is there. Raises as `faults` does."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    with ended_by_ctrl_c(connection):
        counted = {name: str(select(func.count()).select_from(table)) for name, table in METADATA.tables.items()}
        return {name: connection.execute(query).fetchone()[0] for name, query in counted.items() if name in there}


def make_indexes_anew(connection: Connection) -> None:
    """Make all indexes of a SQLite database anew from its tables."""
    connection.exec_driver_sql("REINDEX")
