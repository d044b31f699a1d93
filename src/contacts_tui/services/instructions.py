"""The standing instructions of an account: Auto Pay and paperless billing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from contacts_tui.domain.account import Account
from contacts_tui.domain.auto_pay import AutoPay
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.checked import Checked
from contacts_tui.domain.people import bill_recipients
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import changes, pages
from contacts_tui.storage.changes import Writing


class Instructions:
    """What an account is to do by itself, read and changed by one agent."""

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

    def draft(self, account: Account) -> AutoPayDraft:
        """Return what the form of Auto Pay starts with."""
        return AutoPayDraft.of(account.auto_pay, self._rules(account))

    def review(self, seen: Account, draft: AutoPayDraft) -> Checked[AutoPay]:
        """Look a draft over, beside what is stored now. Writes nothing. Conflict if the account is not as seen."""
        with self._session.reading() as connection:
            stored = changes.stored(connection, seen)
        return draft.check(self._rules(stored), stored.auto_pay)

    def set_up(self, seen: Account, draft: AutoPayDraft) -> Account:
        """Sign up for Auto Pay, change it, or stop it. Returns the account as stored.

        Raises Refused, Conflict, NotSaved, ReadOnly: nothing is written then.
        """

        def set_up_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, seen)
            after = replace(stored, auto_pay=draft.check(self._rules(stored), stored.auto_pay).accepted())
            return changes.update_account(writing, stored, after, self._surroundings.shown)

        return self._session.write(set_up_in)

    def set_paperless(self, seen: Account, *, is_on: bool) -> Account:
        """Switch paperless billing on or off. Returns the account as stored.

        Raises ContactsError if nobody could get the bills; Conflict, NotSaved, ReadOnly. Nothing is written then.
        """

        def set_in(writing: Writing) -> Account:
            stored = changes.stored(writing.connection, seen, "switch")
            if is_on and not bill_recipients(
                pages.contacts(writing.connection, stored.id), self._surroundings.can_receive
            ):
                raise ContactsError(
                    "No Billing Notification contact has a valid e-mail: paperless billing stays off. a adds one."
                )
            after = replace(stored, paperless=is_on)
            return changes.update_account(writing, stored, after, self._surroundings.shown)

        return self._session.write(set_in)

    def _rules(self, account: Account) -> BillingRules:
        return self._surroundings.billing_rules(account.currency, (), self._today())
