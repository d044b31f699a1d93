"""Reading: what is in the trash, the newest first.

Contacts that were deleted with their account, at the same moment, are a part of it: they come back with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, and_, func, literal, or_, select, tuple_, union_all

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.query import Query
from contacts_tui.domain.source import MOVED_TO
from contacts_tui.storage import pages
from contacts_tui.storage.tables import ACCOUNT, CHANGE, CONTACT
from contacts_tui.storage.values import ACCOUNT_COLUMNS, CONTACT_COLUMNS, account_of, known_values

_WITH_ITS_ACCOUNT: Final = and_(CONTACT.c.account_id == ACCOUNT.c.id, CONTACT.c.deleted_at == ACCOUNT.c.deleted_at)
_BOTH: Final = ACCOUNT.c.search_text + "\n" + CONTACT.c.search_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trash is looked at: that of an account, or all of it, as far as a text stands in it."""

    account_id: int | None
    query: Query


class Spot(NamedTuple):
    """Where something stands in the trash."""

    deleted_at: datetime
    is_account: bool
    id: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """A contact that was deleted, or an account."""

    contact: Contact | None
    account: Account
    """The account itself, or the contact's."""
    by: str
    at: datetime
    along: int
    """How many contacts were deleted with the account."""
    source: str
    """From where the contact was deleted; empty if nobody knows."""

    @property
    def moved(self) -> str:
        """Where it was moved to; empty where it was only deleted."""
        return self.source if self.source.startswith(MOVED_TO) else ""


def count(connection: Connection, wanted: Wanted) -> int:
    """Return how much there is."""
    counted = (select(func.count()).select_from(part.subquery()) for part in _parts(wanted))
    return sum(connection.execute(statement).scalar_one() for statement in counted)


def count_before(connection: Connection, wanted: Wanted, spot: Spot) -> int:
    """Return how much of it stands before a spot, whether anything stands there or not."""
    deleted_at, *others = spot
    its = tuple_(literal(deleted_at, CONTACT.c.deleted_at.type), *map(literal, map(int, others)))
    parts = [part.subquery().c for part in _parts(wanted)]
    counted = (select(func.count()).where(tuple_(of.deleted_at, of.is_account, of.id) > its) for of in parts)
    return sum(connection.execute(statement).scalar_one() for statement in counted)


@known_values()
def read(connection: Connection, wanted: Wanted, *, skip: int, limit: int) -> tuple[Deleted, ...]:
    """Return some of it, the newest first."""
    first, *others = _parts(wanted)
    every = union_all(first, *others) if others else first
    columns = every.selected_columns
    order = (columns.deleted_at.desc(), columns.is_account.desc(), columns.id.desc())
    spots = [Spot(*line) for line in connection.execute(every.order_by(*order).limit(limit).offset(skip))]
    contacts = _contacts(connection, [spot.id for spot in spots if not spot.is_account])
    accounts = _accounts(connection, [spot.id for spot in spots if spot.is_account])
    return tuple((accounts if spot.is_account else contacts)[spot.id] for spot in spots)


def gone_with(connection: Connection, account_id: int) -> tuple[int, ...]:
    """Return the ids of the contacts that were deleted with an account that is in the trash."""
    statement = select(CONTACT.c.id).join_from(CONTACT, ACCOUNT, _WITH_ITS_ACCOUNT).where(ACCOUNT.c.id == account_id)
    return tuple(connection.execute(statement.order_by(CONTACT.c.id)).scalars())


def _parts(wanted: Wanted) -> tuple[Select[Any], ...]:
    """Contacts, and in the trash of all accounts these too."""
    own, account_id = CONTACT.c.account_id == ACCOUNT.c.id, wanted.account_id
    contacts = (
        select(CONTACT.c.deleted_at, literal(0).label("is_account"), CONTACT.c.id)
        .join_from(CONTACT, ACCOUNT, own)
        .where(CONTACT.c.deleted_at.is_not(None))
        .where(or_(ACCOUNT.c.deleted_at.is_(None), ACCOUNT.c.deleted_at != CONTACT.c.deleted_at))
    )
    accounts = select(ACCOUNT.c.deleted_at, literal(1).label("is_account"), ACCOUNT.c.id).where(
        ACCOUNT.c.deleted_at.is_not(None)
    )
    if not wanted.query.is_empty:
        ways = [[*dict.fromkeys(way)] for way in wanted.query.ways]
        contacts = contacts.where(or_(*(and_(*(_BOTH.contains(w, autoescape=True) for w in way)) for way in ways)))
        text = ACCOUNT.c.search_text
        accounts = accounts.where(or_(*(and_(*(text.contains(w, autoescape=True) for w in way)) for way in ways)))
    return (contacts, accounts) if account_id is None else (contacts.where(CONTACT.c.account_id == account_id),)


def _contacts(connection: Connection, ids: Sequence[int]) -> dict[int, Deleted]:
    columns = (*(CONTACT.c[name] for name in CONTACT_COLUMNS), CONTACT.c.deleted_by, CONTACT.c.deleted_at)
    lines = connection.execute(select(*columns).where(CONTACT.c.id.in_(ids))).all()
    contacts = pages.contacts_on(connection, [line[:-2] for line in lines])
    of = _accounts(connection, list({one.account_id for one in contacts}))
    sources = _sources(connection, contacts)
    return {
        one.id: Deleted(one, of[one.account_id].account, line[-2] or "", line[-1], 0, sources.get(one.id, ""))
        for one, line in zip(contacts, lines, strict=True)
    }


def _accounts(connection: Connection, ids: Sequence[int]) -> dict[int, Deleted]:
    columns = (*(ACCOUNT.c[name] for name in ACCOUNT_COLUMNS), ACCOUNT.c.deleted_by, ACCOUNT.c.deleted_at)
    along = select(ACCOUNT.c.id, func.count()).join_from(CONTACT, ACCOUNT, _WITH_ITS_ACCOUNT)
    counted = dict(
        tuple(line) for line in connection.execute(along.where(ACCOUNT.c.id.in_(ids)).group_by(ACCOUNT.c.id))
    )
    found: dict[int, Deleted] = {}
    for line in connection.execute(select(*columns).where(ACCOUNT.c.id.in_(ids))):
        account = account_of(line)
        found[account.id] = Deleted(None, account, line[-2] or "", line[-1], counted.get(account.id, 0), "")
    return found


def _sources(connection: Connection, contacts: Sequence[Contact]) -> dict[int, str]:
    """From where contacts were deleted last: what was done again, from where it was done first."""
    undone, first = CHANGE.alias(), CHANGE.alias()
    done_first = (
        select(first.c.source)
        .join_from(undone, first, first.c.transaction_id == undone.c.undoes)
        .where(undone.c.transaction_id == CHANGE.c.undoes)
        .where(first.c.contact_id == CHANGE.c.contact_id, first.c.action == "deleted")
        .limit(1)
        .scalar_subquery()
    )
    here = (
        CHANGE.c.account_id.in_({one.account_id for one in contacts}),
        CHANGE.c.contact_id.in_([one.id for one in contacts]),
        CHANGE.c.action == "deleted",
    )
    sources = select(CHANGE.c.contact_id, func.coalesce(done_first, CHANGE.c.source)).where(*here).order_by(CHANGE.c.id)
    return dict(tuple(line) for line in connection.execute(sources))
