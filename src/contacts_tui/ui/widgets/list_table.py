"""The table of all contacts or all accounts: rows of which only some are there."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from textual import events, on
from textual.message import Message

from contacts_tui.domain.listed import PAGE, Known, Listed, ListOrder, Place
from contacts_tui.ui.present.list_lines import cells, columns
from contacts_tui.ui.widgets.listed_rows import ListedRows
from contacts_tui.ui.widgets.row_table import RowTable

_BESIDE: Final = 2
"""Cells that no column has: the mark of the cursor, and the scroll bar."""
_NONE: Final = Known(0, 0)


class ListTable(RowTable):
    """Values in: places of a list, and pages. Messages out: requests.

    It always has a scroll bar: one that came with the rows would have the screen laid out twice.
    """

    DEFAULT_CSS = "ListTable { overflow-y: scroll; }"

    @dataclass
    class Asked(Message):
        """A click asks for an action with the row under the cursor, or with all of them."""

        action: str

    class RowsWanted(Message):
        """Rows are shown, or soon may be, that are not there."""

    def __init__(self) -> None:
        super().__init__(())
        self.rows_shown = ListedRows(ListOrder(), _NONE, self._want)

    @property
    def under(self) -> Listed | None:
        """What stands under the cursor; None if that is not there yet."""
        return self.rows_shown.at(self.cursor_row)

    @property
    def cursor_line(self) -> int:
        """In which line of the window the cursor stands, or how far it is outside."""
        return self.cursor_row - round(self.scroll_y)

    def show_place(self, order: ListOrder, place: Place[Listed], line: int | None) -> None:
        """Show a row in a line of the window, the cursor on it; without a line, in that where the cursor was."""
        line = self.cursor_line if line is None else line
        if (self.rows_shown.order, self.rows_shown.known) != (order, place.known):
            self.rows_shown = ListedRows(order, place.known, self._want)
        self.rows_shown.put(place.around)
        self.sorted_by = (order.by.value, order.is_reversed)
        self._fit()
        self.show(self.rows_shown, self.rows_shown.key(place.index))
        self.scroll_to(y=place.index - line, animate=False, force=True)
        self.rows_shown.want_ends()

    def is_near(self, page: int) -> bool:
        """Whether a row of a page is in the window or under the cursor."""
        top = round(self.scroll_y)
        return page in {self.cursor_row // PAGE, top // PAGE, (top + self.size.height) // PAGE}

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width or self.app.size.width
        self.columns_shown = columns(self.rows_shown.order, width - _BESIDE)
        self.rows_shown.cells = partial(cells, beside=self.columns_shown)
        self.refresh()

    def _want(self) -> None:
        self.post_message(self.RowsWanted())

    @on(RowTable.CellOpened)
    def _open(self, event: RowTable.CellOpened) -> None:
        event.stop()
        self.post_message(self.Asked("open"))

    @on(RowTable.TitleClicked)
    def _sort(self, event: RowTable.TitleClicked) -> None:
        event.stop()
        self.post_message(self.Asked(f"sort('{event.column}')"))
