"""What stands in an account's ledger, as text."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed
from contacts_tui.domain.billing_center import Ageing, Bar, BillView, LedgerLine, Paid
from contacts_tui.domain.ledger import Applied, Entry, Part
from contacts_tui.domain.shown import day, minor_digits, money, payment


class LedgerText:
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
        return Ageing(current, thirty, sixty, ninety, unused, self._money(0))

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
