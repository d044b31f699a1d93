"""Whether what accounts and contacts are found by still follows from them, and putting it right where it does not.

It is written with them at the one door. What else has written into the database, such as a restored table or a script,
has not kept it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from sqlalchemy import Connection, Table, and_, bindparam, func, select, tuple_, update

from contacts_tui.storage import search_keys, trigrams
from contacts_tui.storage.search_keys import AT_ONCE, Records, StoredKey
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY

Show = Callable[[float], None]
"""Is told which part of the records, or of the keys, has been looked at."""

_PROBED: Final = 500
"""Keys that one statement looks for."""
_ROW: Final = SEARCH_KEY.c
_COLUMNS: Final = tuple(_ROW[name] for name in StoredKey._fields)


@dataclass(frozen=True, slots=True)
class Drift:
    """How much of what accounts and contacts are found by does not follow from them."""

    accounts: int
    contacts: int
    """How many there are, deleted ones left out."""
    keys: int
    """How many are stored."""
    missing: int
    """Keys that follow and are not stored."""
    stray: int
    """Keys that are stored and do not follow. One that names another account is both."""
    texts: int
    """Accounts and contacts whose text for the search anywhere is another one."""

    @property
    def is_none(self) -> bool:
        """Whether all is as it should be."""
        return not (self.missing or self.stray or self.texts)


def drift(connection: Connection, show: Show) -> Drift:
    """Return what has drifted, and change nothing. Raises DatabaseUnusable."""
    return _walked(connection, show, _leave)


def repair(connection: Connection, show: Show) -> Drift:
    """Put right what has drifted, and return what that was. Raises DatabaseUnusable."""
    found = _walked(connection, show, _put_right)
    keys = _count(connection, SEARCH_KEY)
    if keys > found.keys + found.missing - found.stray:
        for at, page in enumerate(_stored(connection), 1):
            strays = set(page) - search_keys.expected_of(connection, page)
            search_keys.remove_all(connection, (key[:3] for key in strays))
            show(min(at * AT_ONCE / keys, 1))
    trigrams.fill(connection)
    return found


def _walked(
    connection: Connection, show: Show, treat: Callable[[Connection, Table, list[StoredKey], dict[int, str]], None]
) -> Drift:
    """Look at all records, and have what is missing, and what texts differ, treated."""
    accounts, contacts = (_count(connection, table) for table in (ACCOUNT, CONTACT))
    keys, seen, followed, missing, differing = _count(connection, SEARCH_KEY), 0, 0, 0, 0
    for records in search_keys.records(connection):
        expected = records.keys()
        absent, texts = _absent(connection, expected), _differing_texts(connection, records)
        treat(connection, records.table, absent, texts)
        followed, missing, differing = followed + len(expected), missing + len(absent), differing + len(texts)
        seen += len(records)
        show(seen / (accounts + contacts))
    return Drift(accounts, contacts, keys, missing, stray=keys - (followed - missing), texts=differing)


def _leave(_connection: Connection, _table: Table, _absent: list[StoredKey], _texts: dict[int, str]) -> None:
    """Change nothing."""


def _put_right(connection: Connection, table: Table, absent: list[StoredKey], texts: dict[int, str]) -> None:
    # One that names another account stands where the right one belongs.
    search_keys.remove_all(connection, (key[:3] for key in absent))
    search_keys.insert_all(connection, absent)
    if texts:
        written = update(table).where(table.c.id == bindparam("the_id")).values(search_text=bindparam("the_text"))
        connection.execute(written, [{"the_id": this, "the_text": text} for this, text in texts.items()])


def _absent(connection: Connection, keys: Iterable[StoredKey]) -> list[StoredKey]:
    """Return those of the keys that are not stored."""
    absent: list[StoredKey] = []
    for kind, of_kind in groupby(sorted(keys), key=attrgetter("kind")):
        every = list(of_kind)
        for begin in range(0, len(every), _PROBED):
            probed = every[begin : begin + _PROBED]
            refs = [key.ref for key in probed]
            # Ids of records that were read together lie together: the range keeps a key that many have from being
            # read whole. SQLite would read the whole table for a list of triples.
            near = and_(_ROW.key.in_({key.key for key in probed}), _ROW.ref.between(min(refs), max(refs)))
            stored = set(map(tuple, connection.execute(select(*_COLUMNS).where(_ROW.kind == kind, near)).all()))
            absent += (key for key in probed if key not in stored)
    return absent


def _differing_texts(connection: Connection, records: Records) -> dict[int, str]:
    """Return by their ids the texts that follow from records, where others are stored."""
    texts, table = records.texts(), records.table
    statement = select(table.c.id, table.c.search_text).where(table.c.id.in_(texts))
    return {this: texts[this] for this, stored in connection.execute(statement) if stored != texts[this]}


def _stored(connection: Connection) -> Iterator[list[StoredKey]]:
    """Yield all keys that are stored, some at a time, in their order. Those that were given may be removed."""
    key = tuple_(_ROW.kind, _ROW.key, _ROW.ref)
    statement = select(*_COLUMNS).order_by(*key.clauses).limit(AT_ONCE)
    page = [StoredKey(*line) for line in connection.execute(statement)]
    while page:
        yield page
        page = [StoredKey(*line) for line in connection.execute(statement.where(key > page[-1][:3]))]


def _count(connection: Connection, table: Table) -> int:
    statement = select(func.count()).select_from(table)
    if table is not SEARCH_KEY:
        statement = statement.where(table.c.deleted_at.is_(None))
    return connection.execute(statement).scalar_one()
