"""What was done, read from the change rows: user actions, and whether they were taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, FromClause, exists, select
from sqlalchemy.sql.elements import ColumnElement

from contacts_tui.storage.changes import Action
from contacts_tui.storage.records import Record
from contacts_tui.storage.tables import CHANGE

UNDO: Final = "undo"
REDO: Final = "redo"
"""Sources of the actions that take others back, and of those that take back such an undo."""

_COLUMNS: Final = (
    "id",
    "account_id",
    "contact_id",
    "action",
    "made_at",
    "agent",
    "transaction_id",
    "before",
    "after",
    "undoes",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change row."""

    id: int
    account_id: int
    contact_id: int | None
    """None if the account itself was changed."""
    action: Action
    made_at: datetime
    agent: str
    transaction_id: UUID
    before: Record | None
    after: Record | None
    undoes: UUID | None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: in one account, whoever changed it, and among some transactions, wherever they were made."""

    account_id: int | None
    transaction_ids: Sequence[UUID]


def newest_action(connection: Connection, scope: Scope, *, but: str) -> UUID | None:
    """Return the newest action that took nothing back and stands; `but` is a source whose actions are left out."""
    found = _newest(connection, scope, (CHANGE.c.undoes.is_(None), CHANGE.c.source != but, ~_is_taken_back()))
    return found[1] if found else None


def newest_undo(connection: Connection, scope: Scope) -> UUID | None:
    """Return the newest undo that stands; None if something else was done after it."""
    done = _newest(connection, scope, (CHANGE.c.undoes.is_(None),))
    later = CHANGE.c.id > (done[0] if done else 0)
    found = _newest(connection, scope, (CHANGE.c.source == UNDO, later, ~_is_taken_back()))
    return found[1] if found else None


def stands(connection: Connection, transaction_id: UUID) -> bool:
    """Return whether an action was made and is not taken back."""
    found = select(CHANGE.c.id).where(CHANGE.c.transaction_id == transaction_id, ~_is_taken_back()).limit(1)
    return connection.execute(found).first() is not None


def made_by(connection: Connection, transaction_id: UUID) -> tuple[Change, ...]:
    """Return the changes of an action, in their order."""
    columns = [CHANGE.c[name] for name in _COLUMNS]
    rows = select(*columns).where(CHANGE.c.transaction_id == transaction_id).order_by(CHANGE.c.id)
    return tuple(Change(*row) for row in connection.execute(rows))


def made_since(connection: Connection, change: Change) -> tuple[Change, ...]:
    """Return what became of the same contact, or of the account itself, after a change: newest first."""
    rows = (
        select(*(CHANGE.c[name] for name in _COLUMNS))
        .where(
            CHANGE.c.account_id == change.account_id,
            CHANGE.c.contact_id.is_not_distinct_from(change.contact_id),
            CHANGE.c.id > change.id,
        )
        .order_by(CHANGE.c.id.desc())
    )
    return tuple(Change(*row) for row in connection.execute(rows))


def _newest(connection: Connection, scope: Scope, conditions: Iterable[ColumnElement[bool]]) -> tuple[int, UUID] | None:
    """Return id and transaction of the newest change row. A query for each part of the scope: each has its index."""
    parts: list[ColumnElement[bool]] = []
    if scope.transaction_ids:
        parts.append(CHANGE.c.transaction_id.in_(scope.transaction_ids))
    if scope.account_id is not None:
        parts.append(CHANGE.c.account_id == scope.account_id)
    newest = select(CHANGE.c.id, CHANGE.c.transaction_id).where(*conditions).order_by(CHANGE.c.id.desc()).limit(1)
    found = [connection.execute(newest.where(part)).first() for part in parts]
    return max(((row.id, row.transaction_id) for row in found if row), default=None)


def _is_taken_back() -> ColumnElement[bool]:
    """Whether something that stands takes a change row back."""
    undo, redo = CHANGE.alias("undo"), CHANGE.alias("redo")
    return exists().where(_takes_back(undo, CHANGE), ~exists().where(_takes_back(redo, undo)))


def _takes_back(later: FromClause, change: FromClause) -> ColumnElement[bool]:
    # The account and the order follow from the rest: they are said for the index's sake.
    return (
        (later.c.account_id == change.c.account_id)
        & (later.c.id > change.c.id)
        & (later.c.undoes == change.c.transaction_id)
    )
