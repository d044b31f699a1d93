"""The first line of a screen that stands over the page: what it is, and how to leave it."""

from textual.reactive import reactive

from contacts_tui.ui.present.fitting import fill, width_of
from contacts_tui.ui.widgets.action_line import ActionLine, Part

_CLOSE = " [x] "


class Heading(ActionLine):
    """Values in: texts. Messages out: `close` was clicked."""

    texts: reactive[tuple[str, ...]] = reactive(("",))
    """The same in ever fewer words: the first one is shown that there is room for, else the last."""

    def watch_texts(self) -> None:
        """Show it."""
        self._fit()

    def on_resize(self) -> None:
        """Put the `[x]` at the right end."""
        self._fit()

    def _fit(self) -> None:
        room = self.size.width - width_of(_CLOSE)
        told = next((text for text in self.texts if width_of(text) < room), self.texts[-1])
        self.parts = (Part(fill(f" {told}", room), "bold"), Part(_CLOSE, "", "close"))
