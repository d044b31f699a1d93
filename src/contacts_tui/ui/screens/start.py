"""What is done once, from the first frame until the page can be worked with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.screen import Screen

from contacts_tui.domain.arranged import Order
from contacts_tui.settings import Settings
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.own_files import OwnFiles
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from contacts_tui.storage.first_page import FirstPage
    from contacts_tui.ui.screens.desk import Desk


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line hands down: the page stands before the modules behind its keys are loaded."""

    settings: Settings
    background: Background
    own_files: OwnFiles
    read_first: "Callable[[], FirstPage]"
    load_desk: "Callable[[], type[Desk]]"
    now: Callable[[], datetime]

    async def show(self, view: PageView) -> None:
        """Show the account that the start is for, or that there is none. Raises ContactsError."""
        first, order = await self.background.run(lambda: (self.read_first(), Order.of(self.own_files.remembered.sort)))
        view.accounts = first.accounts
        view.contacts.order = order
        view.show(first.page)
        view.said = self._said(first)

    def _said(self, first: "FirstPage") -> str:
        """Return what does not count of the settings, what was done to the database, and why no account is shown."""
        wanted, path = self.settings.account, self.settings.database
        not_found = f"No account has the number {wanted}." if wanted is not None and first.page is None else ""
        no_file = f"There is no database yet. The first account makes it: {path}" if first.revision is None else ""
        return " ".join(filter(None, (*self.settings.complaints, first.done_first, not_found, no_file)))

    async def desk(self, screen: Screen[None], view: PageView, tell_keys: Callable[[], None]) -> "Desk":
        """Return what acts for the page."""
        desk = await self.background.run(self.load_desk)
        return desk(screen, view, self.background, tell_keys, self.own_files, self.settings, self.now)
