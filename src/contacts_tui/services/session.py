"""An agent at work on a database: who acts from where, and what was done so far."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, TypeVar
from uuid import UUID

from contacts_tui.domain.source import Source
from contacts_tui.errors import ContactsError
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.columns import new_uid
from contacts_tui.storage.database import Database
from contacts_tui.storage.pages import Reading

T = TypeVar("T")

_REMEMBERED: Final = 200
"""Actions that a session knows as its own; older ones are still in the database, and are asked about."""
_WATCHED: Final = 1_000
"""Transactions that are not told to the session as others': there are that many between two looks at the most."""


class Session:
    """One agent's work from one start of the program to its end."""

    def __init__(self, database: Database, agent: str, source: Source = "screen") -> None:
        self._database = database
        self._agent = agent
        self._source = source
        self._done: tuple[UUID, ...] = ()
        self._own: tuple[UUID, ...] = ()

    @property
    def done(self) -> tuple[UUID, ...]:
        """The actions of this session that were saved and can be taken back, oldest first."""
        return self._done

    @property
    def own(self) -> tuple[UUID, ...]:
        """The transactions of this session, oldest first, also one that is just being saved."""
        return self._own

    def reading(self) -> AbstractContextManager[Reading]:
        """Return a context whose connection sees one moment. Raises DatabaseUnusable."""
        return self._database.reading()

    def write(
        self,
        work: Callable[[Writing], T],
        *,
        source: Source | None = None,
        undoes: UUID | None = None,
        removes: bool = False,
    ) -> T:
        """Run `work` as one user action and return its value; `work` may be run again from the start.

        `source` is what the change rows say instead of the session's own; `undoes` is the transaction that the action
        takes back; one that `removes` rows for good is taken back by nothing. Raises NotSaved, ReadOnly, and what
        `work` raises: nothing is written then.
        """
        transaction_id = new_uid()

        def write_in(connection: Reading) -> T:
            return work(
                Writing(
                    connection,
                    self._agent,
                    source or self._source,
                    transaction_id=transaction_id,
                    undoes=undoes,
                )
            )

        # Whoever watches must not meet it as somebody else's: it is there for all to see before this returns.
        self._own = (*self._own, transaction_id)[-_WATCHED:]
        try:
            value = self._database.write(write_in, removes=removes)
        except ContactsError:
            self._own = tuple(one for one in self._own if one != transaction_id)
            raise
        if not removes:
            self._done = (*self._done, transaction_id)[-_REMEMBERED:]
        return value
