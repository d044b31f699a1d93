"""Databases as older versions of the program have left them."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table

from contacts_tui.storage import migrate
from contacts_tui.storage.engines import Engines, sqlite_engines


def migrated(where: Path | str, engines: Engines, to: str) -> None:
    """Make the tables of a revision in an empty database."""
    migrate.upgrade(engines.writing, to)
    if isinstance(where, Path):
        # As a database that the program made itself has it, in the file and not in its log.
        with engines.reading.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {int.from_bytes(b'CTUI', 'big')}")
            connection.commit()
        engines.reading.dispose()


def older_file(path: Path) -> None:
    """Make a database file of revision 0001 that holds the rows of `add_by_hand`."""
    path.touch()
    engines = sqlite_engines(path, read_only=False, wait=1)
    migrated(path, engines, "0001")
    with engines.writing.begin() as connection:
        add_by_hand(connection)
    engines.reading.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add_by_hand(connection: Connection) -> None:
    """An account and a contact in the tables of revision 0001."""
    now, uid = datetime.now(UTC), bytes(range(16))
    rows: dict[str, dict[str, object]] = {
        "account": {
            **dict.fromkeys(("address_lines", "city", "region", "postal_code", "country", "manager_name"), ""),
            **dict.fromkeys(("manager_phone", "manager_phone_shown", "manager_email"), ""),
            "id": 1,
            "uid": uid,
            "number": "11111",
            "name": "Maneba",
            "account_type": "Parent",
            "currency": "USD",
            "version": 1,
            "created_at": now,
            "updated_at": now,
        },
        "contact": {
            "id": 1,
            "uid": uid,
            "account_id": 1,
            "contact_type": "Alternate",
            "first_name": "\u0104nn",
            "last_name": "Lee",
            "version": 1,
            "created_at": now,
            "updated_at": now,
        },
        "phone": {
            "id": 1,
            "account_id": 1,
            "contact_id": 1,
            "position": 0,
            "raw": "416 967 1111",
            "e164": "+14169671111",
            "extension": "",
            "digits": "4169671111",
            "status": "valid",
            "shown": "(416) 967-1111",
        },
        "email": {
            "id": 1,
            "account_id": 1,
            "contact_id": 1,
            "position": 0,
            "address": "Ann@Example.com",
            "key": "ann@example.com",
        },
        "change": {
            "id": 1,
            "account_id": 1,
            "action": "added",
            "made_at": now,
            "agent": "mona",
            "source": "screen",
            "transaction_id": uid,
        },
    }
    for table, values in rows.items():
        found = Table(table, MetaData(), autoload_with=connection)
        connection.execute(found.insert().values(**values))
