"""The account and its contacts as plain text, for the terminal's own selection."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.ui.terminal_driver import report_mouse

HINT: Final = "escape closes  the mouse selects  up, down scroll"


class PlainView(Screen[None]):
    """Lines without frames and colours; the terminal keeps its mouse for as long as they are on top."""

    CSS_PATH = "plain_view.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="plain.close"),
        Binding("ctrl+g", "close", "Close", id="plain.close.alt", show=False),
        Binding("q", "close", "Close", id="plain.close.q", show=False),
        Binding("enter", "close", "Close", id="plain.close.enter", show=False),
    ]

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__()
        self._lines = tuple(lines)

    @override
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n".join(self._lines)))
        yield Static(HINT, id="hint", markup=False)

    def on_screen_resume(self) -> None:
        """Leave the mouse and the colours to the terminal."""
        self.app.ansi_color = True
        report_mouse(self.app, wanted=False)

    def on_screen_suspend(self) -> None:
        """Take both back for what is on top now."""
        self.app.ansi_color = None
        report_mouse(self.app, wanted=True)

    def action_close(self) -> None:
        """Go back to the page."""
        self.dismiss()
