"""The keys that accounts and contacts had before, as they follow from the change rows."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, and_, func, select

from contacts_tui.storage import earlier_values
from contacts_tui.storage.change_rows import Change, changes_of, selected
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.replay import replayed
from contacts_tui.storage.tables import CHANGE

_AT_ONCE: Final = 500
"""Accounts whose changes are read together."""
_OF_PEOPLE: Final = and_(CHANGE.c.bill_id.is_(None), CHANGE.c.payment_id.is_(None))


def fill(connection: Connection) -> None:
    """Store the keys that changes have taken away, in a table that is empty."""
    for owner, changes in _changed(connection):
        for one in replayed(changes):
            earlier_values.add(connection, one.change.id, owner, one.taken)


def _changed(connection: Connection) -> Iterator[tuple[Owner, Sequence[Change]]]:
    """Yield the accounts and contacts of which anything was taken away, with their changes, oldest first.

    Of those that were only ever added, as a generated database has them by the million, nothing is read.
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
        for owner, changes in groupby(changes_of(connection, wanted), key=lambda change: change.owner):
            yield owner, list(changes)
        last = ids[-1]
