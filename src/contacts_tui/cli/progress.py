"""How far a command is: one line on a terminal, once it takes long; elsewhere lines, where they are wanted."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from contacts_tui.cli.output import complain, is_terminal, overwrite

_LONG: Final = 1.0
"""Seconds after which the line is shown."""
_PAUSE: Final = 0.2
"""Seconds between two updates of it."""
_BAR: Final = 40
"""Cells of the bar in it."""
_NEVER: Final = 101
"""Per cent that nothing reaches."""


class Progress(Protocol):
    """Says how far something is."""

    def show(self, done: float, of: float = 1) -> None:
        """Say how much is done, of how much."""


class Line:
    """One line that says which part is done, written over and over."""

    def __init__(self, label: str = "") -> None:
        self._label = f"{label} " if label else ""
        self._next = time.monotonic() + _LONG
        self._width = 0

    def show(self, done: float, of: float = 1) -> None:
        """Say how much is done, of how much."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        text = f"{self._label}{'#' * int(_BAR * _part(done, of)):.<{_BAR}} {_per_cent(done, of):3} %"
        self._width = len(text)
        overwrite(text)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            overwrite(" " * self._width)
            overwrite("")


class Steps:
    """A line after every so many per cent."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._said = 0

    def show(self, done: float, of: float = 1) -> None:
        """Say how much is done, of how much, where it is a step further."""
        per_cent = _per_cent(done, of) // self._every * self._every
        if per_cent > self._said:
            self._said = per_cent
            complain(f"{per_cent} %")


@contextmanager
def progress(*, every: int = _NEVER, label: str = "") -> Iterator[Progress]:
    """Yield what shows how far the block is, where the errors go to a terminal in one line that is gone at its end.

    It begins with the label. Elsewhere a line is written after `every` so many per cent.
    """
    if not is_terminal(sys.stderr):
        yield Steps(every)
        return
    line = Line(label)
    try:
        yield line
    finally:
        line.clear()


def _per_cent(done: float, of: float) -> int:
    return int(100 * _part(done, of))


def _part(done: float, of: float) -> float:
    return done / of if of else 1
