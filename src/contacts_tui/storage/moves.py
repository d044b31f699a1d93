"""Who a contact is in other accounts that it was moved to, or from: each account has it under an id of its own."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, or_, select

from contacts_tui.domain.source import MOVED_FROM, MOVED_TO
from contacts_tui.storage import history
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import CHANGE

_MOVED = or_(CHANGE.c.source.startswith(MOVED_TO), CHANGE.c.source.startswith(MOVED_FROM))


def along(connection: Connection, owners: Iterable[Owner]) -> set[Owner]:
    """Return contacts, and all that they are in accounts to which they went or from which they came."""
    found: set[Owner] = set()
    met = list(owners)
    while met:
        owner = met.pop()
        if owner not in found:
            found.add(owner)
            met += _others(connection, owner)
    return found


def _others(connection: Connection, owner: Owner) -> Iterator[Owner]:
    """Yield where a contact went, or came from. A move adds there, then deletes here, one contact after the other."""
    moves = select(CHANGE.c.transaction_id).where(owner.has_it, _MOVED)
    for transaction_id in connection.execute(moves).scalars().all():
        made = history.made_by(connection, transaction_id)
        came = [change.owner for change in made if change.source.startswith(MOVED_FROM)]
        went = [change.owner for change in made if change.source.startswith(MOVED_TO)]
        for pair in zip(came, went, strict=True):
            if owner in pair:
                yield from pair
