"""Looking for what begins with a text: one statement over the search keys, the same in both databases.

Each part of it walks one stretch of the table, in the table's own order, and stops after as many keys as are wanted.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, bindparam, func, literal, or_, select, union_all

from contacts_tui.domain.query import Query
from contacts_tui.domain.search_key import LONGEST, OF_ACCOUNTS, OF_PHONES, KeyKind
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY

_NAMES: Final = (KeyKind.CONTACT_NAME, KeyKind.CONTACT_WORD, KeyKind.ACCOUNT_NAME, KeyKind.ACCOUNT_WORD)
_TEXTS: Final = (*_NAMES, KeyKind.EMAIL, KeyKind.ACCOUNT_NUMBER)
_TRIED: Final = 100
"""Keys of a kind that begin with the longest word whose records are looked through for the other words."""
_ACCOUNTS_TRIED: Final = 20
"""The same for keys of accounts, each of which has contacts to look through."""
_MOST_WORDS: Final = 10
"""Words of a way beyond which only what begins with all of it is looked for here."""
_NEXT: Final = "\n"
"""What stands between two values of a text; no word holds it."""
_HIGHEST: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)


class Stage(IntEnum):
    """How well something is found, best first."""

    ACCOUNT_NUMBER = 0
    """The text is the number of the account."""
    PHONE = 1
    """The text is a phone number of the contact."""
    NAME = 2
    """The text begins a name, or what follows from one of its words on."""
    BEGINNING = 3
    """The longest word begins a value, or ends a phone; so do the others, or they begin words, or are digits of one."""
    WITHIN = 4
    """Each word stands somewhere."""


class Begun(NamedTuple):
    """An account, or a contact of it, that has a key which was found. They sort as they rank."""

    stage: int
    key: str
    ref: int
    account_id: int
    is_account: bool


class _Way(NamedTuple):
    """What a statement has to know of a way of a query: all but the words themselves."""

    words: int
    is_digits: bool
    """Whether the longest word is digits alone."""


def begun(connection: Connection, query: Query, number: str, limit: int) -> list[Begun]:
    """Return accounts and contacts with a key that begins with what a query that is not empty looks for, best first.

    `number` is a whole phone number as its key is, empty if the text is none. At most `limit` of each kind of key.
    """
    ways = [_longest_first(way) for way in query.ways]
    shape = tuple(_Way(len(way), way[0].isdecimal()) for way in ways)
    values: dict[str, Any] = {"limit": limit, "account_number": " ".join(query.ways[0]), "number": number}
    for at, (way, words) in enumerate(zip(query.ways, ways, strict=True)):
        values |= _stretch(f"whole_{at}", " ".join(way)) | _stretch(f"first_{at}", words[0])
        values |= _stretch(f"backwards_{at}", words[0][::-1])
        for place, word in enumerate(words[:_MOST_WORDS]):
            values[f"next_{at}_{place}"] = f"% {_escaped(word)}%"
            values[f"word_{at}_{place}"] = f"%{'' if word.isdecimal() else _NEXT}{_escaped(word)}%"
    best: dict[tuple[bool, int], Begun] = {}
    for stage, kind, key, ref, account_id in connection.execute(_statement(shape), values).all():
        found = Begun(stage, key, ref, account_id, kind in OF_ACCOUNTS)
        seen = best.setdefault((found.is_account, ref), found)
        if found < seen:
            best[found.is_account, ref] = found
    return sorted(best.values())


def _longest_first(way: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a way, each once: the longest one finds the fewest."""
    return tuple(sorted(dict.fromkeys(way), key=len, reverse=True))


def _stretch(name: str, begin: str) -> dict[str, str]:
    return {name: begin, f"{name}_end": after(begin)}


def after(begin: str) -> str:
    """Return the first text, by code points, behind all that begin so."""
    for at in range(len(begin) - 1, -1, -1):
        code = ord(begin[at]) + 1
        if code <= _HIGHEST:
            return begin[:at] + chr(_SURROGATES.stop if code in _SURROGATES else code)
    return chr(_HIGHEST) * (LONGEST + 1)


def _escaped(word: str) -> str:
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")


@lru_cache(maxsize=64)
def _statement(shape: tuple[_Way, ...]) -> Select[Any]:
    parts = [
        _part(Stage.ACCOUNT_NUMBER, KeyKind.ACCOUNT_NUMBER, SEARCH_KEY.c.key == bindparam("account_number")),
        _part(Stage.PHONE, KeyKind.PHONE, SEARCH_KEY.c.key == bindparam("number")),
    ]
    for at, way in enumerate(shape):
        parts.extend(_parts_of(at, way))
    every = union_all(*(select(part) for part in parts)).subquery()
    return select(every)


