"""Finding: accounts and contacts by the keys that begin with what is looked for, and by any part of their texts.

What begins with it is found in a moment among any number of records. What holds it anywhere takes longer, and where the
trigrams do not say where to look every record is looked through: that comes second, and may be stopped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, bindparam, or_, select

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.found import FoundAccount
from contacts_tui.domain.query import Query
from contacts_tui.domain.text import fold
from contacts_tui.storage import key_search, pages, trigrams
from contacts_tui.storage.key_search import Begun, Stage
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import ACCOUNT, CONTACT
from contacts_tui.storage.values import CONTACT_COLUMNS, Line, known_values, look_over

FOUND_COLUMNS: Final = ("id", "number", "name", "city")


@dataclass(frozen=True, slots=True)
class Hit:
    """An account that was found, or a contact of it."""

    stage: Stage
    account: FoundAccount
    contact: Contact | None = None

    @property
    def order(self) -> tuple[int, str]:
        """How equally good ones sort: contacts by type, then by name."""
        if self.contact is None:
            return 0, fold(self.account.name)
        return self.contact.contact_type.rank, fold(self.contact.name)


_ACCOUNT_COLUMNS: Final = tuple(ACCOUNT.c[name] for name in FOUND_COLUMNS)
_WITH_ACCOUNT: Final = and_(ACCOUNT.c.id == CONTACT.c.account_id, ACCOUNT.c.deleted_at.is_(None))
_AMONG: Final[ColumnElement[Any]] = bindparam("ids", expanding=True)
_ACCOUNTS: Final = select(*_ACCOUNT_COLUMNS).where(ACCOUNT.c.id.in_(_AMONG), ACCOUNT.c.deleted_at.is_(None))
_CONTACTS: Final = select(*(CONTACT.c[name] for name in CONTACT_COLUMNS)).where(
    CONTACT.c.id.in_(_AMONG), CONTACT.c.deleted_at.is_(None)
)
_BOTH: Final = ACCOUNT.c.search_text + "\n" + CONTACT.c.search_text


def begun(connection: Connection, query: Query, number: str, limit: int) -> list[Hit]:
    """Return what has a key that begins with what a query that is not empty looks for, the best first.

    At most `limit` accounts and `limit` contacts. `number` is a whole phone number as its key is, empty if the text is
    none. Equally good contacts stand by type.
    """
    keys = key_search.begun(connection, query, number, limit)
    keys = [*[key for key in keys if key.is_account][:limit], *[key for key in keys if not key.is_account][:limit]]
    heads = accounts(connection, {key.account_id for key in keys})
    people = {one.id: one for one in _contacts(connection, [key.ref for key in keys if not key.is_account])}
    found = [(key, hit) for key in keys if (hit := _hit(key, heads, people))]
    return [hit for _, hit in sorted(found, key=_order)]


def accounts_within(connection: Connection, query: Query, found: Iterable[Hit], limit: int) -> list[Hit]:
    """Return accounts, at most `limit`, in whose own text a query that is not empty stands, but for those found."""
    if not limit:
        return []
    text = ACCOUNT.c.search_text
    seen = [hit.account.id for hit in found if hit.contact is None]
    wanted = select(*_ACCOUNT_COLUMNS).where(
        ACCOUNT.c.deleted_at.is_(None), ACCOUNT.c.id.not_in(seen), _stands_in(query, text, text)
    )
    lines = _first_lines(connection, [*_looked_up(connection, query, wanted, ACCOUNT)], limit)
    with known_values():
        return sorted((Hit(Stage.WITHIN, _account_of(line)) for line in lines), key=_by_order)


def contacts_within(connection: Connection, query: Query, found: Iterable[Hit], limit: int) -> list[Hit]:
    """Return contacts, at most `limit`, in whose own and account's text a query that is not empty stands.

    But for those found. At least one word stands in their own. By type, then by name.
    """
    if not limit:
        return []
    text = CONTACT.c.search_text
    seen = [hit.contact.id for hit in found if hit.contact is not None]
    wanted = (
        select(*(CONTACT.c[name] for name in CONTACT_COLUMNS), *_ACCOUNT_COLUMNS)
        .join_from(CONTACT, ACCOUNT, _WITH_ACCOUNT)
        .where(CONTACT.c.deleted_at.is_(None), CONTACT.c.id.not_in(seen), _stands_in(query, text, _BOTH))
    )
    lines = _first_lines(connection, [*_looked_up(connection, query, wanted, CONTACT)], limit)
    width = len(CONTACT_COLUMNS)
    people = pages.contacts_on(connection, [line[:width] for line in lines])
    with known_values():
        hits = [Hit(Stage.WITHIN, _account_of(line[width:]), one) for line, one in zip(lines, people, strict=True)]
    return sorted(hits, key=_by_order)


@known_values()
def accounts(connection: Connection, ids: Iterable[int]) -> dict[int, FoundAccount]:
    """Return by their ids those accounts that are not deleted."""
    return {line[0]: _account_of(line) for line in connection.execute(_ACCOUNTS, {"ids": list(ids)}).all()}


def owners_of(found: Iterable[Hit]) -> set[Owner]:
    """Return the accounts and contacts that were found."""
    return {Owner(hit.account.id, hit.contact.id if hit.contact else None) for hit in found}


@known_values()
def newest_accounts(connection: Connection, limit: int) -> tuple[FoundAccount, ...]:
    """Return the accounts that were added last, the newest first."""
    statement = select(*_ACCOUNT_COLUMNS).where(ACCOUNT.c.deleted_at.is_(None)).order_by(ACCOUNT.c.id.desc())
    return tuple(_account_of(line) for line in connection.execute(statement.limit(limit)))


def _contacts(connection: Connection, ids: Sequence[int]) -> tuple[Contact, ...]:
    return pages.contacts_on(connection, connection.execute(_CONTACTS, {"ids": ids}).all())


def _hit(key: Begun, heads: Mapping[int, FoundAccount], people: Mapping[int, Contact]) -> Hit | None:
    """What a key stands for; nothing if that has gone."""
    account, contact = heads.get(key.account_id), None if key.is_account else people.get(key.ref)
    if account is None or (contact is None and not key.is_account):
        return None
    return Hit(Stage(key.stage), account, contact)


def _by_order(hit: Hit) -> tuple[int, str]:
    return hit.order


def _order(found: tuple[Begun, Hit]) -> tuple[int, bool, str, int, str, int]:
    key, hit = found
    return key.stage, not key.is_account, key.key, *hit.order, key.ref


def _stands_in(query: Query, own: ColumnElement[str], both: ColumnElement[str]) -> ColumnElement[bool]:
    """All words of a way stand in `both`, and one of them in `own`, which is a part of it."""
    ways = []
    for way in query.ways:
        words = list(dict.fromkeys(way))
        anywhere = [both.contains(word, autoescape=True) for word in words] if len(words) > 1 else []
        ways.append(and_(*anywhere, or_(*(own.contains(word, autoescape=True) for word in words))))
    return or_(*ways)


def _looked_up(connection: Connection, query: Query, wanted: Select[Any], indexed: Table) -> Iterator[Select[Any]]:
    """Yield what together finds what is wanted of a table, in the order of its ids.

    Where all ways of the query can be looked up in the trigrams, each does; else all texts are looked through.
    """
    pieces = [trigrams.piece_of(way) for way in query.ways]
    if not all(pieces) or not trigrams.are_there(connection):
        yield wanted.order_by(indexed.c.id)
        return
    own = trigrams.OF_ACCOUNTS if indexed is ACCOUNT else trigrams.OF_CONTACTS
    for way, piece in zip(query.ways, pieces, strict=True):
        # By the rowid of the index: SQLite gives its rows in this order one by one, and stops at the limit.
        here = wanted.join(own, own.c.rowid == indexed.c.id).where(trigrams.holds(own, piece))
        yield here.order_by(own.c.rowid)
        if indexed is CONTACT and len(set(way)) > 1:
            of = trigrams.OF_ACCOUNTS
            yield wanted.where(ACCOUNT.c.id.in_(select(of.c.rowid).where(trigrams.holds(of, piece)))).order_by(
                indexed.c.id
            )


def _first_lines(connection: Connection, statements: Sequence[Select[Any]], limit: int) -> list[Line]:
    """Return what statements that sort by id find together, each line once, the first ones of it."""
    found = {line[0]: line for one in statements for line in connection.execute(one.limit(limit)).all()}
    return [found[this] for this in sorted(found)[:limit]]


def _account_of(line: Line) -> FoundAccount:
    """Return the account of a row that begins with FOUND_COLUMNS."""
    look_over(FOUND_COLUMNS, line)
    return FoundAccount(*line[: len(FOUND_COLUMNS)])
