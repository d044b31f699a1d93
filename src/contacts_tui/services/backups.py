"""Backups of a database file: made while it is in use, and put back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from contacts_tui.domain.health import Finding
from contacts_tui.domain.upkeep import Deed
from contacts_tui.errors import ContactsError
from contacts_tui.storage import restoring, upkeep
from contacts_tui.storage.backup_files import BackupFiles
from contacts_tui.storage.closed_file import is_demo, is_ours, sentences
from contacts_tui.storage.database import Database
from contacts_tui.storage.new_file import new_file
from contacts_tui.storage.restoring import Restored
from contacts_tui.storage.revision import REVISION
from contacts_tui.storage.snapshot import Copied, Show, copy

_ONLY_READ: Final = "The database was opened only to be read."
_OLDER: Final = "The database is of an older contacts-tui, and was not brought up to date for this."

_OLD: Final = 7
"""Days after which a backup is told to be old."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is on the disk and was looked over."""

    path: Path
    copied: Copied
    unrecorded: str
    """Why it is not recorded in the database, in a sentence; empty if it is."""


class Backups:
    """What can be done with the backups of one database file. Nothing in this process may have it open meanwhile."""

    def __init__(
        self, database: Path, folder: Path, *, agent: str, now: Callable[[], datetime], read_only: bool = False
    ) -> None:
        self._database = database
        self._files = BackupFiles(folder, database)
        self._agent = agent
        self._now = now
        self._read_only = read_only

    def make(self, target: Path | None, show: Show, deed: Deed = Deed.BACKUP) -> Backup:
        """Copy the database to a file that is not there yet, or into a folder, check the copy, and record it.

        Without a target, it goes into the folder of backups. Raises AlreadyThere; DatabaseUnusable if the database
        cannot be read or is damaged; NotSaved if the disk does not take the copy. No file is left of it then.
        """
        is_ours(self._database, must_exist=True)
        path = self._named(target, daily=deed is Deed.DAILY_BACKUP)
        with new_file(path) as unfinished:
            copied = copy(self._database, unfinished, show)
        return Backup(path, copied, self._record(copied, deed))

    def make_daily(self, keep: int, show: Show) -> Backup | None:
        """Make the backup of this day, unless it is there or nothing was changed since the last one; keep so many.

        None if it was not needed, and for a demo. Raises what `make` raises.
        """
        if not is_ours(self._database, must_exist=False) or is_demo(self._database) or not self._is_due():
            return None
        made = self.make(None, show, Deed.DAILY_BACKUP)
        self._files.tidy(keep)
        return made

    def restore(self, file: Path, show: Show) -> Restored:
        """Put a backup in the place of the database, which is kept. Raises what `restoring.restore` raises."""
        label = f"before-restore-{self._now():%Y-%m-%d-%H%M%S}"
        return restoring.restore(file, self._database, agent=self._agent, label=label, show=show)

    def advice(self) -> Iterator[Finding]:
        """Yield what to do about backups, unless one is there that is young. Raises DatabaseUnusable."""
        if is_demo(self._database):
            return
        last = max(filter(None, (self._files.newest(), self._recorded())), default=None)
        if last is None:
            matter = "No backup was ever made of this database."
        elif (days := (self._now() - last).days) >= _OLD:
            matter = f"The newest backup of this database is {days} days old."
        else:
            return
        yield Finding("backup", matter, '"contacts-tui backup" makes one.', is_advice=True)

    def _recorded(self) -> datetime | None:
        """When the last backup was recorded, wherever it went."""
        with closing(Database(self._database, read_only=True)) as database, database.reading() as connection:
            return upkeep.last(connection, Deed.BACKUP, Deed.DAILY_BACKUP)

    def _named(self, target: Path | None, *, daily: bool) -> Path:
        if target is None:
            self._files.make_folder()
            return self._files.path(self._now(), daily=daily)
        with sentences(target):
            return target / self._files.path(self._now()).name if target.is_dir() else target

    def _is_due(self) -> bool:
        last = self._files.newest(daily=True)
        if last is None:
            return True
        if last.date() >= self._now().date():
            return False
        with closing(Database(self._database, read_only=True)) as database, database.reading() as connection:
            changed = upkeep.last_change(connection)
        return changed is not None and changed > last

    def _record(self, copied: Copied, deed: Deed) -> str:
        """Record a backup in the database; returns why it could not be."""
        if self._read_only or copied.revision != REVISION:
            return _ONLY_READ if self._read_only else _OLDER
        try:
            with closing(Database(self._database)) as database:
                database.write(lambda connection: upkeep.record(connection, deed, self._agent, copied.rows))
        except ContactsError as error:
            return str(error)
        return ""
