"""A model of bills and payments that pays cent by cent."""

from datetime import date
from typing import NamedTuple

from contacts_tui.domain.bill import Bill, Billed, Payment


class Books(NamedTuple):
    """All bills and payments of an account."""

    bills: list[Bill]
    payments: list[Payment]


def age(of: Billed) -> tuple[date, bool, int]:
    """Oldest first: without a day before all days, a day's bills before its payments."""
    is_payment = isinstance(of, Payment)
    on = of.posted_on if is_payment else of.billed_on
    return on or date.min, is_payment, of.id


def paid_by_cents(books: Books) -> tuple[dict[int, int], int]:
    """What is open and what is left, when each credit pays a cent at a time."""
    bills = sorted((bill for bill in books.bills if not bill.is_void), key=age)
    open_minor = {bill.id: bill.amount_minor for bill in bills if bill.amount_minor >= 0}
    payments = sorted((payment for payment in books.payments if not payment.is_void), key=age)
    cents: list[Billed] = []
    for payment in payments:
        for _ in range(payment.amount_minor):
            if payment.bill_id is not None and open_minor.get(payment.bill_id):
                open_minor[payment.bill_id] -= 1
            else:
                cents.append(payment)
    cents += [bill for bill in bills if bill.amount_minor < 0 for _ in range(-bill.amount_minor)]
    for _ in list(cents):
        oldest = next((bill.id for bill in bills if open_minor.get(bill.id)), None)
        if oldest is None:
            break
        open_minor[oldest] -= 1
        cents.pop()
    return open_minor, len(cents)
