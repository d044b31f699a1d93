"""What was done, read from the change rows: user actions, and whether they were taken back."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from contacts_tui.domain.source import Source
from contacts_tui.storage.change_rows import Change, changes_of, selected
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
FOR_GOOD: Final = ("purged", "erased")
"""Actions that nothing takes back."""

_AT_ONCE: Final = 100
"""Rows that are read at once, and ids that one statement names."""
_ABOUT: Final = ("contact_id", "bill_id", "payment_id")
_LAST: Final = select(func.max(CHANGE.c.id))
_IS_AFTER: Final = CHANGE.c.id > bindparam("change_id")
_AFTER: Final = select(CHANGE.c.id, CHANGE.c.account_id, CHANGE.c.transaction_id).where(_IS_AFTER).order_by(CHANGE.c.id)
_COUNT_AFTER: Final = select(func.count()).select_from(CHANGE).where(_IS_AFTER)


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
    owner: Owner
    """What its last change is about."""
    stands: bool
    """Whether it is not taken back."""

    def is_in(self, scope: Scope) -> bool:
        """Return whether it is to be looked at."""
        return self.account_id == scope.account_id or self.transaction_id in scope.transaction_ids


def newest_action(connection: Connection, scope: Scope, *, but: Container[Source]) -> UUID | None:
    """Return the newest action that took nothing back, stands, and of which nothing is gone for good.

    `but` are sources whose actions are left out.
    """
    is_gone = _Gone(connection)
    done = (a for a in _actions(connection, scope) if a.undoes is None and a.source not in but and a.stands)
    return next((a.transaction_id for a in done if a.is_in(scope) and not is_gone(a)), None)


def newest_undo(connection: Connection, scope: Scope, *, but: Container[str]) -> UUID | None:
    """Return the newest undo that stands, and of which nothing is gone for good.

    None if something else, but for what has these sources, was done after it.
    """
    is_gone = _Gone(connection)
    for action in _actions(connection, scope):
        if not action.is_in(scope) or action.source in but:
            continue
        if action.undoes is None:
            return None
        if action.source == UNDO and action.stands and not is_gone(action):
            return action.transaction_id
    return None


class _Gone:
    """Tells of actions whether something that they changed is gone for good."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: set[Owner] = set()
        """What is gone: years of changes may be about few contacts."""

    def __call__(self, action: _Action) -> bool:
        """Return whether anything is."""
        if action.owner not in self._known:
            owners = {change.owner for change in made_by(self._connection, action.transaction_id)}
            self._known |= missing(self._connection, owners)
            return not self._known.isdisjoint(owners)
        return True


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
    return changes_of(connection, selected().where(CHANGE.c.transaction_id == transaction_id).order_by(CHANGE.c.id))


def made_since(connection: Connection, change: Change) -> tuple[Change, ...]:
    """Return what became of the same thing after a change: newest first."""
    later = selected().where(change.owner.has_it, CHANGE.c.id > change.id)
    return changes_of(connection, later.order_by(CHANGE.c.id.desc()))


def taken_back_by(connection: Connection, change: Change) -> Change | None:
    """Return the first change of the action that took a change's action back last; None if none did."""
    newer = (CHANGE.c.account_id == change.account_id, CHANGE.c.id > change.id)
    here = (*newer, CHANGE.c.undoes == change.transaction_id)
    last = select(CHANGE.c.transaction_id).where(*here).order_by(CHANGE.c.id.desc()).limit(1)
    found = connection.execute(last).scalar()
    return made_by(connection, found)[0] if found else None


def with_ids(connection: Connection, ids: Sequence[int]) -> dict[int, Change]:
    """Return changes by their ids."""
    return {change.id: change for change in changes_of(connection, selected().where(CHANGE.c.id.in_(ids)))}


def missing(connection: Connection, owners: Iterable[Owner]) -> set[Owner]:
    """Return those of some things, and of their accounts, that are stored nowhere any more, not in the trash either."""
    every = {owner for one in owners for owner in (one, Owner(one.account_id))}
    stored: set[tuple[str, int]] = set()
    for table, of_one_kind in groupby(sorted(every, key=lambda owner: owner.stored_in.name), lambda o: o.stored_in):
        ids = [owner.id for owner in of_one_kind]
        for begin in range(0, len(ids), _AT_ONCE):
            there = select(table.c.id).where(table.c.id.in_(ids[begin : begin + _AT_ONCE]))
            stored |= {(table.name, this) for this in connection.execute(there).scalars()}
    return {owner for owner in every if (owner.stored_in.name, owner.id) not in stored}


def gone(connection: Connection, owners: Iterable[Owner]) -> Change | None:
    """Return the change by which one of these, or its account, went for good; None if none did."""
    every = missing(connection, owners)
    if not every:
        return None
    went = (CHANGE.c.account_id.in_({owner.account_id for owner in every}), CHANGE.c.action.in_(FOR_GOOD))
    rows = selected().where(*went).order_by(CHANGE.c.id.desc())
    return next((change for change in changes_of(connection, rows) if change.owner in every), None)


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
    met: set[tuple[UUID, int, Source]] = set()
    taken_back: set[UUID] = set()
    lines = merge(*(_lines(connection, this) for this in accounts), key=lambda line: -line[0])
    for _, transaction_id, account_id, source, undoes, *about in lines:
        if (transaction_id, account_id, source) in met:
            continue
        met.add((transaction_id, account_id, source))
        is_standing = transaction_id not in taken_back
        if is_standing and undoes is not None:
            taken_back.add(undoes)
        yield _Action(transaction_id, account_id, source, undoes, Owner(account_id, *about), is_standing)


def _lines(connection: Connection, account_id: int) -> Iterator[tuple[Any, ...]]:
    """Yield what `_actions` are made of, newest first; little more is read than is asked for."""
    columns = (CHANGE.c[name] for name in ("id", "transaction_id", "account_id", "source", "undoes", *_ABOUT))
    some = select(*columns).where(CHANGE.c.account_id == account_id).order_by(CHANGE.c.id.desc()).limit(_AT_ONCE)
    lines = connection.execute(some).all()
    while lines:
        yield from map(tuple, lines)
        lines = connection.execute(some.where(CHANGE.c.id < lines[-1].id)).all()
