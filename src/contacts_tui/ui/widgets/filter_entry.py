"""The field into which a filter is typed."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from contacts_tui.ui.widgets.entry import Entry


class FilterEntry(Entry):
    """Tells of each change as it is typed, and how the field is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep_or_look", "Keep", id="filter.keep", tooltip="Keep the filter, or look in all accounts"),
        Binding("down", "keep", "Keep", id="filter.down", tooltip="Keep the filter, go to the table"),
        Binding("escape", "clear", "Clear", id="filter.clear", tooltip="Clear the filter, go to the table"),
        Binding("ctrl+g", "clear", "Clear", id="filter.clear.alt", show=False),
    ]

    @dataclass
    class Typed(Message):
        """Another text stands in the field."""

        text: str

    @dataclass
    class Kept(Message):
        """The text is to stay, and the table to be worked in."""

        text: str
        elsewhere: bool
        """Whether to look elsewhere if there is nothing to work with."""

    class Cleared(Message):
        """Nothing is looked for any more."""

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.value))

    def action_keep(self) -> None:
        """Go on in the table."""
        self.post_message(self.Kept(self.value, elsewhere=False))

    def action_keep_or_look(self) -> None:
        """Go on in the table; where there is nothing in it, elsewhere."""
        self.post_message(self.Kept(self.value, elsewhere=True))

    def action_clear(self) -> None:
        """Look for nothing."""
        self.post_message(self.Cleared())
