"""Values that no contacts-tui writes: SQLite keeps what it is given, and other programs may have written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Table,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.elements import ColumnElement

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.auto_pay import AutoPayKind, AutoPayState
from contacts_tui.domain.bill import Method
from contacts_tui.domain.contact import ContactType, PhoneStatus
from contacts_tui.storage.columns import Moment, Uid
from contacts_tui.storage.tables import ACTIONS, METADATA, SEARCH_KEY

_NAMED: Final = 3
"""Rows of which it is said which they are."""
_UID: Final = 16
"""Bytes."""
_DAY: Final = 10
"""Characters of a moment that say its day."""
_COUNTED: Final = "+0 days"
"""Has SQLite count a day: it gives the thirtieth of February back as it is otherwise."""


def _words(of: type[Enum], *more: str) -> tuple[str, ...]:
    return (*(word.value for word in of), *more)


_WORDS: Final = {
    "account.account_type": _words(AccountType),
    "account.auto_pay_state": _words(AutoPayState),
    "account.auto_pay_kind": _words(AutoPayKind),
    "contact.contact_type": _words(ContactType),
    "phone.status": _words(PhoneStatus),
    "payment.method": _words(Method, ""),
    "change.action": ACTIONS,
}
_TABLES: Final = tuple(table for table in METADATA.sorted_tables if table is not SEARCH_KEY)
"""All but the one that follows from the others."""
_LEAST: Final = {"version": 1, "position": 0}


@dataclass(frozen=True, slots=True)
class Impossible:
    """Values of a column that no contacts-tui writes."""

    table: str
    column: str
    many: int
    ids: tuple[int, ...]
    """Whose they are, of the first ones; none for a table without ids."""


def impossible(connection: Connection, show: Callable[[float], None]) -> Iterator[Impossible]:
    """Yield the columns that hold impossible values, deleted rows' too. Raises the driver's errors."""
    is_sqlite = connection.dialect.name == "sqlite"
    for done, table in enumerate(_TABLES, 1):
        faults = {column.name: _is_impossible(column, is_sqlite=is_sqlite) for column in table.columns}
        wanted = {name: fault for name, fault in faults.items() if fault is not None}
        if wanted:
            sums = (func.sum(case((fault, 1), else_=0)) for fault in wanted.values())
            counted = connection.execute(select(*sums).select_from(table)).one()
            for (name, fault), many in zip(wanted.items(), counted, strict=True):
                if many:
                    yield Impossible(table.name, name, many, _ids(connection, table, fault))
        show(done / len(_TABLES))


def _is_impossible(column: Column[Any], *, is_sqlite: bool) -> ColumnElement[bool] | None:
    """Return what is true of a row whose value cannot be; None where the column holds nothing else anyhow."""
    faults = [*_of_meaning(column), *(_of_kind(column) if is_sqlite else ())]
    return and_(column.is_not(None), or_(*faults)) if faults else None


def _of_meaning(column: Column[Any]) -> Iterator[ColumnElement[bool]]:
    words = _WORDS.get(f"{column.table.name}.{column.name}")
    if words is not None:
        yield column.not_in(words)
    if column.name in _LEAST:
        yield column < _LEAST[column.name]


def _of_kind(column: Column[Any]) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of a value of another kind than the column's, in SQLite."""
    kind = func.typeof(column)
    # Bare: the column's type would turn what it is compared with into a value of its own.
    bare: ColumnElement[Any] = literal_column(f"{column.table.name}.{column.name}")
    match column.type:
        case Uid():
            yield or_(kind != "blob", func.length(bare) != _UID)
        case Moment():
            day = func.date(bare, _COUNTED)
            yield or_(kind != "text", day.is_(None), day != func.substr(bare, 1, _DAY))
        case Date():
            day = func.date(bare, _COUNTED)
            yield or_(kind != "text", day.is_(None), day != bare)
        case Boolean():
            yield or_(kind != "integer", bare.not_in((0, 1)))
        case Integer():
            yield kind != "integer"
        case _:
            yield kind != "text"


def _ids(connection: Connection, table: Table, fault: ColumnElement[bool]) -> tuple[int, ...]:
    if "id" not in table.columns:
        return ()
    return tuple(connection.execute(select(table.c.id).where(fault).order_by(table.c.id).limit(_NAMED)).scalars())
