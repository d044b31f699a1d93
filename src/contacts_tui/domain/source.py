"""From where a change is made: the closed set of words that change rows, the history and its command have for it."""

from collections.abc import Mapping
from typing import Final, Literal

Source = Literal["screen", "undo", "redo", "demo", "generator"]

SOURCES: Final[Mapping[Source, str]] = {
    "screen": "by an agent, in a form or by a key",
    "undo": "by taking back what was done",
    "redo": "by doing again what was taken back",
    "demo": "when the demo was filled",
    "generator": "when the database was generated",
}
"""What each word stands for."""
