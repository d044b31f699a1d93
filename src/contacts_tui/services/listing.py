"""All contacts and all accounts, some rows at a time."""

from contacts_tui.domain.listed import Boundary, Known, Listed, ListOrder, Place, Spot, Stretch, pages_around
from contacts_tui.domain.shown import whole_number
from contacts_tui.services.checking import Surroundings
from contacts_tui.storage import history, listing
from contacts_tui.storage.database import Database
from contacts_tui.storage.pages import Reading


class Lists:
    """What is gone through from one end to the other, however long it is."""

    def __init__(self, database: Database, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._surroundings = surroundings or Surroundings()

    def find(self, order: ListOrder, wanted: Listed | str | int, known: Known | None = None) -> Place[Listed]:
        """Return where a row stands now, the first one that begins with a text, or the one in a place.

        `known` spares counting as long as nothing was changed. Raises DatabaseUnusable.
        """
        with self._database.reading() as connection:
            as_of = history.last_change(connection)
            if known is None or known.as_of != as_of:
                known = Known(listing.count(connection, order.of), as_of)
            index, boundary = _reached(connection, order, wanted, known.count)
            at = max(0, min(index, known.count - 1))
            start, end = pages_around(at, known.count)
            around = Stretch(start, _rows(connection, order, start, end, boundary), as_of)
        there = around.rows[index - start :][:1]
        is_so = any(_is_wanted(row, order, wanted) for row in there)
        return Place(known, whole_number(known.count, self._surroundings.locale), at, is_so, around)

    def read(self, order: ListOrder, start: int, end: int, boundary: Boundary) -> Stretch[Listed]:
        """Return the rows between two places, reached from a third. Raises DatabaseUnusable.

        They are fewer than asked for, or others, where something was changed: then `as_of` tells.
        """
        with self._database.reading() as connection:
            as_of = history.last_change(connection)
            return Stretch(start, _rows(connection, order, start, end, boundary), as_of)


def _reached(connection: Reading, order: ListOrder, wanted: Listed | str | int, count: int) -> tuple[int, Boundary]:
    """How many stand before what is wanted, and from where it is reached."""
    if isinstance(wanted, int):
        return wanted, Boundary(0, None) if wanted < count // 2 else Boundary(count, None)
    spot = order.begun_by(wanted) if isinstance(wanted, str) else wanted.spot(order)
    index = listing.count_before(connection, order, spot)
    return index, Boundary(index, spot)


def _is_wanted(row: Listed, order: ListOrder, wanted: Listed | str | int) -> bool:
    if isinstance(wanted, str):
        return row.spot(order).key.startswith(order.beginning(wanted))
    return isinstance(wanted, int) or row.key == wanted.key


def _rows(connection: Reading, order: ListOrder, start: int, end: int, boundary: Boundary) -> tuple[Listed, ...]:
    """The rows between two places: those before the boundary are reached backwards from it, the others forwards."""
    index, spot = boundary.index, boundary.spot
    spots: list[Spot] = []
    if start < index:
        until = min(end, index)
        skip, limit = index - until, until - start
        spots += listing.spots(connection, order, spot, skip=skip, limit=limit, is_backwards=True)
    if end > index:
        begin = max(start, index)
        spots += listing.spots(connection, order, spot, skip=begin - index, limit=end - begin)
    return listing.rows(connection, order, spots)
