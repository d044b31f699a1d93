"""A table below its count and its filter: what the contacts of the page and the ledger have in common."""

from abc import abstractmethod
from typing import Generic, TypeVar

from textual.containers import Vertical

from contacts_tui.ui.present.fitting import quotable
from contacts_tui.ui.widgets.row_table import RowTable
from contacts_tui.ui.widgets.title_row import TitleRow

Table = TypeVar("Table", bound=RowTable)


class FilteredTable(Vertical, Generic[Table]):
    """Narrows a table down to what a text finds, and keeps the cursor on its row."""

    def __init__(self, title: TitleRow, table: Table, no_match: str) -> None:
        """`no_match` is what is said where nothing is found, with a place for the text."""
        super().__init__()
        self._title = title
        self._table = table
        self._no_match = no_match
        self._was = ""
        """The key of the row that the cursor was on last: a filter that finds nothing leaves it on none."""

    @property
    @abstractmethod
    def sought(self) -> str:
        """What the rows are narrowed down to, as typed."""

    @abstractmethod
    def narrow(self, text: str) -> None:
        """Show the rows that a text finds."""

    @property
    def is_filtered(self) -> bool:
        """Whether there is a filter, or a field to type one into."""
        return self._title.is_open

    @property
    def no_match(self) -> str:
        """What is said where the filter finds nothing; empty where it does, or where there is none."""
        in_sight, count = self._title.counts
        return self._no_match.format(quotable(self.sought)) if count and not in_sight else ""

    def filter(self, text: str) -> None:
        """Show the rows that a text finds, the cursor on the same one or else on the first."""
        self._was = self._table.cursor_key or self._was
        self.narrow(text)
        if not self._table.move_to(self._was):
            self._table.move_cursor(row=0)

    def keep_filter(self, text: str) -> None:
        """Leave the filter for the table; one without words is cleared, one that finds nothing is not left."""
        self.filter(text)
        if not text.strip():
            self.clear_filter()
        elif not self.no_match:
            self.focus_table()

    def clear_filter(self) -> None:
        """Show all rows again, the cursor on the same one."""
        self._title.close()
        self.filter("")
        self.focus_table()

    def focus_table(self) -> None:
        """Let the next key go to the table."""
        self._table.focus()

    def stand(self) -> None:
        """Put the terminal's own cursor where the next key goes: on the row under the table's, or into the filter."""
        self._table.stand()
        self._title.stand()

    def tell_counts(self, in_sight: int, count: int) -> None:
        """Tell how many rows are in sight, and how many there are; a table that would be empty is not shown.

        Once it is there again, keys go to it, unless they go somewhere else by now.
        """
        self._title.counts = in_sight, count
        is_back = bool(in_sight) and not self._table.display
        self._table.display = bool(in_sight)
        if is_back and self.screen.focused is None:
            self.focus_table()
