"""The Billing Center: what an account owes and since when, its last bills as a chart, and its ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed
from contacts_tui.domain.billing_center import BillingCenter
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.present.ledger_lines import paid, standing_lines
from contacts_tui.ui.screens.closing import is_open
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.screens.ledger_sorting import SORTS, asked_by, told
from contacts_tui.ui.screens.page_keys import READ_ONLY
from contacts_tui.ui.screens.question import in_worker
from contacts_tui.ui.screens.recording import What
from contacts_tui.ui.screens.second_key import SecondKey
from contacts_tui.ui.screens.view_bill import BillScreen
from contacts_tui.ui.widgets.action_line import Part
from contacts_tui.ui.widgets.bill_chart import BillChart
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.filter_field import FILTER_KEYS
from contacts_tui.ui.widgets.ledger_list import LedgerList
from contacts_tui.ui.widgets.ledger_table import LedgerTable
from contacts_tui.ui.widgets.page_view import PageView

NOTHING_HERE: Final = "There is no bill and no payment here. P records a payment, B a bill."
RECORD: Final = (
    Part(" "),
    Part("[P Payment]", "bold", "record('payment')"),
    Part("  "),
    Part("[B Bill]", "bold", "record('bill')"),
)
"""What is offered where there is nothing yet."""

_CHART_FROM: Final = 18
"""Lines of a screen from which on there is a chart."""
_BESIDE_CHART: Final = 10
"""Lines that are neither the chart's nor the table's."""
_MOST_BARS: Final = 12


@dataclass(frozen=True, slots=True)
class Acts:
    """What the ledger's keys do; what came of it is told to `reload`, or said by `said`."""

    record: Callable[[What, Account], None]
    correct: Callable[[Account, Billed], None]
    void: Callable[[Account, Billed, str], None]
    undo: Callable[[], None]
    redo: Callable[[], None]
    view: PageView
    """Says what happened: so does the Billing Center then."""


