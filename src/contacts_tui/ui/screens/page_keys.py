"""What can be done on the Contacts page, and with which keys: help, palette, footer and docs are made from this."""

from typing import Final

from textual.binding import Binding

from contacts_tui.domain.account import Page
from contacts_tui.ui.screens.action import Action

PAGE_KEYS: Final = (
    Binding("enter", "update", "Update", id="contact.update", tooltip="Update the contact under the cursor"),
    Binding("e", "update", "Update", id="contact.update.alt", show=False),
    Binding("E", "update('emails')", "Email", id="contact.update_email", tooltip="Update, with the cursor in Email"),
    Binding("P", "update('phones')", "Phone", id="contact.update_phone", tooltip="Update, with the cursor in Phone"),
    Binding("a", "add", "Add", id="contact.add", tooltip="Add a contact to this account"),
    Binding("d", "delete", "Delete", id="contact.delete", tooltip="Delete the contact under the cursor; asks first"),
    Binding("delete", "delete", "Delete", id="contact.delete.alt", show=False),
    Binding("slash", "filter", "Filter", id="page.filter", key_display="/", tooltip="Filter the contacts as you type"),
    Binding("s", "sort", "Sort", id="page.sort", tooltip="Sort the contacts: t, n, p, e or s says by what"),
    Binding("r", "resume", "Resume", id="form.resume", tooltip="Resume the form that was parked last"),
    Binding("A", "update_account", "Account", id="account.update", tooltip="Update the account"),
    Binding("colon", "more", "More", id="app.more", key_display=":", tooltip="Every action, to choose from"),
    Binding("ctrl+p", "more", "More", id="app.more.alt", show=False),
    Binding("question_mark", "help", "Help", id="app.help", key_display="?", tooltip="Every key, to read and filter"),
    Binding("f1", "help", "Help", id="app.help.alt", show=False),
    Binding("escape", "back", "Back", id="page.back", show=False, tooltip="One level back"),
    Binding("q", "app.quit", "Quit", id="app.quit_page", tooltip="Leave the program"),
)

SECOND_KEYS: Final = (
    Action("sort_by('type')", "s t", "Sort by type; again: the other way round"),
    Action("sort_by('name')", "s n", "Sort by name; again: the other way round"),
    Action("sort_by('phone')", "s p", "Sort by phone; again: the other way round"),
    Action("sort_by('email')", "s e", "Sort by email; again: the other way round"),
    Action("sort_by('entered')", "s s", "Sort as entered"),
)
"""What takes two keys, one after the other."""

UNBOUND: Final = (
    Action("add_account", "", "Add an account: a new customer"),
    Action("open_account", "", "Open another account, by its number or name"),
)
"""What has no key of its own: it is in the list of actions."""

OF_CONTACTS: Final = frozenset({"filter", "sort"})
"""Actions that need contacts on the page."""

OF_A_CONTACT: Final = frozenset({"update", "update('emails')", "update('phones')", "delete"})
"""Actions that need a contact under the cursor."""

WRITES: Final = OF_A_CONTACT | {"add", "update_account", "add_account", "resume"}
"""Actions that a read-only page does not offer."""


def idle(page: Page | None, *, parked: int) -> frozenset[str]:
    """Actions that have nothing to act on: their keys say so, and the footer does not offer them."""
    without: frozenset[str] = frozenset() if parked else frozenset({"resume"})
    if page is None:
        return without | OF_A_CONTACT | OF_CONTACTS | {"add"}
    return without if page.contacts else without | OF_A_CONTACT | OF_CONTACTS
