"""Every record read as the screens read it: what cannot be read is met here, and not with a caller on the line."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, func, select
from sqlalchemy.exc import DBAPIError

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import billing, pages
from contacts_tui.storage.change_rows import changes_of, selected
from contacts_tui.storage.tables import ACCOUNT, BILL, CHANGE, CONTACT
from contacts_tui.storage.values import ACCOUNT_COLUMNS, CONTACT_COLUMNS, account_of, known_values

Read = Callable[[Connection, Sequence[int]], object]
"""Reads the records of some ids."""

_AT_ONCE: Final = 500


def unreadable(connection: Connection, show: Callable[[float], None]) -> Iterator[tuple[str, list[int]]]:
    """Yield the tables with the ids of their records, deleted ones too, that cannot be read."""
    readers = ((ACCOUNT, _accounts), (CONTACT, _contacts), (CHANGE, _changes))
    for done, (table, read) in enumerate(readers):
        most = connection.execute(select(func.count()).select_from(table)).scalar_one()
        odd: list[int] = []
        for at, ids in enumerate(_stretches(connection, table.c.id)):
            if not _is_read(read, connection, ids):
                odd += [one for one in ids if not _is_read(read, connection, [one])]
            show((done + min(1, at * _AT_ONCE / most)) / len(readers))
        if odd:
            yield table.name, odd


def misbilled(connection: Connection, show: Callable[[float], None]) -> tuple[list[int], list[int]]:
    """Return the accounts whose bills or payments cannot be read, and those of whose bills another amount is open."""
    odd: list[int] = []
    wrong: list[int] = []
    most = connection.execute(select(func.max(BILL.c.account_id))).scalar() or 1
    for ids in _stretches(connection, BILL.c.account_id):
        for account_id in ids:
            try:
                if billing.misstated(connection, account_id):
                    wrong.append(account_id)
            except (DatabaseUnusable, DBAPIError):
                odd.append(account_id)
        show(ids[-1] / most)
    return odd, wrong


def _stretches(connection: Connection, column: Column[int]) -> Iterator[Sequence[int]]:
    """Yield the values of a column of ids, each once, some at a time."""
    statement = select(column).distinct().order_by(column).limit(_AT_ONCE)
    ids = connection.execute(statement).scalars().all()
    while ids:
        yield ids
        ids = connection.execute(statement.where(column > ids[-1])).scalars().all()


def _is_read(read: Read, connection: Connection, ids: Sequence[int]) -> bool:
    try:
        read(connection, ids)
    except (DatabaseUnusable, DBAPIError):
        return False
    return True


def _accounts(connection: Connection, ids: Sequence[int]) -> None:
    with known_values():
        for line in connection.execute(_of(ACCOUNT, ACCOUNT_COLUMNS, ids)):
            account_of(line)


def _contacts(connection: Connection, ids: Sequence[int]) -> None:
    pages.contacts_on(connection, connection.execute(_of(CONTACT, CONTACT_COLUMNS, ids)).all())


def _changes(connection: Connection, ids: Sequence[int]) -> None:
    changes_of(connection, selected().where(CHANGE.c.id.in_(ids)))


def _of(table: Table, columns: Sequence[str], ids: Sequence[int]) -> Select[Any]:
    return select(*(table.c[name] for name in columns)).where(table.c.id.in_(ids))
