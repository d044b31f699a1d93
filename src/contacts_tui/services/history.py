"""What an agent takes back, and does again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from contacts_tui.domain.source import COPIED_FROM, MOVED_TO, Source
from contacts_tui.domain.step import Step, Undone
from contacts_tui.errors import ContactsError
from contacts_tui.services import demo
from contacts_tui.services.change_text import when_of
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.gone import refuse_gone
from contacts_tui.services.session import Session
from contacts_tui.storage import bills, history, pages, reversal
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.changes import Action, Writing
from contacts_tui.storage.history import ERASE, FOR_GOOD, GENERATOR, PURGE, REDO, UNDO, Scope
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import entry_with

_NO_STEPS: Final = frozenset({demo.SOURCE, GENERATOR, PURGE, ERASE})
"""Sources of what nobody has done, and of what removes for good: nobody takes that back."""
_DID: Final[dict[Action, str]] = {
    "added": "addition",
    "updated": "update",
    "deleted": "deletion",
    "restored": "restoration",
}
"""What a step did. What an undo did is called by what it took back."""


class History:
    """What was done, taken back and done again by one agent.

    A step is what an agent did at once, with all that was decided along: it is taken back whole or not at all.
    """

    def __init__(
        self,
        session: Session,
        *,
        today: Callable[[], date] = date.today,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._session = session
        self._today = today
        self._surroundings = surroundings or Surroundings()

    def undoable(self, account_id: int | None) -> Step | None:
        """Return what would be undone next, None if there is nothing.

        That is the newest action of this session, in any account, or of anybody in the account that is shown; what
        changed something that is gone for good is passed over.
        """
        scope = Scope(account_id, self._session.done)
        with self._session.reading() as connection:
            found = history.newest_action(connection, scope, but=_NO_STEPS)
            return self._step(connection, found, account_id) if found else None

    def redoable(self, account_id: int | None) -> Step | None:
        """Return what would be done again next: the newest undo, unless something else was done after it."""
        scope = Scope(account_id, self._session.done)
        with self._session.reading() as connection:
            found = history.newest_undo(connection, scope, but=_NO_STEPS)
            return self._step(connection, found, account_id) if found else None

    def told(self, transaction_id: UUID, account_id: int) -> str:
        """Return who did what in an account, as a sentence: `dana: update of Bob Ray, Alternate.`, whatever is left."""
        with self._session.reading() as connection:
            made = history.made_by(connection, transaction_id)
            if history.gone(connection, {change.owner for change in made}):
                did = _in_words_of_a_loss([change for change in made if change.account_id == account_id])
            else:
                did = self._step(connection, transaction_id, None).did
            return f"{made[0].agent}: {did}."

    def step(self, transaction_id: UUID, account_id: int | None) -> Step:
        """Return what takes back an action, whoever's; `account_id` is the account that is shown.

        What was done again is the action that was done first, told as what was done last. Raises ContactsError where it
        was taken back already, or where nobody takes such back.
        """
        with self._session.reading() as connection:
            asked = made = history.made_by(connection, transaction_id)
            while made[0].source == REDO:
                made = _first_done(connection, made)
            self._refuse_final(connection, made)
            if not history.stands(connection, made[0].transaction_id):
                later = history.taken_back_by(connection, made[0])
                by = f" by {later.agent}, {self._when(later.made_at)}" if later else ""
                did = "done again" if made[0].undoes else "undone"
                raise ContactsError(f"This was {did} already{by}.")
            step = self._step(connection, made[0].transaction_id, account_id)
            if asked is made:
                return step
            return replace(step, agent=asked[0].agent, when=self._when(asked[0].made_at), is_redo=True)

    def undo(self, step: Step) -> Undone:
        """Take back what `undoable` or `step` returned.

        Raises ContactsError, saying why, where it was taken back or changed meanwhile; NotSaved, ReadOnly. Nothing is
        written then.
        """
        account_id, contact_id = self._reverse(step, UNDO)
        return Undone(account_id, contact_id, f"Undone: {step.told}. U does it again.")

    def redo(self, step: Step) -> Undone:
        """Do again what `redoable`, or `step` where it `is_again`, returned. Raises what `undo` raises."""
        account_id, contact_id = self._reverse(step, REDO)
        return Undone(account_id, contact_id, f"Done again: {step.told}. u undoes it.")

    def _reverse(self, step: Step, source: Source) -> tuple[int, int]:
        """Return the account and the first contact that are there afterwards, 0 where they are not."""

        def reverse_in(writing: Writing) -> tuple[int, int]:
            if not history.stands(writing.connection, step.transaction_id):
                again = "undone" if source == UNDO else "done again"
                raise ContactsError(f"Nothing was written: the {step.did} was {again} meanwhile.")
            self._refuse_gone(writing.connection, history.made_by(writing.connection, step.transaction_id))
            reversal.reverse(writing, step.transaction_id, self._surroundings.shown)
            return _left_of(writing.connection, history.made_by(writing.connection, step.transaction_id))

        return self._session.write(reverse_in, source=source, undoes=step.transaction_id)

    def _step(self, reading: Reading, transaction_id: UUID, account_id: int | None) -> Step:
        made = history.made_by(reading, transaction_id)
        self._refuse_gone(reading, made)
        first = made[0]
        did = self._in_words(reading, history.made_by(reading, first.undoes) if first.undoes else made)
        account = pages.account_or_trashed(reading, first.account_id)
        return Step(
            transaction_id,
            account.called,
            first.agent,
            self._when(first.made_at),
            did,
            is_about_account=any(change.owner.is_account for change in made),
            is_elsewhere=first.account_id != account_id,
            is_again=first.undoes is not None,
            is_at_once=self._is_at_once(made, account_id),
            is_single=len(made) == 1,
        )

    def _refuse_gone(self, reading: Reading, made: Sequence[Change]) -> None:
        refuse_gone(reading, {change.owner for change in made}, self._surroundings.locale)

    def _in_words(self, reading: Reading, made: Sequence[Change]) -> str:
        """Say what an action did: `update of Ann Lee, Alternate, and 4 more contacts`, `void of bill 1042`."""
        account = next((change for change in made if change.owner.is_account), None)
        if account is not None:
            return _about_account(reading, account, sum(change.contact_id is not None for change in made))
        if words := _in_words_of_a_transfer(reading, made):
            return words
        first = made[0]
        if first.contact_id is None:
            return self._about_entry(reading, first)
        others = [change for change in made if change.contact_id != first.contact_id]
        named = pages.contact_or_trashed(reading, first.account_id, first.contact_id).named
        did = _DID[first.action]
        if not others:
            return f"{did} of {named}"
        other = "" if others[0].action == first.action else f"{_DID[others[0].action]} of "
        return f"{did} of {named}, and {other}{_counted(len(others), 'more ')}"

    def _about_entry(self, reading: Reading, change: Change) -> str:
        """Say what was done to a bill or payment, which is called as it was called then: its amount is its name."""
        did = "void" if change.action == "deleted" else _DID[change.action]
        entry = entry_with(bills.entry(reading, change.owner), change.after or change.before or {})
        currency = pages.account_or_trashed(reading, change.account_id).currency
        return f"{did} of {self._surroundings.called(entry, currency)}"

    def _is_at_once(self, made: Sequence[Change], account_id: int | None) -> bool:
        if any(change.owner.is_account and change.action == "restored" for change in made):
            return False
        done, first = self._session.done, made[0]
        if account_id is None:
            return first.transaction_id in done[-1:]
        return first.transaction_id in done and account_id in {change.account_id for change in made}

    def _when(self, at: datetime) -> str:
        local = at.astimezone()
        return f"{local:%H:%M}" if local.date() == self._today() else when_of(at, self._surroundings.locale)

    @staticmethod
    def _refuse_final(reading: Reading, made: Sequence[Change]) -> None:
        """Raise where an action is none that anybody takes back."""
        if made[0].source in _NO_STEPS:
            raise ContactsError("The database was filled with this: it is not taken back. Delete it where it is wrong.")
        if made[0].action in FOR_GOOD or history.missing(reading, {change.owner for change in made}):
            raise ContactsError("This cannot be taken back: what it was about was purged or erased since.")


def _first_done(reading: Reading, again: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes of the action that was undone and, by `again`, done again."""
    undo = history.made_by(reading, again[0].undoes) if again[0].undoes else ()
    return history.made_by(reading, undo[0].undoes) if undo and undo[0].undoes else ()


