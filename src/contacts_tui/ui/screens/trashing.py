"""The trash, as it is opened from the page and comes back to it."""

from contacts_tui.domain.trash import Restored
from contacts_tui.settings import Settings
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.trash_screen import TrashScreen


class Trashing:
    """Opens the trash, and shows what was restored from it."""

    def __init__(self, page: PageHandle, settings: Settings) -> None:
        self._page = page
        self._days = settings.trash_days
        self._read_only = settings.read_only

    def open(self) -> None:
        """Open the trash of the account that is shown; without one, that of all accounts."""
        page = self._page.view.page
        account = page.account if page else None
        screen = TrashScreen(self._page.background, account, self._days, read_only=self._read_only)
        self._page.followers.append(screen.follow)
        self._page.push(screen, self._closed)

    async def _closed(self, restored: Restored | None) -> None:
        self._page.followers.clear()
        page = self._page.view.page
        if restored is None:
            return
        if page is None or not restored.contact_id or restored.account_id == page.account.id:
            said = f"{restored.sentence} u undoes that."
            await self._page.reload(restored.account_id, restored.contact_id, said)
