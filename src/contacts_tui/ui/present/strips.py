"""A line of a table as it is painted."""

from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from contacts_tui.ui.present.fitting import fill
from contacts_tui.ui.present.marks import Stretch, pieces

_KEPT: Final = 256
"""Lines that are kept: what scrolls by, and the way back."""
_FOUND: Final = Style(bold=True, underline=True)


@lru_cache(maxsize=_KEPT)
def strip_of(text: str, style: Style, width: int, found: tuple[Stretch, ...] = ()) -> Strip:
    """Return a line, what was found in it apart; in a table too narrow for anything its text is cut.

    The same line is the same Strip: that remembers what the filters and the compositor have made of it.
    """
    apart = pieces(fill(text, width), found)
    return Strip([Segment(piece, style + _FOUND if is_found else style) for piece, is_found in apart], width)
