"""One of a few words, chosen by its number, by arrows or by a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

GAP: Final = 1
"""Cells between two columns; each word has two more before it, for its mark."""


class Choice(Widget, can_focus=True):
    """All words are seen at once, the chosen one behind a `>`; nothing need be chosen."""

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; &:focus { background: $boost; } }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "The one before", show=False, id="choice.before"),
        Binding("right", "step(1)", "The next one", show=False, id="choice.next"),
        Binding("enter", "submit", "Save", show=False, id="choice.save"),
        *(Binding(str(n), f"choose({n})", f"Number {n}", show=False, id=f"choice.{n}") for n in range(1, 10)),
    ]

    chosen: reactive[int | None] = reactive(None, init=False)
    """Counted from 0; None until one is chosen."""

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        choice: "Choice"

    @dataclass
    class Submitted(Message):
        """`enter` was pressed: the form is to be saved."""

    def __init__(self, words: Sequence[str], chosen: int | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = tuple(words)
        self._cells = [f"  {number} {word}" for number, word in enumerate(words, 1)]
        self.set_reactive(Choice.chosen, chosen)

    def _columns(self, width: int) -> list[int]:
        """Widths of as many columns as fit, of as few as the number of lines then needs."""
        for lines in range(1, len(self._cells) + 1):
            count = -(-len(self._cells) // lines)
            widths = [max(map(cell_len, self._cells[at::count])) for at in range(count)]
            if sum(widths) + GAP * (count - 1) <= width:
                return widths
        return [width]

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return -(-len(self._cells) // len(self._columns(width)))

    @override
    def render(self) -> Content:
        widths = self._columns(self.size.width)
        pieces: list[tuple[str, str] | str] = []
        for at, cell in enumerate(self._cells):
            column = at % len(widths)
            mark, style = (">", "bold reverse" if self.has_focus else "bold") if at == self.chosen else (" ", "")
            pieces.append((f"{mark}{cell[1:]}", style))
            is_last = column == len(widths) - 1
            pieces.append("\n" if is_last else " " * (widths[column] - cell_len(cell) + GAP))
        return Content.assemble(*pieces[:-1])

    def watch_chosen(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the pointer."""
        offset = event.get_content_offset_capture(self)
        left = offset.x
        for column, width in enumerate(widths := self._columns(self.size.width)):
            left -= width + GAP
            at = offset.y * len(widths) + column
            if left < 0:
                self.chosen = at if at < len(self.words) else self.chosen
                return

    def action_step(self, by: int) -> None:
        """Choose the neighbour; the first one where none is chosen."""
        self.chosen = 0 if self.chosen is None else (self.chosen + by) % len(self.words)

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        if number <= len(self.words):
            self.chosen = number - 1

    def action_submit(self) -> None:
        """Ask to save."""
        self.post_message(self.Submitted())
