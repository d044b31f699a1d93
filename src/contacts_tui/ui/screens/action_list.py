"""All actions with their keys: to choose from (`:`) and to read (`?`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from typing_extensions import override

from contacts_tui.domain.text import fold
from contacts_tui.ui.screens.filtered_list import FilteredList


@dataclass(frozen=True, slots=True)
class Action:
    """Something the program does: what `run_action` takes (empty where it is only told of), its keys, and words."""

    action: str
    keys: str
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
            cls("" if where else said.action, ", ".join(keys[said.action]), f"{where}{said.tooltip}", said.description)
            for said in bindings
            if said.tooltip
        ]


class ActionList(FilteredList[Action, str]):
    """Filters as you type; gives the action under the cursor, None where it can only be read.

    It filters at once, so that an `enter` typed ahead acts on what is in the box.
    """

    hint: ClassVar[str] = "type to filter   enter does it   escape closes"
    nothing: ClassVar[str] = "Nothing is called that. escape closes."

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__(title)
        self._actions = tuple(actions)

    @override
    def line(self, hit: Action) -> Content:
        return Content.assemble((f"{hit.keys:<12} ", "bold"), hit.title)

    @override
    def chosen(self, hit: Action) -> str | None:
        return hit.action or None

    @override
    def filter(self) -> None:
        words = fold(self.text).split()
        self.show([a for a in self._actions if all(w in fold(f"{a.keys} {a.title} {a.word}") for w in words)])
