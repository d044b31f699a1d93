"""The trash, as it is opened from the page and comes back to it."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from contacts_tui.domain.trash import Removed, Restored
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.paged_screen import Historian
from contacts_tui.ui.screens.trash_screen import TrashScreen

if TYPE_CHECKING:
    from contacts_tui.services.opening import Services

AT_A_START: Final = 1_000
"""Contacts that go for good at one start, about: the others go at the next ones."""


class Trashing:
    """Opens the trash, and shows what was restored from it."""

    def __init__(self, page: PageHandle, settings: Settings, history: Historian) -> None:
        self._page = page
        self._history = history
        self._days = settings.trash_days
        self._read_only = settings.read_only
        self._is_demo = settings.demo

    def open(self) -> None:
        """Open the trash of the account that is shown; without one, that of all accounts."""
        page = self._page.view.page
        account = page.account if page else None
        screen = TrashScreen(self._page.background, account, self._days, self._history, read_only=self._read_only)
        self._page.push(screen, self._closed)

    async def _closed(self, restored: Restored | None) -> None:
        page = self._page.view.page
        if restored is None:
            return
        if page is None or not restored.contact_id or restored.account_id == page.account.id:
            said = f"{restored.sentence} u undoes that."
            await self._page.reload(restored.account_id, restored.contact_id, said)

    async def purge_old(self) -> None:
        """Remove for good what has been in the trash too long, and say so; no key waits for it."""
        if self._read_only or self._is_demo or not self._days:
            return
        removed = Removed()
        # Nobody has asked for it: what cannot be removed now is removed at another start.
        with suppress(ContactsError):
            while removed.all < AT_A_START and (some := await self._purge_some()).all:
                removed += some
        if removed.all:
            were, are = ("was", "is") if removed.all == 1 else ("were", "are")
            ago = f"over {self._days} {'day' if self._days == 1 else 'days'} ago"
            said = f"{removed.told} {were} deleted {ago} and {are} gone for good now: t shows the rest."
            self._page.view.said = f"{self._page.view.said} {said}".strip()

    async def _purge_some(self) -> Removed:
        """Lock out nobody who writes where nothing is due."""
        background, days = self._page.background, self._days
        due = await background.read(lambda services: services.purging.due(days), awaited=False)
        if not due.all:
            return due

        def purge(services: "Services") -> Removed:
            return services.purging.some(days)

        return await background.write(purge, awaited=False)
