"""The table of what is in the trash: rows of which only some are there."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from textual import events, on
from textual.message import Message

from contacts_tui.domain.listed import PAGE, Known
from contacts_tui.domain.trash import Trashed, TrashPart
from contacts_tui.ui.present.trash_lines import cells, columns
from contacts_tui.ui.widgets.paged_rows import PagedRows
from contacts_tui.ui.widgets.row_table import RowTable

_BESIDE: Final = 2
"""Cells that no column has: the mark of the cursor, and the scroll bar."""


class TrashTable(RowTable):
    """Values in: parts of the trash. Messages out: requests."""

    DEFAULT_CSS = "TrashTable { overflow-y: scroll; }"

    @dataclass
    class Asked(Message):
        """A click asks for an action with the row under the cursor."""

        action: str

    class RowsWanted(Message):
        """Rows are shown, or soon may be, that are not there."""

    def __init__(self) -> None:
        super().__init__(())
        self._is_of_all = False
        self.rows_shown = PagedRows[Trashed](Known(0, 0), self._want)

    @property
    def under(self) -> Trashed | None:
        """What stands under the cursor; None if that is not there yet."""
        return self.rows_shown.at(self.cursor_row)

    def show_part(self, part: TrashPart, *, of_all: bool, stays: bool) -> None:
        """Show the trash, of which this part is there: cursor and window stay, or go to what was deleted last."""
        self._is_of_all = of_all
        self.rows_shown = PagedRows(part.known, self._want)
        self.rows_shown.put(part.stretch)
        self._fit()
        if stays:
            self.exchange(self.rows_shown)
        else:
            self.show(self.rows_shown)

    @property
    def cursor_page(self) -> int:
        """The page in which the cursor stands."""
        return self.cursor_row // PAGE

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width or self.app.size.width
        self.columns_shown = columns(width - _BESIDE, of_all=self._is_of_all)
        self.rows_shown.cells = partial(cells, beside=self.columns_shown)
        self.refresh()

    def _want(self) -> None:
        self.post_message(self.RowsWanted())

    @on(RowTable.CellOpened)
    def _restore(self, event: RowTable.CellOpened) -> None:
        event.stop()
        self.post_message(self.Asked("restore"))
