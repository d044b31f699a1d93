"""The file under a SQLite database: whose it is, and whether it still is the one that was opened.

SQLite goes on acknowledging writes into a file that was deleted, moved, emptied or overwritten. Looking at the file is
delicate: closing any descriptor of it drops the locks that SQLite holds in this process, so one descriptor is opened
before SQLite's first and kept as long as the database is open; all else is asked by path.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from contacts_tui.errors import DatabaseUnusable, NotSaved

ORDINARY: Final = b"CTUI"
DEMO: Final = b"CTUD"
"""What marks a file as ours, in the four bytes that SQLite sets aside for it (application_id)."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
"""Bytes of a SQLite header: https://www.sqlite.org/fileformat2.html, section 1.3."""
_WAL_MAGIC: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_GROWING: Final = 2.0
"""Seconds that another program's checkpoint may take between writing the header and the pages it speaks of."""


class Identity(NamedTuple):
    """What tells one file from another."""

    device: int
    inode: int


class Header(NamedTuple):
    """What the first bytes of a SQLite file say."""

    is_empty: bool
    """Nothing is there, or only zeros: SQLite writes the header last."""
    is_sqlite: bool
    size: int
    """Bytes that its pages need."""
    mark: bytes
    """application_id: ORDINARY, DEMO, another program's, or four zero bytes."""


def _header_of(raw: bytes) -> Header:
    page = int.from_bytes(raw[16:18], "big")
    page = 65_536 if page == 1 else page
    is_sqlite = len(raw) == _HEADER and raw.startswith(_MAGIC)
    return Header(not any(raw), is_sqlite, page * int.from_bytes(raw[28:32], "big"), raw[68:72])


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def is_demo(path: Path) -> bool:
    """Whether a file is a demo database, or is not there, or is empty: what a demo may start over.

    To be asked before the file is opened as a database. DatabaseUnusable if it cannot be read.
    """
    header = _header_at(path)
    return header is None or header.is_empty or header.mark == DEMO


def is_ours(path: Path, *, must_exist: bool) -> bool:
    """Whether a file is a database of ours; False if it is not there or nobody has made anything in it yet.

    To be asked before the file is opened as a database. DatabaseUnusable if it is another program's or cannot be read,
    and if it is not there but must be.
    """
    header = _header_at(path)
    if header is not None and not _is_new(path, header):
        return True
    if must_exist:
        raise DatabaseUnusable(_absent(path) if header is None else empty(path))
    return False


def empty(path: Path | str) -> str:
    """Return the sentence for a database that holds nothing and may not be set up."""
    return f"{path} is empty. Start without --read-only to set it up."


def _absent(path: Path) -> str:
    return f"There is no database at {path}. Start without --read-only to make one."


def _header_at(path: Path) -> Header | None:
    with _sentences(path):
        try:
            with path.open("rb") as file:
                return _header_of(file.read(_HEADER))
        except FileNotFoundError:
            return None


def _is_new(path: Path, header: Header) -> bool:
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


def _is_bare(path: Path) -> bool:
    """Whether a SQLite database has no tables."""
    connection = sqlite3.connect(uri_of(path, "mode=ro"), uri=True)
    try:
        return bool(connection.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False
    finally:
        connection.close()


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
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


class SqliteFile:
    """The file of an open database, its log (-wal) and its lock table (-shm)."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file; `create` makes it, 0600, and its folder, 0700, where they are missing.

        Raises DatabaseUnusable if it is missing and not to be made, cannot be opened, or is another program's.
        """
        self.path = path
        with _sentences(path):
            if create:
                _make(path)
            if not path.exists():
                raise DatabaseUnusable(_absent(path))
            if path.is_dir():
                raise IsADirectoryError
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            real = path.resolve()
        opened = os.fstat(self._fd)
        self._identity = Identity(opened.st_dev, opened.st_ino)
        self._beside = {kind: Path(f"{real}-{kind}") for kind in ("wal", "shm")}
        self._known: dict[str, Identity | None] = {}
        self._header = self._read_header()
        try:
            self.is_unmade = _is_new(path, self._header) or Path(f"{real}-journal").exists()
            """Whether the tables are still to be made: nobody has, or somebody was interrupted before the WAL."""
        except DatabaseUnusable:
            os.close(self._fd)
            raise

    def _read_header(self) -> Header:
        return _header_of(os.pread(self._fd, _HEADER, 0))

    def remember(self) -> None:
        """Take the log and the lock table that SQLite has by now opened as those of this database."""
        self._known = {kind: _identity(path) for kind, path in self._beside.items()}
        self._header = self._read_header()

    def check(self, written: str) -> None:
        """Raise NotSaved unless path, header, size, log and lock table are what was opened.

        `written` is the end of the sentence that says what has become of the write.
        """
        found = _identity(self.path)
        if found is None:
            self._fail("was moved or deleted", written)
        if found != self._identity:
            self._fail("was replaced by another file", written)
        header = self._read_header()
        if not header.is_sqlite or header.mark != self._header.mark:
            self._fail("was emptied or overwritten", written)
        if not self._is_whole():
            self._fail("was cut short", written)
        for kind, known in self._known.items():
            if _identity(self._beside[kind]) != known:
                self._fail(f"has lost its companion file (-{kind})", written)

    def check_log(self, written: str) -> None:
        """Raise NotSaved unless the log, into which a write has just gone, begins as a log does."""
        try:
            with self._beside["wal"].open("rb") as log:
                start = log.read(4)
        except OSError:
            start = b""
        if start not in _WAL_MAGIC:
            self._fail("has lost what its companion file (-wal) held", written)

    def _is_whole(self) -> bool:
        """Whether all pages are there that the header speaks of, or soon are: a checkpoint writes the header first."""
        until = time.monotonic() + _GROWING
        while os.fstat(self._fd).st_size < self._read_header().size:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def _fail(self, happened: str, written: str) -> None:
        message = (
            f"The database file {self.path} {happened} while it was open: {written} "
            "Keep what you typed, put the file back or choose another with --database, and start contacts-tui again."
        )
        raise NotSaved(message)

    def close(self) -> None:
        """Let go of the file. To be called when no connection to it is left."""
        os.close(self._fd)


def _make(path: Path) -> None:
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def uri_of(path: Path, options: str) -> str:
    """Return the SQLite URI of a file."""
    return f"file:{quote(str(path))}?{options}"


def open_for_reading(path: Path, wait: float = 5.0) -> sqlite3.Connection:
    """Return a connection to a database file that cannot write; other threads may use it, one at a time.

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


def connect_to(path: Path, options: str, wait: float) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself; `options` is what the URI says behind the path."""
    return sqlite3.connect(uri_of(path, options), uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
