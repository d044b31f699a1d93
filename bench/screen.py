"""What stood on the screen at which moment: worked out afterwards, when nothing is timed any more."""

import re
from typing import Final

import pyte

from bench.terminal import COLUMNS, ROWS, Reaction

_QUERIES: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[@-~]|\x1b\[\??[0-9;]*\$[a-z]|\x1b[P_^X][^\x1b]*\x1b\\")
"""What a program asks the terminal at its start: pyte would print it."""


class Screen:
    """An emulated screen."""

    def __init__(self, raw: bytes = b"") -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.feed(raw)

    def feed(self, raw: bytes) -> None:
        """Paint what a program has written."""
        self._stream.feed(_QUERIES.sub(b"", raw))

    @property
    def lines(self) -> list[str]:
        """The lines on it."""
        return list(self._screen.display)

    def painted(self, reaction: Reaction, lines: slice) -> float:
        """Paint what came of a key; the seconds from the key until these lines stood as they then stay."""
        stood, seconds = self.lines[lines], reaction.chunks[0][0]
        for at, chunk in reaction.chunks:
            self.feed(chunk)
            if self.lines[lines] != stood:
                stood, seconds = self.lines[lines], at
        return seconds
