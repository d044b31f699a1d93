"""Blanking what is known of one contact, wherever it stands. Who changed which field and when stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, delete, select, update

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.erasing import Known, Wanted
from contacts_tui.domain.search_key import LONGEST, KeyKind, SearchKey, contact_keys
from contacts_tui.storage import audit, changes, moves, pages, purging, search_keys
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.key_search import after
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record, contact_from
from contacts_tui.storage.replay import replayed
from contacts_tui.storage.tables import CHANGE, CONTACT, EARLIER_VALUE, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, known_values

_WHERE: Final = {True: "in the account", False: "in the trash"}
_PURGED: Final = "purged"
_WHOLE: Final = (KeyKind.CONTACT_NAME, KeyKind.CONTACT_WORD, KeyKind.EMAIL)
"""The kinds of keys of which one is all of a name or an e-mail."""
_MOST_DIGITS: Final = 18
"""Digits of an id."""


def owners_in(connection: Connection, account_ids: Sequence[int]) -> set[Owner]:
    """Return all contacts that accounts have, or had."""
    there = select(CONTACT.c.account_id, CONTACT.c.id).where(CONTACT.c.account_id.in_(account_ids))
    changed = (owner for owner in audit.owners_of(connection, account_ids) if owner.contact_id is not None)
    return {*(Owner(*line) for line in connection.execute(there)), *changed}


def owners_with(connection: Connection, wanted: Wanted) -> set[Owner]:
    """Return the contacts of all accounts that a text may mean, as they are or as they were."""
    owners = set(_with_id(connection, wanted.text))
    if folded := wanted.folded[:LONGEST]:
        owners |= audit.owners_with(connection, [SearchKey(kind, folded) for kind in _WHOLE])
    for number in wanted.numbers:
        owners.update(_with_number(connection, number[::-1]))
    return owners


def _with_id(connection: Connection, text: str) -> Iterator[Owner]:
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        contact_id = int(text)
        there = select(CONTACT.c.account_id).where(CONTACT.c.id == contact_id)
        changed = select(CHANGE.c.account_id).where(CHANGE.c.contact_id == contact_id).limit(1)
        for statement in (there, changed):
            yield from (Owner(account_id, contact_id) for account_id in connection.execute(statement).scalars())


def _with_number(connection: Connection, backwards: str) -> Iterator[Owner]:
    for table, contact_id in ((SEARCH_KEY, SEARCH_KEY.c.ref), (EARLIER_VALUE, EARLIER_VALUE.c.contact_id)):
        ends = (table.c.key >= backwards, table.c.key < after(backwards))
        kind = table.c.kind == int(KeyKind.PHONE_BACKWARDS)
        for line in connection.execute(select(table.c.account_id, contact_id).where(kind, *ends).distinct()):
            yield Owner(*line)


@known_values()
def known(connection: Connection, owners: Iterable[Owner]) -> tuple[Known, ...]:
    """Return those of contacts of which something is stored, by account and id."""
    wanted = {owner: owner.contact_id for owner in owners if owner.contact_id is not None}
    columns = (*(CONTACT.c[name] for name in CONTACT_COLUMNS), CONTACT.c.deleted_at)
    lines = connection.execute(select(*columns).where(CONTACT.c.id.in_(list(wanted.values())))).all()
    stored = {one.id: one for one in pages.contacts_on(connection, [line[:-1] for line in lines])}
    where = {one: _WHERE[line[-1] is None] for one, line in zip(stored, lines, strict=True)}
    heads = audit.heads(connection, {owner.account_id for owner in wanted})
    had = {changes[0].owner: tuple(_had(changes)) for changes in audit.of_owners(connection, wanted)}
    found = []
    for owner, contact_id in sorted(wanted.items(), key=lambda line: (line[0].account_id, line[1])):
        before = had.get(owner, ())
        contact = stored.get(contact_id) or next(reversed(before), None)
        if contact is not None:
            head = heads[owner.account_id]
            called = f"{head.name} {head.number}"
            found.append(Known(contact, where.get(contact_id, _PURGED), head.number, called, before))
    return tuple(found)


def _had(made: Iterable[Change]) -> Iterator[Contact]:
    """Yield what a contact was before and after each of its changes, oldest first."""
    for one in replayed(made):
        for said in (one.before, one.after):
            if said.get("contact_type"):
                yield contact_from(said, one.change.contact_id or 0, one.change.account_id)


def with_moves(connection: Connection, found: Iterable[Known]) -> tuple[Known, ...]:
    """Return contacts, and what is stored of them in accounts to which they went or from which they came."""
    lives = {frozenset(moves.along(connection, [_owner(one.contact)])) for one in found}
    by_life = {min(owner.contact_id or 0 for owner in life): life for life in lives}
    return tuple(replace(one, moved=this) for this, life in sorted(by_life.items()) for one in known(connection, life))


def erase(writing: Writing, contact: Contact) -> None:
    """Remove a contact, here and wherever it went or came from, in the trash as well, and blank what changes say."""
    for one in with_moves(writing.connection, known(writing.connection, [_owner(contact)])):
        _erase(writing, _owner(one.contact))


def _erase(writing: Writing, owner: Owner) -> None:
    connection, contact_id = writing.connection, owner.contact_id or 0
    contact = pages.contact(connection, owner.account_id, contact_id)
    if contact is not None:
        search_keys.remove(connection, contact_id, contact_keys(contact))
    purging.remove_contacts(connection, purging.removable(connection, owner.account_id, contact_id))
    _blank_values(connection, owner)
    changes.record_all(writing, "erased", [owner])


def _owner(contact: Contact) -> Owner:
    return Owner(contact.account_id, contact.id)


def _blank_values(connection: Connection, owner: Owner) -> None:
    """Blank what any table still says of a contact whose own rows are gone: each that keeps former values is here."""
    rows = select(CHANGE.c.id, CHANGE.c.before, CHANGE.c.after).where(owner.has_it)
    for change_id, *said in connection.execute(rows).all():
        blank = dict(zip(("before", "after"), map(_blank, said), strict=True))
        connection.execute(update(CHANGE).where(CHANGE.c.id == change_id).values(**blank))
    had = EARLIER_VALUE.c
    connection.execute(
        delete(EARLIER_VALUE).where(had.account_id == owner.account_id, had.contact_id == owner.contact_id)
    )


def _blank(said: Record | None) -> Record | None:
    return None if said is None else dict.fromkeys(said)
