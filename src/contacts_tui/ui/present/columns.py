"""How the columns of a table share its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from contacts_tui.ui.present.fitting import cut, fill, width_of

GAP: Final = 1
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, and how wide it may be, in cells."""

    key: str
    title: str
    least: int
    """Narrower than this it says nothing: it is left out instead."""
    enough: int
    """So wide it is before any column takes its share."""
    share: int = 0
    """How many parts it takes of what is left once every column has enough."""


@lru_cache(maxsize=64)
def fit(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Return the width of each column in cells, the gaps between them not counted.

    The widths and gaps fill `width` exactly. Where not all get enough, the last one gives way first. Where the least
    widths do not fit, columns are left out from the right: fewer widths are returned than there are columns, and
    two cells stay free for a gap and a `…`.
    """
    for count in range(len(columns), 0, -1):
        kept = columns[:count]
        room = width - GAP * (count - 1) - (0 if count == len(columns) else GAP + 1)
        if room >= sum(column.least for column in kept):
            return _spread(kept, room)
    return ()


def _spread(columns: tuple[Column, ...], room: int) -> tuple[int, ...]:
    enough = [column.enough for column in columns]
    if room >= sum(enough):
        return _added(enough, [column.share for column in columns], room - sum(enough))
    *others, last = columns
    rest = max(last.least, room - sum(enough[:-1]))
    least = [column.least for column in others]
    wishes = [column.enough - column.least for column in others]
    return (*_added(least, wishes, room - rest - sum(least)), rest)


def _added(widths: list[int], parts: list[int], spare: int) -> tuple[int, ...]:
    """Divide `spare` in proportion to `parts`; without any part all of it goes to the last one."""
    if widths and not any(parts):
        parts = [*[0] * (len(widths) - 1), 1]
    ends = [spare * part // max(1, sum(parts)) for part in accumulate(parts, initial=0)]
    return tuple(width + end - start for width, (start, end) in zip(widths, pairwise(ends), strict=True))


def least_of(columns: Sequence[Column]) -> int:
    """Return in how many cells all these columns can stand beside each other."""
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)


def line(cells: tuple[str, ...], columns: tuple[Column, ...], width: int) -> str:
    """Return one row of a table, exactly `width` cells wide; a `…` at its end stands for the columns left out."""
    widths = fit(columns, width)
    if not widths:
        return fill("…", width)
    parts = [fill(cell, room) for cell, room in zip(cells, widths, strict=False)]
    return (" " * GAP).join(parts if len(widths) == len(columns) else [*parts, "…"])


def titles(columns: tuple[Column, ...], width: int, marked: str = "", mark: str = "") -> str:
    """Return the line of the titles; that of the column `marked` has a mark behind it, however narrow it is."""
    widths = fit(columns, width)
    told = [
        f"{cut(column.title, room - width_of(mark) - 1)} {mark}" if column.key == marked else column.title
        for column, room in zip(columns, widths, strict=False)
    ]
    return line(tuple(told), columns, width)


def column_at(x: int, columns: tuple[Column, ...], width: int) -> Column | None:
    """Return the column under cell `x` of a line of `width` cells, a gap counted to the column before it."""
    end = 0
    for column, room in zip(columns, fit(columns, width), strict=False):
        end += room + GAP
        if 0 <= x < end:
            return column
    return None
