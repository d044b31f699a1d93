"""The floor of a letter: an Input that does not blink, since a blink is no answer."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Box(App[None]):
    """A box to type into."""

    def compose(self) -> ComposeResult:
        """Return the box."""
        box = Input(placeholder="> Empty")
        box.cursor_blink = False
        yield box


if __name__ == "__main__":
    Box().run()
