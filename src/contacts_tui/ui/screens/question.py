"""A question that one key answers."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Answer:
    """A key and what it means; the value is what the asker gets."""

    key: str
    label: str
    value: str


class Question(ModalScreen[str | None]):
    """Asks, and gives the value of the answer or None for `escape`; it does nothing itself.

    `enter` keeps things as they are (None) unless an answer's key is `enter`: a question must never be answered by
    the key that was meant for the form under it.
    """

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="question.back"),
        Binding("ctrl+g", "keep", "Back", id="question.back.alt", show=False),
    ]

    def __init__(
        self, text: str, answers: Sequence[Answer], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._answers = tuple(answers)

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            with VerticalScroll(id="text", can_focus=False):
                yield Static(shown_lines(self._text), markup=False)
            for answer in self._answers:
                yield ActionLine(
                    [Part(f" {answer.key} ", "reverse", answer.key), Part(f" {answer.label}", "", answer.key)]
                )

    def on_key(self, event: events.Key) -> None:
        """The answers are keys of their own, whatever they are; besides, only a text that is too long takes any."""
        event.stop()
        pressed = {event.key, event.character}
        for answer in self._answers:
            if answer.key in pressed:
                self.dismiss(answer.value)
                return
        if event.key in {"escape", "ctrl+g", "enter"}:
            self.dismiss(None)
        elif event.key in {"up", "down", "pageup", "pagedown"}:
            text = self.query_one("#text")
            by = text.size.height if event.key.startswith("page") else 1
            text.scroll_relative(y=-by if event.key.endswith("up") else by, animate=False)

    @on(ActionLine.Chosen)
    def answer_by_mouse(self, event: ActionLine.Chosen) -> None:
        """An answer was clicked."""
        self.dismiss(next(a.value for a in self._answers if a.key == event.action))

    def action_keep(self) -> None:
        """Nothing is to be done."""
        self.dismiss(None)


def shown_lines(text: str) -> str:
    """Text of several lines, each safe to paint."""
    return "\n".join(shown(line) for line in text.split("\n"))


def in_worker(screen: DOMNode, do: Callable[[Answered], Coroutine[None, None, None]]) -> Callable[[Answered], None]:
    """What a screen does with a modal's answer, in a worker: the screen goes on painting meanwhile."""

    def start(answer: Answered) -> None:
        screen.run_worker(do(answer))

    return start
