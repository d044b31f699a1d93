"""All actions with their keys: to choose from (`:`) and to read (`?`)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from typing_extensions import override

from contacts_tui.domain.text import fold
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.filtered_list import FilteredList


class ActionList(FilteredList[Action, str]):
    """Filters as you type; gives the action under the cursor, None where it can only be read.

    It filters at once, so that an `enter` typed ahead acts on what is in the box.
    """

    hint: ClassVar[str] = "enter does it   escape closes   type to filter"

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__(title)
        self._actions = tuple(actions)

    @property
    @override
    def nothing(self) -> str:
        return "Nothing is called that. escape closes."

    @override
    def line(self, hit: Action) -> Content:
        return Content.assemble((f"{' '.join(hit.keys):<12} ", "bold"), hit.title)

    @override
    def chosen(self, hit: Action) -> str | None:
        return hit.action or None

    @override
    def filter(self) -> None:
        words = fold(self.text).split()
        self.show([a for a in self._actions if all(w in fold(" ".join((*a.keys, a.title, a.word))) for w in words)])
