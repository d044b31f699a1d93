"""The first line of a screen that stands over the page: what it is, and how to leave it."""

from textual.reactive import reactive

from contacts_tui.ui.present.fitting import fill, width_of
from contacts_tui.ui.widgets.action_line import ActionLine, Part

_CLOSE = " [x] "


class Heading(ActionLine):
    """Values in: a text. Messages out: `close` was clicked."""

    text: reactive[str] = reactive("")

    def watch_text(self) -> None:
        """Show it."""
        self._fit()

    def on_resize(self) -> None:
        """Put the `[x]` at the right end."""
        self._fit()

    def _fit(self) -> None:
        room = self.size.width - width_of(_CLOSE)
        self.parts = (Part(fill(f" {self.text}", room), "bold"), Part(_CLOSE, "", "close"))