def _left_of(reading: Reading, made: Sequence[Change]) -> tuple[int, int]:
    """The first account and contact that are there: what was moved may be in one account or in the other."""
    owners = dict.fromkeys((change.account_id, change.contact_id) for change in made)
    for account_id, contact_id in owners:
        if contact_id is not None and pages.contact(reading, account_id, contact_id):
            return account_id, contact_id
    return next(((account_id, 0) for account_id, _ in owners if pages.account(reading, account_id)), (0, 0))


def _in_words_of_a_transfer(reading: Reading, made: Sequence[Change]) -> str:
    """Say where contacts went, or came from: `move of Ann Lee, Alternate, to ACME 22222`; empty if none did."""
    for did, begins in (("move", MOVED_TO), ("copy", COPIED_FROM)):
        if went := [change for change in made if change.source.startswith(begins)]:
            what = _counted(len(went), "")
            if len(went) == 1:
                what = pages.contact_or_trashed(reading, went[0].account_id, went[0].contact_id or 0).named
            return f"{did} of {what}, {went[0].source.partition(' ')[2]}"
    return ""


def _in_words_of_a_loss(made: Sequence[Change]) -> str:
    """Say what was done to something that is gone for good, and whose name is perhaps not to be known any more."""
    contacts = _counted(sum(change.contact_id is not None for change in made), "")
    if made[0].action == "erased":
        return f"erasure of {contacts}"
    if made[0].action == "purged":
        return "purge of this account" if any(change.owner.is_account for change in made) else f"purge of {contacts}"
    return "a change of what was purged or erased since"


def _about_account(reading: Reading, change: Change, contacts: int) -> str:
    """Say what was done to an account, `contacts` of it along."""
    called = pages.account_or_trashed(reading, change.account_id).called
    along = f" with {_counted(contacts, '')}" if contacts else ""
    fields = change.after or {}
    part = ""
    if change.action == "updated" and all(name.startswith("auto_pay_") for name in fields):
        part = "Auto Pay of "
    elif change.action == "updated" and set(fields) == {"paperless"}:
        part = "Paperless Billing of "
    return f"{_DID[change.action]} of {part}account {called}{along}"


def _counted(number: int, more: str) -> str:
    return f"{number} {more}{'contact' if number == 1 else 'contacts'}"
