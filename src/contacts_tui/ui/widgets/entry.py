"""A field to type one value into."""

import re
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection
from typing_extensions import override

from contacts_tui.domain.text import controls, without_controls


def one_line(text: str) -> str:
    """Text as an entry can hold it: line breaks and tabs are spaces, other control characters gone."""
    return without_controls(re.sub(r"\r\n|[\t\n\r\u2028\u2029]", " ", text))


class Entry(Input):
    """An Input of one line that neither blinks nor loses what is pasted, and offers a better value at its end."""

    @dataclass
    class LeftOut(Message):
        """Characters of a paste that no field takes."""

        characters: list[str]

        @property
        def sentence(self) -> str:
            """What to say about it."""
            count, named = len(self.characters), ", ".join(dict.fromkeys(self.characters[:5]))
            return f"Left out of the paste: {count} control {'character' if count == 1 else 'characters'} ({named})."

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How long the text is. A widget's own lays the whole screen out anew with each letter; an entry has one size."""

    def __init__(self, typed: str = "", *, id: str | None = None) -> None:
        self._original = typed
        self.offer: str | None = None
        super().__init__(one_line(typed), compact=True, validate_on=(), id=id)
        self.cursor_blink = False

    def fill(self, text: str) -> None:
        """Hold another text, as if it had been given at first."""
        self._original = text
        self.value = one_line(text)

    @property
    def typed(self) -> str:
        """What the field holds; as long as nobody edits it, exactly what it was given."""
        return self._original if self.value == one_line(self._original) else self.value

    @override
    def action_cursor_right(self, select: bool = False) -> None:
        """Take the offer where there is nothing more to the right."""
        if self.offer is not None and not select and self.cursor_at_end:
            self.value = self.offer
            self.cursor_position = len(self.value)
        else:
            super().action_cursor_right(select)

    def on_blur(self) -> None:
        """Show the beginning of the text: its end is seen while it is typed."""
        self.set_reactive(Input.selection, Selection.cursor(0))
        self.scroll_to(0, 0, animate=False)

    @override
    def render_line(self, y: int) -> Strip:
        strip, width = super().render_line(y), self.content_size.width
        if self.has_focus or cell_len(self.value) <= width:
            return strip
        return Strip([*strip.crop(0, width - 1), Segment("…", self.rich_style)])

    def on_paste(self, event: events.Paste) -> None:
        """Take the whole paste, not its first line only."""
        event.stop()
        event.prevent_default()
        text = one_line(event.text)
        self.replace(text, *self.selection)
        if left_out := controls(re.sub(r"[\t\n\r\u2028\u2029]", " ", event.text)):
            self.post_message(self.LeftOut(left_out))
