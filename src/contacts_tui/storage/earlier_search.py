"""Looking for what accounts and contacts had before: the last thing that is looked for, after all that they have."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, literal, select, union_all

from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_key import LONGEST, OF_PHONES, KeyKind, SearchKey, at_home
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import fold
from contacts_tui.storage import audit
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.earlier_values import KEPT
from contacts_tui.storage.history import with_ids
from contacts_tui.storage.key_search import after
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record, contact_from
from contacts_tui.storage.tables import ACCOUNT, CONTACT, EARLIER_VALUE
from contacts_tui.storage.values import known_values

_TRIED: Final = 4
"""How many keys are read for each that is wanted: somebody who had a number twice has two."""
_TEXTS: Final = tuple(sorted(KEPT - set(OF_PHONES)))
_NAME_IN_ROWS: Final = (('"first_name"',), ('"last_name"',))
_NAMES: Final = (KeyKind.CONTACT_NAME, KeyKind.CONTACT_WORD)
_ROW: Final = EARLIER_VALUE.c
_COLUMNS: Final = (_ROW.kind, _ROW.key, _ROW.change_id, _ROW.account_id, _ROW.contact_id)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an account, or a contact of it, had until a change took it away."""

    change: Change
    value: Phone | str
    """A name, a number of an account, an e-mail; a phone is not shown as in any country."""

    @property
    def owner(self) -> Owner:
        """Who had it."""
        return self.change.owner


def deleted_since(connection: Connection, owners: Iterable[Owner]) -> dict[Owner, datetime | None]:
    """Return those of accounts and contacts that are not there, and when they were deleted; None if that is gone."""
    found: dict[Owner, datetime | None] = dict.fromkeys(owners)
    accounts = [owner.account_id for owner in found if owner.is_account]
    people = [owner.contact_id for owner in found if not owner.is_account]
    for table, columns, ids in (
        (ACCOUNT, (ACCOUNT.c.id, literal(None)), accounts),
        (CONTACT, (CONTACT.c.account_id, CONTACT.c.id), people),
    ):
        for *owner, deleted_at in connection.execute(select(*columns, table.c.deleted_at).where(table.c.id.in_(ids))):
            found[Owner(*owner)] = deleted_at
            if deleted_at is None:
                del found[Owner(*owner)]
    return found


def begun(connection: Connection, query: Query, but: Container[Owner], limit: int) -> list[Earlier]:
    """Return what was had before and begins with what a query that is not empty looks for, or ends a phone with it.

    That which is all of it comes first, then what was had last. Of each account and contact the best, but for those
    that are left out; at most `limit` in all.
    """
    wholes = {" ".join(way) for way in query.ways}
    statements = (_part(kind, begin, limit * _TRIED) for kind, begin in _beginnings(query))
    every = union_all(*(select(part.subquery()) for part in statements))
    found = sorted(connection.execute(every).all(), key=lambda line: (line.key not in wholes, -line.change_id))
    best: dict[Owner, tuple[SearchKey, int]] = {}
    for kind, key, change_id, account_id, contact_id in found:
        owner = Owner(account_id, contact_id)
        if owner not in but:
            best.setdefault(owner, (SearchKey(KeyKind(kind), key), change_id))
    wanted = list(best.values())[:limit]
    changes = with_ids(connection, [change_id for _, change_id in wanted])
    names = _names(connection, [changes[this] for key, this in wanted if key.kind in _NAMES])
    values = ((changes[this], _value(changes[this], key, names.get(this, {}))) for key, this in wanted)
    return [Earlier(change, value) for change, value in values if value]


def _beginnings(query: Query) -> Iterator[tuple[KeyKind, str]]:
    for way in query.ways:
        whole = " ".join(way)
        for kind in _TEXTS:
            yield kind, whole
        if len(way) == 1 and whole.isdecimal():
            yield from ((kind, whole[::-1] if kind is KeyKind.PHONE_BACKWARDS else whole) for kind in OF_PHONES)


def _part(kind: KeyKind, begin: str, limit: int) -> Select[Any]:
    here = (_ROW.kind == int(kind), _ROW.key >= begin, _ROW.key < after(begin))
    return select(*_COLUMNS).where(*here).order_by(_ROW.key, _ROW.change_id).limit(limit)


@known_values()
def _value(change: Change, key: SearchKey, name: Record) -> Phone | str:
    """Return what a key was made of; an empty text where that was erased. `name` is that of the contact by then."""
    before = {name: value for name, value in (change.before or {}).items() if value is not None}
    if change.contact_id is None:
        return str(before.get("number" if key.kind is KeyKind.ACCOUNT_NUMBER else "name", ""))
    had = contact_from(name | before)
    if key.kind in _NAMES:
        return had.name
    return next((value for value in _of_kind(had, key.kind) if _is_key(value, key)), "")


def _of_kind(had: Contact, kind: KeyKind) -> Iterator[Phone | str]:
    return iter(had.phones) if kind in OF_PHONES else (email.address for email in had.emails)


def _is_key(value: Phone | str, key: SearchKey) -> bool:
    if isinstance(value, str):
        return fold(value)[:LONGEST] == key.text
    whole = phone_text(value.e164, value.digits)[:LONGEST]
    return key.text in {whole, whole[::-1], at_home(value.e164 or "")}


def _names(connection: Connection, changes: Sequence[Change]) -> dict[int, Record]:
    """Return first and last name as contacts had them before some changes, by the ids of these.

    A change row says of a name only what changed with it: the rest stands in later ones, or is stored still.
    """
    owners = {change.owner for change in changes}
    named = {made[0].owner: made for made in audit.of_owners(connection, owners, audit.says(_NAME_IN_ROWS))}
    columns = (CONTACT.c.id, CONTACT.c.first_name, CONTACT.c.last_name)
    here = select(*columns).where(CONTACT.c.id.in_({owner.contact_id for owner in owners}))
    stored = {this: {"first_name": first, "last_name": last} for this, first, last in connection.execute(here)}
    return {
        change.id: stored.get(change.contact_id, {}) | _first_said(named.get(change.owner, ()), change.id)
        for change in changes
    }


def _first_said(made: Sequence[Change], since: int) -> Record:
    """Return what was there, of each field, before a change and those after it; of them the first that says so."""
    said: Record = {}
    for change in made:
        if change.id >= since:
            said = {name: value for name, value in (change.before or {}).items() if value is not None} | said
    return said
