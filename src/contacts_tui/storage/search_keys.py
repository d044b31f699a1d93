"""The keys by which accounts and contacts are found: written at the one door, with what they are made of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, tuple_

from contacts_tui.domain.search_key import SearchKey, account_keys, contact_keys
from contacts_tui.storage import pages
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, Line, known_values, look_over

AT_ONCE: Final = 1_000
"""Accounts or contacts whose keys are worked out together."""
_PROBED: Final = 500
"""Keys that one statement looks for."""

_REMOVED: Final = delete(SEARCH_KEY).where(
    SEARCH_KEY.c.kind == bindparam("the_kind"),
    SEARCH_KEY.c.key == bindparam("the_key"),
    SEARCH_KEY.c.ref == bindparam("the_ref"),
)


class StoredKey(NamedTuple):
    """A row of the table."""

    kind: int
    key: str
    ref: int
    account_id: int


def add(connection: Connection, account_id: int, ref: int, keys: Iterable[SearchKey]) -> None:
    """Store keys of an account, or of a contact of it: `ref` is its id."""
    insert_all(connection, [StoredKey(kind, text, ref, account_id) for kind, text in keys])


def remove(connection: Connection, ref: int, keys: Iterable[SearchKey]) -> None:
    """Take keys of an account or of a contact away: `ref` is its id."""
    lines = [{"the_kind": kind.value, "the_key": text, "the_ref": ref} for kind, text in keys]
    if lines:
        connection.execute(_REMOVED, lines)


def insert_all(connection: Connection, keys: Sequence[StoredKey]) -> None:
    """Store keys."""
    if keys:
        connection.execute(insert(SEARCH_KEY), [key._asdict() for key in keys])


def remove_all(connection: Connection, keys: Iterable[StoredKey]) -> None:
    """Take keys away."""
    lines = [{"the_kind": key.kind, "the_key": key.key, "the_ref": key.ref} for key in keys]
    if lines:
        connection.execute(_REMOVED, lines)


def fill(connection: Connection) -> None:
    """Store the keys of all accounts and contacts, in a table that is empty."""
    for keys in expected(connection):
        insert_all(connection, keys)


def expected(connection: Connection) -> Iterator[list[StoredKey]]:
    """Yield, some at a time, the keys that follow from the accounts and contacts that are not deleted."""
    yield from _of_all_accounts(connection)
    yield from _of_all_contacts(connection)


def stored_among(connection: Connection, keys: Sequence[StoredKey]) -> set[StoredKey]:
    """Return those of the keys that are stored."""
    columns = (SEARCH_KEY.c.kind, SEARCH_KEY.c.key, SEARCH_KEY.c.ref)
    found: set[StoredKey] = set()
    for begin in range(0, len(keys), _PROBED):
        wanted = [key[:3] for key in keys[begin : begin + _PROBED]]
        lines = connection.execute(select(*columns, SEARCH_KEY.c.account_id).where(tuple_(*columns).in_(wanted)))
        found.update(StoredKey(*line) for line in lines)
    return found


def _of_all_accounts(connection: Connection) -> Iterator[list[StoredKey]]:
    columns = (ACCOUNT.c.id, ACCOUNT.c.number, ACCOUNT.c.name)
    for lines in _by_id(connection, ACCOUNT, columns):
        with known_values():
            for line in lines:
                look_over(("id", "number", "name"), line)
            yield [StoredKey(*key, this, this) for this, number, name in lines for key in account_keys(number, name)]


def _of_all_contacts(connection: Connection) -> Iterator[list[StoredKey]]:
    for lines in _by_id(connection, CONTACT, [CONTACT.c[name] for name in CONTACT_COLUMNS]):
        yield [
            StoredKey(*key, contact.id, contact.account_id)
            for contact in pages.contacts_on(connection, lines)
            for key in contact_keys(contact)
        ]


def _by_id(connection: Connection, table: Table, columns: Sequence[ColumnElement[Any]]) -> Iterator[Sequence[Line]]:
    """Yield the rows that are not deleted, in the order of their ids, some at a time."""
    last = 0
    while True:
        page = select(*columns).where(table.c.id > last, table.c.deleted_at.is_(None)).order_by(table.c.id)
        lines = connection.execute(page.limit(AT_ONCE)).all()
        if not lines:
            return
        yield lines
        last = lines[-1][0]
