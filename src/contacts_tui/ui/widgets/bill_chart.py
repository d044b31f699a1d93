"""The chart of the last bills."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from contacts_tui.domain.billing_center import Bar
from contacts_tui.ui.present.bill_chart import chart_lines


class BillChart(Static):
    """Values in: bars, and how many lines there are for them. Takes no line where they do not fit."""

    DEFAULT_CSS = """
    BillChart { height: auto; padding: 0 1; text-wrap: nowrap; color: $text-muted; }
    """

    bars: reactive[tuple[Bar, ...]] = reactive(())
    room: reactive[int] = reactive(0)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_bars(self) -> None:
        """Draw them."""
        self._draw()

    def watch_room(self) -> None:
        """Draw them anew."""
        self._draw()

    def on_resize(self) -> None:
        """Draw them anew."""
        self._draw()

    def _draw(self) -> None:
        lines = chart_lines(self.bars, self.app.size.width - 2, self.room)
        self.update(Content("\n".join(lines)))
        self.display = bool(lines)
