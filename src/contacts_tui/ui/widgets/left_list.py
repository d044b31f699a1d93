"""A list of options in which the left button chooses."""

from textual import events
from textual.widgets import OptionList

_LEFT = 1


class LeftList(OptionList):
    """An OptionList to which a click with any other button means nothing."""

    def on_click(self, event: events.Click) -> None:
        """Keep other buttons from choosing."""
        if event.button != _LEFT:
            event.prevent_default()
