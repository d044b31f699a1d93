"""Which keys the footer has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contacts_tui.ui.present.fitting import width_of

FIRST_TO_GO: Final = (
    "app.quit",
    "sort",
    "filter",
    "update_account",
    "update('phones')",
    "update('emails')",
    "delete",
    "undo",
    "resume",
    "add",
    "update",
)
"""Actions whose hints make room for the others, in this order; what is not here leads to all others, and stays."""

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


def that_fit(hints: Sequence[KeyHint], width: int, first_to_go: Sequence[str] = FIRST_TO_GO) -> list[KeyHint]:
    """As many hints as `width` cells hold, in their order; actions in `first_to_go` make room for the others."""
    kept = list(hints)
    for action in first_to_go:
        if sum(hint.width for hint in kept) - GAP <= width:
            break
        kept = [hint for hint in kept if hint.action != action]
    return kept
