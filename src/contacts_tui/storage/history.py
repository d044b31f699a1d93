"""What was done, read from the change rows: user actions, and whether they were taken back."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from contacts_tui.domain.source import Source
from contacts_tui.storage.changes import Action
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record
from contacts_tui.storage.tables import CHANGE

UNDO: Final[Source] = "undo"
REDO: Final[Source] = "redo"
"""Sources of the actions that take others back, and of those that take back such an undo."""
GENERATOR: Final[Source] = "generator"
"""Source, and agent, of what was made up."""
TRASH: Final = "trash"
"""Source of what was taken out of the trash."""
PURGE: Final = "purge"
ERASE: Final = "erase"
"""Sources of what removes for good."""
_FOR_GOOD: Final = ("purged", "erased")
"""Actions that nothing takes back."""

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

_LAST: Final = select(func.max(CHANGE.c.id))
_IS_AFTER: Final = CHANGE.c.id > bindparam("change_id")
_AFTER: Final = select(CHANGE.c.id, CHANGE.c.account_id, CHANGE.c.transaction_id).where(_IS_AFTER).order_by(CHANGE.c.id)
_COUNT_AFTER: Final = select(func.count()).select_from(CHANGE).where(_IS_AFTER)


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


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: in one account, whoever changed it, and among some transactions, wherever they were made."""

    account_id: int | None
    transaction_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class _Action:
    """All changes of one transaction."""

    transaction_id: UUID
    account_id: int
    source: Source
    undoes: UUID | None
    stands: bool
    """Whether it is not taken back."""

    def is_in(self, scope: Scope) -> bool:
        """Return whether it is to be looked at."""
        return self.account_id == scope.account_id or self.transaction_id in scope.transaction_ids


def newest_action(connection: Connection, scope: Scope, *, but: Container[Source]) -> UUID | None:
    """Return the newest action that took nothing back and stands; `but` are sources whose actions are left out."""
    done = (a for a in _actions(connection, scope) if a.stands and a.undoes is None and a.source not in but)
    return next((action.transaction_id for action in done if action.is_in(scope)), None)


def newest_undo(connection: Connection, scope: Scope, *, but: Container[str]) -> UUID | None:
    """Return the newest undo that stands; None if something else, but for what has these sources, was done after it."""
    for action in _actions(connection, scope):
        if not action.is_in(scope) or action.source in but:
            continue
        if action.undoes is None:
            return None
        if action.source == UNDO and action.stands:
            return action.transaction_id
    return None


class Made(NamedTuple):
    """One of the changes that were made since another one."""

    id: int
    account_id: int
    transaction_id: UUID


def last_change(connection: Connection) -> int:
    """Return the id of the last change that was made; 0 if there was none."""
    found: int | None = connection.execute(_LAST).scalar()
    return found or 0


def made_after(connection: Connection, change_id: int) -> list[Made]:
    """Return in which accounts, and by which actions, something was changed after a change; the oldest first."""
    return [Made(*row) for row in connection.execute(_AFTER, {"change_id": change_id})]


def count_after(connection: Connection, change_id: int) -> int:
    """Return how many changes have a higher id than one of them."""
    return connection.execute(_COUNT_AFTER, {"change_id": change_id}).scalar_one()


def stands(connection: Connection, transaction_id: UUID) -> bool:
    """Return whether an action was made and is not taken back."""
    made = made_by(connection, transaction_id)
    later = taken_back_by(connection, made[0]) if made else None
    return bool(made) and (later is None or not stands(connection, later.transaction_id))


def made_by(connection: Connection, transaction_id: UUID) -> tuple[Change, ...]:
    """Return the changes of an action, in their order."""
    columns = [CHANGE.c[name] for name in COLUMNS]
    rows = select(*columns).where(CHANGE.c.transaction_id == transaction_id).order_by(CHANGE.c.id)
    return tuple(Change(*row) for row in connection.execute(rows))


def made_since(connection: Connection, change: Change) -> tuple[Change, ...]:
    """Return what became of the same thing after a change: newest first."""
    rows = (
        select(*(CHANGE.c[name] for name in COLUMNS))
        .where(change.owner.has_it, CHANGE.c.id > change.id)
        .order_by(CHANGE.c.id.desc())
    )
    return tuple(Change(*row) for row in connection.execute(rows))


def taken_back_by(connection: Connection, change: Change) -> Change | None:
    """Return the first change of the action that took a change's action back last; None if none did."""
    newer = (CHANGE.c.account_id == change.account_id, CHANGE.c.id > change.id)
    here = (*newer, CHANGE.c.undoes == change.transaction_id)
    last = select(CHANGE.c.transaction_id).where(*here).order_by(CHANGE.c.id.desc()).limit(1)
    found = connection.execute(last).scalar()
    return made_by(connection, found)[0] if found else None


def with_ids(connection: Connection, ids: Sequence[int]) -> dict[int, Change]:
    """Return changes by their ids."""
    rows = select(*(CHANGE.c[name] for name in COLUMNS)).where(CHANGE.c.id.in_(ids))
    return {row.id: Change(*row) for row in connection.execute(rows)}


def gone(connection: Connection, owners: Iterable[Owner]) -> Change | None:
    """Return the change by which one of these, or its account, went for good; None if none did."""
    every = set(owners)
    every |= {Owner(owner.account_id) for owner in every}
    went = (CHANGE.c.account_id.in_({owner.account_id for owner in every}), CHANGE.c.action.in_(_FOR_GOOD))
    rows = select(*(CHANGE.c[name] for name in COLUMNS)).where(*went).order_by(CHANGE.c.id.desc())
    return next((change for row in connection.execute(rows) if (change := Change(*row)).owner in every), None)


def last_known(connection: Connection, owner: Owner) -> Record | None:
    """Return what the last deletion of something says of it; None if nobody knows."""
    rows = select(CHANGE.c.before).where(owner.has_it, CHANGE.c.action == "deleted").order_by(CHANGE.c.id.desc())
    found: Record | None = connection.execute(rows.limit(1)).scalar()
    return found


def _actions(connection: Connection, scope: Scope) -> Iterator[_Action]:
    """Yield what was done in the accounts in which the scope lies, newest first.

    What takes an action back is newer, and in its account: whether that stands is known when the action is met.
    """
    made = select(CHANGE.c.account_id).where(CHANGE.c.transaction_id.in_(scope.transaction_ids)).distinct()
    accounts = set(connection.execute(made).scalars())
    if scope.account_id is not None:
        accounts.add(scope.account_id)
    columns = (CHANGE.c.transaction_id, CHANGE.c.account_id, CHANGE.c.source, CHANGE.c.undoes)
    newest = func.max(CHANGE.c.id).desc()
    taken_back: set[UUID] = set()
    actions = select(*columns).where(CHANGE.c.account_id.in_(accounts)).group_by(*columns).order_by(newest)
    for transaction_id, account_id, source, undoes in connection.execute(actions).all():
        is_standing = transaction_id not in taken_back
        if is_standing and undoes is not None:
            taken_back.add(undoes)
        yield _Action(transaction_id, account_id, source, undoes, is_standing)
