"""An account's bills and payments: how many there are, the filter, the table, and the line under the cursor, whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from textual.app import ComposeResult
from typing_extensions import override

from contacts_tui.domain.billing_center import LedgerLine
from contacts_tui.domain.ledger_arranged import ArrangedLedger, LedgerOrder
from contacts_tui.ui.present.ledger_lines import told
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.filter_field import FilterField
from contacts_tui.ui.widgets.filtered_table import FilteredTable
from contacts_tui.ui.widgets.ledger_table import LedgerTable
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.title_row import TitleRow

NAMES: Final = ("Bills and Payments", "Ledger")
NOTHING: Final = "Nothing here yet."
NO_MATCH: Final = 'No bill or payment here matches "{}". escape clears.'
NOT_FOUND: Final = "The filter does not find it and is cleared."
NOTHING_FOUND: Final = "The filter finds nothing any more and is cleared."


class LedgerList(FilteredTable[LedgerTable]):
    """Values in: lines, an order, a filter. Messages out: those of the table and of the filter's field."""

    DEFAULT_CSS = """
    LedgerList {
        height: 1fr;
        LedgerTable { height: 1fr; }
        #empty { height: 1fr; text-wrap: wrap; }
        #detail { color: $text-muted; }
    }
    """

    def __init__(self, offers: Sequence[Part] = ()) -> None:
        super().__init__(TitleRow(NAMES), LedgerTable(), NO_MATCH)
        self._offers = offers
        """What stands behind the sentence that there is nothing yet."""
        self._arranged = ArrangedLedger()
        self._table.pointed = self._tell
        self._empty = ActionLine(id="empty")
        self._detail = MessageLine(id="detail")

    @override
    def compose(self) -> ComposeResult:
        yield self._title
        yield self._table
        yield self._empty
        yield self._detail

    @property
    def line(self) -> LedgerLine | None:
        """The line under the cursor."""
        return self._table.line

    @property
    def lines(self) -> tuple[LedgerLine, ...]:
        """All lines, oldest first."""
        return self._arranged.lines

    @property
    def order(self) -> LedgerOrder:
        """In which order they stand."""
        return self._arranged.order

    @order.setter
    def order(self, order: LedgerOrder) -> None:
        self._arrange(replace(self._arranged, order=order))

    @property
    @override
    def sought(self) -> str:
        return self._arranged.filter

    def show(self, lines: tuple[LedgerLine, ...], key: str = "") -> str:
        """Show the lines of a ledger, the cursor on one of them; without a key it stays where it is.

        Returns what there is to say of a filter that was cleared because it does not find that one, or nothing more.
        """
        self._arrange(replace(self._arranged, lines=lines))
        is_missed = not self.move_to(key) if key else bool(self.no_match)
        is_cleared = is_missed and self.is_filtered
        if is_cleared:
            self.clear_filter()
            self.move_to(key)
        self.focus_table()
        return (NOT_FOUND if key else NOTHING_FOUND) if is_cleared else ""

    def renew(self, lines: tuple[LedgerLine, ...]) -> None:
        """Show the same ledger as it is by now: cursor, window, filter, order and focus stay."""
        self._arranged = replace(self._arranged, lines=lines)
        self._table.renew(self._arranged.in_sight())
        self._tell_arranged()

    def move_to(self, key: str) -> bool:
        """Put the cursor on a line; False where it is not in sight, and the cursor stays."""
        return self._table.move_to(key)

    async def open_filter(self) -> None:
        """Let the filter be typed, into the field that was made before if there is one."""
        await self._title.open(FilterField)

    @override
    def narrow(self, text: str) -> None:
        self._arrange(replace(self._arranged, filter=text))

    def _arrange(self, arranged: ArrangedLedger) -> None:
        self._arranged = arranged
        self._table.order, self._table.sought = arranged.order, arranged.query
        self._table.lines = arranged.in_sight()
        self._tell_arranged()

    def _tell_arranged(self) -> None:
        lines = self._table.lines
        self.tell_counts(len(lines), len(self.lines))
        self._empty.display = not lines
        nothing = (Part(f" {NOTHING}"), *self._offers)
        self._empty.parts = (Part(f" {self.no_match}"),) if self.lines else nothing
        self._tell()

    def _tell(self) -> None:
        self._detail.sentence = told(self.line) if self.line else ""
