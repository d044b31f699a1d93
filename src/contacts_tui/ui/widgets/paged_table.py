"""A table of a long list: rows of which only some are there."""

from collections.abc import Callable
from typing import Generic

from textual import events
from textual.message import Message

from contacts_tui.domain.listed import PAGE, Known, Place
from contacts_tui.ui.present.columns import Column
from contacts_tui.ui.widgets.paged_rows import Look, PagedRows, Shown
from contacts_tui.ui.widgets.row_table import RowTable


class PagedTable(RowTable, Generic[Look, Shown]):
    """Values in: places of a list, and pages. Messages out: requests.

    It always has a scroll bar: one that came with the rows would have the screen laid out twice.
    """

    DEFAULT_CSS = "PagedTable { overflow-y: scroll; }"

    class RowsWanted(Message):
        """Rows are shown, or soon may be, that are not there."""

    def __init__(
        self,
        look: Look,
        columns: Callable[[Look, int], tuple[Column, ...]],
        cells: Callable[[Shown, tuple[Column, ...]], tuple[str, ...]],
    ) -> None:
        """`columns` are those that stand beside each other in so many cells, `cells` what a row has in them."""
        super().__init__(())
        self._columns = columns
        self._cells = cells
        self.rows_shown = PagedRows[Look, Shown](look, Known(0, 0), self._want)

    @property
    def under(self) -> Shown | None:
        """What stands under the cursor; None if that is not there yet."""
        return self.rows_shown.at(self.cursor_row)

    @property
    def top(self) -> int:
        """Which row is the first one in the window."""
        return round(self.scroll_y)

    @property
    def cursor_line(self) -> int:
        """In which line of the window the cursor stands, or how far it is outside."""
        return self.cursor_row - self.top

    def rows_of(self, look: Look, place: Place[Shown]) -> PagedRows[Look, Shown]:
        """Return the rows of a list of which a place was read: those that are shown, where nothing was changed."""
        rows = self.rows_shown
        if (rows.look, rows.known) != (look, place.known):
            rows = PagedRows(look, place.known, self._want)
        rows.put(place.around)
        return rows

    def show_rows(self, rows: PagedRows[Look, Shown], index: int, line: int) -> None:
        """Show rows, one of them in a line of the window, the cursor on it."""
        self._hold(rows)
        self.show(rows, rows.key(index))
        self.scroll_to(y=index - line, animate=False, force=True)
        rows.want_ends()

    def renew_rows(self, rows: PagedRows[Look, Shown], index: int, shift: int, *, is_gone: bool) -> None:
        """Show the same list as it is by now: the cursor on its row, and the window so many rows further down.

        If the row `is_gone`, the cursor stands on the one in its place.
        """
        top = self.top + shift
        self._hold(rows)
        self.exchange(rows, index, is_gone=is_gone)
        if shift:
            self.scroll_to(y=top, animate=False, force=True)

    def pages_in_sight(self, top: int) -> set[int]:
        """Return the pages of which rows are in a window that begins with a row."""
        return {max(0, row) // PAGE for row in (top, top + self.size.height)}

    def is_near(self, page: int) -> bool:
        """Whether a row of a page is in the window or under the cursor."""
        return page in self.pages_in_sight(self.top) | {self.cursor_row // PAGE}

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self._fit()

    def _hold(self, rows: PagedRows[Look, Shown]) -> None:
        self.rows_shown = rows
        self._fit()

    def _fit(self) -> None:
        self.columns_shown = beside = self._columns(self.rows_shown.look, self.room)
        self.rows_shown.cells = lambda row: self._cells(row, beside)
        self.refresh()

    def _want(self) -> None:
        self.post_message(self.RowsWanted())
