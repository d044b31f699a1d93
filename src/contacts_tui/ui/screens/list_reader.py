"""Reads the lists in the background, and counts them only where something was changed."""

from typing import TypeAlias

from contacts_tui.domain.listed import Known, Listed, ListOf, ListOrder, Place, Stretch
from contacts_tui.ui.background import Background
from contacts_tui.ui.widgets.listed_rows import ListedRows

Wanted: TypeAlias = Listed | str | int
"""A row, the first one that begins with a text, or the one in a place."""


class ListReader:
    """Reads places and pages; only what is awaited lets keys wait. Raises ContactsError."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._known: dict[ListOf, Known] = {}

    async def find(self, order: ListOrder, wanted: Wanted, *, awaited: bool = True) -> Place[Listed]:
        """Return where something stands in a list, with the rows around it."""
        known = self._known.get(order.of)
        place = await self._background.read(lambda services: services.lists.find(order, wanted, known), awaited=awaited)
        self._known[order.of] = place.known
        return place

    async def page(self, rows: ListedRows, page: int) -> Stretch[Listed]:
        """Return a page, read from the nearest place that is known."""
        start, end, boundary = rows.way_to(page)
        return await self._background.read(
            lambda services: services.lists.read(rows.order, start, end, boundary), awaited=False
        )
