"""What the program does, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something the program does: what `run_action` takes (empty where it is only told of), its keys, and words."""

    action: str
    keys: tuple[str, ...]
    title: str
    word: str = ""
    """What the footer calls it; the filter finds it by this too."""

    @classmethod
    def of(cls, bindings: Sequence[Binding], where: str = "") -> "list[Action]":
        """One action for each that has words, with all its keys; told of, not run, if it belongs elsewhere."""
        keys: dict[str, list[str]] = {}
        for binding in bindings:
            keys.setdefault(binding.action, []).append(binding.key_display or binding.key)
        return [
            cls("" if where else said.action, tuple(keys[said.action]), f"{where}{said.tooltip}", said.description)
            for said in bindings
            if said.tooltip
        ]
