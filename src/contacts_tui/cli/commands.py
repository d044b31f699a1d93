"""What the command line can be asked for: one table, whose entries load what they need when they run."""

import argparse
import sys
from collections.abc import Callable
from typing import Final

from contacts_tui.cli.command import Command, Misused, count
from contacts_tui.cli.exit_codes import USAGE_ERROR
from contacts_tui.cli.file_name import file_named
from contacts_tui.cli.keeping import KEEPING
from contacts_tui.cli.looking import LOOKING
from contacts_tui.cli.output import is_terminal, say
from contacts_tui.settings import Settings

_USUAL: Final = 5
"""Contacts an account where only the accounts are counted."""


def show(settings: Settings) -> int:
    """Show the page: on a terminal, else as plain text. Raises ContactsError."""
    if not is_terminal(sys.stdout):
        from contacts_tui.cli.plain import print_page

        return print_page(settings)
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        say(["contacts-tui needs the terminal for its input and its errors too: it draws there."])
        return USAGE_ERROR
    from contacts_tui.cli.screen import run

    return run(settings)


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", default=False, help="throw the demo's changes away, start over")


def _demo(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.demo import prepare

    asked = settings()
    prepare(asked, fresh=options.fresh)
    return show(asked)


def _generate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--accounts", metavar="N", type=count, default=2_000, help="how many accounts (default: 2000)")
    parser.add_argument("--contacts", metavar="N", type=count, help="how many contacts (default: five an account)")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another number makes others (default: 1)")
    parser.add_argument("path", metavar="PATH", help="the file to make; one that is there is never written over")


def _generate(options: argparse.Namespace, _settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.generate import run

    accounts, contacts = options.accounts, options.contacts or options.accounts * _USUAL
    if contacts < accounts:
        raise Misused(f"every account has a contact: {accounts} accounts need as many contacts or more")
    return run(file_named(options.path, "PATH"), accounts, contacts, options.seed)


COMMANDS: Final = (
    Command(
        "demo",
        "open an example account; it is made on first use and kept",
        "Open an example account. It is made on first use and kept, with all that you change in it.",
        _demo_options,
        _demo,
    ),
    *LOOKING,
    *KEEPING,
    Command(
        "generate",
        "make a new database of customers that nobody has, as large as you like",
        "Make a new database of customers that nobody has, to try the program at your size: people of many "
        "alphabets, families and companies, bills and payments. The same numbers and seed make the same on a day.",
        _generate_options,
        _generate,
        without=("database", "account", "agent", "read_only"),
    ),
)
"""All commands; without one, the page is shown."""
