"""The commands that keep a database well, and that remove from it for good."""

import argparse
from collections.abc import Callable
from typing import Final

from contacts_tui.cli.command import IN_ACCOUNT, Command, Misused, days, json_option
from contacts_tui.cli.file_name import file_named
from contacts_tui.domain.trash_days import TRASH_DAYS
from contacts_tui.settings import Settings


def _doctor_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="read every record, and compare all search keys")
    parser.add_argument("--repair", action="store_true", help="put right what can be, after a backup")
    json_option(parser)


def _doctor(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.doctor import examine

    return examine(settings(), is_full=options.full, is_to_repair=options.repair, as_json=options.json)


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="FILE", nargs="?", help="the file to make, or a folder for it (default: the folder of backups)"
    )
    json_option(parser)


def _backup(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.backup import back_up

    target = None if options.path is None else file_named(options.path, "FILE")
    return back_up(settings(), target, as_json=options.json)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", help="the backup to put in the place of the database")
    json_option(parser)


def _restore(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.backup import restore

    return restore(settings(), file_named(options.path, "FILE"), as_json=options.json)


def _purge_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--older-than",
        metavar="DAYS",
        type=days,
        help=f"what was deleted before so many days; 0: all (default: trash_days of the settings, else {TRASH_DAYS})",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    json_option(parser)


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
    json_option(parser)


def _erase(options: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    from contacts_tui.cli.asking import can_ask
    from contacts_tui.cli.erase import erase

    asked = settings()
    if not (options.yes or can_ask()):
        raise Misused("what is erased does not come back: without a terminal say --yes")
    return erase(asked, options.contact, is_asked=not options.yes, as_json=options.json)


KEEPING: Final = (
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
        "blank all that is stored of one person",
        "Blank name, phones and e-mails of one person, in the trash and in all changes too; asks first. All accounts "
        "are looked in, or that of --account, which may be in the trash or gone, and those that the person was moved "
        "to or from. Who changed which field and when stays. Copies that were made before still hold them: those of "
        "the program are named.",
        _erase_options,
        _erase,
        account=IN_ACCOUNT,
    ),
)
