"""The upper part of the page: whose account it is and where it stands."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from contacts_tui.ui.present.account_lines import Header, header_lines


class AccountHeader(Widget):
    """Paints a header in as many lines as it needs."""

    DEFAULT_CSS = "AccountHeader { height: auto; width: 1fr; background: $boost; }"

    header: reactive[Header | None] = reactive(None, layout=True)
    folded: reactive[bool] = reactive(default=False, layout=True)
    """Whether only what a call needs is shown."""

    def render(self) -> Content:
        """The lines, each as wide as the widget at most."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines that the header takes; one while there is none yet."""
        del container, viewport
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        if self.header is None:
            return []
        return [Content.from_rich_text(line) for line in header_lines(self.header, width, folded=self.folded)]
