"""Rows, of whichever driver, as the page: its figures are written as the locale writes them."""

from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Final

from contacts_tui.domain.account import Account, Page, Standing
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.shown import day, money, payment
from contacts_tui.storage.values import ACCOUNT_COLUMNS, Line, account_of, day_of, refuse_unless

_AMOUNT: Final = (int, Decimal, NoneType)
"""What a sum of whole numbers is, by either driver."""


def page_of(found: Line, contacts: tuple[Contact, ...], *, today: date, locale: str) -> Page:
    """Return the page of a row of ACCOUNT_COLUMNS and figures, and of its contacts."""
    account = account_of(found)
    return Page(account, _standing_of(account, found[len(ACCOUNT_COLUMNS) :], today, locale), contacts)


def _standing_of(account: Account, figures: Line, today: date, locale: str) -> Standing:
    """Return the header's figures as the locale writes them.

    `figures`: what was billed and what was paid in all, the day from which something is due, the last bill's amount and
    due date, the last payment's amount and date; amounts in minor units, None where there is none.
    """
    billed, paid, open_due, last_bill, last_due, last_payment, posted = figures
    for amount in (billed, paid, last_bill, last_payment):
        refuse_unless(amount, _AMOUNT)
    open_due, posted = day_of(open_due), day_of(posted)
    due = open_due or day_of(last_due)
    owed = int(billed or 0) - int(paid or 0)
    is_billed = billed is not None or paid is not None
    currency, pay = account.currency, account.auto_pay
    return Standing(
        since=day(account.since, locale) if account.since else "",
        balance=money(owed, currency, locale) if is_billed else "",
        last_bill=money(last_bill, currency, locale) if last_bill is not None else "",
        last_payment=payment(last_payment, currency, locale) if last_payment is not None else "",
        last_payment_on=day(posted, locale) if posted else "",
        due=day(due, locale) if due else "",
        overdue_days=max(0, (today - open_due).days) if open_due else 0,
        auto_pay_limit=money(pay.limit_minor, currency, locale) if pay.limit_minor is not None else "",
        auto_pay_start=day(pay.start, locale) if pay.start and pay.start > today else "",
    )
