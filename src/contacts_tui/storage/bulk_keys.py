"""The search keys of a whole new database, written in the order of their index.

Each kind waits in a table of its own outside the file, and SQLite sorts it at the end: keys that go into the index one
by one, anywhere, take twice as long.
"""

from collections.abc import Callable, Iterable
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    SmallInteger,
    String,
    Table,
    TableClause,
    column,
    insert,
    literal,
    select,
    table,
    union_all,
)

from contacts_tui.domain.search_key import KeyKind, SearchKey
from contacts_tui.storage.tables import SEARCH_KEY

_AT_ONCE: Final = 5_000
"""Keys of a kind that are gathered before they are written."""
_NAMES: Final = list(SEARCH_KEY.c.keys())


class Keys:
    """Search keys on their way into a database."""

    def __init__(self, connection: Connection) -> None:
        self.count = 0
        self._others: list[TableClause] = []
        self._connection = connection
        self._waiting: dict[KeyKind, list[tuple[str, int, int]]] = {kind: [] for kind in KeyKind}
        self._tables = {kind: _table_for(kind) for kind in KeyKind}
        self._statements = {}
        for kind, waiting in self._tables.items():
            waiting.create(connection)
            self._statements[kind] = str(insert(waiting).compile(dialect=connection.dialect))

    def add(self, account_id: int, ref: int, keys: Iterable[SearchKey]) -> None:
        """Take the keys of an account, or of a contact of it: `ref` is its id."""
        for kind, text in keys:
            waiting = self._waiting[kind]
            waiting.append((text, ref, account_id))
            if len(waiting) >= _AT_ONCE:
                self._flush(kind)

    def take(self, schema: str) -> None:
        """Have the keys of an attached file stored too."""
        self._others.append(table(SEARCH_KEY.name, *map(column, _NAMES), schema=schema))

    def finish(self, progress: Callable[[float], None]) -> None:
        """Store all keys; `progress` is told which part of them is stored."""
        for done, kind in enumerate(KeyKind, 1):
            self._flush(kind)
            waiting = self._tables[kind].c
            here = select(literal(kind.value, SmallInteger).label("kind"), waiting.key, waiting.ref, waiting.account_id)
            there = [select(other).where(other.c.kind == kind.value) for other in self._others]
            # The keys of a file are in this order, so that SQLite sorts those that wait only.
            in_order = union_all(here, *there).order_by("key", "ref")
            self.count += self._connection.execute(insert(SEARCH_KEY).from_select(_NAMES, in_order)).rowcount
            self._tables[kind].drop(self._connection)
            progress(done / len(KeyKind))

    def _flush(self, kind: KeyKind) -> None:
        waiting = self._waiting[kind]
        if waiting:
            self._connection.exec_driver_sql(self._statements[kind], waiting)
            waiting.clear()


def _table_for(kind: KeyKind) -> Table:
    columns = (Column("key", String), Column("ref", BigInteger), Column("account_id", BigInteger))
    return Table(f"waiting_{kind.name.lower()}", MetaData(), *columns, prefixes=["TEMPORARY"])
