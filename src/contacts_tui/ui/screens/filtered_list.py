"""A list that a text above it filters: the text keeps the cursor, the arrows move in the list."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.entry import Entry

Hit = TypeVar("Hit")
Chosen = TypeVar("Chosen")


class FilteredList(ModalScreen[Chosen | None], Generic[Hit, Chosen]):
    """Shows hits of a text and gives what the one under the cursor stands for; None for `escape`."""

    CSS_PATH = "filtered_list.tcss"
    AUTO_FOCUS = "Entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="list.close"),
        Binding("ctrl+g", "close", "Close", id="list.close.alt", show=False),
        Binding("down", "move(1)", "Next", id="list.next", show=False),
        Binding("up", "move(-1)", "Before", id="list.before", show=False),
        Binding("pagedown", "move(10)", "Ten on", id="list.page_down", show=False),
        Binding("pageup", "move(-10)", "Ten back", id="list.page_up", show=False),
    ]

    hint: ClassVar[str]
    """What the keys do."""
    nothing: ClassVar[str]
    """What is said where nothing matches."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_text = title
        self._hits: Sequence[Hit] = ()

    @abstractmethod
    def filter(self) -> None:
        """See to it that the hits of the text are shown."""

    @abstractmethod
    def line(self, hit: Hit) -> Content:
        """A hit as a line."""

    @abstractmethod
    def chosen(self, hit: Hit) -> Chosen | None:
        """What a hit stands for."""

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(self._title_text, id="title", markup=False)
            yield Entry()
            yield OptionList(id="list", markup=False, compact=True)
            yield Static(self.hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with what an empty text finds."""
        self.query_one(OptionList).can_focus = False
        self.filter()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Entry).value

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these, the cursor on the first."""
        self._hits = hits
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self.line(hit)) for hit in hits)
        if hits:
            options.highlighted = 0
        else:
            options.add_option(Option(Content(self.nothing), disabled=True))

    def say(self, sentence: str) -> None:
        """Say something where the keys are told."""
        self.query_one("#hint", Static).update(shown(sentence))

    def choose(self) -> None:
        """Give what the hit under the cursor stands for; without one, stay."""
        at = self.query_one(OptionList).highlighted
        if self._hits and at is not None:
            self.dismiss(self.chosen(self._hits[at]))

    @on(Input.Changed)
    def filter_by_text(self) -> None:
        """Another text was typed."""
        self.filter()

    @on(Input.Submitted)
    def choose_by_enter(self) -> None:
        """`enter` was pressed in the text."""
        self.choose()

    @on(OptionList.OptionSelected)
    def choose_by_mouse(self, event: OptionList.OptionSelected) -> None:
        """A hit was clicked."""
        self.dismiss(self.chosen(self._hits[event.option_index]))

    def action_move(self, by: int) -> None:
        """Move the cursor in the list."""
        options = self.query_one(OptionList)
        if self._hits:
            options.highlighted = max(0, min(len(self._hits) - 1, (options.highlighted or 0) + by))

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
