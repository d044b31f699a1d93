"""The keys that accounts and contacts had before: written at the one door, with the change that took them away."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, insert

from contacts_tui.domain.search_key import KeyKind, SearchKey
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import EARLIER_VALUE

KEPT: Final = frozenset(KeyKind) - {KeyKind.CONTACT_TYPE}
"""The kinds of keys that are looked for: a contact type orders a list, and finds nobody."""


def add(connection: Connection, change_id: int, owner: Owner, keys: Iterable[SearchKey]) -> None:
    """Store the keys that a change took away from an account or a contact."""
    whose = {"change_id": change_id, "account_id": owner.account_id, "contact_id": owner.contact_id}
    lines = [{"kind": int(kind), "key": text} | whose for kind, text in keys if kind in KEPT]
    if lines:
        connection.execute(insert(EARLIER_VALUE), lines)
