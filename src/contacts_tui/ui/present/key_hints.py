"""Which keys the footer has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contacts_tui.ui.present.fitting import width_of

ALWAYS: Final = frozenset({"more", "help"})
"""Actions that lead to all others: they stay whatever else has no room."""

GAP: Final = 2


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, what it does in a word, and the action that a click on it asks for."""

    key: str
    word: str
    action: str

    @property
    def width(self) -> int:
        """Cells it takes, with the gap behind it."""
        return width_of(f"{self.key} {self.word}") + GAP


def that_fit(hints: Sequence[KeyHint], width: int) -> list[KeyHint]:
    """As many hints as `width` cells hold, in their order; the last ones go first, those in ALWAYS never."""
    kept = list(hints)
    for hint in reversed(hints):
        if sum(h.width for h in kept) - GAP <= width:
            break
        if hint.action not in ALWAYS:
            kept.remove(hint)
    return kept
