"""What has been in the trash too long goes for good, some of it at a time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from contacts_tui.domain.trash import Removed
from contacts_tui.services.session import Session
from contacts_tui.storage import purging
from contacts_tui.storage.history import PURGE

_AT_ONCE: Final = 100
"""Contacts that go in one transaction: whoever wants to save waits for it."""


class Purging:
    """Empties the trash of what is old enough. Nobody takes that back."""

    def __init__(self, session: Session, *, today: Callable[[], date] = date.today) -> None:
        self._session = session
        self._today = today

    def due(self, days: int) -> Removed:
        """Return what has been in the trash for more than so many days; for 0, all of it. Raises DatabaseUnusable."""
        with self._session.reading() as connection:
            return purging.count(connection, self._before(days))

    def some(self, days: int) -> Removed:
        """Remove some of what is due for good, in one transaction. Returns what is gone; nothing where all is.

        Raises NotSaved, ReadOnly: nothing is removed then.
        """
        before = self._before(days)
        return self._session.write(
            lambda writing: purging.purge_some(writing, before, _AT_ONCE), source=PURGE, removes=True
        )

    def _before(self, days: int) -> datetime:
        """The end of the last day whose trash is due, as the agent's calendar has it."""
        if not days:
            return datetime.now(UTC)
        return datetime.combine(self._today() - timedelta(days=days), time.min).astimezone()
