"""A few actions to choose from, where they were asked for."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.ui.present.fitting import width_of, wrapped
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.widgets.left_list import LeftList

FRAME: Final = 2
"""Cells of the frame around the menu, and of the blanks within it."""

NOTE_WIDEST: Final = 60
"""Cells up to which the menu grows for the longest word of its note."""


class ActionMenu(ModalScreen[str | None]):
    """A short list of actions, and a note; gives the one that is chosen, None for `escape` or a click beside it."""

    CSS_PATH = "action_menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="menu.close"),
        Binding("ctrl+g", "close", "Close", id="menu.close.alt", show=False),
    ]

    def __init__(self, actions: Sequence[Action], corner: Offset, note: str = "") -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._corner = corner
        self._note = note

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield LeftList(*(Option(_line(action)) for action in self._actions), markup=False, compact=True)
            yield Static(id="note", markup=False)

    def on_mount(self) -> None:
        """Begin at the first action."""
        self.query_one(LeftList).highlighted = 0
        self._place()

    def on_resize(self) -> None:
        """Stay inside the screen."""
        self._place()

    def _place(self) -> None:
        """Put the frame's corner, where a click chooses nothing, where it is wanted, or as near as there is room."""
        box, room = self.query_one("#box"), self.app.size
        wide = min(self._widest + FRAME + FRAME, room.width)
        note = wrapped(self._note, wide - FRAME - FRAME) if self._note else []
        high = len(self._actions) + len(note) + FRAME
        self.query_one("#note", Static).update(Content("\n".join(note)))
        self.query_one("#note").display = bool(note)
        self.query_one(LeftList).styles.max_height = max(1, room.height - FRAME - len(note))
        box.styles.width, box.styles.max_height = wide, room.height
        box.styles.offset = (
            max(0, min(self._corner.x, room.width - wide)),
            max(0, min(self._corner.y, room.height - high)),
        )

    @property
    def _widest(self) -> int:
        word = max(width_of(word) for word in self._note.split(" "))
        return max(min(word, NOTE_WIDEST), *(_line(action).cell_length for action in self._actions))

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
