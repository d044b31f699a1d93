"""All actions with their keys: to choose from (`:`) and to read (`?`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.domain.text import fold
from contacts_tui.ui.widgets.entry import Entry


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


class ActionList(ModalScreen[str | None]):
    """Filters as you type; `enter` gives the action under the cursor, None where it can only be read."""

    CSS_PATH = "action_list.tcss"
    AUTO_FOCUS = "Entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="actions.close"),
        Binding("ctrl+g", "close", "Close", id="actions.close.alt", show=False),
        Binding("down", "move(1)", "Next", id="actions.next", show=False),
        Binding("up", "move(-1)", "Before", id="actions.before", show=False),
        Binding("pagedown", "move(10)", "Ten on", id="actions.page_down", show=False),
        Binding("pageup", "move(-10)", "Ten back", id="actions.page_up", show=False),
    ]

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._title_text = title
        self._actions = tuple(actions)
        self._hits: list[Action] = []

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(self._title_text, id="title", markup=False)
            yield Entry()
            yield OptionList(id="list", markup=False, compact=True)
            yield Static("type to filter   enter does it   escape closes", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with all of them."""
        self.query_one(OptionList).can_focus = False
        self._filter("")

    @on(Input.Changed)
    def filter_by_text(self, event: Input.Changed) -> None:
        """Show what holds all the words."""
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        self._hits = [a for a in self._actions if all(w in fold(f"{a.keys} {a.title} {a.word}") for w in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content.assemble((f"{a.keys:<12} ", "bold"), a.title)) for a in self._hits)
        if self._hits:
            options.highlighted = 0
        else:
            options.add_option(Option(Content("Nothing is called that. escape closes."), disabled=True))

    @on(Input.Submitted)
    def choose(self) -> None:
        """Give the action under the cursor."""
        at = self.query_one(OptionList).highlighted
        if self._hits and at is not None:
            self.dismiss(self._hits[at].action or None)

    @on(OptionList.OptionSelected)
    def choose_by_mouse(self, event: OptionList.OptionSelected) -> None:
        """An action was clicked."""
        self.dismiss(self._hits[event.option_index].action or None)

    def action_move(self, by: int) -> None:
        """Move the cursor over the list while the text keeps the focus."""
        options = self.query_one(OptionList)
        if self._hits:
            options.highlighted = max(0, min(len(self._hits) - 1, (options.highlighted or 0) + by))

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(None)
