"""Bills and payments to fill a database with, in few words."""

from collections.abc import Sequence
from datetime import date, timedelta

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, Billed, BillLine, Method, Payment
from contacts_tui.services.opening import Services
from contacts_tui.services.session import Session
from contacts_tui.storage import billing

LINES = (
    BillLine("Long distance", 2500),
    BillLine("Line rental, with a text that is a good deal longer than one line of a narrow screen is wide", 1200),
    BillLine("State tax", 403, is_tax=True),
)


def post(services: Services, account_id: int, entries: Sequence[Billed]) -> list[Billed]:
    """Store bills and payments of an account, and void those that are to be void; returns them as stored."""
    stored: list[Billed] = []
    for entry in entries:
        added = Session(services.database, "filler").write(lambda writing, e=entry: billing.add(writing, account_id, e))
        if entry.is_void:
            Session(services.database, "filler").write(lambda writing, e=added: billing.void(writing, e))
        stored.append(added)
    return stored


def monthly(amounts: Sequence[int], first: date = date(2018, 1, 15)) -> list[Bill]:
    """A bill a month, numbered from 1001 on, due a month later."""
    months = [date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 15) for at in range(99)]
    return [
        Bill(amount, str(1001 + at), months[at], months[at] + timedelta(days=31), lines=())
        for at, amount in enumerate(amounts)
    ]


def fill_billed(services: Services) -> None:
    """An account with a year of bills, a credit note, payments, a void bill, and something overdue."""
    account = services.accounts.add(AccountDraft(name="Hill Dental", number="2001", city="Toronto", country="CA"))
    bills = monthly([4103, 3999, 0, 5210, 12500, 4103, 4103, 4103, 9990, 4103, 4103])
    whole = Bill(4103, "1012", date(2018, 12, 15), date(2019, 1, 20), date(2018, 12, 1), date(2018, 12, 31), LINES)
    post(services, account.id, [*bills, whole])
    post(services, account.id, [Bill(999, "1099", date(2018, 11, 20), is_void=True)])
    post(services, account.id, [Bill(-500, "C-7", date(2018, 12, 20))])
    post(services, account.id, [Payment(bill.amount_minor, bill.due_on) for bill in bills if bill.amount_minor])
    post(services, account.id, [Payment(600, date(2019, 1, 4), Method.CHECK, "17", bill_id=12)])
