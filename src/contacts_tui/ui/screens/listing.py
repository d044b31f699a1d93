"""The lists of all contacts and all accounts, as they are opened from the page and come back to it."""

import asyncio

from contacts_tui.ui.screens.finding import Finding
from contacts_tui.ui.screens.list_left import Left
from contacts_tui.ui.screens.list_reader import ListReader
from contacts_tui.ui.screens.list_screen import ListScreen
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.paged_screen import Historian


class Listing:
    """Opens the lists as they were left, and shows what was chosen in them."""

    def __init__(self, page: PageHandle, finding: Finding, history: Historian) -> None:
        self._page = page
        self._finding = finding
        self._history = history
        self._reader = ListReader(page.background)
        self._left = Left()

    def open(self) -> None:
        """Open the list that was shown last; while its screen is made, it is read."""
        left = self._left.shown
        first = asyncio.ensure_future(self._reader.find(left.order, left.at))
        screen = ListScreen(self._page.background, self._reader, self._left, first, self._history)
        self._page.push(screen, self._closed)

    async def _closed(self, left: Left) -> None:
        self._left = left
        if left.target is not None:
            await self._finding.show(left.target)
