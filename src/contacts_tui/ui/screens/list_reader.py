"""Reads the lists in the background, and counts them only where something was changed."""

from typing import TypeAlias

from contacts_tui.domain.listed import Known, Listed, ListOf, ListOrder, Place, Stretch
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.listed_pages import ListedRows, way_to

Wanted: TypeAlias = Listed | str | int
"""A row, the first one that begins with a text, or the one in a place."""


class ListReader:
    """Reads places and pages; only what is awaited lets keys wait. Raises ContactsError."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._known: dict[ListOf, Known] = {}

    async def find(self, look: ListOrder, wanted: Wanted, *, awaited: bool = True) -> Place[Listed]:
        """Return where something stands in a list, with the rows around it."""
        known = self._known.get(look.of)
        place = await self._background.read(lambda services: services.lists.find(look, wanted, known), awaited=awaited)
        self._known[look.of] = place.known
        return place

    async def page(self, rows: ListedRows, page: int) -> Stretch[Listed]:
        """Return a page, read from the nearest place that is known."""
        start, end, boundary = way_to(page, rows)
        return await self._background.read(
            lambda services: services.lists.read(rows.look, start, end, boundary), awaited=False
        )
