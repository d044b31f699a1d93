"""The contact under the cursor, whole, beside the table."""

from itertools import zip_longest
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from typing_extensions import override

from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.contact_lines import labelled
from contacts_tui.ui.present.fitting import fill, wrapped

LABELS: Final = 14
"""Cells of the labels, with the gap behind them."""


class SidePanel(ScrollView, can_focus=False):
    """Shows a contact with its labels written out; a value that is too long takes more lines.

    It paints its lines itself: a new layout for each contact that the cursor passes would make the cursor slow.
    """

    DEFAULT_CSS = """
    SidePanel {
        width: 1fr; max-width: 66; height: 1fr; padding: 0 1; border-left: solid $primary;
        overflow-x: hidden; scrollbar-size-vertical: 1;
        &> .side-panel--label { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"side-panel--label"}

    contact: reactive[Contact | None] = reactive(None, repaint=False)
    """What is shown; another one is shown without its last change, until that is told."""
    last_change: reactive[tuple[str, ...]] = reactive((), repaint=False)
    """When it was changed last and by whom, in lines; none while nobody has told."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str]] = []
        super().__init__()

    def watch_contact(self) -> None:
        """Show it from its beginning."""
        self.set_reactive(SidePanel.last_change, ())
        self._fill()
        if self.scroll_y:
            self.scroll_home(animate=False)

    def watch_last_change(self) -> None:
        """Show it along with the rest."""
        self._fill()

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines anew."""
        self._fill()
        self.refresh()

    def _fill(self) -> None:
        room = max(1, self.scrollable_content_region.width - LABELS)
        values = labelled(self.contact, self.last_change or ("…",)) if self.contact else []
        before, self._lines = (
            self._lines,
            [
                (label if at == 0 else "", line)
                for label, value in values
                for at, line in enumerate(wrapped(value, room))
            ],
        )
        self.virtual_size = Size(0, len(self._lines))
        for at, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:
                self.refresh(Region(0, at - round(self.scroll_y), self.outer_size.width, 1))

    @override
    def render_line(self, y: int) -> Strip:
        width, at = self.scrollable_content_region.width, y + round(self.scroll_y)
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        label, value = self._lines[at]
        dim = self.rich_style + self.get_component_rich_style("side-panel--label", partial=True)
        labels = min(LABELS, width)
        return Strip([Segment(fill(label, labels), dim), Segment(fill(value, width - labels), self.rich_style)], width)
