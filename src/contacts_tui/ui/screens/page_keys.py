"""What can be done on the Contacts page, and with which keys: help, palette, footer and docs are made from this."""

from typing import Final

from textual.binding import Binding

from contacts_tui.domain.account import Page
from contacts_tui.ui.screens.action import Action

PAGE_KEYS: Final = (
    Binding("f", "find", "Find", id="find", tooltip="Find accounts and contacts"),
    Binding("plus", "find('+')", id="find.plus", key_display="0-9, +", show=False, tooltip="Find a number: type it"),
    *(Binding(digit, f"find('{digit}')", id=f"find.{digit}", show=False) for digit in "0123456789"),
    Binding("enter", "update", "Update", id="contact.update", tooltip="Update the contact under the cursor"),
    Binding("e", "update", "Update", id="contact.update.alt", show=False),
    Binding("E", "update('emails')", "Email", id="contact.update_email", tooltip="Update, with the cursor in Email"),
    Binding("P", "update('phones')", "Phone", id="contact.update_phone", tooltip="Update, with the cursor in Phone"),
    Binding("a", "add", "Add", id="contact.add", tooltip="Add a contact to this account"),
    Binding("d", "delete", "Delete", id="contact.delete", tooltip="Delete the contact under the cursor; asks first"),
    Binding("delete", "delete", "Delete", id="contact.delete.alt", show=False),
    Binding("u", "undo", "Undo", id="change.undo", tooltip="Undo the last change; asks first unless you made it here"),
    Binding("U", "redo", "Redo", id="change.redo", show=False, tooltip="Do again what was undone last"),
    Binding("y", "copy", "Copy", id="contact.copy", show=False, tooltip="Copy the contact to the terminal's clipboard"),
    Binding("Y", "plain", "Plain", id="account.plain", show=False, tooltip="The account as plain text to select from"),
    Binding("slash", "filter", "Filter", id="page.filter", key_display="/", tooltip="Filter the contacts as you type"),
    Binding("s", "sort", "Sort", id="page.sort", tooltip="Sort the contacts: t, n, p, e or s says by what"),
    Binding("r", "resume", "Resume", id="form.resume", tooltip="Resume the form that was parked last"),
    Binding("A", "update_account", "Account", id="account.update", tooltip="Update the account"),
    Binding("m", "my_account", "My Account", id="page.my_account", show=False, tooltip="MY ACCOUNT: links elsewhere"),
    Binding("b", "billing", "Billing", id="billing.menu", show=False, tooltip="The BILLING AND PAYMENTS menu"),
    Binding("h", "history", "History", id="change.history", show=False, tooltip="Who changed the contact, and how"),
    Binding("l", "lists", "Lists", id="list.all", show=False, tooltip="All contacts and all accounts"),
    Binding("t", "trash", "Trash", id="trash.open", show=False, tooltip="The trash: who deleted what, and restore it"),
    Binding("comma", "result(-1)", id="result.before", key_display=",", show=False, tooltip="The find result before"),
    Binding("left_square_bracket", "result(-1)", id="result.before.alt", key_display="[", show=False),
    Binding("full_stop", "result(1)", id="result.next", key_display=".", show=False, tooltip="The next find result"),
    Binding("right_square_bracket", "result(1)", id="result.next.alt", key_display="]", show=False),
    Binding("minus", "account_before", id="account.before", key_display="-", show=False, tooltip="The account before"),
    Binding("colon", "more", "More", id="app.more", key_display=":", tooltip="Every action, to choose from"),
    Binding("ctrl+p", "more", "More", id="app.more.alt", show=False),
    Binding("question_mark", "help", "Help", id="app.help", key_display="?", tooltip="Every key, to read and filter"),
    Binding("f1", "help", "Help", id="app.help.alt", show=False),
    Binding("escape", "back", "Back", id="page.back", show=False, tooltip="One level back"),
    Binding("q", "app.quit", "Quit", id="app.quit_page", tooltip="Leave the program"),
)

SECOND_KEYS: Final = (
    Action("sort('type')", ("s t",), "Sort by type; again: the other way round"),
    Action("sort('name')", ("s n",), "Sort by name; again: the other way round"),
    Action("sort('phone')", ("s p",), "Sort by phone; again: the other way round"),
    Action("sort('email')", ("s e",), "Sort by e-mail; again: the other way round"),
    Action("sort('entered')", ("s s",), "Sort as entered"),
    Action("billing('bill')", ("b v",), "View Bill: the most recent one"),
    Action("billing('auto_pay')", ("b a",), "Set Up Automatic Payments: sign up, change, stop"),
    Action("billing('paperless')", ("b p",), "Manage Paperless Billing: who gets the bills by e-mail"),
    Action("billing('center')", ("b b",), "Billing Center: all bills and payments"),
)
"""What takes two keys, one after the other."""

READ_ONLY: Final = "This database is open to be read only: nothing can be changed."

UNBOUND: Final = (
    Action("copy('phones')", (), "Copy the contact's phone to the terminal's clipboard", "Copy phone"),
    Action("copy('emails')", (), "Copy the contact's e-mail to the terminal's clipboard", "Copy e-mail"),
    Action("move_contact('move')", (), "Move the contact to another account; asks first", "Move to another account"),
    Action("move_contact('copy')", (), "Copy the contact to another account; asks first", "Copy to another account"),
    Action("record('payment')", (), "Record a payment"),
    Action("record('bill')", (), "Record a bill or a credit note"),
    Action("update_account('new')", (), "Add an account: a new customer"),
    Action("history('account')", (), "Who changed the account and its contacts, and how", "Account history"),
    Action("delete_account", (), "Delete the account with all its contacts; asks first"),
)
"""What has no key of its own: it is in the list of actions."""

OF_CONTACTS: Final = frozenset(
    {"filter", "sort", *(action.action for action in SECOND_KEYS if action.action.startswith("sort("))}
)
"""Actions that need contacts on the page."""

_OF_AN_ACCOUNT: Final = frozenset(
    {
        *("add", "plain", "my_account", "billing", "history", "history('account')", "delete_account"),
        *("record('payment')", "record('bill')"),
        *(action.action for action in SECOND_KEYS if action.action.startswith("billing(")),
    }
)
"""Actions that need an account."""

_CHANGES_A_CONTACT: Final = frozenset(
    {"update", "update('emails')", "update('phones')", "delete", "move_contact('move')", "move_contact('copy')"}
)

OF_A_CONTACT: Final = _CHANGES_A_CONTACT | {"copy", "copy('phones')", "copy('emails')"}
"""Actions that need a contact under the cursor."""

ROW_MENU: Final = OF_A_CONTACT | {"history"}
"""What a right click on a contact offers."""

WRITES: Final = _CHANGES_A_CONTACT | {
    "add",
    "billing('auto_pay')",
    "billing('paperless')",
    "update_account",
    "update_account('new')",
    "delete_account",
    "undo",
    "redo",
    "resume",
    "record('payment')",
    "record('bill')",
}
"""Actions that a read-only page does not offer."""


def idle(page: Page | None, *, parked: int, has_shown: bool) -> frozenset[str]:
    """Actions that have nothing to act on, as far as the page tells: footer and list do not offer them.

    `has_shown` is whether any account was shown: without one nothing was done that could be undone.
    """
    without: frozenset[str] = frozenset() if parked else frozenset({"resume"})
    if page is None:
        undoing = frozenset[str]() if has_shown else {"undo", "redo"}
        return without | OF_A_CONTACT | OF_CONTACTS | _OF_AN_ACCOUNT | undoing
    return without if page.contacts else without | OF_A_CONTACT | OF_CONTACTS
