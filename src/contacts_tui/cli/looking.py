"""The commands that only look."""

import argparse
from collections.abc import Callable
from typing import Final

from contacts_tui.cli.command import IN_ACCOUNT, Command, Misused, count, json_option, result_options
from contacts_tui.cli.moments import FORMS, since, until
from contacts_tui.domain.source import SOURCES
from contacts_tui.settings import Settings

_OF_CONTACT: Final = "of contacts in whose name or e-mail a text stands, or stood; needs the --account that they are of"


def _find_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="+", help="words in any order, or a phone number in any notation")
    result_options(parser)


def _find(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.find import print_found

    return print_found(settings(), " ".join(options.text), options.limit, as_json=options.json)


def _lookup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="NUMBER", nargs="+", help="a phone number in any notation, or its last digits"
    )
    result_options(parser)


def _lookup(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.lookup import print_callers

    return print_callers(settings(), " ".join(options.number), options.limit, as_json=options.json)


def _history_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--contact", metavar="TEXT", default="", help=_OF_CONTACT)
    add("--value", metavar="TEXT", default="", help="by which somebody got or lost a name, number, e-mail or phone")
    add("--field", metavar="NAME", default="", help="of one field, by its name in the history or in a form")
    add("--agent", metavar="NAME", dest="made_by", default="", help="made by one agent")
    add("--since", metavar="DATE", help=f"made on that day or later: {FORMS}")
    add("--until", metavar="DATE", help="made on that day, or by that minute, or earlier")
    add("--limit", metavar="N", type=count, default=1_000, help="at most so many changes (default: 1000)")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print one JSON document")
    forms.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")


def _history(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    asked = settings()
    if options.contact and asked.account is None:
        raise Misused("--contact needs the --account that the contact is of")
    field = _known(options.field)

    from contacts_tui.cli.history import print_history
    from contacts_tui.services.audit import Asked
    from contacts_tui.services.checking import Surroundings

    read_day = Surroundings(asked.locale).typed_day
    begin = None if options.since is None else since(options.since, read_day)
    end = None if options.until is None else until(options.until, read_day)
    wanted = Asked(asked.account, options.contact, options.value, field, options.made_by, begin, end)
    return print_history(asked, wanted, options.limit, as_json=options.json, as_csv=options.csv)


def _known(field: str) -> str:
    """Return the name by which the history tells a field; empty if none is asked for. Raises Misused."""
    from contacts_tui.domain.conflict import CALLED
    from contacts_tui.domain.field_names import field_called

    called = field_called(field) if field else ""
    if called is None:
        raise Misused(f"{field!r} is no field; there are {', '.join(sorted({*CALLED.values()}))}")
    return called


def _where(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.where import print_paths

    return print_paths(settings(), as_json=options.json)


LOOKING: Final = (
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
        "history",
        "say who changed what, when and from where",
        "Print the changes for which all holds that is asked for, the newest first: a line for each field, JSON, or "
        "a table. Of a change only the fields in which --value stands, or that --field names. Of what is in the trash, "
        "or gone, too. --account names an account by the number that it has, or had. "
        f"From where a change was made is one word: {'; '.join(f'{word}, {told}' for word, told in SOURCES.items())}.",
        _history_options,
        _history,
        without=("agent",),
        account=IN_ACCOUNT,
    ),
    Command(
        "where",
        "print where the database, the settings, the logs and the backups are",
        "Print where everything is that contacts-tui reads and writes, and whether it is there.",
        json_option,
        _where,
        without=("account", "agent", "read_only"),
    ),
)
