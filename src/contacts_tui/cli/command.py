"""What a command of the command line is made of, and the options that several take."""

import argparse
from collections.abc import Callable
from typing import Final, NamedTuple

from contacts_tui.domain.trash_days import MOST as MOST_DAYS
from contacts_tui.settings import Settings

MOST: Final = 10_000
"""Results that can be asked for."""
IN_ACCOUNT: Final = "the account to look in, in the trash or gone too (default: all accounts)"
"""What --account means to a command that looks in all accounts."""


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
    account: str = ""
    """What --account means to it, where that is not the account to open."""


def result_options(parser: argparse.ArgumentParser) -> None:
    """Add how many results there are at most, and JSON."""
    parser.add_argument("--limit", metavar="N", type=limit, default=50, help="at most so many results (default: 50)")
    json_option(parser)


def json_option(parser: argparse.ArgumentParser) -> None:
    """Add JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def count(typed: str) -> int:
    """Return a whole number from 1 on. Raises ArgumentTypeError."""
    if not (typed.isascii() and typed.isdecimal() and int(typed)):
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 1 on")
    return int(typed)


def limit(typed: str) -> int:
    """Return how many results are wanted. Raises ArgumentTypeError."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST))
    if not is_number or not 1 <= int(typed) <= MOST:
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 1 to {MOST:,}")
    return int(typed)


def days(typed: str) -> int:
    """Return a number of days. Raises ArgumentTypeError."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST_DAYS))
    if not is_number or int(typed) > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 0 to {MOST_DAYS:,}")
    return int(typed)
