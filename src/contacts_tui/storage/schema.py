"""The tables of a database: found, made, brought up to date, or refused."""

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, MetaData, String, Table, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from contacts_tui.storage import trigrams
from contacts_tui.storage.bare_connection import connect_to
from contacts_tui.storage.revision import FIND_REVISION, REVISION, revision_in
from contacts_tui.storage.tables import METADATA

_STAMP: Final = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""What Alembic makes and reads; loading it for this alone takes longer than all else at a start."""


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database; None if it holds no tables at all.

    DatabaseUnusable if its tables are another program's.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return None
    return revision_in(list(connection.execute(text(FIND_REVISION)).scalars()) if _STAMP.name in names else [])


def create(connection: Connection) -> None:
    """Make all tables, and say which revision they are of."""
    METADATA.create_all(connection, checkfirst=False)
    trigrams.create(connection)
    _STAMP.create(connection, checkfirst=False)
    connection.execute(_STAMP.insert().values(version_num=REVISION))


def create_file(path: Path, mark: bytes, wait: float) -> None:
    """Make all tables in an empty SQLite file, in one transaction that also marks it as ours.

    It is not yet in WAL mode then, so that the mark stands in the file itself, where it is looked for without SQLite.
    """

    def connect() -> sqlite3.Connection:
        return connect_to(path.resolve(), "mode=rw", wait)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin_immediate)
    with engine.begin() as connection:
        if revision_of(connection) is None:
            connection.exec_driver_sql(f"PRAGMA application_id = {int.from_bytes(mark, 'big')}")
            create(connection)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
