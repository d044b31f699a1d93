"""Text fitted into cells: the only door by which text from people and files reaches the screen."""

import re
from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size

from contacts_tui.domain.text import painted

_IDLE_JOINERS: Final = re.compile(r"(?<![^\x00-\x7f\s])\u200d+|\u200d+(?![^\x00-\x7f\s])")
"""Zero-width joiners with nothing to join: beside a space or an ASCII character they would swallow its cell."""

_LONGEST_QUOTED: Final = 30


def shown(text: str) -> str:
    """Return the text as it may stand on a screen: one line, nothing that steers a terminal, its width well defined."""
    return text if text.isascii() and text.isprintable() else _IDLE_JOINERS.sub("", painted(text))


def width_of(text: str) -> int:
    """Return how many cells the text takes once it is shown."""
    return cell_len(shown(text))


def quotable(text: str) -> str:
    """Return what people typed as a sentence quotes it: its beginning."""
    return cut(text.strip(), _LONGEST_QUOTED)


def cut(text: str, width: int) -> str:
    """Return the text as shown, in at most `width` cells: what does not fit ends in `…`."""
    text = shown(text)
    if cell_len(text) <= width:
        return text
    return "" if width < 1 else set_cell_size(text, width - 1).rstrip("\u200d ") + "…"


def fill(text: str, width: int) -> str:
    """Return the text as shown, cut or padded with spaces to exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def apart(left: str, right: str, width: int) -> str:
    """Return `left` and `right` at the ends of a line of `width` cells; where both do not fit, `left` is cut."""
    right = cut(right, width)
    room = width - cell_len(right)
    if not right:
        return fill(left, width)
    return (fill(left, room - 1) + " " if room > 1 else " " * room) + right


def wrapped(text: str, width: int) -> list[str]:
    """Return the text as shown, in lines of at most `width` cells; only a word longer than that is broken."""
    lines = [""]
    for word in shown(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines = [*(line for line in lines if line), *chop_cells(word, max(1, width))]
    return lines
