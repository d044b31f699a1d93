"""The keys by which accounts and contacts are found: written at the one door, with what they are made of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select

from contacts_tui.domain.search_key import OF_ACCOUNTS, SearchKey, account_keys, contact_keys
from contacts_tui.storage import pages
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, Line, known_values, look_over

AT_ONCE: Final = 1_000
"""Accounts or contacts whose keys are worked out together."""
_OF_ACCOUNT: Final = ("id", "number", "name")
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
    remove_all(connection, [(kind, text, ref) for kind, text in keys])


def remove_all(connection: Connection, keys: Iterable[tuple[int, str, int]]) -> None:
    """Take keys away, each named by kind, text and whose it is."""
    lines = [{"the_kind": int(kind), "the_key": text, "the_ref": ref} for kind, text, ref in keys]
    if lines:
        connection.execute(_REMOVED, lines)


def insert_all(connection: Connection, keys: Sequence[StoredKey]) -> None:
    """Store keys."""
    if keys:
        connection.execute(insert(SEARCH_KEY), [key._asdict() for key in keys])


def fill(connection: Connection) -> None:
    """Store the keys of all accounts and contacts, in a table that is empty."""
    for keys in expected(connection):
        insert_all(connection, keys)


def expected(connection: Connection) -> Iterator[list[StoredKey]]:
    """Yield, some at a time, the keys that follow from the accounts and contacts that are not deleted."""
    for table, columns in ((ACCOUNT, _OF_ACCOUNT), (CONTACT, CONTACT_COLUMNS)):
        last = 0
        while lines := _lines(connection, table, columns, table.c.id > last):
            last = lines[-1][0]
            yield _keys_of(connection, table, lines)


def expected_of(connection: Connection, stored: Iterable[StoredKey]) -> set[StoredKey]:
    """Return the keys that follow from the accounts and contacts whose keys these are."""
    accounts = {key.ref for key in stored if key.kind in OF_ACCOUNTS}
    contacts = {key.ref for key in stored if key.kind not in OF_ACCOUNTS}
    found: set[StoredKey] = set()
    for table, columns, ids in ((ACCOUNT, _OF_ACCOUNT, accounts), (CONTACT, CONTACT_COLUMNS, contacts)):
        found.update(_keys_of(connection, table, _lines(connection, table, columns, table.c.id.in_(ids))))
    return found


def _lines(
    connection: Connection, table: Table, columns: Sequence[str], are_wanted: ColumnElement[bool]
) -> Sequence[Line]:
    statement = select(*(table.c[name] for name in columns)).where(are_wanted, table.c.deleted_at.is_(None))
    return connection.execute(statement.order_by(table.c.id).limit(AT_ONCE)).all()


def _keys_of(connection: Connection, table: Table, lines: Sequence[Line]) -> list[StoredKey]:
    if table is CONTACT:
        people = pages.contacts_on(connection, lines)
        return [StoredKey(*key, one.id, one.account_id) for one in people for key in contact_keys(one)]
    with known_values():
        for line in lines:
            look_over(_OF_ACCOUNT, line)
    return [StoredKey(*key, this, this) for this, number, name in lines for key in account_keys(number, name)]
