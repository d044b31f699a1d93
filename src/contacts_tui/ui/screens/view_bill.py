"""View Bill: one bill, whole, and the bills before and after it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.domain.billing_center import BillView
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.bill_files import bill_csv, bill_text, file_stem
from contacts_tui.ui.present.bill_lines import bill_lines, title
from contacts_tui.ui.screens.new_file import write_new
from contacts_tui.ui.screens.over_page import OverPage

CONTENTS: Final[Mapping[str, Callable[[BillView], str]]] = {".txt": bill_text, ".csv": bill_csv}
"""What a file holds whose name ends so."""


class BillScreen(OverPage[int]):
    """Shows a bill; gives the id of the one that was shown last."""

    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    BillScreen {
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        #bill { text-wrap: nowrap; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("comma", "go(-1)", "Before", id="bill.before", key_display=",", tooltip="The bill before"),
        Binding("left_square_bracket", "go(-1)", id="bill.before.alt", key_display="[", show=False),
        Binding("full_stop", "go(1)", "Next", id="bill.next", key_display=".", tooltip="The next bill"),
        Binding("right_square_bracket", "go(1)", id="bill.next.alt", key_display="]", show=False),
        Binding(
            "w", "save('.txt')", "Save as text", id="bill.text", tooltip="Save as text where the program was started"
        ),
        Binding("c", "save('.csv')", "Save as CSV", id="bill.csv", tooltip="Save as CSV where the program was started"),
    ]
    first_to_go = ("save('.csv')", "save('.txt')", "help")

    def __init__(self, view: BillView, background: Background) -> None:
        super().__init__(background)
        self._view = view
        self._bill = Static(id="bill", markup=False)

    @override
    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(self._bill)

    def on_mount(self) -> None:
        """Begin with the bill that was asked for."""
        self._show(self._view)

    def on_resize(self) -> None:
        """Use the room there is."""
        self._draw()

    def _show(self, view: BillView) -> None:
        self._view = view
        self.heading = title(view)
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _draw(self) -> None:
        self._bill.update(Content("\n".join(bill_lines(self._view, self.app.size.width - 1))))

    def action_go(self, by: int) -> None:
        """Show the bill before or after."""
        bill_id = self._view.before if by < 0 else self._view.after
        if bill_id:
            self.run_worker(self._go(bill_id))
        else:
            self.said = "This is the first bill." if by < 0 else "This is the last bill."

    async def _go(self, bill_id: int) -> None:
        account_id = self._view.account.id
        try:
            view = await self.background.read(lambda services: services.billing.bill(account_id, bill_id))
        except ContactsError as error:
            self.said = str(error)
        else:
            self.said = ""
            self._show(view)

    def action_save(self, suffix: str) -> None:
        """Save the bill as a file."""
        self.run_worker(self._save(suffix, CONTENTS[suffix](self._view)))

    async def _save(self, suffix: str, content: str) -> None:
        try:
            path = await self.background.run(partial(write_new, file_stem(self._view), suffix, content))
        except ContactsError as error:
            self.said = str(error)
        else:
            self.said = f"Saved as {path}."

    @override
    def action_close(self) -> None:
        self.dismiss(self._view.bill.id)
