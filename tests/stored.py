"""What a database holds, read past the program's own readers."""

from typing import Any

from sqlalchemy import select

from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import METADATA

Row = dict[str, Any]


def rows_in(database: Database, table: str) -> list[Row]:
    """Return all rows of a table by their primary keys, deleted ones too."""
    found = METADATA.tables[table]
    with database.reading() as connection:
        return [dict(row) for row in connection.execute(select(found).order_by(*found.primary_key)).mappings()]


def everything_in(database: Database) -> dict[str, list[Row]]:
    """Return all rows of all tables."""
    return {name: rows_in(database, name) for name in METADATA.tables}
