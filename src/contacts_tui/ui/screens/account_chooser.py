"""Which account to open, where there are several."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from contacts_tui.services.accounts import AccountLine


class AccountChooser(ModalScreen[int | None]):
    """Finds by number or part of the name as you type; gives the id of the account."""

    CSS_PATH = "action_list.tcss"
    AUTO_FOCUS = "Entry"
    MOST: Final = 10
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="chooser.close"),
        Binding("ctrl+g", "close", "Close", id="chooser.close.alt", show=False),
        Binding("down", "move(1)", "Next", id="chooser.next", show=False),
        Binding("up", "move(-1)", "Before", id="chooser.before", show=False),
    ]

    def __init__(self, matching: "Callable[[str], Awaitable[Sequence[AccountLine]]]") -> None:
        super().__init__()
        self._matching = matching
        self._hits: Sequence[AccountLine] = ()
        self._hits_of: str | None = None

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static("Open an account: its number, or part of its name", id="title", markup=False)
            yield Entry()
            yield OptionList(id="list", markup=False, compact=True)
            yield Static("enter opens   escape closes", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first ones."""
        self.query_one(OptionList).can_focus = False
        self._look()

    @on(Input.Changed)
    def look_for_text(self) -> None:
        """Show what matches now."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        await self._find()

    async def _find(self) -> None:
        text = self.query_one(Entry).value
        try:
            self._hits = await self._matching(text)
        except ContactsError as error:
            self.query_one("#hint", Static).update(shown(str(error)))
            return
        self._hits_of = text
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(shown(f"{a.number:<12} {a.name}  {a.city}"))) for a in self._hits)
        if self._hits:
            options.highlighted = 0
        else:
            options.add_option(Option(Content("No account is called that."), disabled=True))

    @on(Input.Submitted)
    def choose(self) -> None:
        """Open the account under the cursor."""
        self._choose()

    @work
    async def _choose(self) -> None:
        if self._hits_of != self.query_one(Entry).value:
            await self._find()
        if self._hits_of != self.query_one(Entry).value:
            return
        at = self.query_one(OptionList).highlighted
        if self._hits and at is not None:
            self.dismiss(self._hits[at].id)

    @on(OptionList.OptionSelected)
    def choose_by_mouse(self, event: OptionList.OptionSelected) -> None:
        """An account was clicked."""
        self.dismiss(self._hits[event.option_index].id)

    def action_move(self, by: int) -> None:
        """Move the cursor over the list while the text keeps the focus."""
        options = self.query_one(OptionList)
        if self._hits:
            options.highlighted = max(0, min(len(self._hits) - 1, (options.highlighted or 0) + by))

    def action_close(self) -> None:
        """Stay where you are."""
        self.dismiss(None)
