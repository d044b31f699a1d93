"""From where a change is made: the closed set of words that change rows, the history and its command have for it."""

from collections.abc import Mapping
from typing import Final, TypeAlias

Source: TypeAlias = str
"""One of SOURCES; or where a contact went, as `moved to Hill Dental 2001`."""

SOURCES: Final[Mapping[Source, str]] = {
    "screen": "by an agent, in a form or by a key",
    "undo": "by taking back what was done",
    "redo": "by doing again what was taken back",
    "trash": "by taking it out of the trash",
    "purge": "by removing for good what was long in the trash",
    "erase": "by blanking all that was stored of a person",
    "demo": "when the demo was filled",
    "generator": "when the database was generated",
}
"""What each word stands for."""

MOVED_TO: Final = "moved to "
MOVED_FROM: Final = "moved from "
COPIED_FROM: Final = "copied from "
"""How sources begin that say to or from which account a contact went."""
