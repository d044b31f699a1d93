"""The folder in which backups of databases are kept, and the names that they have there."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import blake2s
from pathlib import Path
from typing import Final

from contacts_tui.errors import DatabaseUnusable

_WRITTEN: Final = "%Y-%m-%d-%H%M%S"
_DAILY: Final = "-daily"
_STEM: Final = 48
"""Characters of a database's name: with four bytes each, all that is added to them still is the name of a file."""
_LEFT: Final = 86_400.0
"""Seconds after which an unfinished file is what somebody was interrupted in."""


class BackupFiles:
    """The backups of one database in the folder. Others', of the same name elsewhere, are told apart by a mark."""

    def __init__(self, folder: Path, database: Path) -> None:
        real = database.resolve()
        mark = blake2s(bytes(real), digest_size=4).hexdigest()
        self.folder = folder
        self._begin = f"{real.stem[:_STEM]}-{mark}-"
        self._name = re.compile(
            rf"{re.escape(self._begin)}(?P<at>\d{{4}}-\d\d-\d\d-\d{{6}})(?P<daily>{_DAILY})?\.db", re.ASCII
        )

    def make_folder(self) -> None:
        """Make the folder, 0700, where it is missing. Raises DatabaseUnusable."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.folder} cannot be made ({error.strerror}). No backup was made. Name a file elsewhere."
            raise DatabaseUnusable(message) from None

    def path(self, at: datetime, *, daily: bool = False) -> Path:
        """Return what a backup of that moment, in local time, is called: of the next second that has none yet."""
        while (path := self.folder / f"{self._begin}{at:{_WRITTEN}}{_DAILY if daily else ''}.db").exists():
            at += timedelta(seconds=1)
        return path

    def paths(self) -> list[Path]:
        """Return all backups, the oldest first."""
        return [path for _, path in sorted((at, path) for path, at, _ in self._found())]

    def newest(self, *, daily: bool = False) -> datetime | None:
        """Return when the newest backup, or the newest daily one, was made, in local time; None if there is none."""
        return max((at for _, at, is_daily in self._found() if is_daily or not daily), default=None)

    def tidy(self, most: int) -> None:
        """Remove the older daily ones beyond so many, and what somebody was interrupted in; what stays put stays."""
        dailies = sorted(((at, path) for path, at, is_daily in self._found() if is_daily), reverse=True)
        for _, path in dailies[most:]:
            with suppress(OSError):
                path.unlink()
        for path in self.folder.glob("*.unfinished*"):
            with suppress(OSError):
                name = path.name.partition(".unfinished")[0]
                if self._name.fullmatch(name) and path.stat().st_mtime < time.time() - _LEFT:
                    path.unlink()

    def _found(self) -> Iterator[tuple[Path, datetime, bool]]:
        with suppress(OSError):
            for path in self.folder.iterdir():
                if (found := self._name.fullmatch(path.name)) and path.is_file():
                    with suppress(ValueError):
                        at = datetime.strptime(found["at"], _WRITTEN).astimezone()
                        yield path, at, bool(found["daily"])
