"""The history, as it is opened from the page or from what stands over it."""

from contacts_tui.ui.screens.history_screen import HistoryScreen, TakingBack
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.undoing import Undoing


class Histories:
    """Opens the changes of an account or a contact, and has the page follow what is taken back there."""

    def __init__(self, page: PageHandle, undoing: Undoing, *, read_only: bool) -> None:
        self._page = page
        self._taking = None if read_only else TakingBack(undoing.take_back, page.view)

    def open(self, account_id: int, contact_id: int = 0) -> None:
        """Show the changes of a contact, else (0) of the account: in the trash, or gone, as well."""
        self._page.push(self.screen(account_id, contact_id), self._closed)

    def screen(self, account_id: int, contact_id: int) -> HistoryScreen:
        """Return what shows them, for whoever opens it."""
        return HistoryScreen(account_id, contact_id, self._page.background, self._taking)

    async def _closed(self, _left: None) -> None:
        self._page.view.said = ""
