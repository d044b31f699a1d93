"""The rows of one table of a new database: thousands are written at a time."""

from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table, column, insert, select, table

from contacts_tui.storage.columns import Moment, Uid
from contacts_tui.storage.records import Record

_AT_ONCE: Final = 5_000
"""Rows of a table that are gathered before they are written."""
_OWN_FORM: Final = (Moment, Uid)
"""Types whose values are in the form that is stored already."""


class Rows:
    """The rows of a table on their way into it."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.count = 0
        self._connection = connection
        self._table = table
        self._waiting: list[tuple[Any, ...]] = []
        self._statement = ""

    def add(self, record: Record) -> None:
        """Take a row. All of a table have the same columns, in any order; those that none has are empty."""
        if not self._statement:
            self._prepare(record)
        for name, stored in self._stored_forms:
            record[name] = stored(record[name])
        self._waiting.append(self._values(record))
        self.count += 1
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def _prepare(self, record: Record) -> None:
        dialect = self._connection.dialect
        statement = insert(self._table).compile(dialect=dialect, column_keys=list(record))
        names = statement.positiontup or []
        types = {name: self._table.c[name].type for name in names}
        processors = {
            name: type_.dialect_impl(dialect).bind_processor(dialect)
            for name, type_ in types.items()
            if not isinstance(type_, _OWN_FORM)
        }
        self._values = itemgetter(*names)
        self._stored_forms = [(name, processor) for name, processor in processors.items() if processor]
        self._statement = str(statement)

    def flush(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            self._connection.exec_driver_sql(self._statement, self._waiting)
            self._waiting.clear()

    def take(self, schema: str) -> None:
        """Copy the rows of the same table in an attached file, behind those that are there."""
        self.flush()
        # The ids of what is known outside hold in the whole; all other rows are numbered anew.
        names = [found.name for found in self._table.c if found.name != "id" or "uid" in self._table.c]
        other = table(self._table.name, column("id"), *(column(name) for name in names if name != "id"), schema=schema)
        in_order = select(*(other.c[name] for name in names)).order_by(other.c.id)
        self.count += self._connection.execute(insert(self._table).from_select(names, in_order)).rowcount
