"""The keys by which accounts and contacts are found: written at the one door, with what they are made of."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, select

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.search_key import OF_ACCOUNTS, SearchKey, account_keys, contact_keys
from contacts_tui.domain.search_text import account_text
from contacts_tui.storage import pages
from contacts_tui.storage.records import contact_columns
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, Line, known_values, look_over

AT_ONCE: Final = 1_000
"""Accounts or contacts whose keys are worked out together."""
_OF_ACCOUNT: Final = ("id", "number", "name")
_READ: Final = ((ACCOUNT, _OF_ACCOUNT), (CONTACT, CONTACT_COLUMNS))
"""What is read of each to work its keys out."""
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
    return (some.keys() for some in records(connection))


def records(connection: Connection) -> Iterator["Records"]:
    """Yield, some at a time, all accounts and contacts that are not deleted."""
    for table, columns in _READ:
        last = 0
        while lines := _lines(connection, table, columns, table.c.id > last):
            last = lines[-1][0]
            yield _records(connection, table, lines)


def some_records(connection: Connection, many: int) -> Iterator["Records"]:
    """Yield so many of the accounts, and of the contacts, that are not deleted, or fewer, from anywhere on."""
    for table, columns in _READ:
        last = connection.execute(select(func.max(table.c.id))).scalar() or 0
        lines = _lines(connection, table, columns, table.c.id >= secrets.randbelow(last + 1), many)
        yield _records(connection, table, lines)


def expected_of(connection: Connection, stored: Iterable[StoredKey]) -> set[StoredKey]:
    """Return the keys that follow from the accounts and contacts whose keys these are."""
    accounts = {key.ref for key in stored if key.kind in OF_ACCOUNTS}
    contacts = {key.ref for key in stored if key.kind not in OF_ACCOUNTS}
    found: set[StoredKey] = set()
    for (table, columns), ids in zip(_READ, (accounts, contacts), strict=True):
        found.update(_records(connection, table, _lines(connection, table, columns, table.c.id.in_(ids))).keys())
    return found


@dataclass(frozen=True, slots=True)
class Records:
    """Some accounts, or some contacts."""

    table: Table
    accounts: Sequence[Line] = ()
    """Id, number and name of each."""
    contacts: tuple[Contact, ...] = ()

    def __len__(self) -> int:
        return len(self.accounts) + len(self.contacts)

    def keys(self) -> list[StoredKey]:
        """Return the keys that follow from them."""
        of_accounts = [
            StoredKey(*key, this, this) for this, number, name in self.accounts for key in account_keys(number, name)
        ]
        return of_accounts + [
            StoredKey(*key, one.id, one.account_id) for one in self.contacts for key in contact_keys(one)
        ]

    def texts(self) -> dict[int, str]:
        """Return by their ids the texts in which they are looked for anywhere."""
        of_accounts = {this: account_text(number, name) for this, number, name in self.accounts}
        return of_accounts | {one.id: contact_columns(one)["search_text"] for one in self.contacts}


def _lines(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    are_wanted: ColumnElement[bool],
    many: int | None = None,
) -> Sequence[Line]:
    statement = select(*(table.c[name] for name in columns)).where(are_wanted, table.c.deleted_at.is_(None))
    return connection.execute(statement.order_by(table.c.id).limit(many or AT_ONCE)).all()


def _records(connection: Connection, table: Table, lines: Sequence[Line]) -> Records:
    if table is CONTACT:
        return Records(table, contacts=pages.contacts_on(connection, lines))
    with known_values():
        for line in lines:
            look_over(_OF_ACCOUNT, line)
    return Records(table, accounts=lines)
