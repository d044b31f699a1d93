"""The bills and payments of one account as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.reactive import reactive

from contacts_tui.domain.billing_center import LedgerLine
from contacts_tui.domain.ledger_arranged import LedgerOrder
from contacts_tui.ui.present.ledger_lines import LedgerCells
from contacts_tui.ui.widgets.row_table import RowTable


class LedgerRows:
    """Lines of a ledger as rows; their cells are made when they come into sight."""

    def __init__(self, lines: Sequence[LedgerLine], cells: LedgerCells) -> None:
        self._lines = lines
        self._cells = cells
        self._index = {line.key: index for index, line in enumerate(lines)}

    def __len__(self) -> int:
        return len(self._lines)

    def row(self, index: int) -> tuple[str, ...]:
        """Return the cells of a line."""
        return self._cells.row(self._lines[index])

    def key(self, index: int) -> str:
        """Return what names a line."""
        return self._lines[index].key

    def called(self, index: int) -> str:
        """Return what a line is called in a sentence."""
        return self._lines[index].told

    def find(self, key: str) -> int | None:
        """Return where a line stands, None if it is not here."""
        return self._index.get(key)


class LedgerTable(RowTable):
    """The table of the Billing Center: `lines` in, requests out."""

    lines: reactive[tuple[LedgerLine, ...]] = reactive(())
    """What is shown, in this order; the cursor stays on its line, else on its place."""
    order: reactive[LedgerOrder] = reactive(LedgerOrder())
    """The order in which they are given: the titles tell of it."""

    @dataclass
    class Asked(Message):
        """A click asks for an action with the line under the cursor, or with all of them."""

        action: str

    def __init__(self) -> None:
        super().__init__(())

    @property
    def line(self) -> LedgerLine | None:
        """The line under the cursor; None if there is none."""
        return self.lines[self.cursor_row] if self.lines else None

    def watch_lines(self) -> None:
        """Show the lines."""
        self.show(self._rows(), self._cursor_key)

    def renew(self, lines: tuple[LedgerLine, ...]) -> None:
        """Show the same ledger as it is by now; neither the cursor nor the window moves."""
        self.set_reactive(LedgerTable.lines, lines)
        self.exchange(self._rows())

    def watch_order(self) -> None:
        """Tell by which column the lines are sorted."""
        self.sorted_by = (self.order.by.value, self.order.is_reversed)

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self.exchange(self._rows())

    def _rows(self) -> LedgerRows:
        cells = LedgerCells.of(self.lines, self.room)
        self.columns_shown = cells.columns
        return LedgerRows(self.lines, cells)

    @on(RowTable.CellOpened)
    def _open(self, event: RowTable.CellOpened) -> None:
        event.stop()
        self.post_message(self.Asked("open"))

    @on(RowTable.TitleClicked)
    def _sort(self, event: RowTable.TitleClicked) -> None:
        event.stop()
        self.post_message(self.Asked(f"sort('{event.column}')"))
