"""The last bills as bars beside each other."""

from collections.abc import Sequence
from typing import Final

from contacts_tui.domain.billing_center import Bar
from contacts_tui.ui.present.fitting import fill, shown, width_of

EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
GAP: Final = 3
"""Cells between two bars beside each other."""
SHORTEST: Final = 8
"""Cells of the longest bar, below which the chart says nothing."""
LONGEST: Final = 60


def chart_lines(bars: Sequence[Bar], width: int, height: int) -> list[str]:
    """Return a chart of at most `width` cells and `height` lines: of each bar its day, itself, and its figure.

    They stand below each other, oldest first, in as few columns as the lines allow. Empty where there is no room.
    """
    if not bars or height < 1:
        return []
    count = -(-len(bars) // height)
    high = -(-len(bars) // count)
    columns = [bars[at : at + high] for at in range(0, len(bars), high)]
    room = (width - GAP * (len(columns) - 1)) // len(columns)
    day, figure = (max(map(width_of, texts)) for texts in ([bar.day for bar in bars], [bar.amount for bar in bars]))
    longest = min(LONGEST, room - day - figure - 2)
    if longest < SHORTEST:
        return []
    most = max(bar.amount_minor for bar in bars)
    told = [[_told(bar, most, day, longest, figure) for bar in column] for column in columns]
    rows = ([column[at] for column in told if at < len(column)] for at in range(high))
    return [(" " * GAP).join(row).rstrip() for row in rows]


def _told(bar: Bar, most: int, day: int, longest: int, figure: int) -> str:
    drawn = drawn_bar(bar.amount_minor, most, longest)
    amount = shown(bar.amount)
    return f"{fill(bar.day, day)} {fill(drawn, longest)} {' ' * (figure - width_of(amount))}{amount}"


def drawn_bar(amount: int, most: int, longest: int) -> str:
    """Return a bar for an amount: `longest` cells for `most`, at least something for any amount over zero."""
    if amount <= 0 or most <= 0:
        return ""
    whole, rest = divmod(max(1, amount * longest * 8 // most), 8)
    return EIGHTHS[-1] * whole + EIGHTHS[rest].strip()
