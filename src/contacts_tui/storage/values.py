"""Rows, of whichever driver, as the values that leave the storage. Knows no SQLAlchemy: the first page does without."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address, Page, Standing
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.shown import day, money, payment
from contacts_tui.errors import DatabaseUnusable

Line = Sequence[Any]
"""A row as a driver gives it."""

ACCOUNT_COLUMNS: Final = (
    "id",
    "version",
    "number",
    "name",
    "account_type",
    "since",
    "address_lines",
    "city",
    "region",
    "postal_code",
    "country",
    "manager_name",
    "manager_phone",
    "manager_phone_shown",
    "manager_email",
    "currency",
    "auto_pay_state",
    "auto_pay_kind",
    "auto_pay_label",
    "auto_pay_last_four",
    "auto_pay_token",
    "auto_pay_day",
    "auto_pay_limit_minor",
    "auto_pay_from",
    "paperless",
)
CONTACT_COLUMNS: Final = ("id", "account_id", "version", "contact_type", "first_name", "last_name")
PHONE_COLUMNS: Final = ("contact_id", "raw", "e164", "extension", "digits", "region", "status", "shown")
EMAIL_COLUMNS: Final = ("contact_id", "address", "key")

_DAY: Final = (str, date, NoneType)
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    **dict.fromkeys(("id", "account_id", "contact_id", "version"), (int,)),
    **dict.fromkeys(("e164", "region"), (str, NoneType)),
    **dict.fromkeys(("amount_minor", "open_minor"), (int,)),
    **dict.fromkeys(("auto_pay_day", "auto_pay_limit_minor", "bill_id"), (int, NoneType)),
    **dict.fromkeys(("since", "auto_pay_from", "billed_on", "due_on", "period_from", "period_to", "posted_on"), _DAY),
    **dict.fromkeys(("paperless", "is_tax"), (bool, int)),
    "voided_at": (datetime, NoneType),
}
"""What a column can hold where it is not text alone: SQLite keeps what it is given, whatever the column's type."""

_AMOUNT: Final = (int, Decimal, NoneType)
"""What a sum of whole numbers is, by either driver."""


def account_of(line: Line) -> Account:
    """Return the account of a row that begins with ACCOUNT_COLUMNS."""
    look_over(ACCOUNT_COLUMNS, line)
    found = dict(zip(ACCOUNT_COLUMNS, line, strict=False))
    return Account(
        name=found["name"],
        number=found["number"],
        account_type=AccountType(found["account_type"]),
        since=day_of(found["since"]),
        address=Address(
            lines=tuple(found["address_lines"].split("\n")) if found["address_lines"] else (),
            city=found["city"],
            region=found["region"],
            postal_code=found["postal_code"],
            country=found["country"],
        ),
        manager=AccountManager(
            found["manager_name"], found["manager_phone"], found["manager_phone_shown"], found["manager_email"]
        ),
        currency=found["currency"],
        auto_pay=AutoPay(
            AutoPayState(found["auto_pay_state"]),
            AutoPayKind(found["auto_pay_kind"]),
            found["auto_pay_label"],
            found["auto_pay_last_four"],
            found["auto_pay_token"],
            found["auto_pay_day"],
            found["auto_pay_limit_minor"],
            day_of(found["auto_pay_from"]),
        ),
        paperless=bool(found["paperless"]),
        id=found["id"],
        version=found["version"],
    )


def standing_of(account: Account, figures: Line, today: date, locale: str) -> Standing:
    """Return the header's figures as the locale writes them.

    `figures`: what was billed and what was paid in all, the day from which something is due, the last bill's amount and
    due date, the last payment's amount and date; amounts in minor units, None where there is none.
    """
    billed, paid, open_due, last_bill, last_due, last_payment, posted = figures
    for amount in (billed, paid, last_bill, last_payment):
        _refuse_unless(amount, _AMOUNT)
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


def phone_of(line: Line) -> Phone:
    """Return the phone of a row of PHONE_COLUMNS."""
    look_over(PHONE_COLUMNS, line)
    _owner, raw, e164, extension, digits, region, status, shown = line
    return Phone(raw, e164, extension, digits, region, PhoneStatus(status), shown)


def contacts_of(contacts: Iterable[Line], phones: Iterable[Line], emails: Iterable[Line]) -> tuple[Contact, ...]:
    """Return the contacts of the rows, in their order; phones and e-mails in theirs."""
    numbers: defaultdict[int, list[Phone]] = defaultdict(list)
    for line in phones:
        numbers[line[0]].append(phone_of(line))
    addresses: defaultdict[int, list[Email]] = defaultdict(list)
    for line in emails:
        look_over(EMAIL_COLUMNS, line)
        owner, address, key = line
        addresses[owner].append(Email(address, key))
    return tuple(_contact_of(line, numbers, addresses) for line in contacts)


def _contact_of(line: Line, numbers: Mapping[int, list[Phone]], addresses: Mapping[int, list[Email]]) -> Contact:
    look_over(CONTACT_COLUMNS, line)
    contact_id, account_id, version, contact_type, first_name, last_name = line
    return Contact(
        contact_type=ContactType(contact_type),
        first_name=first_name,
        last_name=last_name,
        phones=tuple(numbers.get(contact_id, ())),
        emails=tuple(addresses.get(contact_id, ())),
        id=contact_id,
        account_id=account_id,
        version=version,
    )


def page_of(found: Line, contacts: tuple[Contact, ...], *, today: date, locale: str) -> Page:
    """Return the page of a row of ACCOUNT_COLUMNS and figures, and of its contacts."""
    account = account_of(found)
    return Page(account, standing_of(account, found[len(ACCOUNT_COLUMNS) :], today, locale), contacts)


def look_over(columns: Sequence[str], line: Line) -> None:
    """Raise TypeError where a row begins with a value that its column cannot hold."""
    for value, kinds in zip(line, _kinds_of(tuple(columns)), strict=False):
        if not isinstance(value, kinds):
            raise TypeError


@lru_cache(maxsize=32)
def _kinds_of(columns: tuple[str, ...]) -> tuple[tuple[type, ...], ...]:
    return tuple(_KINDS.get(name, (str,)) for name in columns)


def _refuse_unless(value: object, kinds: tuple[type, ...]) -> None:
    if not isinstance(value, kinds):
        raise TypeError


def day_of(value: date | str | None) -> date | None:
    """Return a date as PostgreSQL gives it, or as the text that SQLite keeps. Raises ValueError, TypeError."""
    _refuse_unless(value, _DAY)
    return date.fromisoformat(value) if isinstance(value, str) else value


@contextmanager
def known_values() -> Iterator[None]:
    """Turn a value that no contacts-tui writes, met while rows are made into values, into DatabaseUnusable."""
    try:
        yield
    except (ValueError, TypeError) as error:
        message = (
            "The database holds a value that contacts-tui does not know, such as an impossible date or contact type. "
            "Nothing was changed. Have the database checked, or open a backup of it."
        )
        raise DatabaseUnusable(message) from error
