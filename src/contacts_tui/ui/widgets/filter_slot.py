"""The place in which a filter is typed, on a screen that has no line for it."""

from textual.containers import VerticalGroup
from textual.widget import Widget

from contacts_tui.ui.widgets.filter_field import FilterField


class FilterSlot(VerticalGroup):
    """Holds one field as long as that is open; what else stands there makes room. Messages out: those of the field."""

    DEFAULT_CSS = "FilterSlot FilterField { height: 1; }"

    def __init__(self, *otherwise: Widget) -> None:
        """`otherwise` is what stands there as long as no field does."""
        super().__init__(*otherwise)
        self._otherwise = otherwise
        self._field: FilterField | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a field to type a filter into."""
        return self._field is not None

    async def open(self) -> None:
        """Let the next key go into the field; one that is there already goes on where it was left."""
        if self._field is None:
            self._field = FilterField()
            self._show_otherwise(is_shown=False)
            await self.mount(self._field)
        self._field.focus_entry()

    def close(self) -> None:
        """Take the field away, and what was typed into it."""
        if self._field is not None:
            self._field.remove()
            self._field = None
            self._show_otherwise(is_shown=True)

    def _show_otherwise(self, *, is_shown: bool) -> None:
        for widget in self._otherwise:
            widget.display = is_shown
