"""Engines: how each database is opened, and how a transaction begins in it."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from contacts_tui.storage.bare_connection import connect_to, open_for_reading

_PRAGMAS: Final = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cache_size = -4096",
    "temp_store = MEMORY",
)
"""Among a million contacts nothing is slower with a cache of 4 MiB a connection: the system has the pages, too."""
_REMOVING: Final = (
    # SQLite would look through all phones for those of each contact: no index begins with it. What refers to a record
    # is removed before it.
    "foreign_keys = OFF",
    # What is removed is overwritten with zeros.
    "secure_delete = ON",
)
_SWITCHING: Final = 1.0
"""Seconds for which the switch to the log is tried: SQLite itself waits for nobody there."""
_POSTGRESQL_OPTIONS: Final = (
    "-c statement_timeout={statement} -c lock_timeout={lock} -c idle_in_transaction_session_timeout=30000"
)


class Engines(NamedTuple):
    """One pool of connections, seen in two ways."""

    reading: Engine
    """Begins transactions that see one moment and write nothing."""
    writing: Engine
    """Begins transactions that no other writer can get between."""
    removing: Engine
    """Begins such transactions too, in which rows are removed for good."""


def sqlite_engines(path: Path, *, read_only: bool, wait: float) -> Engines:
    """Return the engines of a SQLite file; `wait` is how many seconds a locked file is waited for.

    A write begins with BEGIN IMMEDIATE: one that begins by reading loses updates, or fails at once beside a writer.
    """
    connect = _reader(path, wait) if read_only else _writer(path, wait)
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=2, max_overflow=2, hide_parameters=True
    )
    if not read_only:
        event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    removing = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(removing, "connect", _set_up_to_remove)
    event.listen(removing, "begin", _begin)
    at_once = {"sqlite_begin": "IMMEDIATE"}
    return Engines(engine, engine.execution_options(**at_once), removing.execution_options(**at_once))


def postgresql_engines(url: str, *, wait: float) -> Engines:
    """Return the engines of a PostgreSQL database; `wait` is how many seconds a lock is waited for.

    Writes are SERIALIZABLE, so that rules over several rows hold between agents. No statement is prepared: a plan
    made for any value scans the whole index for some.
    """
    options = _POSTGRESQL_OPTIONS.format(statement=5_000 + round(wait * 1_000), lock=round(wait * 1_000))
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=2,
        max_overflow=2,
        pool_pre_ping=True,
        pool_recycle=1_800,
        connect_args={
            "connect_timeout": 5,
            "application_name": "contacts-tui",
            "options": options,
            "prepare_threshold": None,
        },
    )
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    writing = engine.execution_options(isolation_level="SERIALIZABLE")
    return Engines(reading, writing, writing)


def frames_in_log(engine: Engine) -> int | None:
    """Return how many pages a SQLite database believes to be in its log; None if it cannot tell."""
    connection = engine.raw_connection()
    try:
        # Not inside a transaction. Of what a checkpoint returns, this is the size of the log; it waits for nobody.
        _busy, frames, _copied = connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return int(frames)


def _reader(path: Path, wait: float) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        return open_for_reading(path, wait)

    return connect


def _writer(path: Path, wait: float) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        return connect_to(path.resolve(), "mode=rw", wait)

    return connect


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    _use_log(cursor.execute)
    _tell(cursor.execute, _PRAGMAS)
    cursor.close()


def _set_up_to_remove(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    _tell(cursor.execute, (*_PRAGMAS, *_REMOVING))
    cursor.close()


def _tell(execute: Callable[[str], object], pragmas: Sequence[str]) -> None:
    for pragma in pragmas:
        execute(f"PRAGMA {pragma}")


def _use_log(execute: Callable[[str], object]) -> None:
    """Switch to WAL, again and again while another program that opens the file at the same moment is in the way."""
    until = time.monotonic() + _SWITCHING
    while True:
        try:
            execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
