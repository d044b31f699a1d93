"""Change rows as values: all of what a row says is looked over here, so that whoever is handed a change can rely on it.

The database is a file that others can write too, and a history is read long after.
"""

from dataclasses import dataclass
from datetime import datetime
from types import NoneType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, select

from contacts_tui.storage.changes import Action
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record, look_over_said
from contacts_tui.storage.tables import ACTIONS, CHANGE
from contacts_tui.storage.values import known_values, refuse_unless

COLUMNS: Final = (
    "id",
    "account_id",
    "contact_id",
    "bill_id",
    "payment_id",
    "action",
    "made_at",
    "agent",
    "source",
    "transaction_id",
    "before",
    "after",
    "undoes",
)
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "account_id": (int,),
    **dict.fromkeys(("contact_id", "bill_id", "payment_id"), (int, NoneType)),
    **dict.fromkeys(("agent", "source"), (str,)),
    "made_at": (datetime,),
    "transaction_id": (UUID,),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change row."""

    id: int
    account_id: int
    contact_id: int | None
    bill_id: int | None
    payment_id: int | None
    action: Action
    made_at: datetime
    agent: str
    source: str
    transaction_id: UUID
    before: Record | None
    after: Record | None
    undoes: UUID | None

    @property
    def owner(self) -> Owner:
        """What was changed."""
        return Owner(self.account_id, self.contact_id, self.bill_id, self.payment_id)


def selected() -> Select[Any]:
    """Return the statement that selects all change rows, for `changes_of` to read those that are wanted."""
    return select(*(CHANGE.c[name] for name in COLUMNS))


@known_values()
def changes_of(connection: Connection, statement: Select[Any]) -> tuple[Change, ...]:
    """Return the changes of `selected` rows, in their order.

    Raises DatabaseUnusable where one of them says what no contacts-tui writes.
    """
    return tuple(_looked_over(Change(*row)) for row in connection.execute(statement))


def _looked_over(change: Change) -> Change:
    for name, kinds in _KINDS.items():
        refuse_unless(getattr(change, name), kinds)
    if change.action not in ACTIONS:
        raise ValueError
    for said in (change.before, change.after):
        look_over_said(said or {})
    return change
