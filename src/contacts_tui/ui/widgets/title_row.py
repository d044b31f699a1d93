"""The line above the contacts: how many there are, and the filter at its right end."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.ui.present.fitting import width_of
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.filter_entry import FilterEntry

OFFER: Final = "[/ filter]"
WIDEST: Final = 30
"""Cells of the filter, with what stands around its field; on a narrow screen it is half of the line."""


class TitleRow(Horizontal):
    """Values in: counts. Messages out: those of the filter's field, and of what can be clicked."""

    DEFAULT_CSS = """
    TitleRow {
        height: 1;
        #title { text-style: bold; }
        #offer { width: auto; padding: 0 1 0 0; }
        #filter { display: none; }
        #slash { width: 2; }
        FilterEntry { width: 1fr; background: $boost; }
        #clear { width: 5; }
        &.-none #offer { display: none; }
        &.-open { #offer { display: none; } #filter { display: block; } }
    }
    """

    counts: reactive[tuple[int, int]] = reactive((0, 0), always_update=True)
    """How many contacts are in sight, and how many there are."""

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._read_only = read_only

    @override
    def compose(self) -> ComposeResult:
        yield ActionLine(id="title")
        yield ActionLine([Part(OFFER, "bold", "filter")], id="offer")
        with Horizontal(id="filter"):
            yield Static("/ ", id="slash", markup=False)
            yield FilterEntry()
            yield ActionLine([Part(" [x]", "bold", "clear_filter")], id="clear")

    @property
    def is_open(self) -> bool:
        """Whether there is a filter, or a field to type one into."""
        return self.has_class("-open")

    def open(self) -> None:
        """Let a filter be typed; typing replaces one that is there already."""
        self.add_class("-open")
        self._tell()
        self.query_one(FilterEntry).focus()

    def close(self) -> None:
        """Take the field away, and what was typed into it."""
        self.query_one(FilterEntry).value = ""
        self.remove_class("-open")
        self._tell()

    def stand(self) -> None:
        """Put the terminal's own cursor into the filter, if that is where keys go."""
        entry = self.query_one(FilterEntry)
        if entry.has_focus:
            self.app.cursor_position = entry.cursor_screen_offset

    def watch_counts(self) -> None:
        """Tell how many there are; offer the filter where there is something to find."""
        self.set_class(not self.counts[1], "-none")
        self._tell()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._tell()

    def _tell(self) -> None:
        field = min(WIDEST, self.size.width // 2)
        self.query_one("#filter").styles.width = field
        room = self.size.width - (field if self.is_open else width_of(OFFER) + 1)
        self.query_one("#title", ActionLine).parts = self._title(room)

    def _title(self, room: int) -> list[Part]:
        """How many there are, and the button that adds one, in as many words as there is room for."""
        in_sight, count = self.counts
        told = f"{in_sight} of {count}" if self.is_open else f"{count}"
        full = [Part(f" Customer Contacts  {told}", "bold"), Part("   "), Part("[+ Add Contact]", "bold", "add")]
        short = [Part(f" Contacts  {told}", "bold"), Part("  "), Part("[+ Add]", "bold", "add")]
        tried = (full[:1], short[:1]) if self._read_only else (full, short, short[:1])
        fitting = (parts for parts in tried if sum(width_of(part.text) for part in parts) <= room)
        return next(fitting, [Part(f" {told}", "bold")])
