"""The table of changes: those that are read, newest first, and more of them as the end comes into sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.message import Message

from contacts_tui.domain.audited import AuditedChange
from contacts_tui.ui.present.columns import Column
from contacts_tui.ui.present.history_lines import cells, columns
from contacts_tui.ui.widgets.row_table import RowTable

_NEAR: Final = 20
"""Rows before the end from which on more are wanted."""


class HistoryRows:
    """Changes as rows; their cells are made when they come into sight."""

    def __init__(
        self,
        changes: Sequence[AuditedChange],
        beside: tuple[Column, ...],
        want: Callable[[], None],
        *,
        of_account: bool,
    ) -> None:
        self._changes = changes
        self._beside = beside
        self._want = want
        self._of_account = of_account
        self._index = {str(change.id): index for index, change in enumerate(changes)}

    def __len__(self) -> int:
        return len(self._changes)

    def row(self, index: int) -> tuple[str, ...]:
        """Return the cells of a change."""
        if index >= len(self) - _NEAR:
            self._want()
        return cells(self._changes[index], self._beside, of_account=self._of_account)

    def key(self, index: int) -> str:
        """Return what names a change."""
        return str(self._changes[index].id)

    def called(self, index: int) -> str:
        """Return what a change is called in a sentence."""
        return self._changes[index].about

    def find(self, key: str) -> int | None:
        """Return where a change stands, None if it is not here."""
        return self._index.get(key)


class HistoryTable(RowTable):
    """Values in: changes. Messages out: requests. It always has a scroll bar, as there may be more than are read."""

    DEFAULT_CSS = "HistoryTable { overflow-y: scroll; }"

    @dataclass
    class Asked(Message):
        """A double click asks for an action with the change under the cursor."""

        action: str

    class MoreWanted(Message):
        """The last of the changes that are there come into sight."""

    def __init__(self) -> None:
        super().__init__(())
        self._changes: tuple[AuditedChange, ...] = ()
        self._of_account = False

    @property
    def under(self) -> AuditedChange | None:
        """The change under the cursor; None if there is none."""
        return self._changes[self.cursor_row] if self._changes else None

    def show_changes(self, changes: tuple[AuditedChange, ...], *, of_account: bool, stays: bool) -> None:
        """Show changes: the cursor stays on its row, and the window where it is, or both go to the newest."""
        self._changes, self._of_account = changes, of_account
        rows = self._rows()
        if stays:
            self.exchange(rows)
        else:
            self.show(rows)

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self.exchange(self._rows())

    def _rows(self) -> HistoryRows:
        self.columns_shown = columns(self.room, of_account=self._of_account)
        return HistoryRows(self._changes, self.columns_shown, self._want, of_account=self._of_account)

    def _want(self) -> None:
        self.post_message(self.MoreWanted())

    @on(RowTable.CellOpened)
    def _open(self, event: RowTable.CellOpened) -> None:
        event.stop()
        self.post_message(self.Asked("open"))
