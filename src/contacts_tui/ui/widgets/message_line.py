"""One line that tells: what happened, or the contact under the cursor."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from contacts_tui.domain.text import painted


class MessageLine(Static):
    """Shows one sentence as it is; what does not fit ends in `…`."""

    DEFAULT_CSS = """
    MessageLine { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    sentence: reactive[str] = reactive("")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    def watch_sentence(self, sentence: str) -> None:
        """Paint it."""
        self.update(Content(f" {painted(sentence)}"), layout=False)