def _parts_of(at: int, way: _Way) -> Iterator[FromClause]:
    for kind in _NAMES:
        yield _part(Stage.NAME, kind, *_between(f"whole_{at}"))
    kinds = (*_TEXTS, *OF_PHONES) if way.is_digits else _TEXTS
    if way.words == 1:
        for kind in kinds:
            if kind not in _NAMES:
                yield _part(Stage.BEGINNING, kind, *_begins(kind, at))
    if not 1 < way.words <= _MOST_WORDS:
        return
    others = [SEARCH_KEY.c.key.like(bindparam(f"next_{at}_{place}"), escape="/") for place in range(1, way.words)]
    for kind in _NAMES:
        yield _part(Stage.BEGINNING, kind, *_between(f"first_{at}"), *others)
    for kind in kinds:
        is_account = kind in OF_ACCOUNTS
        many = _ACCOUNTS_TRIED if is_account else _TRIED
        tried = _part(Stage.BEGINNING, kind, *_begins(kind, at), limit=many)
        if is_account:
            yield _accounts_with_the_others(tried, at, way)
        yield _contacts_with_the_others(tried, at, way, by_account=is_account)


def _begins(kind: KeyKind, at: int) -> tuple[ColumnElement[bool], ...]:
    return _between(f"{'backwards' if kind is KeyKind.PHONE_BACKWARDS else 'first'}_{at}")


def _between(name: str) -> tuple[ColumnElement[bool], ...]:
    return SEARCH_KEY.c.key >= bindparam(name), SEARCH_KEY.c.key < bindparam(f"{name}_end")


def _part(stage: Stage, kind: KeyKind, *conditions: ColumnElement[bool], limit: int | None = None) -> FromClause:
    columns = (SEARCH_KEY.c.kind, SEARCH_KEY.c.key, SEARCH_KEY.c.ref, SEARCH_KEY.c.account_id)
    return (
        select(literal(stage.value).label("stage"), *columns)
        .where(SEARCH_KEY.c.kind == kind.value, *conditions)
        .order_by(SEARCH_KEY.c.key, SEARCH_KEY.c.ref)
        .limit(bindparam("limit") if limit is None else limit)
        .subquery()
    )


def _accounts_with_the_others(tried: FromClause, at: int, way: _Way) -> FromClause:
    """The accounts among those tried in whose texts the other words stand too."""
    others = [_holds(ACCOUNT.c.search_text, at, place) for place in range(1, way.words)]
    return _first_of(
        select(tried).join_from(tried, ACCOUNT, ACCOUNT.c.id == tried.c.ref).where(*others), tried.c.key, tried.c.ref
    )


def _contacts_with_the_others(tried: FromClause, at: int, way: _Way, *, by_account: bool) -> FromClause:
    """The contacts that were tried, or whose account was, in whose own and account's texts the other words stand too.

    One word at least stands in their own.
    """
    is_it = CONTACT.c.account_id == tried.c.ref if by_account else CONTACT.c.id == tried.c.ref
    both = ACCOUNT.c.search_text + _NEXT + CONTACT.c.search_text
    places = range(1, way.words)
    own = [or_(*(_holds(CONTACT.c.search_text, at, place) for place in places))] if by_account else []
    statement = (
        select(
            tried.c.stage,
            literal(KeyKind.CONTACT_NAME.value).label("kind"),
            tried.c.key,
            CONTACT.c.id.label("ref"),
            CONTACT.c.account_id,
        )
        .join_from(tried, CONTACT, is_it)
        .join(ACCOUNT, ACCOUNT.c.id == CONTACT.c.account_id)
        .where(CONTACT.c.deleted_at.is_(None), *own, *(_holds(both, at, place) for place in places))
    )
    return _first_of(statement, tried.c.key, CONTACT.c.id)


def _holds(text: ColumnElement[str], at: int, place: int) -> ColumnElement[bool]:
    words_as_values = literal(_NEXT) + func.replace(text, " ", _NEXT)
    return words_as_values.like(bindparam(f"word_{at}_{place}"), escape="/")


def _first_of(statement: Select[Any], *order: ColumnElement[Any]) -> FromClause:
    return statement.order_by(*order).limit(bindparam("limit")).subquery()
