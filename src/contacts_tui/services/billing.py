"""What an agent does in the Billing Center."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Final

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.billing_center import Ageing, Bar, BillingCenter, BillView, LedgerLine, Paid
from contacts_tui.domain.ledger import Applied, Entry, Part
from contacts_tui.domain.shown import day, minor_digits, money, payment
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import bills, pages
from contacts_tui.storage.pages import Reading

BARS: Final = 12
"""Bills in the chart."""


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
        told = _Told(page.account, self._surroundings.locale, self._today())
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
        told = _Told(account, self._surroundings.locale, self._today())
        before = ordered[at - 1].id if at else 0
        after = ordered[at + 1].id if at + 1 < len(ordered) else 0
        return told.view(ordered[at], applied, before, after)


class _Told:
    """Writes what stands in the ledger of one account, in a locale and as of a day."""

    def __init__(self, account: Account, locale: str, today: date) -> None:
        self._account, self._locale, self._today = account, locale, today
        self._money = partial(money, currency=account.currency, locale=locale)

    def line(self, entry: Entry) -> LedgerLine:
        """Write a line of the ledger."""
        of = entry.of
        due = self._day(of.due_on) if isinstance(of, Bill) else ""
        still = self._money(of.open_minor) if isinstance(of, Bill) and of.open_minor else ""
        return LedgerLine(
            of,
            entry.on,
            self._day(entry.on),
            _called(of),
            due,
            self._signed(of),
            still,
            self._state(of),
            entry.balance_minor,
            self._money(entry.balance_minor),
        )

    def bar(self, bill: Bill) -> Bar:
        """Write a bill of the chart."""
        return Bar(self._day(bill.billed_on), bill.amount_minor, self._money(bill.amount_minor))

    def ageing(self, billed: Sequence[Bill], applied: Applied) -> Ageing:
        """Write how old what is open is."""
        current, thirty, sixty, ninety = map(self._money, ledger.ages(billed, self._today))
        unused = self._money(applied.unused_minor) if applied.unused_minor else ""
        return Ageing(current, thirty, sixty, ninety, unused)

    def view(self, bill: Bill, applied: Applied, before: int, after: int) -> BillView:
        """Write a bill, whole."""
        period = " to ".join(filter(None, (self._day(bill.period_from), self._day(bill.period_to))))
        written = [(line.text, self._money(line.amount_minor), line.is_tax) for line in bill.lines]
        parts = (part for part in applied.parts if part.bill_id == bill.id)
        return BillView(
            self._account,
            bill,
            self._day(bill.billed_on),
            self._day(bill.due_on),
            period,
            tuple((text, amount) for text, amount, is_tax in written if not is_tax),
            tuple((text, amount) for text, amount, is_tax in written if is_tax),
            self._money(bill.amount_minor),
            tuple(map(self._paid, parts)),
            self._money(bill.open_minor) if bill.open_minor else "",
            self._state(bill),
            minor_digits(self._account.currency),
            before,
            after,
        )

    def _paid(self, part: Part) -> Paid:
        on, amount = ledger.day_of(part.credit), part.amount_minor
        return Paid(on, self._day(on), _called(part.credit), amount, self._money(amount))

    def _day(self, on: date | None) -> str:
        return day(on, self._locale) if on else ""

    def _signed(self, of: Billed) -> str:
        if isinstance(of, Bill) and not of.is_credit_note:
            return self._money(of.amount_minor)
        return payment(abs(of.amount_minor), self._account.currency, self._locale)

    def _state(self, of: Billed) -> str:
        if of.is_void:
            return "void"
        if not isinstance(of, Bill) or of.is_credit_note:
            return ""
        if not of.open_minor:
            return "paid"
        late = (self._today - of.due_on).days if of.due_on else 0
        return f"overdue {late} {'day' if late == 1 else 'days'}" if late > 0 else "open"


def _called(of: Billed) -> str:
    """Say what it is, as a line of the ledger begins."""
    if isinstance(of, Bill):
        return f"{of.called[0].upper()}{of.called[1:]}"
    said = [word for word in (of.method.value if of.method else "", of.reference) if word]
    return ", ".join(["Payment", " ".join(said)] if said else ["Payment"])


def _in_order(billed: Iterable[Bill]) -> list[Bill]:
    return [entry.of for entry in ledger.ledger(billed, ()) if isinstance(entry.of, Bill)]


def _gone(reading: Reading, account_id: int) -> ContactsError:
    return ContactsError(f"Account {pages.called(reading, account_id)} was deleted meanwhile. f finds another one.")
