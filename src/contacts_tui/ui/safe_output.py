"""The last door before the terminal: no control character passes, whatever widget painted it."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from contacts_tui.domain.text import UNPAINTABLE


class ControlFilter(LineFilter):
    """Drops from each line what `domain.text` says may never be painted.

    A character that was measured as wide as a cell leaves that many spaces, so that the line keeps its width.
    """

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments with safe text; those that are the terminal's own control codes stay as they are."""
        return [segment if _is_safe(segment) else _made_safe(segment) for segment in segments]


def _is_safe(segment: Segment) -> bool:
    text = segment.text
    return bool(segment.control) or (text.isascii() and text.isprintable()) or not UNPAINTABLE.search(text)


def _made_safe(segment: Segment) -> Segment:
    return Segment(UNPAINTABLE.sub(lambda found: " " * cell_len(found.group()), segment.text), segment.style)
