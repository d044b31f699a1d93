"""The keys that accounts and contacts had before, as they follow from the change rows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, delete, func, select

from contacts_tui.storage import earlier_values
from contacts_tui.storage.change_rows import Change, changes_of, selected
from contacts_tui.storage.earlier_values import EarlierKey
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.replay import Replayed, replayed
from contacts_tui.storage.tables import CHANGE, EARLIER_VALUE
from contacts_tui.storage.values import known_values

_AT_ONCE: Final = 500
"""Accounts whose changes are read together."""
_OF_PEOPLE: Final = and_(CHANGE.c.bill_id.is_(None), CHANGE.c.payment_id.is_(None))


class Difference(NamedTuple):
    """How far what is stored does not follow from the change rows."""

    missing: int
    stray: int
    """Keys that are stored and do not follow."""


def fill(connection: Connection) -> None:
    """Store the keys that changes have taken away, in a table that is empty."""
    for _, changes in _changed(connection):
        for owner, one in _by_owner(changes):
            earlier_values.add(connection, one.change.id, owner, one.taken)


def fill_anew(connection: Connection) -> None:
    """Store the keys that changes have taken away, in place of what is stored."""
    connection.execute(delete(EARLIER_VALUE))
    fill(connection)


@known_values()
def difference(connection: Connection, show: Callable[[float], None]) -> Difference:
    """Return how many keys are missing and too many; `show` is told which part was compared.

    Raises DatabaseUnusable where a change cannot be read.
    """
    last = connection.execute(select(func.max(CHANGE.c.account_id))).scalar() or 1
    missing, stray, seen = 0, 0, 0
    for ids, changes in _changed(connection):
        kept = (earlier_values.kept_of(one.change.id, owner, one.taken) for owner, one in _by_owner(changes))
        expected = {key for keys in kept for key in keys}
        columns = (EARLIER_VALUE.c[name] for name in EarlierKey._fields)
        here = select(*columns).where(EARLIER_VALUE.c.account_id.in_(ids))
        stored = {EarlierKey(*row) for row in connection.execute(here)}
        missing, stray, seen = missing + len(expected - stored), stray + len(stored - expected), seen + len(stored)
        show(ids[-1] / last)
    every = connection.execute(select(func.count()).select_from(EARLIER_VALUE)).scalar_one()
    return Difference(missing, stray + every - seen)


def _by_owner(changes: Sequence[Change]) -> Iterator[tuple[Owner, Replayed]]:
    for owner, of_one in groupby(changes, key=lambda change: change.owner):
        for one in replayed(of_one):
            yield owner, one


def _changed(connection: Connection) -> Iterator[tuple[Sequence[int], Sequence[Change]]]:
    """Yield accounts of which, or of whose contacts, anything was taken away, some at a time, with all their changes.

    The changes of one thing stand together, oldest first. Of those that were only ever added, as a generated database
    has them by the million, nothing is read.
    """
    last = 0
    of = (CHANGE.c.account_id, func.coalesce(CHANGE.c.contact_id, 0))
    while True:
        more = (_OF_PEOPLE, CHANGE.c.action != "added", CHANGE.c.account_id > last)
        some = select(CHANGE.c.account_id).where(*more).distinct().order_by(CHANGE.c.account_id).limit(_AT_ONCE)
        ids = list(connection.execute(some).scalars())
        if not ids:
            return
        wanted = selected().where(_OF_PEOPLE, CHANGE.c.account_id.in_(ids)).order_by(*of, CHANGE.c.id)
        yield ids, list(changes_of(connection, wanted))
        last = ids[-1]
