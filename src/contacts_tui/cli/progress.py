"""How far a command is: one line on a terminal, once it takes long."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from contacts_tui.cli.output import is_terminal, overwrite

_LONG: Final = 1.0
"""Seconds after which the line is shown."""
_PAUSE: Final = 0.2
"""Seconds between two updates of it."""


class Progress:
    """One line that says which part is done, written over and over."""

    def __init__(self, *, is_shown: bool) -> None:
        self._next = time.monotonic() + _LONG if is_shown else float("inf")
        self._width = 0

    def show(self, done: int, of: int) -> None:
        """Say how many are done, of how many."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        text = f"{done:,} of {of:,}  {100 * done // max(of, 1)} %"
        overwrite(text.ljust(self._width))
        self._width = max(self._width, len(text))

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            overwrite(" " * self._width)
            overwrite("")


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield what shows how far the block is, where the errors go to a terminal; gone when it ends."""
    line = Progress(is_shown=is_terminal(sys.stderr))
    try:
        yield line
    finally:
        line.clear()
