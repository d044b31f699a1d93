"""Finding: accounts and contacts by the keys that begin with what is looked for, and by any part of their texts.

What begins with it is found in a moment among any number of records. For any part of a text every record is looked
through, so that this comes second, and may be stopped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.found import FoundAccount
from contacts_tui.domain.query import Query
from contacts_tui.domain.text import fold
from contacts_tui.storage import key_search, pages
from contacts_tui.storage.key_search import Begun, Stage
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
    statement = (
        select(*_ACCOUNT_COLUMNS)
        .where(ACCOUNT.c.deleted_at.is_(None), ACCOUNT.c.id.not_in(seen), _stands_in(query, text, text))
        .order_by(ACCOUNT.c.id)
        .limit(limit)
    )
    with known_values():
        there = [_account_of(line) for line in connection.execute(statement)]
    return sorted((Hit(Stage.WITHIN, account) for account in there), key=_by_order)


def contacts_within(connection: Connection, query: Query, found: Iterable[Hit], limit: int) -> list[Hit]:
    """Return contacts, at most `limit`, in whose own and account's text a query that is not empty stands.

    But for those found. At least one word stands in their own. By type, then by name.
    """
    if not limit:
        return []
    text = CONTACT.c.search_text
    seen = [hit.contact.id for hit in found if hit.contact is not None]
    statement = (
        select(*(CONTACT.c[name] for name in CONTACT_COLUMNS), *_ACCOUNT_COLUMNS)
        .join_from(CONTACT, ACCOUNT, _WITH_ACCOUNT)
        .where(CONTACT.c.deleted_at.is_(None), CONTACT.c.id.not_in(seen), _stands_in(query, text, _BOTH))
        .order_by(CONTACT.c.id)
        .limit(limit)
    )
    lines = connection.execute(statement).all()
    width = len(CONTACT_COLUMNS)
    people = pages.contacts_on(connection, [line[:width] for line in lines])
    with known_values():
        hits = [Hit(Stage.WITHIN, _account_of(line[width:]), one) for line, one in zip(lines, people, strict=True)]
    return sorted(hits, key=_by_order)


@known_values()
def accounts(connection: Connection, ids: Iterable[int]) -> dict[int, FoundAccount]:
    """Return by their ids those accounts that are not deleted."""
    return {line[0]: _account_of(line) for line in connection.execute(_ACCOUNTS, {"ids": list(ids)}).all()}


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


def _account_of(line: Line) -> FoundAccount:
    """Return the account of a row that begins with FOUND_COLUMNS."""
    look_over(FOUND_COLUMNS, line)
    return FoundAccount(*line[: len(FOUND_COLUMNS)])
