"""What the command line can be asked for: one table, whose entries load what they need when they run."""

import argparse
import sys
from collections.abc import Callable
from typing import Final, NamedTuple

from contacts_tui.cli.exit_codes import USAGE_ERROR
from contacts_tui.cli.file_name import file_named
from contacts_tui.cli.output import is_terminal, say
from contacts_tui.domain.trash_days import MOST as MOST_DAYS
from contacts_tui.settings import Settings

MOST: Final = 10_000
"""Results that can be asked for."""
_USUAL: Final = 5
"""Contacts an account where only the accounts are counted."""


class Misused(Exception):
    """Arguments do not go together: the sentence says why."""


class Command(NamedTuple):
    """A word of the command line, and what it does."""

    name: str
    help: str
    description: str
    add_options: Callable[[argparse.ArgumentParser], None]
    """Adds the options that are its own."""
    run: Callable[[argparse.Namespace, Callable[[], Settings]], int]
    """Does it and returns the exit code; the settings are resolved if they are asked for.

    Raises ContactsError, and Misused.
    """
    without: tuple[str, ...] = ()
    """The shared options that it has no use for, by their names in a Namespace."""


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


def _find_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="+", help="words in any order, or a phone number in any notation")
    _result_options(parser)


def _find(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.find import print_found

    return print_found(settings(), " ".join(options.text), options.limit, as_json=options.json)


def _lookup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="NUMBER", nargs="+", help="a phone number in any notation, or its last digits"
    )
    _result_options(parser)


def _lookup(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.lookup import print_callers

    return print_callers(settings(), " ".join(options.number), options.limit, as_json=options.json)


def _doctor_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="put right what differs")
    _json_option(parser)


def _doctor(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.doctor import examine

    return examine(settings(), is_to_repair=options.repair, as_json=options.json)


def _generate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--accounts", metavar="N", type=_count, default=2_000, help="how many accounts (default: 2000)")
    parser.add_argument("--contacts", metavar="N", type=_count, help="how many contacts (default: five an account)")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another number makes others (default: 1)")
    parser.add_argument("path", metavar="PATH", help="the file to make; one that is there is never written over")


def _generate(options: argparse.Namespace, _settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.generate import run

    accounts, contacts = options.accounts, options.contacts or options.accounts * _USUAL
    if contacts < accounts:
        raise Misused(f"every account has a contact: {accounts} accounts need as many contacts or more")
    return run(file_named(options.path, "PATH"), accounts, contacts, options.seed)


def _purge_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--older-than", metavar="DAYS", type=_days, help="what was deleted before so many days; 0: all (default: 30)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    _json_option(parser)


def _purge(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.asking import can_ask
    from contacts_tui.cli.purge import purge

    asked = settings()
    days = asked.trash_days if options.older_than is None else options.older_than
    if options.older_than is None and not days:
        raise Misused("trash_days is 0, so that nothing is too old for the trash: say --older-than DAYS")
    is_asked = not (options.yes or options.dry_run)
    if is_asked and not can_ask():
        raise Misused("what is purged does not come back: without a terminal say --yes, or --dry-run to look first")
    return purge(asked, days, is_dry=options.dry_run, is_asked=is_asked, as_json=options.json)


def _erase_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--contact",
        metavar="WHO",
        action="append",
        required=True,
        help="whom: the id that find --json tells, or a whole name, e-mail or phone number; may be given again",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    _json_option(parser)


def _erase(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.asking import can_ask
    from contacts_tui.cli.erase import erase

    asked = settings()
    if asked.account is None:
        raise Misused("--account says in which account: erase looks in no other")
    if not (options.yes or can_ask()):
        raise Misused("what is erased does not come back: without a terminal say --yes")
    return erase(asked, asked.account, options.contact, is_asked=not options.yes, as_json=options.json)


def _result_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", metavar="N", type=_limit, default=50, help="at most so many results (default: 50)")
    _json_option(parser)


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and int(typed)):
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 1 on")
    return int(typed)


def _days(typed: str) -> int:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST_DAYS))
    if not is_number or int(typed) > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 0 to {MOST_DAYS:,}")
    return int(typed)


def _limit(typed: str) -> int:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST))
    if not is_number or not 1 <= int(typed) <= MOST:
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 1 to {MOST:,}")
    return int(typed)


COMMANDS: Final = (
    Command(
        "demo",
        "open an example account; it is made on first use and kept",
        "Open an example account. It is made on first use and kept, with all that you change in it.",
        _demo_options,
        _demo,
    ),
    Command(
        "find",
        "print the accounts and contacts in which a text stands",
        "Print the accounts and contacts in which all words of a text stand, the best first: a line each, or JSON.",
        _find_options,
        _find,
        without=("account",),
    ),
    Command(
        "lookup",
        "say who is calling: print the contacts who have a phone number",
        "Print the contacts who have a phone number, by contact type: a line each, or JSON.",
        _lookup_options,
        _lookup,
        without=("account",),
    ),
    Command(
        "doctor",
        "see whether what Find looks in follows from the records, and repair it",
        "Say how many accounts, contacts and search keys there are, and how much of what Find looks in differs from "
        "what follows from the records.",
        _doctor_options,
        _doctor,
        without=("account",),
    ),
    Command(
        "purge",
        "remove for good what has been in the trash too long",
        "Remove for good what has been in the trash for more than 30 days, or as many as are set; asks first. What was "
        "changed, when and by whom stays.",
        _purge_options,
        _purge,
        without=("account",),
    ),
    Command(
        "erase",
        "blank all that is stored of one person in an account",
        "Blank name, phones and e-mails of one person in an account, in all changes too; asks first. Who changed which "
        "field and when stays. Backups that were made before still hold them.",
        _erase_options,
        _erase,
    ),
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
