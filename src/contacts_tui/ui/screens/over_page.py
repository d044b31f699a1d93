"""What the screens that stand over the page have in common: a heading, a message line, and their keys."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Final, TypeVar

from textual import events, on
from textual.actions import ActionParseResult
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from typing_extensions import override

from contacts_tui.ui.background import Background
from contacts_tui.ui.present.key_hints import KeyHint, that_fit
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.action_list import ActionList
from contacts_tui.ui.widgets.action_line import ActionLine, parts_of
from contacts_tui.ui.widgets.heading import Heading
from contacts_tui.ui.widgets.message_line import MessageLine

Given = TypeVar("Given")

_FIND: Final = "Find accounts and contacts, back on the Contacts page"
_FIND_NUMBER: Final = "Find a number there: type it"
_MORE: Final = "Every action here, to choose from"


class OverPage(Screen[Given]):
    """Fills the screen until it is left; what was left stands as it was."""

    DEFAULT_CSS = """
    OverPage {
        #said { color: $text-accent; text-style: bold; }
        #keys { background: $boost; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "find", "Find", id="over.find", show=False, tooltip=_FIND),
        Binding("plus", "find('+')", id="over.find.plus", key_display="0-9, +", show=False, tooltip=_FIND_NUMBER),
        *(Binding(digit, f"find('{digit}')", id=f"over.find.{digit}", show=False) for digit in "0123456789"),
        Binding("colon", "more", "More", id="over.more", key_display=":", show=False, tooltip=_MORE),
        Binding("ctrl+p", "more", "More", id="over.more.alt", show=False),
        Binding("question_mark", "help", "Keys", id="over.help", key_display="?", tooltip="Every key"),
        Binding("f1", "help", "Keys", id="over.help.alt", show=False),
        Binding("escape", "back", "Back", id="over.back", tooltip="One level back"),
        Binding("ctrl+g", "back", "Back", id="over.back.alt", show=False),
        Binding("q", "close", "Close", id="over.close", show=False, tooltip="Back to where it was opened"),
    ]

    first_to_go: ClassVar[tuple[str, ...]]
    """Actions whose hints make room for the others, in this order."""
    writes: ClassVar[frozenset[str]] = frozenset()
    """Actions that change something."""

    def __init__(self, background: Background, *, read_only: bool = False) -> None:
        super().__init__()
        self.on_the_page: ActionParseResult | None = None
        """What is to be done on the Contacts page once this screen is closed, after what its answer asks for."""
        self.background = background
        self._read_only = read_only
        self._heading = Heading(id="heading")
        self._happened = self._holding = ""
        self._said = MessageLine(id="said", whole=True)
        self._keys = ActionLine(id="keys")

    @abstractmethod
    def body(self) -> Iterable[Widget]:
        """What stands between the heading and the messages."""

    @override
    def compose(self) -> ComposeResult:
        yield self._heading
        yield from self.body()
        yield self._said
        yield self._keys

    @property
    def heading(self) -> str:
        """What the first line says."""
        return self._heading.texts[0]

    @heading.setter
    def heading(self, text: str) -> None:
        self._heading.texts = (text,)

    def head(self, text: str, more: str) -> None:
        """Say a text in the first line, and more where there is room for it."""
        self._heading.texts = (f"{text}{more}", text)

    @property
    def said(self) -> str:
        """What happened last."""
        return self._happened

    @said.setter
    def said(self, sentence: str) -> None:
        self._happened = sentence
        self._tell_said()

    @property
    def holds(self) -> str:
        """What is so as long as this is shown, such as that there is nothing: it is told behind what happened."""
        return self._holding

    @holds.setter
    def holds(self, sentence: str) -> None:
        self._holding = sentence
        self._tell_said()

    def say_only(self, sentence: str) -> None:
        """Say what happened, and what is so only once something else is to be said."""
        self.said = sentence
        self._said.sentence = sentence

    def _tell_said(self) -> None:
        self._said.sentence = f"{self._happened} {self._holding}".strip()

    @classmethod
    def own_keys(cls, *, read_only: bool = False) -> list[Binding]:
        """The keys that only this screen has; to be read only, without those that change something."""
        keys = [key for key in cls.BINDINGS if isinstance(key, Binding)]
        return [key for key in keys if not (read_only and key.action in cls.writes)]

    @classmethod
    def keys(cls, *, read_only: bool = False) -> list[Binding]:
        """All keys of this screen, its own first; to be read only, without those that change something."""
        return [*cls.own_keys(read_only=read_only), *OverPage.own_keys()]

    def on_resize(self) -> None:
        """Tell as many keys as there is room for."""
        keys = (key for key in self.keys(read_only=self._read_only) if key.show)
        hints = [KeyHint(key.key_display or key.key, key.description, key.action) for key in keys]
        self._keys.parts = parts_of(that_fit(hints, self.app.size.width - 1, self.first_to_go))

    @on(ActionLine.Chosen)
    async def do_by_mouse(self, event: ActionLine.Chosen) -> None:
        """What stands for an action was clicked."""
        event.stop()
        await self.run_action(event.action)

    def do(self, action: str | None) -> None:
        """Do what was chosen from a list, once that has closed."""
        if action is not None:
            self.call_later(self.run_action, action)

    def leave_for(self, action: ActionParseResult) -> None:
        """Go back to the Contacts page, and do something there."""
        self.on_the_page = action
        self.action_close()

    def action_find(self, text: str = "") -> None:
        """Find accounts and contacts, on the page."""
        self.leave_for(("", "find", (text,)))

    def on_paste(self, event: events.Paste) -> None:
        """Find what was pasted, on the page."""
        self.leave_for(("", "find_pasted", (event.text,)))

    def action_more(self) -> None:
        """Choose from every action here."""
        self.app.push_screen(ActionList("Actions", Action.of(self.keys(read_only=self._read_only))), self.do)

    def action_help(self) -> None:
        """Read about every key."""
        self.app.push_screen(ActionList("Keys", Action.of(self.keys(read_only=self._read_only))), self.do)

    def action_back(self) -> None:
        """Go one level back."""
        self.action_close()

    @abstractmethod
    def action_close(self) -> None:
        """Go back to where this screen was opened."""
