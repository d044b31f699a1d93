"""MY ACCOUNT: the portal's entries, as screens of this program and as links to other systems."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from contacts_tui.domain.account import Account
from contacts_tui.domain.my_account import BILLING_CENTER, CONTACTS, NAMES
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.action_menu import ActionMenu
from contacts_tui.ui.screens.copying import Copying
from contacts_tui.ui.screens.link_view import LinkView
from contacts_tui.ui.screens.page_handle import PageHandle

ACTION: Final = "my_account"

SCREENS: Final = {BILLING_CENTER: "billing('center')", CONTACTS: f"{ACTION}('{CONTACTS}')"}
"""The entries that are screens of this program, and what opens each."""

LETTERS: Final = {
    BILLING_CENTER: "b",
    "reports": "r",
    "services": "s",
    "orders": "o",
    "performance_and_security": "p",
    "voice_services": "v",
    CONTACTS: "c",
    "hierarchy": "h",
    "notes": "n",
    "collaboration_and_messaging_services": "l",
    "cloud_firewall_service_portal": "f",
}
"""The key of each entry in the menu."""


class MyAccount:
    """Opens the menu, and what is chosen in it."""

    def __init__(self, page: PageHandle, copying: Copying, settings: Settings) -> None:
        self._page = page
        self._copying = copying
        self._settings = settings

    def open(self, account: Account, entry: str) -> None:
        """Open an entry for an account; without one, the menu."""
        if not entry:
            menu = ActionMenu(
                list(self._actions()), self._page.view.below(ACTION), f"Links are set in {self._settings.file}"
            )
            self._page.screen.app.push_screen(menu, self._page.do)
        elif entry == CONTACTS:
            self._page.view.said = "This is the Contacts page."
        else:
            self._open_link(account, entry)

    def _actions(self) -> Iterator[Action]:
        """What can be chosen: entries that are other systems, only where it is set where they are."""
        for entry, name in NAMES.items():
            opens = SCREENS.get(entry, f"{ACTION}('{entry}')")
            if entry in SCREENS or entry in self._settings.links:
                yield Action(opens, (LETTERS[entry],), name)

    def _open_link(self, account: Account, entry: str) -> None:
        try:
            address = self._settings.links[entry].of_account(account.number)
        except ContactsError as error:
            self._page.view.said = str(error)
        else:
            view = LinkView(f"{NAMES[entry]}: {account.called}", address)
            self._page.screen.app.push_screen(view, partial(self._copy, entry))

    def _copy(self, entry: str, address: str | None) -> None:
        if address is not None:
            self._copying.send(address, f"the link to {NAMES[entry]}")
