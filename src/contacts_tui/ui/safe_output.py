"""The last door before the terminal: no control character passes, whatever widget painted it, and no odd link."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from contacts_tui.domain.link import is_address
from contacts_tui.domain.text import UNPAINTABLE


class ControlFilter(LineFilter):
    """Drops from each line what `domain.text` says may never be painted, and hyperlinks to what is no web address.

    Rich writes an address into the line as it is. A character that was measured as wide as a cell leaves that many
    spaces, so that the line keeps its width.
    """

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the segments with safe text; those that are the terminal's own control codes stay as they are."""
        return [segment if _is_safe(segment) else _made_safe(segment) for segment in segments]


def _is_safe(segment: Segment) -> bool:
    text = segment.text
    is_text = (text.isascii() and text.isprintable()) or not UNPAINTABLE.search(text)
    return bool(segment.control) or (is_text and not _leads_astray(segment.style))


def _made_safe(segment: Segment) -> Segment:
    text = UNPAINTABLE.sub(lambda found: " " * cell_len(found.group()), segment.text)
    style = segment.style
    return Segment(text, style.update_link(None) if style and _leads_astray(style) else style)


def _leads_astray(style: Style | None) -> bool:
    """Whether a hyperlink leads to what is no web address."""
    return style is not None and style.link is not None and not is_address(style.link)
