"""A list of which only the lines on the screen are made: another text in the box above it costs no layout."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final

from rich.segment import Segment
from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_LEFT: Final = 1
_BAR: Final = "▐"
_WHEEL: Final = 3
"""Lines that the wheel moves."""


class HitList(Widget):
    """Shows hits of a line or more each, the cursor on one of them: it is told by a sign, not by colour alone.

    It never has the focus: whoever has it moves the cursor.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--cursor", "hit-list--bar"}
    DEFAULT_CSS = """
    HitList {
        height: 1fr;
        & > .hit-list--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .hit-list--bar { color: $scrollbar; }
    }
    """

    @dataclass
    class Clicked(Message):
        """A hit was clicked with the left button."""

        at: int
        showing: int
        """Which list it was clicked in."""

    def __init__(self) -> None:
        super().__init__()
        self._make: Callable[[int], Content] = lambda _: Content()
        self._begins: list[int] = [0]
        """The line at which each hit begins, and behind the last one where it ends."""
        self._nothing = ""
        self._top = 0
        self._at = 0
        self.showing = 0
        """Which list is shown: another number for each."""

    @property
    def at(self) -> int | None:
        """Which hit is under the cursor."""
        return self._at if len(self._begins) > 1 else None

    def show(self, make: Callable[[int], Content], heights: Sequence[int], at: int = 0) -> None:
        """Show hits of so many lines each, which `make` makes, the cursor on one of them."""
        self._make, self._begins, self._top = make, [0, *accumulate(heights)], 0
        self.showing += 1
        self.point(at)

    def say(self, sentence: str) -> None:
        """Show a text instead of hits."""
        self._nothing, self._begins, self._top = sentence, [0], 0
        self.showing += 1
        self.refresh()

    def point(self, at: int) -> None:
        """Put the cursor on a hit, and bring it into sight."""
        last = len(self._begins) - 2
        self._at = max(0, min(at, last))
        if last >= 0:
            begin, end = self._begins[self._at], self._begins[self._at + 1]
            self._stand_at(min(begin, max(self._top, end - self.size.height)))
        self.refresh()

    def _stand_at(self, top: int) -> None:
        self._top = max(0, min(top, self._begins[-1] - self.size.height))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line: of a hit, of what is said where there is none, or nothing."""
        size, style = self.size, self.visual_style
        if len(self._begins) == 1:
            said = self._nothing.split("\n")
            text = Content(said[y]) if y < len(said) else Content()
            return Strip(text.render_segments(style)).adjust_cell_length(size.width, style.rich_style)
        line = self._top + y
        if line >= self._begins[-1]:
            return Strip.blank(size.width, style.rich_style)
        at = bisect_right(self._begins, line) - 1
        is_under = at == self._at
        if is_under:
            style += self.get_visual_style("hit-list--cursor")
        text = self._line_of(at, line - self._begins[at])
        pointer = Segment(">" if is_under and line == self._begins[at] else " ", style.rich_style)
        bar = self._bar(y, size.height)
        strip = Strip([pointer, *text.render_segments(style)])
        return Strip([*strip.adjust_cell_length(size.width - len(bar), style.rich_style), *bar], size.width)

    def _line_of(self, at: int, nth: int) -> Content:
        """One line of a hit; between a change of size and what follows from it, it may have other lines than before."""
        text = self._make(at)
        if nth == 0 and "\n" not in text.plain:
            return text
        lines = text.split("\n")
        return lines[nth] if nth < len(lines) else Content()

    def _bar(self, y: int, height: int) -> list[Segment]:
        """One cell of what says how much there is above and below, if there is anything."""
        total = self._begins[-1]
        if total <= height:
            return []
        long = max(1, height * height // total)
        above = round((height - long) * self._top / (total - height))
        style = self.visual_style + self.get_visual_style("hit-list--bar")
        return [Segment(_BAR if above <= y < above + long else " ", style.rich_style)]

    def on_resize(self, _event: Resize) -> None:
        """Keep the hit under the cursor in sight."""
        self.point(self._at)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show what is below."""
        event.stop()
        self._stand_at(self._top + _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show what is above."""
        event.stop()
        self._stand_at(self._top - _WHEEL)

    def on_click(self, event: Click) -> None:
        """Tell of a click on a hit; other buttons choose nothing."""
        line = self._top + event.y
        if event.button == _LEFT and line < self._begins[-1]:
            self.post_message(self.Clicked(bisect_right(self._begins, line) - 1, self.showing))
