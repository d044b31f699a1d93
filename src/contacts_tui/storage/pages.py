"""Reading: accounts, their contacts, and the page that shows both.

The page's SQL stands a second time in first_page.py, which reads it before SQLAlchemy is loaded; a test compares them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, FromClause, ScalarSelect, Select, Table, and_, bindparam, func, select, text
from sqlalchemy.sql.elements import ColumnElement

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.contact import Contact
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.page_values import page_of
from contacts_tui.storage.tables import ACCOUNT, BILL, CHANGE, CONTACT, EMAIL, PAYMENT, PHONE
from contacts_tui.storage.values import (
    ACCOUNT_COLUMNS,
    CONTACT_COLUMNS,
    EMAIL_COLUMNS,
    PHONE_COLUMNS,
    Line,
    account_of,
    contacts_of,
    known_values,
)

Reading: TypeAlias = Connection
"""A connection whose queries all see the same moment."""


class LastMade(NamedTuple):
    """A change, as the next one to change the same is told of it."""

    agent: str
    made_at: datetime
    action: str
    source: str


def _sum_of(table: Table) -> ScalarSelect[Any]:
    counts = and_(table.c.account_id == ACCOUNT.c.id, table.c.voided_at.is_(None))
    return select(func.sum(table.c.amount_minor)).where(counts).scalar_subquery()


def _first_due() -> ScalarSelect[Any]:
    is_open = and_(BILL.c.account_id == ACCOUNT.c.id, BILL.c.open_minor > text("0"))
    return select(func.min(BILL.c.due_on)).where(is_open).scalar_subquery()


def _is_latest(alias: FromClause, table: Table, day: str) -> ColumnElement[bool]:
    latest = (
        select(table.c.id)
        .where(table.c.account_id == ACCOUNT.c.id, table.c.voided_at.is_(None), table.c.amount_minor > text("0"))
        .order_by(table.c[day].desc().nulls_last(), table.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(alias.c.account_id == ACCOUNT.c.id, alias.c.id == latest)


def _account_with_figures() -> Select[Any]:
    bill, payment = BILL.alias("last_bill"), PAYMENT.alias("last_payment")
    joined: FromClause = ACCOUNT.outerjoin(bill, _is_latest(bill, BILL, "billed_on"))
    joined = joined.outerjoin(payment, _is_latest(payment, PAYMENT, "posted_on"))
    return (
        select(
            *(ACCOUNT.c[name] for name in ACCOUNT_COLUMNS),
            _sum_of(BILL).label("billed"),
            _sum_of(PAYMENT).label("paid"),
            _first_due().label("first_due"),
            bill.c.amount_minor.label("last_billed"),
            bill.c.due_on,
            payment.c.amount_minor.label("last_paid"),
            payment.c.posted_on,
        )
        .select_from(joined)
        .where(ACCOUNT.c.deleted_at.is_(None))
    )


def _contacts(is_wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*(CONTACT.c[name] for name in CONTACT_COLUMNS))
        .where(CONTACT.c.account_id == bindparam("account_id"), is_wanted)
        .order_by(CONTACT.c.id)
    )


def _of_contacts(table: Table, columns: tuple[str, ...], is_wanted: ColumnElement[bool]) -> Select[Any]:
    return _with_contacts(table, columns).where(table.c.account_id == bindparam("account_id"), is_wanted)


def _with_contacts(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    owner = and_(CONTACT.c.id == table.c.contact_id, CONTACT.c.account_id == table.c.account_id)
    return (
        select(*(table.c[name] for name in columns))
        .join_from(table, CONTACT, owner)
        .order_by(table.c.contact_id, table.c.position)
    )


ACCOUNT_BY_ID: Final = _account_with_figures().where(ACCOUNT.c.id == bindparam("account_id"))
ACCOUNT_BY_NUMBER: Final = _account_with_figures().where(ACCOUNT.c.number == bindparam("number"))
FIRST_ACCOUNTS: Final = select(ACCOUNT.c.id).where(ACCOUNT.c.deleted_at.is_(None)).order_by(ACCOUNT.c.id).limit(2)
_IS_THERE: Final = CONTACT.c.deleted_at.is_(None)
CONTACTS: Final = _contacts(_IS_THERE)
PHONES: Final = _of_contacts(PHONE, PHONE_COLUMNS, _IS_THERE)
EMAILS: Final = _of_contacts(EMAIL, EMAIL_COLUMNS, _IS_THERE)
_AMONG: Final = CONTACT.c.id.in_(bindparam("ids", expanding=True))
_PHONES_OF: Final = _with_contacts(PHONE, PHONE_COLUMNS).where(_AMONG)
_EMAILS_OF: Final = _with_contacts(EMAIL, EMAIL_COLUMNS).where(_AMONG)


@known_values()
def page(connection: Connection, account_id: int, *, today: date, locale: str) -> Page | None:
    """Return an account, where it stands on `today`, and its contacts as entered; None if it is not there."""
    found = connection.execute(ACCOUNT_BY_ID, {"account_id": account_id}).first()
    if found is None:
        return None
    return page_of(found, contacts(connection, account_id), today=today, locale=locale)


@known_values()
def account(connection: Connection, account_id: int) -> Account | None:
    """Return an account that is not deleted."""
    columns = [ACCOUNT.c[name] for name in ACCOUNT_COLUMNS]
    statement = select(*columns).where(ACCOUNT.c.id == account_id, ACCOUNT.c.deleted_at.is_(None))
    found = connection.execute(statement).first()
    return None if found is None else account_of(found)


@known_values()
def contacts(connection: Connection, account_id: int) -> tuple[Contact, ...]:
    """Return the contacts of an account that are not deleted, as entered."""
    which = {"account_id": account_id}
    lines = [connection.execute(s, which).all() for s in (CONTACTS, PHONES, EMAILS)]
    return contacts_of(*lines)


def contacts_on(connection: Connection, lines: Sequence[Line]) -> tuple[Contact, ...]:
    """Return the contacts of rows of CONTACT_COLUMNS, of any accounts, in their order."""
    at_id = CONTACT_COLUMNS.index("id")
    which = {"ids": [line[at_id] for line in lines]}
    with known_values():
        return contacts_of(lines, *(connection.execute(of_them, which).all() for of_them in (_PHONES_OF, _EMAILS_OF)))


@known_values()
def contact(connection: Connection, account_id: int, contact_id: int) -> Contact | None:
    """Return a contact that is not deleted."""
    which = {"account_id": account_id}
    found = contacts_of(
        connection.execute(CONTACTS.where(CONTACT.c.id == contact_id), which).all(),
        connection.execute(PHONES.where(PHONE.c.contact_id == contact_id), which).all(),
        connection.execute(EMAILS.where(EMAIL.c.contact_id == contact_id), which).all(),
    )
    return found[0] if found else None


@known_values()
def account_or_trashed(connection: Connection, account_id: int) -> Account:
    """Return an account, deleted or not."""
    columns = [ACCOUNT.c[name] for name in ACCOUNT_COLUMNS]
    return account_of(connection.execute(select(*columns).where(ACCOUNT.c.id == account_id)).one())


@known_values()
def contact_or_trashed(connection: Connection, account_id: int, contact_id: int) -> Contact:
    """Return a contact, deleted or not."""
    [found] = _any_contacts(connection, account_id, contact_id, CONTACT.c.id == contact_id)
    return found


def trashed_contact(connection: Connection, account_id: int, contact_id: int) -> Contact | None:
    """Return a contact that is in the trash; None if it is not."""
    in_trash = and_(CONTACT.c.id == contact_id, CONTACT.c.deleted_at.is_not(None))
    return next(iter(_any_contacts(connection, account_id, contact_id, in_trash)), None)


def _any_contacts(
    connection: Connection, account_id: int, contact_id: int, are_wanted: ColumnElement[bool]
) -> tuple[Contact, ...]:
    which = {"account_id": account_id}
    return contacts_of(
        list(connection.execute(_contacts(are_wanted), which)),
        list(connection.execute(_of_contacts(PHONE, PHONE_COLUMNS, PHONE.c.contact_id == contact_id), which)),
        list(connection.execute(_of_contacts(EMAIL, EMAIL_COLUMNS, EMAIL.c.contact_id == contact_id), which)),
    )


def last_change(connection: Connection, owner: Owner) -> LastMade | None:
    """Return what was done to something last; None if nobody knows."""
    made = select(*(CHANGE.c[name] for name in LastMade._fields)).where(owner.has_it)
    found = connection.execute(made.order_by(CHANGE.c.id.desc()).limit(1)).first()
    return LastMade(*found) if found else None


def called(connection: Connection, account_id: int) -> str:
    """Return name and number of an account, deleted or not; empty if there never was one."""
    found = connection.execute(select(ACCOUNT.c.name, ACCOUNT.c.number).where(ACCOUNT.c.id == account_id)).first()
    return f"{found.name} {found.number}" if found else ""


def holder_of(connection: Connection, number: str) -> int | None:
    """Return the id of the account that has a number; None if nobody has it."""
    statement = select(ACCOUNT.c.id).where(ACCOUNT.c.number == number, ACCOUNT.c.deleted_at.is_(None))
    found: int | None = connection.execute(statement).scalar()
    return found


def has_accounts(connection: Connection) -> bool:
    """Return whether there is any account that is not deleted."""
    return connection.execute(FIRST_ACCOUNTS).first() is not None


def highest_number(connection: Connection, prefix: str) -> int:
    """Return the highest whole number behind `prefix` in any account number, deleted accounts' too, else 0.

    The next one is nobody's, however many zeros people have typed in front of theirs.
    """
    begins = func.substr(ACCOUNT.c.number, 1, len(prefix)) == prefix
    digits = func.ltrim(func.substr(ACCOUNT.c.number, len(prefix) + 1), "0")
    statement = (
        select(digits)
        .where(begins, func.ltrim(digits, "0123456789") == "")
        .order_by(func.length(digits).desc(), digits.desc())
        .limit(1)
    )
    return int(connection.execute(statement).scalar() or 0)
