"""What an agent does with accounts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from contacts_tui.domain import shown
from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.checked import Checked, by_fields
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.problem import Problem
from contacts_tui.domain.refused import error_at
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import bills, changes, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import is_as_seen

_GIVEN: Final = "P-"
"""How numbers begin that are given where none was typed."""


class Accounts:
    """Accounts, read and changed by one agent."""

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

    def page(self, account_id: int) -> Page:
        """Return an account, where it stands today, and its contacts. ContactsError if it is not there any more."""
        with self._session.reading() as connection:
            found = pages.page(connection, account_id, today=self._today(), locale=self._surroundings.locale)
            if found is None:
                called = pages.called(connection, account_id)
                gone = f"Account {called} was deleted meanwhile" if called else "This account is gone for good"
                raise ContactsError(f"{gone}. f finds another one.")
        return found

    def are_there(self) -> bool:
        """Return whether there is any account."""
        with self._session.reading() as connection:
            return pages.has_accounts(connection)

    def draft(self, account: Account) -> AccountDraft:
        """Return what the form of an account begins with."""
        return AccountDraft.of(account, lambda day: shown.day(day, self._surroundings.locale))

    def review(self, draft: AccountDraft, before: Account | None = None) -> Checked[Account]:
        """Look a draft over, beside what is stored now. Writes nothing.

        `before` is the account as the agent saw it, None for a new one. Conflict if it is not so any more.
        """
        with self._session.reading() as connection:
            if before is not None:
                changes.stored(connection, before)
            return self._checked(connection, draft, before)

    def add(self, draft: AccountDraft) -> Account:
        """Store a new account; one without a number gets the next P-0001. Returns it as stored.

        Raises Refused, NotSaved, ReadOnly: nothing is written then.
        """
        return self._session.write(lambda writing: self.add_in(writing, draft))

    def add_in(self, writing: Writing, draft: AccountDraft) -> Account:
        """Do what `add` does, as a part of a larger transaction."""
        return changes.add_account(writing, self._accepted(writing.connection, draft, None))

    def update(self, before: Account, draft: AccountDraft) -> Account:
        """Change an account; an emptied number is given anew. Returns it as stored.

        `before` is the account as the agent saw it. Raises Refused, Conflict, NotSaved, ReadOnly: nothing is written
        then.
        """

        def update_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, before)
            after = self._accepted(writing.connection, draft, stored)
            return changes.update_account(writing, stored, after, self._surroundings.shown)

        return self._session.write(update_in)

    def delete(self, seen: Account, contacts: Sequence[Contact]) -> None:
        """Put an account into the trash, and with it its contacts, which are those that the agent saw.

        Raises Conflict; ContactsError if by now it has other contacts; NotSaved, ReadOnly. Nothing is written then.
        """

        def delete_in(writing: Writing) -> None:
            account = changes.stored(writing.connection, seen, "delete")
            stored = pages.contacts(writing.connection, seen.id)
            if not _are_as_seen(stored, contacts):
                raise ContactsError(
                    f"The contacts of {account.called} are not as they were shown: nothing was deleted. "
                    "Look at them as they are now, then delete the account."
                )
            for contact in stored:
                changes.delete_contact(writing, contact)
            changes.delete_account(writing, account)

        self._session.write(delete_in)

    def _accepted(self, reading: Reading, draft: AccountDraft, before: Account | None) -> Account:
        account = self._checked(reading, draft, before).accepted()
        if account.number:
            return account
        given = pages.highest_number(reading, _GIVEN) + 1
        return replace(account, number=f"{_GIVEN}{given:04d}")

    def _checked(self, reading: Reading, draft: AccountDraft, before: Account | None) -> Checked[Account]:
        contacts = pages.contacts(reading, before.id) if before else ()
        checked = draft.check(self._surroundings.rules(draft.cleaned.country, contacts), before)
        more = [*_about_number(reading, draft.cleaned.number, before), *_about_currency(reading, draft, before)]
        if not more:
            return checked
        return Checked(by_fields((*checked.problems.found, *more), draft), None)


def _about_number(reading: Reading, number: str, before: Account | None) -> Iterator[Problem]:
    holder = pages.holder_of(reading, number)
    if holder is not None and (before is None or holder != before.id):
        yield error_at("number", "another account has this number")


def _about_currency(reading: Reading, draft: AccountDraft, before: Account | None) -> Iterator[Problem]:
    """Refuse another currency where amounts are in the old one, void ones too: they would mean something else."""
    if before is None or draft.cleaned.currency == before.currency:
        return
    if before.auto_pay.limit_minor is not None:
        yield error_at("currency", f"the limit of Auto Pay is in {before.currency}: take it away first")
    if bills.has_any(reading, before.id):
        yield error_at("currency", f"bills or payments were recorded in {before.currency}: add an account for another")


def _are_as_seen(stored: Sequence[Contact], seen: Sequence[Contact]) -> bool:
    by_id = {contact.id: contact for contact in seen}
    return by_id.keys() == {one.id for one in stored} and all(is_as_seen(one, by_id[one.id]) for one in stored)
