"""All contacts and all accounts in the order of their keys: how many, where something stands, and the rows of a page.

Rows are reached from a place that is known, by the index: first the keys, then what is shown, by the ids.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, and_, func, literal, or_, select, tuple_

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.listed import Listed, ListedAccount, ListedContact, ListOf, ListOrder, Spot
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import pages
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, known_values, look_over

_KEY: Final = SEARCH_KEY.c.key
_REF: Final = SEARCH_KEY.c.ref
_OF_ACCOUNT: Final = and_(CONTACT.c.account_id == _REF, CONTACT.c.deleted_at.is_(None))
_ACCOUNT_COLUMNS: Final = ("id", "number", "name", "account_type", "city")


def count(connection: Connection, of: ListOf) -> int:
    """Return how many there are."""
    table = CONTACT if of is ListOf.CONTACTS else ACCOUNT
    # Where nothing is asked of each row, SQLite counts a million in a millisecond.
    stored = select(func.count()).select_from(table)
    deleted = stored.where(table.c.deleted_at.is_not(None))
    statement = select(stored.scalar_subquery() - deleted.scalar_subquery())
    return int(connection.execute(statement).scalar_one())


def count_before(connection: Connection, order: ListOrder, spot: Spot) -> int:
    """Return how many stand before a spot."""
    before = _is_before(order, spot)
    statement = select(func.count()).select_from(_joined(order)).where(SEARCH_KEY.c.kind == order.kind, before)
    return int(connection.execute(statement).scalar_one())


def spots(
    connection: Connection, order: ListOrder, start: Spot | None, *, skip: int, limit: int, is_backwards: bool = False
) -> list[Spot]:
    """Return the spots from another one on, or backwards those before it, without the nearest `skip`; in their order.

    Without a start they are counted from that end of the list which is reached first.
    """
    is_downwards = order.is_reversed is not is_backwards
    within: ColumnElement[int] = CONTACT.c.id if order.is_by_account else literal(0)
    columns: list[ColumnElement[Any]] = [_KEY, _REF, *([CONTACT.c.id] if order.is_by_account else [])]
    statement = select(_KEY, _REF, within).select_from(_joined(order)).where(SEARCH_KEY.c.kind == order.kind)
    if start is not None:
        statement = statement.where(_is_before(order, start) if is_backwards else _is_from(order, start))
    statement = statement.order_by(*(column.desc() if is_downwards else column for column in columns))
    found = [Spot(*line) for line in connection.execute(statement.limit(limit).offset(skip))]
    return found[::-1] if is_backwards else found


@known_values()
def rows(connection: Connection, order: ListOrder, wanted: Sequence[Spot]) -> tuple[Listed, ...]:
    """Return what stands on spots, in their order."""
    ids = [spot.within if order.is_by_account else spot.ref for spot in wanted]
    found = _contacts(connection, ids) if order.of is ListOf.CONTACTS else _accounts(connection, ids)
    if any(this not in found for this in ids):
        message = (
            "The list names somebody who is not there: its keys have come out of step with the contacts. "
            "Nothing was changed. Have the database checked."
        )
        raise DatabaseUnusable(message)
    return tuple(found[this] for this in ids)


def _joined(order: ListOrder) -> FromClause:
    return SEARCH_KEY.join(CONTACT, _OF_ACCOUNT) if order.is_by_account else SEARCH_KEY


def _is_before(order: ListOrder, spot: Spot) -> ColumnElement[bool]:
    """By the index as far as it goes."""
    key, contact = tuple_(_KEY, _REF), CONTACT.c.id
    its = tuple_(literal(spot.key, _KEY.type), literal(spot.ref, _REF.type))
    before = key > its if order.is_reversed else key < its
    if not order.is_by_account:
        return before
    up_to = key >= its if order.is_reversed else key <= its
    return and_(up_to, or_(before, contact > spot.within if order.is_reversed else contact < spot.within))


def _is_from(order: ListOrder, spot: Spot) -> ColumnElement[bool]:
    """On the spot or behind it; by the index as far as it goes."""
    key, contact = tuple_(_KEY, _REF), CONTACT.c.id
    its = tuple_(literal(spot.key, _KEY.type), literal(spot.ref, _REF.type))
    onwards = key <= its if order.is_reversed else key >= its
    if not order.is_by_account:
        return onwards
    behind = key < its if order.is_reversed else key > its
    return and_(onwards, or_(behind, contact <= spot.within if order.is_reversed else contact >= spot.within))


def _contacts(connection: Connection, ids: Sequence[int]) -> dict[int, Listed]:
    width = len(CONTACT_COLUMNS)
    columns = (*(CONTACT.c[name] for name in CONTACT_COLUMNS), ACCOUNT.c.number, ACCOUNT.c.name)
    joined = CONTACT.join(ACCOUNT, ACCOUNT.c.id == CONTACT.c.account_id)
    lines = connection.execute(select(*columns).select_from(joined).where(CONTACT.c.id.in_(ids))).all()
    contacts = pages.contacts_on(connection, [line[:width] for line in lines])
    for line in lines:
        look_over(("number", "name"), line[width:])
    return {one.id: ListedContact(one, *line[width:]) for one, line in zip(contacts, lines, strict=True)}


def _accounts(connection: Connection, ids: Sequence[int]) -> dict[int, Listed]:
    statement = select(*(ACCOUNT.c[name] for name in _ACCOUNT_COLUMNS)).where(ACCOUNT.c.id.in_(ids))
    found: dict[int, Listed] = {}
    for line in connection.execute(statement):
        look_over(_ACCOUNT_COLUMNS, line)
        this, number, name, account_type, city = line
        found[this] = ListedAccount(this, number, name, AccountType(account_type), city)
    return found
