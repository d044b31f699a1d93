"""Reads what a list shows: the place that is asked for, and the pages that come into sight."""

from collections.abc import Callable
from typing import TypeAlias

from contacts_tui.domain.listed import PAGE, Known, Listed, ListOf, ListOrder, Place
from contacts_tui.ui.background import Background
from contacts_tui.ui.widgets.list_table import ListTable

Wanted: TypeAlias = Listed | str | int
"""A row, the first one that begins with a text, or the one in a place."""


class ListReader:
    """Fills a table from the database; nothing waits for it but who asks for it. Raises ContactsError."""

    def __init__(self, background: Background, table: ListTable, tell: Callable[[ListOrder, Place], None]) -> None:
        """`tell` hears of each list that is shown, or shown anew because somebody has changed something."""
        self._background = background
        self._table = table
        self._tell = tell
        self._known: dict[ListOf, Known] = {}
        self._asked = 0
        """How many lists were asked for."""
        self._under_way = 0
        self._is_fetching = False

    async def show(
        self, order: ListOrder, wanted: Wanted, line: int | None = None, *, awaited: bool = True
    ) -> Place | None:
        """Show a list where something stands in it, in a line of the window; without one, in that of the cursor.

        None where another list was asked for meanwhile: that one is shown.
        """
        self._asked += 1
        this, self._under_way = self._asked, self._under_way + 1
        try:
            place = await self._find(order, wanted, awaited=awaited)
        finally:
            self._under_way -= 1
        if this != self._asked:
            return None
        self._show(order, place, line)
        return place

    async def refresh(self) -> None:
        """Show the list as it is now, the cursor on the same row, unless another one is on its way; no key waits."""
        if self._under_way:
            return
        order, asked = self._table.rows_shown.order, self._asked
        place = await self._find(order, self._table.under or self._table.cursor_row, awaited=False)
        if asked == self._asked:
            self._show(order, place, None)

    async def _find(self, order: ListOrder, wanted: Wanted, *, awaited: bool) -> Place:
        known = self._known.get(order.of)
        place = await self._background.read(lambda services: services.lists.find(order, wanted, known), awaited=awaited)
        self._known[order.of] = place.known
        return place

    def _show(self, order: ListOrder, place: Place, line: int | None) -> None:
        self._table.show_place(order, place, line)
        self._tell(order, place)

    async def fetch_wanted(self) -> None:
        """Fetch one page after the other, until none is wanted any more."""
        if self._is_fetching:
            return
        self._is_fetching = True
        try:
            while (page := self._table.rows_shown.wanted()) is not None:
                await self._fetch(page)
        finally:
            self._is_fetching = False

    async def fetch_under(self) -> Listed | None:
        """Return what stands under the cursor, once it is there; None if it is not there any more."""
        rows = self._table.rows_shown
        await self._fetch(self._table.cursor_row // PAGE)
        if rows is not self._table.rows_shown and not self._table.under:
            await self._fetch(self._table.cursor_row // PAGE)
        return self._table.under

    async def _fetch(self, page: int) -> None:
        """Have a page at hand; where something was changed since the others were read, read anew what is in sight."""
        rows = self._table.rows_shown
        start, end, boundary = rows.way_to(page)
        try:
            stretch = await self._background.read(
                lambda services: services.lists.read(rows.order, start, end, boundary), awaited=False
            )
        except BaseException:
            rows.want_none()
            raise
        if rows is not self._table.rows_shown:
            return
        if stretch.as_of != rows.known.as_of:
            await self.refresh()
        else:
            rows.put(stretch)
            if self._table.is_near(page):
                self._table.refresh_rows()
