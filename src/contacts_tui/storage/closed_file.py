"""A SQLite file that is not open: whose it is, and how it is removed.

Reading it here is safe only as long as this process has it open nowhere: closing any descriptor of a file drops all
locks that SQLite holds on it.
"""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage.bare_connection import connect_to

ORDINARY: Final = b"CTUI"
DEMO: Final = b"CTUD"
"""What marks a file as ours, in the four bytes that SQLite sets aside for it (application_id)."""

HEADER: Final = 100
"""Bytes of a SQLite header: https://www.sqlite.org/fileformat2.html, section 1.3."""
_WHAT_MAKES_ONE: Final = "contacts-tui without a command and without --read-only makes one there."
_MAGIC: Final = b"SQLite format 3\0"


class Header(NamedTuple):
    """What the first bytes of a SQLite file say."""

    is_empty: bool
    """Nothing is there, or only zeros: SQLite writes the header last."""
    is_sqlite: bool
    size: int
    """Bytes that its pages need."""
    mark: bytes
    """application_id: ORDINARY, DEMO, another program's, or four zero bytes."""


def header_of(raw: bytes) -> Header:
    """Return what the first HEADER bytes of a file say."""
    page = int.from_bytes(raw[16:18], "big")
    page = 65_536 if page == 1 else page
    is_sqlite = len(raw) == HEADER and raw.startswith(_MAGIC)
    return Header(not any(raw), is_sqlite, page * int.from_bytes(raw[28:32], "big"), raw[68:72])


def is_demo(path: Path) -> bool:
    """Whether a file is a demo database, or is not there, or is empty: what a demo may start over.

    DatabaseUnusable if it cannot be read.
    """
    header = _header_at(path)
    return header is None or header.is_empty or header.mark == DEMO


def is_ours(path: Path, *, must_exist: bool) -> bool:
    """Whether a file is a database of ours; False if it is not there or nobody has made anything in it yet.

    DatabaseUnusable if it is another program's or cannot be read, and if it is not there but must be.
    """
    header = _header_at(path)
    if header is not None and not is_new(path, header):
        return True
    if must_exist:
        raise DatabaseUnusable(absent(path) if header is None else empty(path))
    return False


def is_new(path: Path, header: Header) -> bool:
    """Whether nobody has made anything in a file yet; DatabaseUnusable if another program has."""
    if header.is_empty:
        return True
    if header.is_sqlite and header.mark in (ORDINARY, DEMO):
        return False
    if not header.is_sqlite:
        message = f"{path} is no database. Nothing was changed. Choose another file with --database."
        raise DatabaseUnusable(message)
    if any(header.mark) or not _is_bare(path.resolve()):
        message = f"{path} is a database of another program. Nothing was changed. Choose another file with --database."
        raise DatabaseUnusable(message)
    return True


def remove(path: Path) -> None:
    """Remove a database with its log and its lock table; what is not there is passed over.

    DatabaseUnusable if its folder does not let go of them.
    """
    # The database goes first: SQLite throws away a log without one, but would read one into a database that is older.
    for suffix in ("", "-wal", "-shm"):
        try:
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            message = f"{path}{suffix} cannot be removed ({error.strerror}). Check the permissions of its folder."
            raise DatabaseUnusable(message) from None


def empty(path: Path | str) -> str:
    """Return the sentence for a database that holds nothing and may not be set up."""
    return f"{path} is empty: check --database. {_WHAT_MAKES_ONE}"


def absent(path: Path) -> str:
    """Return the sentence for a database that is not there and may not be made."""
    return f"There is no database at {path}: check --database. {_WHAT_MAKES_ONE}"


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the system says of a file within the block into DatabaseUnusable."""
    try:
        yield
    except IsADirectoryError:
        raise DatabaseUnusable(f"{path} is a folder. Name a file in it with --database.") from None
    except PermissionError:
        message = f"{path} may not be opened: its permissions, or its folder's, do not let you. Nothing was changed."
        raise DatabaseUnusable(message) from None
    except OSError as error:
        message = f"{path} cannot be opened ({error.strerror}). Nothing was changed. Choose another with --database."
        raise DatabaseUnusable(message) from None


def refuse_unless_regular(path: Path) -> None:
    """Raise unless a path leads to a file: to open a pipe would wait for ever for its other end.

    DatabaseUnusable for a device, a pipe or a socket; OSError for a folder, and where nothing is there.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    if not stat.S_ISREG(mode):
        raise DatabaseUnusable(f"{path} is no file, but a device, a pipe or a socket. Name a file with --database.")


def _header_at(path: Path) -> Header | None:
    with sentences(path):
        try:
            refuse_unless_regular(path)
            with path.open("rb") as file:
                return header_of(file.read(HEADER))
        except FileNotFoundError:
            return None


def _is_bare(path: Path) -> bool:
    """Whether a SQLite database has no tables."""
    try:
        connection = connect_to(path, "mode=ro", wait=0)
    except sqlite3.Error:
        return False
    try:
        return bool(connection.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False
    finally:
        connection.close()
