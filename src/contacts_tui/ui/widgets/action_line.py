"""One line of text, parts of which can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from contacts_tui.ui.present.fitting import shown, width_of
from contacts_tui.ui.present.key_hints import KeyHint

_LEFT: Final = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line; with an action, a click on it asks for that."""

    text: str
    style: str = ""
    action: str = ""


def parts_of(hints: Sequence[KeyHint]) -> list[Part]:
    """Return keys and what they do, in a row, as parts that can be clicked."""
    parts: list[Part] = []
    for hint in hints:
        gap = Part("  " if parts else " ")
        parts += [gap, Part(hint.key, "bold", hint.action), Part(f" {hint.word}", "", hint.action)]
    return parts


class ActionLine(Static):
    """Shows parts in a row and says which action was clicked; what the action means is its screen's to know."""

    DEFAULT_CSS = """
    ActionLine { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; pointer: default; }
    """

    @dataclass
    class Chosen(Message):
        """A part with an action was clicked."""

        action: str

    def __init__(self, parts: Sequence[Part] = (), *, id: str | None = None) -> None:
        self._parts = tuple(parts)
        super().__init__(self._content(), id=id, markup=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is shown."""
        return self._parts

    @parts.setter
    def parts(self, parts: Sequence[Part]) -> None:
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.update(self._content(), layout=False)

    def _content(self) -> Content:
        return Content.assemble(*((shown(part.text), part.style) for part in self._parts))

    def on_click(self, event: events.Click) -> None:
        """Find the part under the pointer; other buttons than the left one mean nothing here."""
        if event.button != _LEFT:
            return
        left = event.get_content_offset_capture(self).x
        for part in self._parts:
            left -= width_of(part.text)
            if left < 0:
                if part.action:
                    event.stop()
                    self.post_message(self.Chosen(part.action))
                return
