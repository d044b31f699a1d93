"""The file under an open SQLite database: whether it still is the one that was opened.

SQLite goes on acknowledging writes into a file that was deleted, moved, emptied or overwritten. Looking at the file is
delicate: closing any descriptor of it drops the locks that SQLite holds in this process, so one descriptor is opened
before SQLite's first and kept as long as the database is open. Nobody locks the log: that may be opened and closed.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from contacts_tui.errors import DatabaseUnusable, NotSaved
from contacts_tui.storage.closed_file import HEADER, absent, header_of, is_new, refuse_unless_regular, sentences

_WAL_MAGIC: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_GROWING: Final = 2.0
"""Seconds that another program's checkpoint may take between writing the header and the pages it speaks of."""


class Identity(NamedTuple):
    """What tells one file from another."""

    device: int
    inode: int


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Identity(found.st_dev, found.st_ino)


class SqliteFile:
    """The file of an open database, its log (-wal) and its lock table (-shm)."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file; `create` makes it, 0600, and its folder, 0700, where they are missing.

        Raises DatabaseUnusable if it is missing and not to be made, cannot be opened, or is another program's.
        """
        self.path = path
        with sentences(path):
            if create:
                _make(path)
            if not path.exists():
                raise DatabaseUnusable(absent(path))
            refuse_unless_regular(path)
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            with sentences(path):
                self._look()
        except DatabaseUnusable:
            os.close(self._fd)
            raise

    def _look(self) -> None:
        opened = os.fstat(self._fd)
        real = self.path.resolve()
        self._identity = Identity(opened.st_dev, opened.st_ino)
        self._beside = {kind: Path(f"{real}-{kind}") for kind in ("wal", "shm")}
        self._known: dict[str, Identity | None] = {}
        self._header = header_of(self._read_header())
        self.is_unmade = is_new(self.path, self._header) or Path(f"{real}-journal").exists()
        """Whether the tables are still to be made: nobody has, or somebody was interrupted before the WAL."""

    def _read_header(self) -> bytes:
        return os.pread(self._fd, HEADER, 0)

    def remember(self) -> None:
        """Take the log and the lock table that SQLite has by now opened as those of this database.

        DatabaseUnusable if they cannot be looked at.
        """
        with sentences(self.path):
            self._known = {kind: _identity(path) for kind, path in self._beside.items()}
            self._header = header_of(self._read_header())

    def check(self, written: str) -> None:
        """Raise NotSaved unless path, header, size, log and lock table are what was opened.

        `written` says what has become of the write.
        """
        try:
            self._compare(written)
        except OSError as error:
            self._fail(f"could not be checked ({error.strerror})", written)

    def _compare(self, written: str) -> None:
        found = _identity(self.path)
        if found is None:
            self._fail("was moved or deleted", written)
        if found != self._identity:
            self._fail("was replaced by another file", written)
        header = header_of(self._read_header())
        if not header.is_sqlite or header.mark != self._header.mark:
            self._fail("was emptied or overwritten", written)
        if not self._is_whole():
            self._fail("was cut short", written)
        for kind, known in self._known.items():
            if _identity(self._beside[kind]) != known:
                self._fail(f"has lost its companion file (-{kind})", written)

    def check_log(self, written: str, frames: Callable[[], int | None]) -> None:
        """Raise NotSaved unless the log, into which a write has just gone, begins as a log does.

        It may be empty if another program has copied it into the database: `frames` returns how many pages SQLite
        believes to be in it, None if it cannot tell.
        """
        if self._start_of_log() in _WAL_MAGIC:
            return
        # SQLite is asked in between, since the next write of another program can begin the log anew at any moment.
        is_copied = self._start_of_log() == b"" and frames() == 0
        if not is_copied and self._start_of_log() not in _WAL_MAGIC:
            self._fail("has lost what was in its -wal", written)

    def _start_of_log(self) -> bytes | None:
        try:
            with self._beside["wal"].open("rb") as log:
                return log.read(4)
        except OSError:
            return None

    def _is_whole(self) -> bool:
        """Whether all pages are there that the header speaks of, or soon are: a checkpoint writes the header first."""
        until = time.monotonic() + _GROWING
        while os.fstat(self._fd).st_size < header_of(self._read_header()).size:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def _fail(self, happened: str, written: str) -> NoReturn:
        message = (
            f"The database file {happened} while it was open: {written} "
            f"Put it back, or name another with --database, and start again. ({self.path})"
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
