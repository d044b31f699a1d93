"""Files that hold what is typed and not saved, for the agent alone: what becomes of a draft when its program is gone.

A draft is a file whose name begins with its program's token. As long as that program runs it holds a lock on the file
`<token>.lock`; the system lets go of it however the program ends.
"""

import fcntl
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from contacts_tui.errors import NotKept

LARGEST: Final = 2**24
"""Bytes; nobody types that much, and a paste may not fill the disk."""

_DRAFT: Final = ".json"
_LOCK: Final = ".lock"
_NEW: Final = ".new"
_ASIDE: Final = ".aside"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_FOLDER: Final = 0o700
_FILE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Left:
    """A draft whose program does not run any more."""

    name: str
    text: str = ""
    trouble: str = ""
    """Why its text is not read, in a sentence."""


class Drafts:
    """The drafts in a folder. One program writes its own and takes over those that were left; see `left`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._token = ""
        self._lock: int | None = None
        self._mine: set[str] = set()
        self._numbers = count(1)

    def write(self, text: str, name: str = "") -> str:
        """Put a text into a draft of this program's, or without a name into a new one. Returns the draft's name.

        It is written whole or not at all; once this returns, no loss of power loses it. Raises NotKept.
        """
        data = text.encode("utf-8")
        if len(data) > LARGEST:
            raise NotKept("What you type is not kept beside this window: it is too long.")
        with self._telling():
            if name not in self._mine:
                name = self._new_name()
            self._write(name, data)
        return name

    def remove(self, name: str) -> None:
        """Have a draft no more. Where that is impossible it stays, and is offered again."""
        with suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)
            self._sync()
        self._mine.discard(name)
        if not self._mine:
            self._unlock()

    def take(self, name: str) -> str | None:
        """Make a draft that was left this program's own. Returns its new name; None if it is not there any more.

        Raises NotKept.
        """
        with self._telling():
            mine = self._new_name()
            try:
                (self.folder / name).rename(self.folder / mine)
            except FileNotFoundError:
                return None
            self._mine.add(mine)
            self._sync()
        return mine

    def left(self) -> list[Left]:
        """Return the drafts that were left, in no order; what their programs had not finished writing is removed."""
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError:
            return []
        gone = {token for token in {name.partition(".")[0] for name in names} if not self._runs(token)}
        for name in names:
            if name.endswith(_NEW) and name.partition(".")[0] in gone:
                with suppress(OSError):
                    (self.folder / name).unlink()
        drafts = (name for name in names if name.endswith(_DRAFT) and name.partition(".")[0] in gone)
        return [found for found in map(self._read, drafts) if found is not None]

    def put_aside(self, name: str) -> str:
        """Have a draft that cannot be used no more among the others, but kept. Returns what it is called then."""
        for number in count(1):
            aside = f"{name}{_ASIDE}{number if number > 1 else ''}"
            if not os.path.lexists(self.folder / aside):
                break
        try:
            (self.folder / name).rename(self.folder / aside)
        except OSError:
            return name
        return aside

    def close(self) -> None:
        """Leave this program's drafts to the next one."""
        self._mine.clear()
        self._unlock()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NotKept(f"What you type is not kept beside this window: {_why(error, self.folder)}.") from None

    def _new_name(self) -> str:
        if self._lock is None:
            self._make_folder()
            self._token, self._lock = self._locked()
        return f"{self._token}.{next(self._numbers)}{_DRAFT}"

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        if self.folder.stat().st_mode & _OTHERS:
            self.folder.chmod(_FOLDER)

    def _locked(self) -> tuple[str, int]:
        """A new token and the lock that says its program runs. Raises OSError."""
        while True:
            token = os.urandom(8).hex()
            path = self.folder / f"{token}{_LOCK}"
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE)
            if _takes(lock) and _is_at(lock, path):
                return token, lock
            # Another program, which looks for drafts that were left, was here before the lock was held.
            os.close(lock)

    def _runs(self, token: str) -> bool:
        """Whether the program of a token runs; the lock of one that does not is removed."""
        path = self.folder / f"{token}{_LOCK}"
        try:
            lock = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        runs = not _takes(lock)
        if not runs:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        os.close(lock)
        return runs

    def _unlock(self) -> None:
        if self._lock is not None:
            with suppress(OSError):
                (self.folder / f"{self._token}{_LOCK}").unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _read(self, name: str) -> Left | None:
        try:
            with os.fdopen(os.open(self.folder / name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
                found = os.fstat(file.fileno())
                if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                    return Left(name, trouble="It is no draft.")
                if found.st_mode & _OTHERS or found.st_uid != os.geteuid():
                    return Left(name, trouble="Others could have read or written it.")
                return Left(name, file.read(LARGEST + 1).decode("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return Left(name, trouble="It cannot be read.")

    def _write(self, name: str, data: bytes) -> None:
        path, new = self.folder / name, self.folder / f"{name}{_NEW}"
        try:
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _FILE), "wb") as file:
                if os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise PermissionError(None, "its file system lets others read it")
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.rename(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        self._mine.add(name)
        self._sync()

    def _sync(self) -> None:
        """Have the folder itself on the disk: the name of a file stands there."""
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def drafts_in(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield all drafts in a folder, those in use and those put aside too, with the texts in them.

    Of one that is damaged these are its lines; one that cannot be read has none.
    """
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix != _LOCK:
                yield path, _texts_in(path)


def _texts_in(path: Path) -> tuple[str, ...]:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            text = file.read(LARGEST).decode("utf-8", "replace") if is_file else ""
    except OSError:
        return ()
    try:
        return tuple(_texts(json.loads(text)))
    except (ValueError, RecursionError):
        return tuple(text.splitlines())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _takes(lock: int) -> bool:
    """Whether nobody else has the lock. Where there are no locks, nobody has one.

    What somebody still types may be offered in a second window then; that is better than never to offer it.
    """
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(file: int, path: Path) -> bool:
    """Whether an open file still has its name."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _why(error: OSError, folder: Path) -> str:
    return f"{folder} does not take it ({error.strerror or type(error).__name__})"
