"""The page as plain text, where there is no terminal to draw on."""

from contacts_tui.cli.exit_codes import NOTHING_FOUND, USAGE_ERROR
from contacts_tui.cli.first import read_first
from contacts_tui.cli.output import complain, say
from contacts_tui.settings import Settings
from contacts_tui.ui.present.plain import page_lines


def print_page(settings: Settings) -> int:
    """Print the account with its contacts; 0, 1 if there is no such account, or 2 if none of several is named.

    Raises ContactsError.
    """
    complain(*settings.complaints)
    first = read_first(settings)
    if first.done_first:
        complain(first.done_first)
    if first.page is not None:
        say(page_lines(first.page))
    elif settings.account is not None:
        where = "" if first.accounts else f": there is none in {settings.database}"
        complain(f"No account has the number {settings.account}{where}.")
        return NOTHING_FOUND
    elif first.accounts:
        complain("There are several accounts: choose one with --account NUMBER.")
        return USAGE_ERROR
    else:
        say([f'Nothing here yet, in {settings.database}. "contacts-tui demo" shows an example.'])
    return 0
