"""The keys that accounts and contacts had before: written at the one door, with the change that took them away."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert

from contacts_tui.domain.search_key import KeyKind, SearchKey
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import EARLIER_VALUE

KEPT: Final = frozenset(KeyKind) - {KeyKind.CONTACT_TYPE}
"""The kinds of keys that are looked for: a contact type orders a list, and finds nobody."""


class EarlierKey(NamedTuple):
    """A row of the table."""

    kind: int
    key: str
    change_id: int
    account_id: int
    contact_id: int | None


def kept_of(change_id: int, owner: Owner, keys: Iterable[SearchKey]) -> list[EarlierKey]:
    """Return what is to be stored of the keys that a change took away from an account or a contact."""
    whose = (change_id, owner.account_id, owner.contact_id)
    return [EarlierKey(int(kind), text, *whose) for kind, text in keys if kind in KEPT]


def add(connection: Connection, change_id: int, owner: Owner, keys: Iterable[SearchKey]) -> None:
    """Store the keys that a change took away from an account or a contact."""
    if lines := kept_of(change_id, owner, keys):
        connection.execute(insert(EARLIER_VALUE), [line._asdict() for line in lines])
