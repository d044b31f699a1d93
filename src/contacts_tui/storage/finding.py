"""Finding: accounts and contacts by the words that stand in their folded texts, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, literal, or_, select

from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.found import FoundAccount
from contacts_tui.domain.query import Query
from contacts_tui.storage.tables import ACCOUNT, CONTACT, EMAIL, PHONE
from contacts_tui.storage.values import (
    CONTACT_COLUMNS,
    EMAIL_COLUMNS,
    PHONE_COLUMNS,
    Line,
    contacts_of,
    known_values,
    look_over,
)

FOUND_COLUMNS: Final = ("id", "number", "name", "city")


class Stage(IntEnum):
    """How well something is found, best first."""

    ACCOUNT_NUMBER = 0
    """The text is the number of the account."""
    PHONE = 1
    """The text is a phone number of the contact."""
    BEGINNING = 2
    """Each word begins a value, or a word of one."""
    WITHIN = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An account that was found, or a contact of it."""

    stage: Stage
    account: FoundAccount
    contact: Contact | None = None


_NEXT: Final = "\n"
"""What stands between two values of a text; no word holds it."""
_RANK: Final = case({kind.value: kind.rank for kind in ContactType}, value=CONTACT.c.contact_type)
_ACCOUNT_COLUMNS: Final = tuple(ACCOUNT.c[name] for name in FOUND_COLUMNS)
_WITH_ACCOUNT: Final = and_(ACCOUNT.c.id == CONTACT.c.account_id, ACCOUNT.c.deleted_at.is_(None))
_BOTH: Final = ACCOUNT.c.search_text + _NEXT + CONTACT.c.search_text


@known_values()
def account_hits(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """Return the best accounts, at most `limit`, in whose own text a query that is not empty stands.

    Equal ones by name.
    """
    text = ACCOUNT.c.search_text
    begun = _with_words_as_values(text)
    stage = case(
        (text.startswith(" ".join(query.ways[0]) + _NEXT, autoescape=True), Stage.ACCOUNT_NUMBER.value),
        (_stands_in(query, begun, begun, _NEXT), Stage.BEGINNING.value),
        else_=Stage.WITHIN.value,
    )
    statement = (
        select(*_ACCOUNT_COLUMNS, stage.label("stage"))
        .where(ACCOUNT.c.deleted_at.is_(None), _stands_in(query, text, text))
        .order_by("stage", func.lower(ACCOUNT.c.name), ACCOUNT.c.id)
        .limit(limit)
    )
    return [Hit(Stage(line[-1]), _account_of(line)) for line in connection.execute(statement)]


@known_values()
def contact_hits(connection: Connection, query: Query, number: str, limit: int) -> list[Hit]:
    """Return the best contacts, at most `limit`, in whose own and account's text a query that is not empty stands.

    At least one word stands in their own. `number` is a whole phone number as their text holds it, empty if the text
    is none. Equal ones by type, then by name.
    """
    text = CONTACT.c.search_text
    whole_number = (literal(_NEXT) + text + _NEXT).contains(_NEXT + number + _NEXT, autoescape=True)
    begun = _stands_in(query, _with_words_as_values(text), _with_words_as_values(_BOTH), _NEXT)
    stage = case(
        *([(whole_number, Stage.PHONE.value)] if number else []),
        (begun, Stage.BEGINNING.value),
        else_=Stage.WITHIN.value,
    )
    statement = (
        select(*(CONTACT.c[name] for name in CONTACT_COLUMNS), *_ACCOUNT_COLUMNS, stage.label("stage"))
        .join_from(CONTACT, ACCOUNT, _WITH_ACCOUNT)
        .where(CONTACT.c.deleted_at.is_(None), _stands_in(query, text, _BOTH))
        .order_by("stage", _RANK, text, CONTACT.c.id)
        .limit(limit)
    )
    return _with_contacts(connection, connection.execute(statement).all())


@known_values()
def accounts(connection: Connection, ids: Sequence[int]) -> dict[int, FoundAccount]:
    """Return by their ids those accounts that are not deleted."""
    statement = select(*_ACCOUNT_COLUMNS).where(ACCOUNT.c.id.in_(ids), ACCOUNT.c.deleted_at.is_(None))
    return {line[0]: _account_of(line) for line in connection.execute(statement)}


@known_values()
def newest_accounts(connection: Connection, limit: int) -> tuple[FoundAccount, ...]:
    """Return the accounts that were added last, the newest first."""
    statement = select(*_ACCOUNT_COLUMNS).where(ACCOUNT.c.deleted_at.is_(None)).order_by(ACCOUNT.c.id.desc())
    return tuple(_account_of(line) for line in connection.execute(statement.limit(limit)))


def _with_contacts(connection: Connection, lines: Sequence[Line]) -> list[Hit]:
    width = len(CONTACT_COLUMNS)
    found = contacts_of(
        [line[:width] for line in lines],
        _of_contacts(connection, PHONE, PHONE_COLUMNS, lines),
        _of_contacts(connection, EMAIL, EMAIL_COLUMNS, lines),
    )
    return [
        Hit(Stage(line[-1]), _account_of(line[width:]), contact) for line, contact in zip(lines, found, strict=True)
    ]


def _of_contacts(connection: Connection, table: Table, columns: tuple[str, ...], lines: Sequence[Line]) -> list[Line]:
    at_id, at_account = CONTACT_COLUMNS.index("id"), CONTACT_COLUMNS.index("account_id")
    statement = (
        select(*(table.c[name] for name in columns))
        .where(table.c.account_id.in_({line[at_account] for line in lines}))
        .where(table.c.contact_id.in_([line[at_id] for line in lines]))
        .order_by(table.c.contact_id, table.c.position)
    )
    return list(connection.execute(statement))


def _stands_in(
    query: Query, own: ColumnElement[str], both: ColumnElement[str], before: str = ""
) -> ColumnElement[bool]:
    """All words of a way stand in `both`, each behind `before`, and one of them in `own`, which is a part of it."""
    ways = []
    for way in query.ways:
        words = [before + word for word in dict.fromkeys(way)]
        anywhere = [both.contains(word, autoescape=True) for word in words] if len(words) > 1 else []
        ways.append(and_(*anywhere, or_(*(own.contains(word, autoescape=True) for word in words))))
    return or_(*ways)


def _with_words_as_values(text: ColumnElement[str]) -> ColumnElement[str]:
    return literal(_NEXT) + func.replace(text, " ", _NEXT)


def _account_of(line: Line) -> FoundAccount:
    """Return the account of a row that begins with FOUND_COLUMNS."""
    look_over(FOUND_COLUMNS, line)
    return FoundAccount(*line[: len(FOUND_COLUMNS)])
