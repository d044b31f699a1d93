"""The filter as it stands in the line above the contacts."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.filter_entry import FilterEntry

FILTER_KEYS: Final = "enter or down keeps the filter, escape clears it."


class FilterField(Horizontal):
    """A field between its key and a button that clears it. Messages out: those of the field."""

    DEFAULT_CSS = """
    FilterField {
        #slash { width: 2; }
        FilterEntry { width: 1fr; background: $boost; }
        #clear { width: 5; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entry = FilterEntry()

    @override
    def compose(self) -> ComposeResult:
        yield Static("/ ", id="slash", markup=False)
        yield self._entry
        yield ActionLine([Part(" [x]", "bold", "clear_filter")], id="clear")

    def focus_entry(self) -> None:
        """Let the next key go into the field."""
        self._entry.focus()

    def clear(self) -> None:
        """Forget what was typed."""
        self._entry.value = ""

    def stand(self) -> None:
        """Put the terminal's own cursor into the field, if that is where keys go."""
        if self._entry.has_focus:
            self.app.cursor_position = self._entry.cursor_screen_offset
