"""The address of another system, whole, for the terminal to open or the agent to copy."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part

AROUND: Final = 6
"""Lines of the view that are not the address's."""


class LinkView(ModalScreen[str | None]):
    """Shows an address as a hyperlink of the terminal's own; gives it if it is to be copied. It opens nothing."""

    DEFAULT_CSS = """
    LinkView {
        align: center middle;
        #box { width: 70; max-width: 100%; height: auto; max-height: 100%; }
        #box { border: round $primary; background: $surface; padding: 0 1; }
        #title { height: 1; margin: 0 0 1 0; }
        #title-text { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #close { width: 3; }
        #address { height: auto; margin: 0 0 1 0; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="link.copy"),
        Binding("escape", "close", "Close", id="link.close"),
        Binding("ctrl+g", "close", "Close", id="link.close.alt", show=False),
        Binding("enter", "close", "Close", id="link.close.enter", show=False),
    ]

    def __init__(self, title: str, address: str) -> None:
        super().__init__()
        self._title_text = title
        self._address = address

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            with Horizontal(id="title"):
                yield Static(Content.styled(shown(self._title_text), "bold"), id="title-text", markup=False)
                yield ActionLine([Part("[x]", "", "close")], id="close")
            with VerticalScroll(id="address"):
                yield Static(Content.styled(shown(self._address), Style(underline=True, link=self._address)))
            yield ActionLine(
                [
                    Part(" y ", "reverse", "copy"),
                    Part(" copies it   ", "", "copy"),
                    Part(" escape ", "reverse", "close"),
                    Part(" closes", "", "close"),
                ]
            )

    def on_resize(self) -> None:
        """Keep the keys in sight, however long the address is."""
        self.query_one("#address").styles.max_height = max(1, self.app.size.height - AROUND)

    @on(ActionLine.Chosen)
    async def do_by_mouse(self, event: ActionLine.Chosen) -> None:
        """A key was clicked where it is told of."""
        event.stop()
        await self.run_action(event.action)

    def action_copy(self) -> None:
        """Have it copied."""
        self.dismiss(self._address)

    def action_close(self) -> None:
        """Go back to the page."""
        self.dismiss(None)
