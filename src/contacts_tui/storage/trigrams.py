"""An index of all three characters in a row of the texts in which anything is looked for: SQLite's, where it has one.

It only says where to look: the same is found without it, by looking through all texts. It is written at the one door.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, TableClause, column, func, select, table
from sqlalchemy.exc import DatabaseError

from contacts_tui.storage.tables import ACCOUNT, CONTACT

_COLUMNS: Final = ("rowid", "search_text", "rank")
OF_ACCOUNTS: Final = table("account_trigram", *map(column, (*_COLUMNS, "account_trigram")))
OF_CONTACTS: Final = table("contact_trigram", *map(column, (*_COLUMNS, "contact_trigram")))
"""Virtual tables: `rowid` is the id of the record. What is inserted into the column of their own name is a command."""

_INDEXES: Final[tuple[tuple[Table, TableClause], ...]] = ((ACCOUNT, OF_ACCOUNTS), (CONTACT, OF_CONTACTS))
_INDEX_OF: Final[dict[Table, TableClause]] = dict(_INDEXES)
_LEAST: Final = 3
"""Characters of a text that can be looked up."""
_MOST: Final = 16
"""Characters of a word that are looked up: more of them take longer, and find hardly fewer."""
_AT_ONCE: Final = 20_000
"""Records that are put into an index by one statement."""


def create(connection: Connection) -> None:
    """Make the indexes, of what is stored, in a SQLite database that has none; elsewhere there are none."""
    if connection.dialect.name != "sqlite" or not _is_possible():
        return
    for indexed, index in _INDEXES:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {index.name} USING fts5(search_text, content='{indexed.name}', "
            "content_rowid='id', tokenize='trigram', detail='none', columnsize=0)"
        )
    connection.info.pop(OF_CONTACTS.name, None)
    fill(connection)


def are_there(connection: Connection) -> bool:
    """Return whether a database has the indexes."""
    if connection.dialect.name != "sqlite":
        return False
    if OF_CONTACTS.name not in connection.info:
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (OF_CONTACTS.name,))
        connection.info[OF_CONTACTS.name] = found.first() is not None
    return bool(connection.info[OF_CONTACTS.name])


def fill(connection: Connection, show: Callable[[float], None] = lambda _: None) -> None:
    """Make the indexes of a database, if it has them, anew; `show` is told which part of the records is in them."""
    if not are_there(connection):
        return
    ends = [connection.execute(select(func.coalesce(func.max(one.c.id), 0))).scalar_one() for one, _ in _INDEXES]
    done, every = 0, sum(ends) or 1
    for (indexed, index), end in zip(_INDEXES, ends, strict=True):
        _tell(connection, index, "delete-all")
        for last in range(0, end, _AT_ONCE):
            texts = select(indexed.c.id, indexed.c.search_text).where(indexed.c.id.between(last + 1, last + _AT_ONCE))
            connection.execute(index.insert().from_select(["rowid", "search_text"], texts))
            show(min(done + last + _AT_ONCE, every) / every)
        done += end


def add(connection: Connection, indexed: Table, ref: int, text: str) -> None:
    """Put the text of a record that was just stored into its index."""
    if are_there(connection):
        connection.execute(_INDEX_OF[indexed].insert().values(rowid=ref, search_text=text))


def replace(connection: Connection, indexed: Table, ref: int, before: str, after: str) -> None:
    """Put the text that a record has now into its index in place of the one that it had."""
    if before != after and are_there(connection):
        # An index of texts that stand elsewhere has to be told what it had of them.
        remove(connection, indexed, ref, before)
        add(connection, indexed, ref, after)


def remove(connection: Connection, indexed: Table, ref: int, text: str) -> None:
    """Take a record, with the text that it has in its index, out of it."""
    if are_there(connection):
        _tell(connection, _INDEX_OF[indexed], "delete", rowid=ref, search_text=text)


def forget(connection: Connection) -> None:
    """Have the indexes, if there are any, keep nothing of what was taken out of them."""
    if are_there(connection):
        for _, index in _INDEXES:
            _tell(connection, index, "optimize")


def are_whole(connection: Connection) -> bool:
    """Return whether the indexes of a database, if it has them, hold what its texts are. The database is locked by it.

    It takes 11 s for a million contacts, and writes nothing.
    """
    if not are_there(connection):
        return True
    try:
        for _, index in _INDEXES:
            _tell(connection, index, "integrity-check", rank=1)
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True


def piece_of(words: Iterable[str]) -> str:
    """Return what can be looked up of words: the longest of them, empty if none is long enough."""
    longest = max(words, key=len, default="")[:_MOST]
    return longest if len(longest) >= _LEAST else ""


def holds(index: TableClause, piece: str) -> ColumnElement[bool]:
    """Return the condition that all trigrams of a piece, which `piece_of` returned, stand in a text of an index.

    Whether the piece itself does is another question, and so is whether there still is such a record.
    """
    trigrams = (piece[at : at + _LEAST].replace('"', '""') for at in range(len(piece) - _LEAST + 1))
    return column(index.name).bool_op("MATCH")(" AND ".join(f'"{trigram}"' for trigram in trigrams))


def _tell(connection: Connection, index: TableClause, command: str, **values: object) -> None:
    connection.execute(index.insert().values({index.name: command} | values))


def _is_possible() -> bool:
    with_module = sqlite3.connect(":memory:")
    try:
        with_module.execute("CREATE VIRTUAL TABLE one USING fts5(text, tokenize='trigram', detail='none')")
    except sqlite3.OperationalError:
        return False
    finally:
        with_module.close()
    return True
