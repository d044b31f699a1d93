"""A question that only a typed number answers."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from typing_extensions import override

from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.entry import Entry


class NumberQuestion(ModalScreen[str | None]):
    """Asks for a number, and gives it once it was typed as it is shown; None for `escape`."""

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = "Entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="number.back"),
        Binding("ctrl+g", "keep", "Back", id="number.back.alt", show=False),
    ]

    def __init__(self, text: str, number: str) -> None:
        super().__init__()
        self._text = text
        self._number = number

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(shown(self._text), id="text", markup=False)
            yield Entry()
            yield Static("", id="wrong", markup=False)
            yield ActionLine([Part(" enter ", "reverse", "answer"), Part(" delete it", "", "answer")])
            yield ActionLine([Part(" escape ", "reverse", "keep"), Part(" keep it", "", "keep")])

    @on(Input.Submitted)
    def answer_by_enter(self) -> None:
        """`enter` was pressed behind the number."""
        self.action_answer()

    @on(ActionLine.Chosen)
    async def answer_by_mouse(self, event: ActionLine.Chosen) -> None:
        """An answer was clicked."""
        await self.run_action(event.action)

    def action_answer(self) -> None:
        """Go on if the number is the one that was asked for."""
        if shown(self.query_one(Entry).value) == shown(self._number):
            self.dismiss(self._number)
        else:
            self.query_one("#wrong", Static).update("! not its number")

    def action_keep(self) -> None:
        """Nothing is to be done."""
        self.dismiss(None)
