"""Copying: to the clipboard of the agent's own terminal, or by a selection that the terminal makes."""

from typing import Final, Literal

from contacts_tui.domain.account import Page
from contacts_tui.domain.contact import Contact
from contacts_tui.ui.clipboard import fits
from contacts_tui.ui.present.contact_lines import contact_values, named
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.present.plain import page_lines
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.plain_view import PlainView

Part = Literal["", "phones", "emails"]
"""What of a contact: all of it, or the phone or e-mail that the table shows."""

_CALLED: Final = {"phones": "phone", "emails": "e-mail"}


class Copying:
    """Sends text to the terminal; whether that takes it nobody can tell."""

    def __init__(self, page: PageHandle) -> None:
        self._page = page

    def copy(self, contact: Contact, part: Part) -> None:
        """Send a contact, a value on each line, or one value of it; say so, or why not."""
        values = {
            "": [line for line in map(shown, contact_values(contact)) if line],
            "phones": [shown(phone.shown) for phone in contact.phones[:1]],
            "emails": [shown(email.address) for email in contact.emails[:1]],
        }[part]
        text = "\n".join(values)
        if not text:
            self._page.view.said = f"{named(contact)} has no {_CALLED[part]}: nothing was sent."
        elif not fits(text):
            self._page.view.said = "That is too long for a clipboard: nothing was sent. Y shows it to select from."
        else:
            self.send(text, text if part else named(contact))

    def send(self, text: str, called: str) -> None:
        """Send a text, and say so, with what to call it."""
        self._page.screen.app.copy_to_clipboard(text)
        self._page.view.said = f"Sent to the terminal: {called}."

    def plain(self, page: Page) -> None:
        """Show an account as plain text."""
        self._page.screen.app.push_screen(PlainView(page_lines(page)))
