"""Whether a SQLite file is whole, by the bare driver: the file need not be of this program's revision."""

import sqlite3
from typing import Final

from sqlalchemy import func, select

from contacts_tui.storage.bare_connection import ended_by_ctrl_c
from contacts_tui.storage.tables import METADATA

WHOLE: Final = "ok"
"""What SQLite answers of a file that is."""
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
    with ended_by_ctrl_c(connection):
        found = [str(line[0]) for line in connection.execute(f"PRAGMA {look}({_MOST})")]
    return [] if found == [WHOLE] else found


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
