"""The copies of a database that stand beside it or in the folder of backups, and whom they hold."""

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from glob import escape
from pathlib import Path
from typing import Final

from contacts_tui.domain.contact import Contact
from contacts_tui.storage.backup_files import BackupFiles
from contacts_tui.storage.bare_connection import connect_to, open_for_reading

_KINDS: Final = ("revision-*", "before-restore-*")
"""What is kept beside a database by an update and by a restore."""
_LOGS: Final = ("-wal", "-shm", "-journal")
_STORED: Final = "SELECT 1 FROM contact WHERE id = ?"
_ERASED: Final = "SELECT DISTINCT contact_id, account_id FROM change WHERE action = 'erased' ORDER BY contact_id"
_CHANGED: Final = "SELECT before, after FROM change WHERE account_id = ? AND contact_id = ?"


def copies_of(database: Path, folder: Path) -> list[Path]:
    """Return the copies that an update or a restore has left beside a database, and its backups in a folder.

    A folder that cannot be looked into stands for what may be in it.
    """
    real = database.resolve()
    beside = (path for kind in _KINDS for path in real.parent.glob(f"{escape(real.name)}.{kind}"))
    copies = sorted(path for path in beside if not path.name.endswith(_LOGS))
    return [*copies, *BackupFiles(folder, database).paths(), *_hidden(folder)]


def _hidden(folder: Path) -> list[Path]:
    """A folder itself, where what is in it cannot be seen."""
    try:
        with os.scandir(folder):
            return []
    except FileNotFoundError:
        return []
    except OSError:
        return [folder]


def may_hold(copy: Path, contacts: Sequence[Contact]) -> bool:
    """Return whether a copy holds values of one of some contacts; also where it cannot be looked into."""
    try:
        # Nothing is to be left beside a copy: it is taken as one that nobody changes.
        with closing(connect_to(copy.absolute(), "immutable=1&mode=ro", wait=0)) as connection:
            return any(_holds(connection, contact.account_id, contact.id) for contact in contacts)
    except (sqlite3.Error, ValueError):
        return True


def held_again(copy: Path, database: Path) -> tuple[int, ...] | None:
    """Return the ids of contacts that are erased in a copy, and of which a database holds values.

    None if either cannot be looked into. The copy must be one that nobody changes.
    """
    try:
        with (
            closing(connect_to(copy.absolute(), "immutable=1&mode=ro", wait=0)) as before,
            closing(open_for_reading(database)) as connection,
        ):
            erased = before.execute(_ERASED).fetchall()
            return tuple(contact_id for contact_id, account_id in erased if _holds(connection, account_id, contact_id))
    except (sqlite3.Error, ValueError):
        return None


def _holds(connection: sqlite3.Connection, account_id: int, contact_id: int) -> bool:
    if connection.execute(_STORED, (contact_id,)).fetchone():
        return True
    said = (
        json.loads(text) for line in connection.execute(_CHANGED, (account_id, contact_id)) for text in line if text
    )
    return any(value is not None for record in said for value in (record or {}).values())
