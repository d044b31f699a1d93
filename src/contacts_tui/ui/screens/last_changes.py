"""Who changed the contact under the cursor last: read once the cursor rests."""

import asyncio
from typing import TYPE_CHECKING, Final

from contacts_tui.domain.contact import Contact
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.page_handle import PageHandle

if TYPE_CHECKING:
    from contacts_tui.services.contacts import LastChange

REST: Final = 0.2
"""Seconds for which the cursor has stood on a contact before anything is read about it."""


class LastChanges:
    """Reads in the background for the side panel; no key waits for it."""

    def __init__(self, page: PageHandle) -> None:
        self._page = page

    async def tell(self, contact: Contact) -> None:
        """Read about this contact and have it shown, unless this is cancelled because the cursor has moved on."""
        await rest()
        try:
            found = await self._page.background.read(lambda s: s.contacts.last_change(contact), awaited=False)
        except ContactsError as error:
            self._page.view.contacts.tell_last_change(contact, str(error))
        else:
            self._page.view.contacts.tell_last_change(contact, *_told(found))


async def rest() -> None:
    """Wait until the cursor has stood still."""
    await asyncio.sleep(REST)


def _told(found: "LastChange | None") -> tuple[str, ...]:
    return (found.when, f"by {found.agent}") if found else ("not known",)
