"""The page as plain text, where there is no terminal to draw on."""

import os
import sys
from typing import Final

from contacts_tui.cli.first import read_first
from contacts_tui.settings import Settings
from contacts_tui.ui.present.plain import page_lines

NOTHING_FOUND: Final = 1


def print_page(settings: Settings) -> int:
    """Print the account with its contacts; 0, or 1 if there is no such account. Raises ContactsError."""
    first = read_first(settings)
    try:
        if first.page is not None:
            for line in page_lines(first.page):
                print(line)
        elif settings.account is not None:
            print(f"No account has the number {settings.account}.", file=sys.stderr)
            return NOTHING_FOUND
        elif first.accounts:
            print("There are several accounts: choose one with --account NUMBER.")
        else:
            print('Nothing here yet. "contacts-tui demo" shows an example.')
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the lines has seen enough; Python must not complain about it again when it closes the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
