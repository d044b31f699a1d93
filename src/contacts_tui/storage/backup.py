"""A copy of a database file beside itself, made before its tables change."""

import os
import sqlite3
from itertools import count
from pathlib import Path

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage.bare_connection import connect_to, open_for_reading


def copy_beside(path: Path, revision: str) -> Path:
    """Copy a SQLite file, with all that its log holds, to `contacts.db.revision-0001`. Returns where the copy is.

    It is readable by its owner alone, and no earlier copy is overwritten. DatabaseUnusable, and no copy is left, if it
    cannot be made.
    """
    try:
        copy = _new_file(path, revision)
    except OSError as error:
        raise _refusal(path, str(error.strerror)) from None
    try:
        _fill(copy, path)
    except (sqlite3.Error, OSError) as error:
        copy.unlink(missing_ok=True)
        raise _refusal(path, str(error)) from None
    return copy


def _new_file(path: Path, revision: str) -> Path:
    for number in count(1):
        copy = Path(f"{path}.revision-{revision}{f'.{number}' if number > 1 else ''}")
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        break
    return copy


def _fill(copy: Path, path: Path) -> None:
    source = open_for_reading(path)
    try:
        target = connect_to(copy.absolute(), "mode=rw", wait=0)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()


def _refusal(path: Path, why: str) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"{path} is of an older contacts-tui, and could not be copied beside itself before it is brought up to date "
        f"({why}). It is as it was. Make room in its folder, or let yourself write there, and start again."
    )
