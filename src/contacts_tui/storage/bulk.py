"""Writing a whole new database at once: the rows that the one door would have written, thousands at a time.

The file is nobody's until it is complete: it is made without waiting for the disk, in one transaction. A second process
can write a part of the rows into a file of its own, which is copied into the database.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from contacts_tui.storage import schema, trigrams
from contacts_tui.storage.bare_connection import connect_to, uri_of
from contacts_tui.storage.bulk_keys import Keys
from contacts_tui.storage.bulk_part import Begin, Part
from contacts_tui.storage.bulk_rows import Rows
from contacts_tui.storage.closed_file import ORDINARY
from contacts_tui.storage.columns import Moment
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.new_file import new_file, passing_file
from contacts_tui.storage.tables import ACCOUNT, BILL, BILL_LINE, CHANGE, CONTACT, EMAIL, METADATA, PAYMENT, PHONE

_PRAGMAS: Final = (
    "journal_mode = MEMORY",
    "synchronous = OFF",
    "cache_size = -16384",
    "threads = 2",
    "ignore_check_constraints = ON",
)
"""Nobody has the file yet, so that it need not outlive a power cut. SQLite makes the list of words in a CHECK anew for
each row, which takes longer than to write it; the words come from the same enumerations."""

_KEYS: Final = 0.45
"""The part of the time of `finish` that goes by until the search keys are stored."""
_OTHER: Final = "other"
"""What SQLite calls the file of another process."""


class Bulk:
    """A database that is being filled. Rows are as the one door writes them, ids in the order in which they come."""

    def __init__(self, connection: Connection) -> None:
        tables = (ACCOUNT, CONTACT, PHONE, EMAIL, BILL, BILL_LINE, PAYMENT, CHANGE)
        self._connection = connection
        self._rows = {table.name: Rows(connection, table) for table in tables}
        self._keys = Keys(connection)

    def part(self, begin: Begin, noise: Random) -> Part:
        """Return what takes the accounts that come next; `noise` is what their ids that are known outside are of."""
        dialect = self._connection.dialect
        stored = Moment().dialect_impl(dialect).bind_processor(dialect)
        return Part(self._rows, self._keys, begin, noise, stored(begin.at) if stored else begin.at)

    def take(self, path: Path, progress: Callable[[float], None]) -> None:
        """Copy what another process has written into `part_database`: its rows come behind those that are there.

        `progress` is told which part of them is copied; its search keys are copied by `finish`.
        """
        self._connection.exec_driver_sql(f"ATTACH ? AS {_OTHER}", (uri_of(path.resolve(), "mode=ro"),))
        for done, rows in enumerate(self._rows.values(), 1):
            rows.take(_OTHER)
            progress(done / len(self._rows))
        self._keys.take(_OTHER)

    def finish(self, progress: Callable[[float], None]) -> dict[str, int]:
        """Write all that is waiting; returns how many rows each table has.

        `progress` is told which part of what they are found by is stored: that goes last.
        """
        for rows in self._rows.values():
            rows.flush()
        self._keys.finish(lambda part: progress(_KEYS * part))
        trigrams.fill(self._connection, lambda part: progress(_KEYS + (1 - _KEYS) * part))
        return {name: rows.count for name, rows in self._rows.items()} | {"search_key": self._keys.count}


@contextmanager
def new_database(path: Path) -> Iterator[Bulk]:
    """Yield a new database to fill, which is there once the block has ended; if it raises, nothing is left of it.

    Raises AlreadyThere; DatabaseUnusable if there cannot be a file; NotSaved if the disk does not take it.
    """
    with new_file(path) as unfinished, _sentences(path):
        schema.create_file(unfinished, ORDINARY, wait=0)
        with _filling(unfinished) as connection:
            yield Bulk(connection)


@contextmanager
def room_for_part(path: Path) -> Iterator[Path]:
    """Yield the path of an empty file for a part of the new database `path`; it is gone when the block ends.

    Raises AlreadyThere, DatabaseUnusable.
    """
    with passing_file(Path(f"{path}.unfinished-part")) as part:
        yield part


@contextmanager
def part_database(part: Path, path: Path) -> Iterator[Bulk]:
    """Yield a file to fill with a part of the new database `path`. Raises NotSaved if the disk does not take it."""
    with _sentences(path), _filling(part) as connection:
        for table in METADATA.sorted_tables:
            connection.execute(CreateTable(table))
        yield Bulk(connection)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise translated(error.orig, "write", str(path)) from None


@contextmanager
def _filling(path: Path) -> Iterator[Connection]:
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = connect_to(path.resolve(), "mode=rw", wait=0)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN EXCLUSIVE"))
    return engine
