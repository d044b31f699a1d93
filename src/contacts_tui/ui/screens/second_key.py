"""Which key may follow one that means nothing alone."""

from collections.abc import Iterator, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen
from typing_extensions import override

from contacts_tui.ui.present.fitting import width_of
from contacts_tui.ui.screens.question import Answer
from contacts_tui.ui.widgets.action_line import ActionLine, Part


class SecondKey(ModalScreen[str | None]):
    """Tells the keys where the page has its messages, and gives the value of the one that is pressed.

    Any other key, or a click beside them, gives None and does nothing else: it was meant for neither.
    """

    DEFAULT_CSS = """
    SecondKey {
        align: left bottom;
        background: transparent;
        ActionLine { background: $background; color: $text-accent; }
        #last { margin: 0 0 1 0; }
    }
    """

    def __init__(self, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._text = text
        self._answers = tuple(answers)

    @override
    def compose(self) -> ComposeResult:
        *lines, last = self._lines(self.app.size.width)
        for line in lines:
            yield ActionLine(line)
        yield ActionLine(last, id="last")

    def _lines(self, width: int) -> Iterator[list[Part]]:
        """What may follow, on as many lines as that takes."""
        line = [Part(f" {self._text}  ")]
        for answer in self._answers:
            told = [Part(answer.key, "bold", answer.key), Part(f" {answer.label}", "", answer.key), Part("  ")]
            if sum(width_of(part.text) for part in (*line, *told[:2])) > width:
                yield line
                line = [Part(" ")]
            line += told
        yield line

    def on_key(self, event: events.Key) -> None:
        """Take any key for the answer, or for none."""
        event.stop()
        self._give(event.character or event.key)

    @on(ActionLine.Chosen)
    def answer_by_mouse(self, event: ActionLine.Chosen) -> None:
        """An answer was clicked."""
        self._give(event.action)

    def on_click(self) -> None:
        """Something else was clicked."""
        self._give("")

    def _give(self, key: str) -> None:
        self.dismiss(next((answer.value for answer in self._answers if answer.key == key), None))
