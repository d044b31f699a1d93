"""Fills the table of a long list: with the place that is asked for, and with the pages that come into sight."""

from collections.abc import Awaitable, Callable
from typing import Generic, Protocol

from contacts_tui.domain.listed import PAGE, Place, Stretch
from contacts_tui.ui.widgets.paged_rows import Look, PagedRows, Shown
from contacts_tui.ui.widgets.paged_table import PagedTable


class Reader(Protocol[Look, Shown]):
    """Reads places and pages; only what is awaited lets keys wait. Raises ContactsError."""

    async def find(self, look: Look, wanted: Shown | int, *, awaited: bool) -> Place[Shown]:
        """Return where a row stands by now, or the one in a place, with the rows around it."""

    async def page(self, rows: PagedRows[Look, Shown], page: int) -> Stretch[Shown]:
        """Return a page; no key waits for it."""


class Pages(Generic[Look, Shown]):
    """Shows what is read, unless it was overtaken by something else. Raises ContactsError."""

    def __init__(
        self,
        reader: Reader[Look, Shown],
        table: PagedTable[Look, Shown],
        tell: Callable[[Look, Place[Shown]], None],
        *,
        newest_first: bool = False,
    ) -> None:
        """`tell` hears of each list that is shown, or shown anew because somebody has changed something.

        With `newest_first` the window stays where it is while others change things, so that what they add at the top
        of it is seen; else it goes along with the row under the cursor, so that the same rows are in sight.
        """
        self._reader = reader
        self._table = table
        self._tell = tell
        self._newest_first = newest_first
        self.look = table.rows_shown.look
        """What was asked for last, whether it is there already or not."""
        self._asked = 0
        """How many places were asked for."""
        self._under_way = 0
        self._is_fetching = False

    async def show(self, look: Look, finding: Awaitable[Place[Shown]], line: int | None = None) -> Place[Shown] | None:
        """Show a place of a list, once it is found, in a line of the window; without one, in that of the cursor.

        None where another one was asked for meanwhile, which is shown, or the screen was left.
        """
        self._asked += 1
        this, self._under_way, self.look = self._asked, self._under_way + 1, look
        try:
            place = await finding
        finally:
            self._under_way -= 1
        if this != self._asked or not self._table.is_attached:
            return None
        self._table.show_rows(
            self._table.rows_of(look, place), place.index, self._table.cursor_line if line is None else line
        )
        self._tell(look, place)
        return place

    async def refresh(self) -> None:
        """Show the list as it is now, the cursor on the same row, unless a place is on its way; no key waits."""
        if self._under_way:
            return
        look, asked, row = self.look, self._asked, self._table.cursor_row
        is_same = self._table.rows_shown.look == look
        place = await self._reader.find(look, (self._table.under or row) if is_same else 0, awaited=False)
        rows = self._table.rows_of(look, place)
        shift = place.index - row
        shift_of_window = 0 if self._newest_first else shift
        await self._have_in_sight(rows, self._table.top + shift_of_window)
        is_newer = place.known.as_of >= self._table.rows_shown.known.as_of
        if asked == self._asked and is_newer and self._table.is_attached:
            index = min(max(0, self._table.cursor_row + shift), max(0, len(rows) - 1))
            is_gone = not place.is_so and self._table.cursor_row == row
            self._table.renew_rows(rows, index, shift_of_window, is_gone=is_gone)
            self._tell(look, place)

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

    async def fetch_under(self) -> Shown | None:
        """Return what stands under the cursor, once it is there; None if it is not there any more."""
        rows = self._table.rows_shown
        await self._fetch(self._table.cursor_row // PAGE)
        if rows is not self._table.rows_shown and not self._table.under:
            await self._fetch(self._table.cursor_row // PAGE)
        return self._table.under

    async def _have_in_sight(self, rows: PagedRows[Look, Shown], top: int) -> None:
        """Read what will be in the window before it is shown there: it was there before."""
        for page in self._table.pages_in_sight(top):
            if page not in rows.pages and page * PAGE < len(rows):
                stretch = await self._reader.page(rows, page)
                if stretch.as_of == rows.known.as_of:
                    rows.put(stretch)

    async def _fetch(self, page: int) -> None:
        """Have a page at hand; where something was changed since the others were read, read anew what is in sight."""
        rows = self._table.rows_shown
        try:
            stretch = await self._reader.page(rows, page)
        except BaseException:
            rows.want_none()
            raise
        if rows is not self._table.rows_shown or not self._table.is_attached:
            return
        if stretch.as_of != rows.known.as_of:
            await self.refresh()
        else:
            rows.put(stretch)
            if self._table.is_near(page):
                self._table.refresh_rows()
