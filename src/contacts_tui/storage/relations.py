"""Rows that belong to others: whether those are there, and of the same account."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, case, func, or_, select

from contacts_tui.storage import integrity
from contacts_tui.storage.tables import ACCOUNT, BILL, BILL_LINE, CHANGE, CONTACT, EMAIL, PAYMENT, PHONE

_OWNED: Final = (
    (PHONE, "contact_id", CONTACT),
    (EMAIL, "contact_id", CONTACT),
    (BILL_LINE, "bill_id", BILL),
    (PAYMENT, "bill_id", BILL),
    (CHANGE, "contact_id", CONTACT),
    (CHANGE, "bill_id", BILL),
    (CHANGE, "payment_id", PAYMENT),
)
"""What names something of the same account, by which column."""


@dataclass(frozen=True, slots=True)
class Astray:
    """Rows of a table that belong to nothing, or to two accounts."""

    table: str
    many: int
    owner: str
    """The table they name a row of that is of another account; empty where that row is not there at all."""


def astray(connection: Connection) -> Iterator[Astray]:
    """Yield what belongs to nothing, and to two accounts. Raises DatabaseUnusable, and the driver's errors."""
    # PostgreSQL holds them itself; SQLite only on connections that ask for it.
    for name, many in integrity.astray_in(connection).items():
        yield Astray(name, many, "")
    for table, column, owner in _OWNED:
        is_of_two = and_(owner.c.id == table.c[column], owner.c.account_id != table.c.account_id)
        joined = select(func.count()).select_from(table.join(owner, is_of_two))
        if many := connection.execute(joined).scalar_one():
            yield Astray(table.name, many, owner.name)


def outliving(connection: Connection) -> int:
    """Return how many contacts are not deleted though their account is. Raises the driver's errors."""
    is_its = ACCOUNT.c.id == CONTACT.c.account_id
    counted = select(func.count()).select_from(CONTACT.join(ACCOUNT, is_its))
    return connection.execute(
        counted.where(ACCOUNT.c.deleted_at.is_not(None), CONTACT.c.deleted_at.is_(None))
    ).scalar_one()


def wrongly_open(connection: Connection) -> list[int]:
    """Return the accounts that have a bill of which less than nothing, more than all, or anything in vain is open.

    Raises the driver's errors.
    """
    owes = and_(BILL.c.voided_at.is_(None), BILL.c.amount_minor > 0)
    cannot_be = or_(BILL.c.open_minor < 0, BILL.c.open_minor > case((owes, BILL.c.amount_minor), else_=0))
    statement = select(BILL.c.account_id).where(cannot_be).distinct().order_by(BILL.c.account_id)
    return list(connection.execute(statement).scalars())
