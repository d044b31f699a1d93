"""All actions with their keys: to choose from (`:`) and to read (`?`)."""

import textwrap
from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content
from typing_extensions import override

from contacts_tui.domain.text import fold
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.filtered_list import FilteredList

ONLY_TOLD: Final = "enter closes   this key is pressed where the line says   type to filter"

_KEYS: Final = 12
"""Cells for the keys of an action."""
WIDEST: Final = 76
"""Columns of the box, as in filtered_list.tcss."""
_AROUND: Final = 6
"""Columns that are not a line's: frame, padding, cursor, bar."""


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
        text = f"{' '.join(hit.keys):<{_KEYS}} {hit.title}"
        return Content(textwrap.fill(text, max(1, min(WIDEST, self.app.size.width) - _AROUND))).stylize(
            "bold", 0, _KEYS
        )

    @override
    def height(self, hit: Action) -> int:
        return len(self.line(hit).split("\n"))

    @override
    def chosen(self, hit: Action) -> str | None:
        return hit.action or None

    @override
    def filter(self) -> None:
        words = fold(self.text).split()
        self.show([a for a in self._actions if all(w in fold(" ".join((*a.keys, a.title, a.word))) for w in words)])
        self._tell_enter()

    @override
    def action_move(self, by: int) -> None:
        super().action_move(by)
        self._tell_enter()

    def _tell_enter(self) -> None:
        """Say what enter does with the action under the cursor."""
        is_told_only = self.at is not None and self._hits and not self._hits[self.at].action
        self.say(ONLY_TOLD if is_told_only else self.hint)
