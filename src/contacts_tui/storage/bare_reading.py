"""Reading without SQLAlchemy, by the bare driver of either database."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from contacts_tui.storage.bare_connection import open_for_reading
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.values import Line

if TYPE_CHECKING:
    import psycopg

Driver: TypeAlias = "sqlite3.Connection | psycopg.Connection[tuple[Any, ...]]"


@contextmanager
def at_one_moment(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a SQLite file that cannot write and whose queries all see the same moment.

    Raises DatabaseUnusable, also for what the driver raises within.
    """
    try:
        connection = open_for_reading(path)
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise translated(error, "read", str(path)) from None


def lines(connection: Driver, query: str, **values: str | int) -> Sequence[Line]:
    """Return the rows of a query whose parameters are named `:so`, as SQLite wants them. Raises the driver's errors."""
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(query, values).fetchall()
    for name in values:
        query = query.replace(f":{name}", f"%({name})s")
    return connection.execute(query.encode(), values).fetchall()
