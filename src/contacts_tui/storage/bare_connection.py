"""Connections to a SQLite file without SQLAlchemy."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

_OFTEN: Final = 100_000
"""Steps of SQLite's after which it listens for ctrl+c: many a second."""


def uri_of(path: Path, options: str) -> str:
    """Return what SQLite calls a file; `options` is what it says behind the path."""
    # A name on the disk is bytes, and need not be UTF-8.
    return f"file:{quote(os.fsencode(path))}?{options}"


def connect_to(path: Path, options: str, wait: float) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself; `options` are those of `uri_of`.

    Other threads may use it, one at a time. `wait` is how many seconds a locked file is waited for.
    """
    return sqlite3.connect(uri_of(path, options), uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def open_for_reading(path: Path, wait: float = 5.0) -> sqlite3.Connection:
    """Return a connection to a database file that cannot write.

    Where the folder may not be written either, and no log is waiting in it, the file is taken as one that nobody
    changes: SQLite could not read it otherwise. Raises sqlite3.Error if it cannot be opened.
    """
    real = path.resolve()
    connection = connect_to(real, "mode=ro", wait)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if (
            not isinstance(error, sqlite3.OperationalError)
            or os.access(real.parent, os.W_OK)
            or Path(f"{real}-wal").exists()
        ):
            raise
        return connect_to(real, "immutable=1&mode=ro", wait)
    return connection


@contextmanager
def ended_by_ctrl_c(connection: sqlite3.Connection) -> Iterator[None]:
    """Let ctrl+c end a long statement within the block, as a KeyboardInterrupt."""
    # Python handles a signal when it runs Python, so it is given some to run.
    connection.set_progress_handler(lambda: 0, _OFTEN)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
