"""The line above a table: how many rows there are, and the filter at its right end."""

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from typing_extensions import override

from contacts_tui.ui.present.fitting import width_of
from contacts_tui.ui.widgets.action_line import ActionLine, Part

if TYPE_CHECKING:
    from contacts_tui.ui.widgets.filter_field import FilterField

OFFER: Final = "[/ filter]"
WIDEST: Final = 30
"""Cells of the filter, with what stands around its field; on a narrow screen it is half of the line."""


class TitleRow(Horizontal):
    """Values in: counts. Messages out: those of the filter's field, and of what can be clicked.

    The field is made when a filter is first asked for: no start waits for it.
    """

    DEFAULT_CSS = """
    TitleRow {
        height: 1;
        #title { text-style: bold; }
        #offer { width: auto; padding: 0 1 0 0; }
    }
    """

    counts: reactive[tuple[int, int]] = reactive((0, 0), always_update=True)
    """How many rows are in sight, and how many there are."""

    def __init__(self, names: tuple[str, str], button: tuple[Part, Part] | None = None) -> None:
        """`names` say what is counted, `button` adds one; both in full, and shorter."""
        super().__init__()
        self._names = names
        self._button = button
        self._line = ActionLine(id="title")
        self._offer = ActionLine([Part(OFFER, "bold", "filter")], id="offer")
        self._filter: FilterField | None = None

    @override
    def compose(self) -> ComposeResult:
        yield self._line
        yield self._offer

    @property
    def is_open(self) -> bool:
        """Whether there is a filter, or a field to type one into."""
        return self._filter is not None and self._filter.display

    async def open(self, make: "type[FilterField]") -> None:
        """Let a filter be typed; typing replaces one that is there already."""
        if self._filter is None:
            self._filter = make()
            await self.mount(self._filter)
        self._filter.display = True
        self._tell()
        self._filter.focus_entry()

    def close(self) -> None:
        """Take the field away, and what was typed into it."""
        if self._filter is not None and self._filter.display:
            self._filter.clear()
            self._filter.display = False
            self._tell()

    def stand(self) -> None:
        """Put the terminal's own cursor into the filter, if that is where keys go."""
        if self._filter is not None:
            self._filter.stand()

    def watch_counts(self) -> None:
        """Tell how many there are."""
        self._tell()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._tell()

    def _tell(self) -> None:
        field = min(WIDEST, self.size.width // 2)
        if self._filter is not None:
            self._filter.styles.width = field
        self._offer.display = bool(self.counts[1]) and not self.is_open
        room = self.size.width - (field if self.is_open else width_of(OFFER) + 1)
        self._line.parts = self._title(room)

    def _title(self, room: int) -> list[Part]:
        """How many there are, and the button that adds one, in as many words as there is room for."""
        in_sight, count = self.counts
        told = f"{in_sight} of {count}" if self.is_open else f"{count}"
        full, short = ([Part(f" {name}  {told}", "bold")] for name in self._names)
        tried = [full, short]
        if self._button is not None:
            in_full, shorter = self._button
            tried = [[*full, Part("   "), in_full], [*short, Part("  "), shorter], short]
        fitting = (parts for parts in tried if sum(width_of(part.text) for part in parts) <= room)
        return next(fitting, [Part(f" {told}", "bold")])
