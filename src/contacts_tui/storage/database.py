"""An open database: what reads it sees one moment, what writes it is kept whole or not at all."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from contacts_tui.errors import ContactsError, DatabaseUnusable, NotSaved, ReadOnly
from contacts_tui.storage import migrate, schema, sweeping, trigrams
from contacts_tui.storage.closed_file import DEMO, ORDINARY, empty, sentences
from contacts_tui.storage.driver_errors import commit_unknown, is_about_content, may_be_retried, translated
from contacts_tui.storage.engines import frames_in_log, postgresql_engines, sqlite_engines
from contacts_tui.storage.revision import FIND_REVISION, REVISION, changed_meanwhile, is_current, refuse_unless_current
from contacts_tui.storage.sqlite_file import SqliteFile
from contacts_tui.storage.stop import Stop

T = TypeVar("T")

_RUNS: Final = 8
"""How often a write is run that other writers have got in the way of."""
_NOTHING: Final = "nothing was saved."
_UNREAD: Final = "this could not be read."
_UNTRUSTED: Final = "what was just saved may not be kept."


class _Collided(NotSaved):
    """Another writer got in the way: rolled back whole, and may be run again."""


class Database:
    """A SQLite file, or a PostgreSQL database. Safe to use from several threads."""

    def __init__(self, where: Path | str, *, read_only: bool = False, demo: bool = False, wait: float = 5.0) -> None:
        """Open a database and see to its tables: a new one gets them, an older one is brought up to date.

        `where` is a path, or a URL that begins with `postgresql`; `demo` marks a new file as one that may be started
        over; `wait` is how many seconds another writer is waited for. Raises DatabaseUnusable, and has written nothing
        then, if the database is missing (read-only), another program's, newer, damaged or out of reach.
        """
        self.read_only = read_only
        self.brought_up_to_date = ""
        """What to say if it was older; empty otherwise."""
        self._wait = wait
        self._file: SqliteFile | None = None
        self._is_ready = False
        if isinstance(where, str) and where.startswith("postgresql"):
            self.name = make_url(where).render_as_string(hide_password=True)
            self._engines = postgresql_engines(where, wait=wait)
        else:
            path = Path(where)
            self.name = str(path)
            self._file = SqliteFile(path, create=not read_only)
            self._engines = sqlite_engines(path, read_only=read_only, wait=wait)
        with ExitStack() as unless_ready:
            unless_ready.callback(self.close)
            self._prepare(DEMO if demo else ORDINARY, wait)
            unless_ready.pop_all()

    def _prepare(self, mark: bytes, wait: float) -> None:
        with self._unusable():
            if self._file is not None and self._file.is_unmade and not self.read_only:
                schema.create_file(self._file.path, mark, wait)
            with self._engines.reading.connect() as connection:
                found = schema.revision_of(connection)
            if found is None and not self.read_only and self._file is None:
                found = self.write(self._create)
            if found is None:
                raise DatabaseUnusable(empty(self.name))
            refuse_unless_current(found, read_only=self.read_only)
            if found != REVISION:
                path = self._file.path if self._file else None
                self.brought_up_to_date = migrate.bring_up_to_date(self._engines.writing, path)
        if self._file is not None:
            self._file.remember()
        self._is_ready = True

    @staticmethod
    def _create(connection: Connection) -> str:
        if schema.revision_of(connection) is None:
            schema.create(connection)
        return REVISION

    @contextmanager
    def _unusable(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._why_unread(error.orig) from None

    def _why_unread(self, error: BaseException | None) -> ContactsError:
        """Return why something could not be read: file or tables are others by now, or else what the driver says."""
        if self._is_ready:
            try:
                self._check_file(_UNREAD)
            except NotSaved as harmed:
                return DatabaseUnusable(str(harmed))
        changed = self._changed_meanwhile() if is_about_content(error) else ""
        return DatabaseUnusable(changed) if changed else translated(error, "read", self.name)

    @contextmanager
    def reading(self, stop: Stop | None = None) -> Iterator[Connection]:
        """Yield a connection whose queries all see the same moment, and which `stop` can end.

        Raises DatabaseUnusable, and Stopped.
        """
        with (
            self._unusable(),
            self._engines.reading.connect() as connection,
            stop.ends(connection) if stop else nullcontext(),
        ):
            yield connection

    @contextmanager
    def transaction(self, *, removes: bool = False) -> Iterator[Connection]:
        """Yield a connection whose changes are kept when the block ends, and undone when it raises.

        One that `removes` does away with rows for good: SQLite overwrites them, and leaves it to the block that what
        refers to them is removed first.
        Raises ReadOnly before anything else, and NotSaved if the database did not take them, if its file is no longer
        the one that was opened, or if a newer program has brought it up to date since.
        """
        if self.read_only:
            raise ReadOnly("This database was opened only to be read: nothing was saved.")
        self._check_file(_NOTHING)
        committing = False
        try:
            engine = self._engines.removing if removes else self._engines.writing
            with engine.connect() as connection, connection.begin() as transaction:
                self._refuse_other_revision(connection)
                before = _rows_written(connection)
                yield connection
                committing = True
                transaction.commit()
                wrote = _rows_written(connection) != before
        except (DBAPIError, UnicodeEncodeError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if committing and isinstance(error, DBAPIError) and error.connection_invalidated:
                raise commit_unknown(self.name) from None
            sentence = translated(cause, "write", self.name)
            raise (_Collided(str(sentence)) if may_be_retried(cause) else sentence) from None
        self._check_file(_UNTRUSTED, log=wrote)

    def write(self, work: Callable[[Connection], T], *, removes: bool = False) -> T:
        """Run `work` in a transaction and return its value; run it again where another writer got in its way.

        `work` must do nothing that cannot be done twice. Raises what `transaction` raises, and what `work` raises.
        """
        for run in range(1, _RUNS):
            try:
                with self.transaction(removes=removes) as connection:
                    return work(connection)
            except _Collided:
                time.sleep(0.01 * 2**run * secrets.randbelow(100) / 100)
        with self.transaction(removes=removes) as connection:
            return work(connection)

    @property
    def size(self) -> int:
        """Bytes of the file; 0 for PostgreSQL. Raises DatabaseUnusable."""
        if self._file is None:
            return 0
        with sentences(self._file.path):
            return sweeping.size_of(self._file.path)

    def sweep(self) -> str:
        """Write the file anew, so that nothing is left in it of what was removed. It takes as long as it is large.

        Returns why it was not, in sentences; empty where it was. PostgreSQL does it by itself, in its own time. Raises
        KeyboardInterrupt; the file holds the same records then.
        """
        if self._file is None:
            return ""
        try:
            with sentences(self._file.path):
                if reason := sweeping.lacks_room(self._file.path):
                    return reason
            with self._unusable(), self._engines.removing.begin() as connection:
                trigrams.forget(connection)
            reason = sweeping.write_anew(self._file.path, self._wait)
            self._check_file(_UNTRUSTED)
        except sqlite3.Error as error:
            return str(translated(error, "read", self.name))
        except (DatabaseUnusable, NotSaved) as error:
            return str(error)
        return reason

    def _refuse_other_revision(self, connection: Connection) -> None:
        """Raise NotSaved if somebody has migrated the database since it was opened: this program knows other tables."""
        if self._is_ready:
            found = connection.exec_driver_sql(FIND_REVISION).scalars().all()
            if not is_current(found):
                raise NotSaved(changed_meanwhile(found, _NOTHING))

    def _changed_meanwhile(self) -> str:
        """Say that the revision is why something could not be read; empty if that is not so, or cannot be said."""
        try:
            with self._engines.reading.connect() as connection:
                found = connection.exec_driver_sql(FIND_REVISION).scalars().all()
        except DBAPIError:
            return ""
        return "" if not self._is_ready or is_current(found) else changed_meanwhile(found, _UNREAD)

    def _check_file(self, written: str, *, log: bool = False) -> None:
        if self._file is not None:
            self._file.check(written)
            if log:
                self._file.check_log(written, lambda: frames_in_log(self._engines.writing))

    def close(self) -> None:
        """Let go of the database. What was saved stays saved without it."""
        self._engines.reading.dispose()
        if self._file is not None:
            self._file.close()


def _rows_written(connection: Connection) -> int:
    """How many rows a SQLite connection has written in its life; 0 for any other."""
    raw = connection.connection.driver_connection
    return raw.total_changes if isinstance(raw, sqlite3.Connection) else 0
