"""Where in a line stands what was looked for, and the line in pieces that can be painted apart."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import split_graphemes

from contacts_tui.ui.present.columns import GAP, Column, fit
from contacts_tui.ui.present.fitting import cut, fill, shown

Stretch = tuple[int, int]
"""Begin and end of a part of a text."""


def marks(
    cells: tuple[str, ...], columns: tuple[Column, ...], width: int, find: Callable[[str], Sequence[Stretch]]
) -> Iterator[Stretch]:
    """Give where in the `line` of these cells that stands which `find` finds in each; what is cut off is on its `…`."""
    left = 0
    for cell, room in zip(cells, fit(columns, width), strict=False):
        end = len(cut(cell, room))
        yield from ((left + min(begin, end - 1), left + min(until, end)) for begin, until in find(shown(cell)) if end)
        left += len(fill(cell, room)) + GAP


def pieces(text: str, marked: Iterable[Stretch]) -> Iterator[tuple[str, bool]]:
    """Give a text as shown in pieces, and whether each is marked: a character goes with all that is drawn upon it.

    Their widths add up to that of the text.
    """
    places = {place for begin, end in marked for place in range(begin, end)}
    if not places:
        yield text, False
        return
    told = ((text[begin:end], not places.isdisjoint(range(begin, end))) for begin, end in _characters(text))
    for is_marked, characters in groupby(told, lambda character: character[1]):
        yield "".join(character for character, _ in characters), is_marked


def _characters(text: str) -> Iterator[Stretch]:
    """Where each character begins and ends as people see it: with its accents, joined emoji whole, a flag as one."""
    if text.isascii():
        yield from ((place, place + 1) for place in range(len(text)))
        return
    whole: list[Stretch] = []
    for begin, end, _ in split_graphemes(text)[0]:
        if whole and _goes_with(text[slice(*whole[-1])], text[begin]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((begin, end))
    yield from whole


def _goes_with(before: str, character: str) -> bool:
    return unicodedata.category(character) == "Mc" or (
        _is_half_flag(character) and len(before) == 1 and _is_half_flag(before)
    )


def _is_half_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
