"""What an agent does with the standing instructions of an account: Auto Pay and paperless billing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from contacts_tui.domain.account import Account
from contacts_tui.domain.auto_pay import AutoPay
from contacts_tui.domain.auto_pay_draft import AutoPayDraft, CheckedAutoPay
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.paperless import Recipient, can_be_sent, loses_last, recipients
from contacts_tui.domain.refused import Refused
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import changes, pages
from contacts_tui.storage.changes import Writing


class Instructions:
    """Auto Pay and paperless billing of accounts, read and changed by one agent."""

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

    def draft(self, seen: Account) -> AutoPayDraft:
        """Return what the form of Auto Pay starts with."""
        return AutoPayDraft.of(seen.auto_pay, self._rules(seen))

    def review(self, seen: Account, draft: AutoPayDraft) -> CheckedAutoPay:
        """Look a draft over. Writes nothing. Conflict if the account is not as it was seen any more."""
        with self._session.reading() as connection:
            stored = changes.stored(connection, seen)
        return draft.check(self._rules(stored), stored.auto_pay)

    def set_up(self, seen: Account, draft: AutoPayDraft) -> Account:
        """Switch Auto Pay on, or change it; without a token the customer is invited. Returns the account as stored.

        Raises Refused, Conflict, NotSaved, ReadOnly: nothing is written then.
        """

        def set_up_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, seen)
            checked = draft.check(self._rules(stored), stored.auto_pay)
            if checked.auto_pay is None:
                raise Refused(checked.problems)
            return self._store(writing, stored, replace(stored, auto_pay=checked.auto_pay))

        return self._session.write(set_up_in)

    def stop(self, seen: Account) -> Account:
        """Switch Auto Pay off and forget what paid. Returns the account as stored.

        Raises Conflict, NotSaved, ReadOnly: nothing is written then.
        """

        def stop_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, seen, "switch")
            return self._store(writing, stored, replace(stored, auto_pay=AutoPay()))

        return self._session.write(stop_in)

    def recipients(self, account_id: int) -> tuple[Recipient, ...]:
        """Return the contacts that bills are sent to where billing is paperless."""
        with self._session.reading() as connection:
            return recipients(pages.contacts(connection, account_id), self._surroundings.can_receive)

    def is_last_recipient(self, contact: Contact) -> bool:
        """Return whether bills reach nobody without a contact."""
        with self._session.reading() as connection:
            contacts = pages.contacts(connection, contact.account_id)
        return loses_last(contact, None, contacts, self._surroundings.can_receive)

    def set_paperless(self, seen: Account, *, on: bool) -> Account:
        """Switch paperless billing on or off. Returns the account as stored.

        Raises ContactsError where it is to be on and no bill would reach anybody; Conflict, NotSaved, ReadOnly.
        Nothing is written then.
        """

        def switch_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, seen, "switch")
            contacts = pages.contacts(writing.connection, stored.id)
            if on and not can_be_sent(contacts, self._surroundings.can_receive):
                raise ContactsError(
                    f"Paperless billing of {stored.called} stays off: no Billing Notification contact has an e-mail "
                    "that bills can be sent to. Add one first."
                )
            return self._store(writing, stored, replace(stored, paperless=on))

        return self._session.write(switch_in)

    def _rules(self, account: Account) -> BillingRules:
        return self._surroundings.billing_rules(account.currency, (), self._today())

    def _store(self, writing: Writing, stored: Account, after: Account) -> Account:
        return changes.update_account(writing, stored, after, self._surroundings.shown)
