"""What can be done with the row that was clicked, at the pointer."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.widgets.left_list import LeftList

FRAME: Final = 2
"""Cells of the frame around the menu, and of the blanks within it."""


class RowMenu(ModalScreen[str | None]):
    """A short list of actions; gives the one that is chosen, None for `escape` or a click beside it."""

    CSS_PATH = "row_menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="menu.close"),
        Binding("ctrl+g", "close", "Close", id="menu.close.alt", show=False),
    ]

    def __init__(self, actions: Sequence[Action], pointer: Offset) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._pointer = pointer

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield LeftList(*(Option(_line(action)) for action in self._actions), markup=False, compact=True)

    def on_mount(self) -> None:
        """Begin at the first action."""
        self.query_one(LeftList).highlighted = 0
        self._place()

    def on_resize(self) -> None:
        """Stay inside the screen."""
        self._place()

    def _place(self) -> None:
        """Put the frame's corner, where a click chooses nothing, under the pointer, or as near as there is room."""
        box, room = self.query_one("#box"), self.app.size
        wide = max(_line(action).cell_length for action in self._actions) + FRAME + FRAME
        high = len(self._actions) + FRAME
        box.styles.width, box.styles.max_height = min(wide, room.width), room.height
        box.styles.offset = (
            max(0, min(self._pointer.x, room.width - wide)),
            max(0, min(self._pointer.y, room.height - high)),
        )

    def on_key(self, event: events.Key) -> None:
        """A letter means here what it means on the page."""
        for action in self._actions:
            if event.character and event.character == _letter(action):
                event.stop()
                self.dismiss(action.action)
                return

    def on_click(self, event: events.Click) -> None:
        """A click beside the menu closes it."""
        if not self.query_one("#box").region.contains_point(event.screen_offset):
            self.dismiss(None)

    @on(LeftList.OptionSelected)
    def choose(self, event: LeftList.OptionSelected) -> None:
        """An action was chosen by `enter` or by a click."""
        self.dismiss(self._actions[event.option_index].action)

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _letter(action: Action) -> str:
    """The key of an action that is a letter; `enter` belongs to the menu."""
    return next((key for key in action.keys if len(key) == 1), "")


def _line(action: Action) -> Content:
    return Content.assemble((f"{_letter(action):<1} ", "bold"), action.word or action.title)
