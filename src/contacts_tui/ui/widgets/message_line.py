"""A line that tells: what happened, or the contact under the cursor."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from contacts_tui.ui.present.fitting import shown


class MessageLine(Static):
    """Shows one sentence as it is; what does not fit ends in `…`, unless it may take more lines."""

    DEFAULT_CSS = """
    MessageLine {
        height: 1; width: 1fr; padding: 0 0 0 1; text-wrap: nowrap; text-overflow: ellipsis;
        &.-whole { height: auto; max-height: 4; text-wrap: wrap; }
    }
    """

    sentence: reactive[str] = reactive("")

    def __init__(self, *, id: str, whole: bool = False) -> None:
        super().__init__(id=id, markup=False, classes="-whole" if whole else "")

    def watch_sentence(self, old: str, new: str) -> None:
        """Paint it; the page is laid out anew only where that takes another number of lines."""
        is_long = max(cell_len(shown(old)), cell_len(shown(new))) > self.content_size.width
        self.update(Content(shown(new)), layout=is_long and self.has_class("-whole"))
