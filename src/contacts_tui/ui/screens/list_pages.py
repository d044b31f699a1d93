"""Fills the table of a list: with the place that is asked for, and with the pages that come into sight."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from contacts_tui.domain.listed import PAGE, Listed, ListOrder, Place
from contacts_tui.ui.screens.list_reader import ListReader
from contacts_tui.ui.widgets.list_table import ListTable


class ListPages:
    """Shows what is read, unless it was overtaken by something else. Raises ContactsError."""

    def __init__(self, reader: ListReader, table: ListTable, tell: Callable[[ListOrder, Place], None]) -> None:
        """`tell` hears of each list that is shown, or shown anew because somebody has changed something."""
        self._reader = reader
        self._table = table
        self._tell = tell
        self._asked = 0
        """How many places were asked for."""
        self._under_way = 0
        self._is_fetching = False

    async def show(self, order: ListOrder, finding: Awaitable[Place], line: int | None = None) -> Place | None:
        """Show a place of a list, once it is found, in a line of the window; without one, in that of the cursor.

        None where another one was asked for meanwhile: that one is shown.
        """
        self._asked += 1
        this, self._under_way = self._asked, self._under_way + 1
        try:
            place = await finding
        finally:
            self._under_way -= 1
        if this != self._asked:
            return None
        self._show(order, place, line)
        return place

    async def refresh(self) -> None:
        """Show the list as it is now, the cursor on the same row, unless a place is on its way; no key waits."""
        if self._under_way:
            return
        order, asked, row = self._table.rows_shown.order, self._asked, self._table.cursor_row
        place = await self._reader.find(order, self._table.under or row, awaited=False)
        if asked == self._asked and self._table.is_attached:
            moved = min(max(0, place.index + self._table.cursor_row - row), max(0, place.known.count - 1))
            self._show(order, replace(place, index=moved), None)

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

    def _show(self, order: ListOrder, place: Place, line: int | None) -> None:
        self._table.show_place(order, place, line)
        self._tell(order, place)

    async def _fetch(self, page: int) -> None:
        """Have a page at hand; where something was changed since the others were read, read anew what is in sight."""
        rows = self._table.rows_shown
        try:
            stretch = await self._reader.page(rows, page)
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
