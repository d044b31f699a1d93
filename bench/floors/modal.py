"""The floor of a form: a modal screen that opens by `o` and closes by `c`, over one line."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Static


class Modal(ModalScreen[None]):
    """A screen over another one."""

    BINDINGS: ClassVar[list[BindingType]] = [("c", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """Return its line."""
        yield Static("Above")


class Below(App[None]):
    """What the modal screen stands over."""

    BINDINGS: ClassVar[list[BindingType]] = [("o", "open", "Open")]

    def compose(self) -> ComposeResult:
        """Return its line."""
        yield Static("Below")

    def action_open(self) -> None:
        """Open the screen."""
        self.push_screen(Modal())


if __name__ == "__main__":
    Below().run()
