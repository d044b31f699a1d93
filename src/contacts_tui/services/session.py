"""An agent at work on a database: who acts from where, and what was done so far."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, TypeVar
from uuid import UUID

from contacts_tui.domain.source import Source
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database
from contacts_tui.storage.pages import Reading

T = TypeVar("T")

_REMEMBERED: Final = 200
"""Actions that a session knows as its own; older ones are still in the database, and are asked about."""


class Session:
    """One agent's work from one start of the program to its end."""

    def __init__(self, database: Database, agent: str, source: Source = "screen") -> None:
        self._database = database
        self._agent = agent
        self._source = source
        self._done: tuple[UUID, ...] = ()

    @property
    def done(self) -> tuple[UUID, ...]:
        """The transactions of this session, oldest first."""
        return self._done

    def reading(self) -> AbstractContextManager[Reading]:
        """Return a context whose connection sees one moment. Raises DatabaseUnusable."""
        return self._database.reading()

    def write(self, work: Callable[[Writing], T], *, source: Source | None = None, undoes: UUID | None = None) -> T:
        """Run `work` as one user action and return its value; `work` may be run again from the start.

        `source` is what the change rows say instead of the session's own; `undoes` is the transaction that the action
        takes back. Raises NotSaved, ReadOnly, and what `work` raises: nothing is written then.
        """

        def write_in(connection: Reading) -> tuple[UUID, T]:
            writing = Writing(connection, self._agent, source or self._source, undoes=undoes)
            return writing.transaction_id, work(writing)

        transaction_id, value = self._database.write(write_in)
        self._done = (*self._done, transaction_id)[-_REMEMBERED:]
        return value
