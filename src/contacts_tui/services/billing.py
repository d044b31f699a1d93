"""What an agent does in the Billing Center."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Protocol, TypeVar

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.billing_center import BillingCenter, BillView, Recorded
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.checked import Checked
from contacts_tui.domain.ledger import Applied
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.ledger_text import LedgerText
from contacts_tui.services.session import Session
from contacts_tui.storage import billing, bills, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.pages import Reading

BARS: Final = 12
"""Bills in the chart."""

Entry = TypeVar("Entry", Bill, Payment)


class Draft(Protocol[Entry]):
    """A bill or a payment as it was typed."""

    def check(self, rules: BillingRules, before: Entry | None = None) -> Checked[Entry]:
        """Find what is wrong with it, and what it would be."""
        ...


class Billing:
    """Bills and payments, read and recorded by one agent."""

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

    def center(self, account_id: int) -> BillingCenter:
        """Return an account's bills and payments and where it stands today. ContactsError if it is not there."""
        with self._session.reading() as connection:
            page = pages.page(connection, account_id, today=self._today(), locale=self._surroundings.locale)
            if page is None:
                raise _gone(connection, account_id)
            billed, paid = bills.bills(connection, account_id), bills.payments(connection, account_id)
        told = LedgerText(page.account, self._surroundings.locale, self._today())
        return BillingCenter(
            page.account,
            page.standing,
            told.ageing(billed, ledger.applied(billed, paid)),
            tuple(map(told.line, ledger.ledger(billed, paid))),
            tuple(map(told.bar, _in_order(b for b in billed if not b.is_void and not b.is_credit_note)[-BARS:])),
        )

    def bill(self, account_id: int, bill_id: int) -> BillView:
        """Return a bill, whole, and what was paid on it. ContactsError if the account or the bill is not there."""
        account, billed, paid = self._read(account_id)
        ordered = _in_order(billed)
        at = next((at for at, bill in enumerate(ordered) if bill.id == bill_id), None)
        if at is None:
            raise ContactsError(f"Account {account.called} has no such bill.")
        return self._view(account, ordered, at, ledger.applied(billed, paid))

    def last_bill(self, account_id: int) -> BillView | None:
        """Return the most recent bill that counts, whole; None if there is none.

        ContactsError if the account is not there.
        """
        account, billed, paid = self._read(account_id)
        ordered = _in_order(billed)
        asking = [at for at, bill in enumerate(ordered) if not bill.is_void and bill.amount_minor > 0]
        return self._view(account, ordered, asking[-1], ledger.applied(billed, paid)) if asking else None

    def _read(self, account_id: int) -> tuple[Account, Sequence[Bill], Sequence[Payment]]:
        with self._session.reading() as connection:
            account = pages.account(connection, account_id)
            if account is None:
                raise _gone(connection, account_id)
            return account, bills.bills(connection, account_id), bills.payments(connection, account_id)

    def _view(self, account: Account, ordered: Sequence[Bill], at: int, applied: Applied) -> BillView:
        told = LedgerText(account, self._surroundings.locale, self._today())
        before = ordered[at - 1].id if at else 0
        after = ordered[at + 1].id if at + 1 < len(ordered) else 0
        return told.view(ordered[at], applied, before, after)

    def payment_draft(self, account: Account, payment: Payment | None = None) -> PaymentDraft:
        """Return what a payment's form starts with: posted today where there is none yet. ContactsError as `center`."""
        with self._session.reading() as connection:
            rules = self._rules(connection, account)
        return PaymentDraft.of(payment, rules) if payment else PaymentDraft(posted_on=rules.day(rules.today))

    def bill_draft(self, account: Account, bill: Bill | None = None) -> BillDraft:
        """Return what a bill's form starts with: billed today where there is none yet. ContactsError as `center`."""
        with self._session.reading() as connection:
            rules = self._rules(connection, account)
        return BillDraft.of(bill, rules) if bill else BillDraft(billed_on=rules.day(rules.today))

    def review(self, account: Account, draft: Draft[Entry], before: Entry | None = None) -> Checked[Entry]:
        """Look a draft over, beside what is stored now. Writes nothing.

        `before` is the bill or payment as the agent saw it, None for a new one. Conflict if it is not so any more;
        ContactsError if the account is gone or in another currency.
        """
        with self._session.reading() as connection:
            rules = self._rules(connection, account)
            return draft.check(rules, billing.stored(connection, before) if before else None)

    def add(self, account: Account, draft: Draft[Entry]) -> Recorded:
        """Store a new bill or payment of an account, which is what the agent saw.

        A bill without a number gets the next B-0001. Raises Refused, NotSaved, ReadOnly; ContactsError if the account
        is gone or in another currency by now. Nothing is written then.
        """

        def add_in(writing: Writing) -> Recorded:
            entry = draft.check(self._rules(writing.connection, account)).accepted()
            return self._recorded(account, billing.add(writing, account.id, entry))

        return self._session.write(add_in)

    def update(self, account: Account, before: Entry, draft: Draft[Entry]) -> Recorded:
        """Correct a bill or payment. `before` is what the agent saw. Raises Conflict, and what `add` does."""

        def update_in(writing: Writing) -> Recorded:
            rules = self._rules(writing.connection, account)
            stored = billing.stored(writing.connection, before)
            after = draft.check(rules, stored).accepted()
            return self._recorded(account, billing.change(writing, stored, after))

        return self._session.write(update_in)

    def void(self, seen: Billed) -> str:
        """Let a bill or payment no longer count. Returns what to call it: `payment $41.03`.

        Raises Conflict, NotSaved, ReadOnly; ContactsError if the account is gone. Nothing is written then.
        """

        def void_in(writing: Writing) -> str:
            account = pages.account(writing.connection, seen.account_id)
            if account is None:
                raise _gone(writing.connection, seen.account_id)
            stored = billing.stored(writing.connection, seen, "delete")
            billing.void(writing, stored)
            return self._surroundings.called(stored, account.currency)

        return self._session.write(void_in)

    def _rules(self, reading: Reading, account: Account) -> BillingRules:
        """Return what drafts are checked with, beside what an account that was seen holds now."""
        stored = pages.account(reading, account.id)
        if stored is None:
            raise _gone(reading, account.id)
        if stored.currency != account.currency:
            raise ContactsError(
                f"Account {stored.called} is in {stored.currency} by now, not in {account.currency}: "
                "nothing was saved. Look at the account, then type the amounts anew."
            )
        return self._surroundings.billing_rules(stored.currency, bills.bills(reading, stored.id), self._today())

    def _recorded(self, account: Account, entry: Billed) -> Recorded:
        return Recorded(entry, self._surroundings.called(entry, account.currency))


def _in_order(billed: Iterable[Bill]) -> list[Bill]:
    return [entry.of for entry in ledger.ledger(billed, ()) if isinstance(entry.of, Bill)]


def _gone(reading: Reading, account_id: int) -> ContactsError:
    return ContactsError(f"Account {pages.called(reading, account_id)} was deleted meanwhile. f finds another one.")
