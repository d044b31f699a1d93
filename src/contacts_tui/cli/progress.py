"""How far a command is: one line on a terminal, once it takes long."""

import time
from typing import Final

from contacts_tui.cli.output import overwrite

_LONG: Final = 1.0
"""Seconds after which the line is shown."""
_PAUSE: Final = 0.2
"""Seconds between two updates of it."""
_BAR: Final = 40
"""Cells of the bar in it."""


class ProgressLine:
    """One line of the error output's terminal, written over and over."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _LONG
        self._width = 0

    def show(self, part: float) -> None:
        """Show which part is done."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        text = f"{'#' * int(part * _BAR):.<{_BAR}} {int(part * 100):3} %"
        self._width = len(text)
        overwrite(text)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            overwrite(" " * self._width)
            overwrite("")
            self._width = 0