class CenterScreen(Follower[None]):
    """Shows an account's ledger and opens its bills."""

    AUTO_FOCUS = "LedgerTable"
    DEFAULT_CSS = """
    CenterScreen {
        overflow: hidden;
        #standing { height: auto; padding: 0 1; text-wrap: nowrap; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "View Bill", id="center.open", tooltip="View the bill under the cursor"),
        Binding("slash", "filter", "Filter", id="center.filter", key_display="/", tooltip="Filter as you type"),
        Binding("s", "sort", "Sort", id="center.sort", tooltip="Sort: d, w, u, a, o, b or s says by what"),
        Binding("P", "record('payment')", "Payment", id="center.payment", tooltip="Record a payment"),
        Binding("B", "record('bill')", "Bill", id="center.bill", tooltip="Record a bill or a credit note"),
        Binding("e", "correct", "Correct", id="center.correct", tooltip="Correct the bill or payment under the cursor"),
        Binding("V", "void", "Void", id="center.void", tooltip="Void the bill or payment under the cursor; asks first"),
        Binding("u", "undo", "Undo", id="center.undo", tooltip="Undo the last change"),
        Binding("U", "redo", "Redo", id="center.redo", show=False, tooltip="Do again what was undone last"),
    ]
    writes = frozenset({"record('payment')", "record('bill')", "correct", "void", "undo", "redo"})
    first_to_go = ("undo", "void", "correct", "record('bill')", "record('payment')", "sort", "filter", "help")

    def __init__(self, center: BillingCenter, background: Background, acts: Acts | None) -> None:
        super().__init__(background, read_only=acts is None)
        self._center = center
        self._acts = acts
        """What changes bills and payments; None where nothing may be changed."""
        self._standing = Static(id="standing", markup=False)
        self._chart = BillChart()
        self._ledger = LedgerList(RECORD if acts else ())

    @override
    def body(self) -> Iterable[Widget]:
        return self._standing, self._chart, self._ledger

    def on_mount(self) -> None:
        """Begin with the newest line, and say what the page says from now on."""
        self._show(self._center)
        if self._acts:
            self.watch(self._acts.view, "said", self._say, init=False)

    def _say(self, sentence: str) -> None:
        self.said = sentence

    def on_resize(self) -> None:
        """Use the room there is."""
        self._tell_standing()
        high = self.app.size.height
        self._chart.room = min(_MOST_BARS, (high - _BESIDE_CHART) // 2) if high >= _CHART_FROM else 0

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from what was above."""
        self._ledger.stand()

    @override
    async def follow(self, said: str, key: str) -> None:
        """Show the ledger as it is now, the cursor on a line (else where it is), and say what happened."""
        line = self._ledger.line
        await self.reload(key or (line.key if line else ""), said)

    @override
    async def renew(self) -> None:
        try:
            center = await self._read(awaited=False)
        except ContactsError as error:
            self.said = str(error)
        else:
            if is_open(self):
                self._tell(center)
                self._ledger.renew(center.lines)

    async def _read(self, *, awaited: bool = True) -> BillingCenter:
        account_id = self._center.account.id
        return await self.background.read(lambda services: services.billing.center(account_id), awaited=awaited)

    async def reload(self, key: str = "", said: str = "") -> None:
        """Show the ledger as it is now, the cursor on a line (else where it is), and say what happened."""
        try:
            center = await self._read()
        except ContactsError as error:
            self.said = f"{said} {error}".strip()
        else:
            if is_open(self):
                self.said = f"{said} {self._show(center, key)}".strip()

    def _show(self, center: BillingCenter, key: str = "") -> str:
        self._tell(center)
        return self._ledger.show(center.lines, key)

    def _tell(self, center: BillingCenter) -> None:
        self._center = center
        self.heading = shown(f"Billing Center: {center.account.called}")
        self._tell_standing()
        self._chart.bars = center.bars

    def _tell_standing(self) -> None:
        wide, high = self.app.size
        lines = standing_lines(self._center, wide - 2, 4 if high >= _CHART_FROM else 3) if self._center.lines else []
        self._standing.update(Content("\n".join(lines)))
        self._standing.display = bool(lines)

    def action_open(self) -> None:
        """Open the bill under the cursor; of a payment, say all there is."""
        line = self._ledger.line
        if line is None:
            self.said = self._ledger.no_match or "There is no bill to view."
        elif isinstance(line.of, Bill):
            self.run_worker(self._open(line.of.id))
        else:
            self.said = paid(line, line.of, self._ledger.lines)

    def _acting(self) -> Acts | None:
        """What may change something; where nothing may, a sentence says so."""
        if self._acts is None:
            self.said = READ_ONLY
        else:
            # The same sentence a second time is news again.
            self._acts.view.said = ""
        return self._acts

    def action_record(self, what: What) -> None:
        """Open an empty form for a payment or a bill."""
        if acts := self._acting():
            acts.record(what, self._center.account)

    def action_correct(self) -> None:
        """Open the bill or payment under the cursor."""
        line, acts = self._ledger.line, self._acting()
        if acts and line and line.of.is_void:
            self.said = f"{line.told} is void and stays as it is."
        elif acts and line:
            acts.correct(self._center.account, line.of)
        elif acts:
            self.said = self._ledger.no_match or NOTHING_HERE

    def action_void(self) -> None:
        """Ask, then let the bill or payment under the cursor no longer count."""
        line, acts = self._ledger.line, self._acting()
        if acts and line and line.of.is_void:
            self.said = f"{line.told} is void already."
        elif acts and line:
            acts.void(self._center.account, line.of, shown(f"{line.told}, {line.amount}"))
        elif acts:
            self.said = self._ledger.no_match or NOTHING_HERE

    def action_undo(self) -> None:
        """Take back the last change."""
        if acts := self._acting():
            acts.undo()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if acts := self._acting():
            acts.redo()

    async def _open(self, bill_id: int) -> None:
        account_id = self._center.account.id
        try:
            view = await self.background.read(lambda services: services.billing.bill(account_id, bill_id))
        except ContactsError as error:
            await self.reload(said=str(error))
        else:
            self.said = ""
            screen = BillScreen(view, self.background)
            self.app.push_screen(screen, in_worker(self, partial(self._bill_closed, screen)))

    async def _bill_closed(self, screen: BillScreen, bill_id: int | None) -> None:
        if screen.on_the_page:
            self.leave_for(screen.on_the_page)
            return
        await self.reload()
        self._ledger.move_to(f"bill {bill_id}")

    async def action_filter(self) -> None:
        """Let the filter be typed."""
        if self._ledger.lines:
            await self._ledger.open_filter()
            self.said = FILTER_KEYS
        else:
            self.said = "There is nothing to filter."

    def action_sort(self, by: str = "") -> None:
        """Sort, the other way round where that is the order already; without saying by what, ask."""
        if not self._ledger.lines:
            self.said = "There is nothing to sort."
        elif by:
            self._ledger.order = order = asked_by(by, self._ledger.order)
            self.said = told(order)
        else:
            self.app.push_screen(SecondKey("Sort by:", SORTS), lambda by: self.action_sort(by) if by else None)

    @on(LedgerTable.Asked)
    async def _do_asked(self, event: LedgerTable.Asked) -> None:
        await self.run_action(event.action)

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Filter with each letter."""
        if self._ledger.is_filtered:
            self._ledger.filter(event.text)

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the filter for the table."""
        self._ledger.keep_filter(event.text)
        self.said = self._ledger.no_match

    @property
    @override
    def is_filtered(self) -> bool:
        return self._ledger.is_filtered

    @override
    def action_clear_filter(self) -> None:
        self._ledger.clear_filter()
        self.said = ""

    @override
    def action_close(self) -> None:
        self.dismiss(None)
