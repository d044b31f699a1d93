"""BILLING AND PAYMENTS: the menu, and the screens it leads to."""

from typing import TYPE_CHECKING, Final

from contacts_tui.domain.account import Account, Page
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.action_menu import ActionMenu
from contacts_tui.ui.screens.billing_center import Acts, CenterScreen
from contacts_tui.ui.screens.instructing import Instructing
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.page_keys import WRITES
from contacts_tui.ui.screens.recording import Recording
from contacts_tui.ui.screens.undoing import Undoing
from contacts_tui.ui.screens.view_bill import BillScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ACTION: Final = "billing"

BILL: Final = "bill"
CENTER: Final = "center"


ENTRIES: Final = (
    Action(f"{ACTION}('{BILL}')", ("v",), "View Bill"),
    Action(f"{ACTION}('auto_pay')", ("a",), "Set Up Automatic Payments"),
    Action(f"{ACTION}('paperless')", ("p",), "Manage Paperless Billing"),
    Action(f"{ACTION}('{CENTER}')", ("b",), "Billing Center"),
)
"""What the menu offers, each with its letter."""


class BillingMenu:
    """Opens the menu, and what is chosen in it."""

    def __init__(
        self,
        page: PageHandle,
        instructing: Instructing,
        recording: Recording,
        undoing: Undoing,
        *,
        read_only: bool,
    ) -> None:
        self._page = page
        self._acts = None
        if not read_only:
            self._acts = Acts(
                recording.record, recording.correct, recording.void, undoing.undo, undoing.redo, page.view
            )
        self._instructing = instructing
        self._entries = [entry for entry in ENTRIES if not (read_only and entry.action in WRITES)]
        self._opens: dict[str, Callable[[Account], Awaitable[None]]] = {
            BILL: self._view_bill,
            CENTER: self._open_center,
        }

    def open(self, page: Page, entry: str) -> None:
        """Open an entry for the account of a page; without one, the menu."""
        match entry:
            case "":
                menu = ActionMenu(self._entries, self._page.view.below(ACTION))
                self._page.screen.app.push_screen(menu, self._page.do)
            case "auto_pay":
                self._instructing.auto_pay(page.account)
            case "paperless":
                self._instructing.paperless(page)
            case _:
                self._page.screen.run_worker(self._opens[entry](page.account))

    async def _view_bill(self, account: Account) -> None:
        try:
            with self._page.telling("Reading the bill …"):
                view = await self._page.background.read(lambda services: services.billing.last_bill(account.id))
        except ContactsError as error:
            self._page.view.said = str(error)
            return
        if view is None:
            self._page.view.said = "There is no bill yet."
        else:
            self._page.push(BillScreen(view, self._page.background), self._closed)

    async def _open_center(self, account: Account) -> None:
        try:
            with self._page.telling("Reading the bills …"):
                center = await self._page.background.read(lambda services: services.billing.center(account.id))
        except ContactsError as error:
            self._page.view.said = str(error)
        else:
            screen = CenterScreen(center, self._page.background, self._acts)
            self._page.push(screen, self._closed)

    async def _closed(self, _left: int | None) -> None:
        """Show the account as it is now: what was billed and paid stands in its header."""
        self._page.view.said = ""
        await self._page.reload_shown()
