"""What is changed elsewhere while an agent looks on."""

from contacts_tui.domain.news import News
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.storage import history


class Live:
    """Tells one session what others have changed."""

    def __init__(self, session: Session, steps: History) -> None:
        self._session = session
        self._steps = steps

    def since(self, last: int | None, account_id: int | None) -> News:
        """Return what others have changed since the change `last`, None for now, and what of it in an account.

        It is asked several times a second: where nothing has changed it takes one statement. Raises DatabaseUnusable.
        """
        with self._session.reading() as connection:
            newest = history.last_change(connection)
            if last is None or newest == last:
                return News(newest)
            own = frozenset(self._session.done)
            made = [one for one in history.made_after(connection, last) if one.transaction_id not in own]
        here = [one for one in made if one.account_id == account_id]
        said = self._told(here[-1]) if here else ""
        return News(newest, is_any=bool(made), is_here=bool(here), said=said)

    def _told(self, made: history.Made) -> str:
        step = self._steps.told(made.transaction_id)
        return f"{step.agent}: {step.did}."
