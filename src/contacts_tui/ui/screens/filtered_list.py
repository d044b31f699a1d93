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
from textual.widgets import Input, Static
from typing_extensions import override

from contacts_tui.ui.key_gate import PASSES_ON
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.hit_list import HitList

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

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__(classes=PASSES_ON)
        self._title_text = title
        self._begins_with = text
        self._hits: Sequence[Hit] = ()
        self._heading = ""
        self._said = self.hint

    @property
    @abstractmethod
    def nothing(self) -> str:
        """What is said where nothing matches."""

    @abstractmethod
    def filter(self) -> None:
        """See to it that the hits of the text are shown."""

    @abstractmethod
    def line(self, hit: Hit) -> Content:
        """A hit as a line."""

    @abstractmethod
    def height(self, hit: Hit) -> int:
        """How many lines a hit has."""

    @abstractmethod
    def chosen(self, hit: Hit) -> Chosen | None:
        """What a hit stands for."""

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(Content(shown(self._title_text)), id="title", markup=False)
            yield Entry(self._begins_with)
            yield Static(id="heading", markup=False)
            yield HitList()
            yield Static(self.hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with what the text finds, the cursor behind it: what is typed next belongs to it."""
        entry = self.query_one(Entry)
        entry.select_on_focus = False
        entry.cursor_position = len(entry.value)
        # Not by its message: that comes after the letter has been painted.
        self.watch(entry, "value", self.filter, init=False)
        self.filter()

    def on_resize(self) -> None:
        """There is more room by now, or less."""
        self.fit()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Entry).value

    @property
    def at(self) -> int | None:
        """Which hit is under the cursor."""
        return self.query_one(HitList).at

    def show(self, hits: Sequence[Hit], at: int = 0) -> None:
        """Show these, the cursor on one of them."""
        self._hits = hits
        if hits:
            self.query_one(HitList).show(lambda index: self.line(hits[index]), [self.height(hit) for hit in hits], at)
        else:
            self.query_one(HitList).say(self.nothing)

    def fit(self) -> None:
        """Fit the hits to the room there is by now; the cursor stays where it is."""
        self.show(self._hits, self.at or 0)

    def entitle(self, title: str) -> None:
        """Give the list another title."""
        self.query_one("#title", Static).update(Content(shown(title)), layout=False)

    def head(self, heading: str) -> None:
        """Say above the hits what they are; nothing where that is plain."""
        if heading != self._heading:
            self._heading = heading
            self.query_one("#heading", Static).update(heading, layout=False)

    def say(self, sentence: str) -> None:
        """Say something where the keys are told."""
        if sentence != self._said:
            self._said = sentence
            self.query_one("#hint", Static).update(shown(sentence), layout=False)

    def choose(self) -> None:
        """Take the hit under the cursor; without one, stay."""
        if self._hits and self.at is not None:
            self.take(self._hits[self.at])

    def take(self, hit: Hit) -> None:
        """Give what a hit stands for."""
        self.dismiss(self.chosen(hit))

    @on(Input.Submitted)
    def choose_by_enter(self) -> None:
        """`enter` was pressed in the text."""
        self.choose()

    @on(HitList.Clicked)
    def choose_by_mouse(self, event: HitList.Clicked) -> None:
        """A hit was clicked; if others stand there by now, none of them was meant."""
        if event.showing == self.query_one(HitList).showing:
            self.take(self._hits[event.at])

    def action_move(self, by: int) -> None:
        """Move the cursor in the list."""
        if self._hits:
            self.query_one(HitList).point((self.at or 0) + by)

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
