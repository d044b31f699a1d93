"""What the program remembers between runs: for comfort only, so that no fault of its file is a fault of the program."""

import json
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_MOST_ACCOUNTS: Final = 10
_MOST_DATABASES: Final = 20
_LARGEST_ID: Final = 2**63 - 1
_LARGEST_FILE: Final = 2**20
"""Bytes; a file of ours is far smaller."""
_SORT: Final = "sort"
_RECENT: Final = "recent"


class Remembered:
    """How contacts were sorted, and which accounts were open, in one small file that nobody else may read.

    Without a file that can be read nothing is remembered; where none can be written, only until the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content: dict[str, Any] | None = None
        self._is_kept = True
        """Whether what was remembered last is in the file."""

    @property
    def sort(self) -> str:
        """How contacts were sorted last; empty if that was never said."""
        sort = self._known.get(_SORT)
        return sort if isinstance(sort, str) else ""

    def remember_sort(self, sort: str) -> None:
        """Keep how contacts are sorted."""
        self._write(self._reread() | {_SORT: sort})

    def recent(self, database: str) -> tuple[int, ...]:
        """Return the ids of the accounts of a database that were open last, newest first."""
        return _ids(_databases(self._known).get(database))

    def remember_account(self, database: str, account_id: int) -> None:
        """Keep that an account was open; the databases that were used last are kept, and no others."""
        content = self._reread()
        databases = _databases(content)
        before = _ids(databases.pop(database, None))
        ids = [account_id, *(known for known in before if known != account_id)]
        others = list(databases.items())[: _MOST_DATABASES - 1]
        self._write(content | {_RECENT: {database: ids[:_MOST_ACCOUNTS], **dict(others)}})

    @property
    def _known(self) -> dict[str, Any]:
        if self._content is None:
            self._content = _read(self._path)
        return self._content

    def _reread(self) -> dict[str, Any]:
        """What the file holds by now, for another program may have written; or what could not be put into it."""
        return _read(self._path) if self._is_kept else self._known

    def _write(self, content: dict[str, Any]) -> None:
        self._content, self._is_kept = content, False
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path, json.dumps(content))
            self._is_kept = True


def _read(path: Path) -> dict[str, Any]:
    """What a file holds; nothing where it is missing, is no plain file, or holds anything else."""
    try:
        # Opening must not wait for the other end of a pipe that somebody has put there.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            is_ours = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            text = file.read(_LARGEST_FILE + 1) if is_ours else b""
        content = json.loads(text) if len(text) <= _LARGEST_FILE else None
        # What is nested too deep to be written again is as good as broken.
        json.dumps(content)
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all. Raises OSError."""
    # A temporary file is made for its owner alone.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _databases(content: dict[str, Any]) -> dict[str, Any]:
    found = content.get(_RECENT)
    return dict(found) if isinstance(found, dict) else {}


def _ids(found: object) -> tuple[int, ...]:
    """The account ids in what a file says they are."""
    ids = (
        [known for known in found if type(known) is int and 0 < known <= _LARGEST_ID] if isinstance(found, list) else []
    )
    return tuple(dict.fromkeys(ids))[:_MOST_ACCOUNTS]
