"""What the command line can be asked for: one table, whose entries load what they need when they run."""

import argparse
import sys
from collections.abc import Callable
from typing import Final, NamedTuple

from contacts_tui.cli.exit_codes import USAGE_ERROR
from contacts_tui.cli.file_name import file_named
from contacts_tui.cli.moments import since, until
from contacts_tui.cli.output import is_terminal, say
from contacts_tui.domain.source import SOURCES
from contacts_tui.domain.text import fold
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


def _history_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--contact", metavar="TEXT", default="", help="of contacts in whose name or e-mail a text stands, or stood")
    add("--value", metavar="TEXT", default="", help="by which somebody got or lost a name, number, e-mail or phone")
    add("--field", metavar="NAME", default="", help="of one field, by its name on the screen")
    add("--agent", metavar="NAME", dest="made_by", default="", help="made by one agent")
    add("--since", metavar="DATE", type=since, help="made on that day or later; a time may follow, as T14:03")
    add("--until", metavar="DATE", type=until, help="made on that day or earlier")
    add("--limit", metavar="N", type=_count, default=1_000, help="at most so many changes (default: 1000)")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print one JSON document")
    forms.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")


def _history(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    asked = settings()
    if options.contact and asked.account is None:
        raise Misused("--contact needs the --account that the contact is of")
    _refuse_unknown(options.field)

    from contacts_tui.cli.history import print_history
    from contacts_tui.services.audit import Asked

    wanted = Asked(
        asked.account, options.contact, options.value, options.field, options.made_by, options.since, options.until
    )
    return print_history(asked, wanted, options.limit, as_json=options.json, as_csv=options.csv)


def _refuse_unknown(field: str) -> None:
    """Raise Misused unless a field has that name on the screen; none is said to be any."""
    from contacts_tui.domain.conflict import CALLED

    names = sorted({*CALLED.values()})
    if field and fold(field) not in map(fold, names):
        raise Misused(f"{field!r} is no field; there are {', '.join(names)}")


def _doctor_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="read every record, and compare all search keys")
    parser.add_argument("--repair", action="store_true", help="put right what can be, after a backup")
    _json_option(parser)


def _doctor(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.doctor import examine

    return examine(settings(), is_full=options.full, is_to_repair=options.repair, as_json=options.json)


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="FILE", nargs="?", help="the file to make, or a folder for it (default: the folder of backups)"
    )
    _json_option(parser)


def _backup(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.backup import back_up

    target = None if options.path is None else file_named(options.path, "FILE")
    return back_up(settings(), target, as_json=options.json)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", help="the backup to put in the place of the database")
    _json_option(parser)


def _restore(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.backup import restore

    return restore(settings(), file_named(options.path, "FILE"), as_json=options.json)


def _where(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.where import print_paths

    return print_paths(settings(), as_json=options.json)


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
        "history",
        "say who changed what, when and from where",
        "Print the changes for which all holds that is asked for, the newest first: a line for each field, JSON, or "
        "a table. Of what is in the trash, or gone, too. --account names an account by the number that it has, or had. "
        f"From where a change was made is one word: {'; '.join(f'{word}, {told}' for word, told in SOURCES.items())}.",
        _history_options,
        _history,
        without=("agent",),
    ),
    Command(
        "doctor",
        "see whether the database is whole, and repair what can be",
        "Look the database over: its structure, values that cannot be, records that belong to nothing, what Find looks "
        "in, and the file itself. It ends with 0 if nothing is wrong, or is repaired, with 1 if anything is, and with "
        "3 if the database cannot be opened.",
        _doctor_options,
        _doctor,
        without=("account",),
    ),
    Command(
        "backup",
        "copy the database while it is in use, and check the copy",
        "Copy the database, as it is at one moment, to a file that only you can read, and check the copy. Others can "
        "go on working. A file that is there is never written over.",
        _backup_options,
        _backup,
        without=("account",),
    ),
    Command(
        "restore",
        "put a backup in the place of the database, which is kept",
        "Check a backup, bring it up to date, and put a copy of it in the place of the database. What was there is "
        "kept beside it. Nobody may have the database open.",
        _restore_options,
        _restore,
        without=("account",),
    ),
    Command(
        "where",
        "print where the database, the settings, the logs and the backups are",
        "Print where everything is that contacts-tui reads and writes, and whether it is there.",
        _json_option,
        _where,
        without=("account", "agent", "read_only"),
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
