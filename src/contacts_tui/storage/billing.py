"""What was billed and what was posted: where the header's figures come from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from contacts_tui.storage.changes import Writing, record
from contacts_tui.storage.tables import BILL, PAYMENT


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill; `amount_minor` is in the currency's smallest unit."""

    number: str
    billed_on: date | None
    due_on: date | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment; `amount_minor` is in the currency's smallest unit."""

    posted_on: date | None
    amount_minor: int
    currency: str


def add_bill(writing: Writing, account_id: int, bill: Bill) -> None:
    """Store a bill of an account, and say so in its changes."""
    amount = {"number": bill.number, "amount_minor": bill.amount_minor, "currency": bill.currency}
    days = {"billed_on": bill.billed_on, "due_on": bill.due_on}
    writing.connection.execute(insert(BILL).values(account_id=account_id, **amount, **days))
    said = amount | {name: day and day.isoformat() for name, day in days.items()}
    record(writing, "updated", account_id, None, {"bill": None}, {"bill": said})


def add_payment(writing: Writing, account_id: int, payment: Payment) -> None:
    """Store a payment of an account, and say so in its changes."""
    amount = {"amount_minor": payment.amount_minor, "currency": payment.currency}
    values = amount | {"account_id": account_id, "posted_on": payment.posted_on}
    writing.connection.execute(insert(PAYMENT).values(**values))
    said = amount | {"posted_on": payment.posted_on and payment.posted_on.isoformat()}
    record(writing, "updated", account_id, None, {"payment": None}, {"payment": said})
