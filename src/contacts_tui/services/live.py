"""What is changed elsewhere while an agent looks on."""

from collections.abc import Sequence
from typing import Final

from contacts_tui.domain.news import News, Told
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.storage import history
from contacts_tui.storage.history import Made

_OVERLAP: Final = 1_000
"""Changes, the last ones, among which another one may still appear: PostgreSQL gives ids before it keeps the rows."""


class Live:
    """Tells one session what others have changed."""

    def __init__(self, session: Session, steps: History) -> None:
        self._session = session
        self._steps = steps

    def since(self, told: Told | None, account_id: int | None) -> News:
        """Return what others have changed and was not told of yet, None for all so far, and what of it in an account.

        It is asked several times a second: where nothing has changed it takes one statement. Raises DatabaseUnusable.
        """
        with self._session.reading() as connection:
            if told is None:
                floor = _floor(history.last_change(connection))
                return News(_told(floor, history.made_after(connection, floor)))
            if history.count_after(connection, told.floor) == len(told.ids):
                return News(told)
            made = history.made_after(connection, told.floor)
        own = frozenset(self._session.own)
        others = [one for one in made if one.id not in told.ids and one.transaction_id not in own]
        here = [one for one in others if one.account_id == account_id]
        said = self._steps.told(here[-1].transaction_id, here[-1].account_id) if here else ""
        now = _told(max(told.floor, _floor(made[-1].id)) if made else told.floor, made)
        return News(now, is_any=bool(others), is_here=bool(here), said=said)


def _floor(newest: int) -> int:
    return max(0, newest - _OVERLAP)


def _told(floor: int, made: Sequence[Made]) -> Told:
    return Told(floor, frozenset(one.id for one in made if one.id > floor))
