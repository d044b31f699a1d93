"""Rows, of whichever driver, as the values that leave the storage. Knows no SQLAlchemy: the first page does without."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
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

DAYS: Final = frozenset({"since", "auto_pay_from", "billed_on", "due_on", "period_from", "period_to", "posted_on"})
"""Columns of days."""
_DAY: Final = (str, date, NoneType)
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    **dict.fromkeys(("id", "account_id", "contact_id", "version"), (int,)),
    **dict.fromkeys(("e164", "region"), (str, NoneType)),
    **dict.fromkeys(("amount_minor", "open_minor"), (int,)),
    **dict.fromkeys(("auto_pay_day", "auto_pay_limit_minor", "bill_id"), (int, NoneType)),
    **dict.fromkeys(DAYS, _DAY),
    **dict.fromkeys(("paperless", "is_tax"), (bool, int)),
    "voided_at": (datetime, NoneType),
}
"""What a column can hold where it is not text alone: SQLite keeps what it is given, whatever the column's type."""


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


def look_over(columns: Sequence[str], line: Line) -> None:
    """Raise TypeError where a row begins with a value that its column cannot hold."""
    for value, kinds in zip(line, _kinds_of(tuple(columns)), strict=False):
        refuse_unless(value, kinds)


@lru_cache(maxsize=32)
def _kinds_of(columns: tuple[str, ...]) -> tuple[tuple[type, ...], ...]:
    return tuple(_KINDS.get(name, (str,)) for name in columns)


def refuse_unless(value: object, kinds: tuple[type, ...]) -> None:
    """Raise TypeError where a value is of none of these kinds."""
    if not isinstance(value, kinds):
        raise TypeError


def day_of(value: date | str | None) -> date | None:
    """Return a date as PostgreSQL gives it, or as the text that SQLite keeps. Raises ValueError, TypeError."""
    refuse_unless(value, _DAY)
    return date.fromisoformat(value) if isinstance(value, str) else value


NOT_KNOWN: Final = (ValueError, TypeError, KeyError)
"""What making a value of a row raises where the row holds one that no contacts-tui writes."""


def unknown_value() -> DatabaseUnusable:
    """Return what to raise instead."""
    return DatabaseUnusable(
        "The database holds a value that contacts-tui does not know, such as an impossible date or contact type. "
        "Nothing was changed. Have the database checked, or open a backup of it."
    )


@contextmanager
def known_values() -> Iterator[None]:
    """Turn a value that no contacts-tui writes, met while rows are made into values, into DatabaseUnusable."""
    try:
        yield
    except NOT_KNOWN as error:
        raise unknown_value() from error
