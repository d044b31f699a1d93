"""The command line: reads what was asked, and builds the program that does it."""

import argparse
import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, NoReturn

from contacts_tui import __version__
from contacts_tui.cli.command import Command, Misused
from contacts_tui.cli.commands import COMMANDS, show
from contacts_tui.cli.exit_codes import DATABASE_ERROR, INTERRUPTED, USAGE_ERROR
from contacts_tui.cli.file_name import file_named, possible
from contacts_tui.cli.output import complain, printable, replace_what_cannot_be_written
from contacts_tui.cli.own_paths import data_path, settings_path
from contacts_tui.cli.settings_file import NAME, read_settings
from contacts_tui.domain.text import clean, without_controls
from contacts_tui.domain.trash_days import TRASH_DAYS
from contacts_tui.errors import AlreadyThere, ContactsError, NoNumber
from contacts_tui.settings import DEFAULT_BACKUPS, DEFAULT_LOCALE, Settings

_SHARED: Final[Mapping[str, Mapping[str, Any]]] = {
    "database": {"metavar": "PATH", "help": "the SQLite file to open (default: your own)"},
    "account": {"metavar": "NUMBER", "help": "the account to open (default: the only one)"},
    "agent": {"metavar": "NAME", "help": "who is audited with every change (default: your login name)"},
    "read_only": {"action": "store_true", "help": "change nothing, and be unable to"},
}
"""The options of all commands, by their names in a Namespace."""
EPILOG: Final = """\
environment:
  CONTACTS_TUI_DATABASE  the database to open, where --database does not name one
  CONTACTS_TUI_AGENT     who is audited with every change, where --agent does not say

exit codes:
  0    done; for the doctor: nothing is wrong, or it is repaired
  1    nothing was found; for the doctor: something is wrong; for erase: the file may hold traces
  2    the command was not understood, which of several is meant was not said, or the file to make is there already
  3    the database, or a file, cannot be used: a sentence says why
  130  ended by ctrl+c

Without a command, the page is opened; where the output is no terminal, it is printed as plain text."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of a command: 0 if it did what was asked, 1 for nothing found, 2 for usage, 3 for the database."""
    replace_what_cannot_be_written()
    parser = _parser()
    options = parser.parse_args(argv)
    command = next((one for one in COMMANDS if one.name == options.command), None)
    if command is not None:
        _refuse_what_it_does_not_take(command, options, parser)
    try:
        settings = partial(resolve, options, os.environ)
        return command.run(options, settings) if command else show(settings())
    except Misused as error:
        parser.error(str(error))
    except ContactsError as error:
        complain(f"contacts-tui: {error}")
        return USAGE_ERROR if isinstance(error, AlreadyThere | NoNumber) else DATABASE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints, which quote what was typed, cannot steer the terminal."""

    def error(self, message: str) -> NoReturn:
        """Say how it is used and what is wrong, and end the program."""
        super().error(printable(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="contacts-tui",
        description="The contacts of customer accounts, in a terminal.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_shared()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"contacts-tui {__version__}")
    words = parser.add_subparsers(dest="command", metavar=f"[{' | '.join(command.name for command in COMMANDS)}]")
    for command in COMMANDS:
        told = words.add_parser(
            command.name,
            parents=[_shared(command.without, command.account)],
            allow_abbrev=False,
            help=command.help,
            description=command.description,
        )
        command.add_options(told)
    return parser


def _shared(without: Sequence[str] = (), account: str = "") -> _Parser:
    """The options of all commands, but for some; `account` is what --account means, where that is something else."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    for name, told in _SHARED.items():
        if name not in without:
            is_told_anew = bool(account) and name == "account"
            shared.add_argument(_flag(name), **({**told, "help": account} if is_told_anew else told))
    return shared


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _refuse_what_it_does_not_take(
    command: Command, options: argparse.Namespace, parser: argparse.ArgumentParser
) -> None:
    """End the program where an option stands before a command that has no use for it."""
    for name in command.without:
        if hasattr(options, name):
            parser.error(f"{command.name} makes no use of {_flag(name)}: leave it out")


def resolve(options: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """What was asked for, with what was not said filled in: options before environment before settings and defaults.

    The demo never opens the database of the environment: that is somebody's own. Raises ContactsError, Misused.
    """
    demo = options.command == "demo"
    chosen = getattr(options, "database", None)
    if chosen is None and not demo:
        chosen = environment.get("CONTACTS_TUI_DATABASE") or None
    file = settings_path(NAME)
    set_there = read_settings(file)
    agents = (getattr(options, "agent", None), environment.get("CONTACTS_TUI_AGENT"), _login_name())
    return Settings(
        database=possible(data_path("demo.db" if demo else "contacts.db")) if chosen is None else file_named(chosen),
        agent=next(filter(None, (clean(without_controls(name or "")) for name in agents)), ""),
        account=_number(getattr(options, "account", None)),
        read_only=getattr(options, "read_only", False),
        locale=set_there.locale or DEFAULT_LOCALE,
        demo=demo,
        trash_days=TRASH_DAYS if set_there.trash_days is None else set_there.trash_days,
        links=set_there.links,
        sign_up=set_there.sign_up,
        file=file,
        backup_folder=data_path("backups"),
        backups=DEFAULT_BACKUPS if set_there.backups is None else set_there.backups,
        complaints=set_there.complaints,
    )


def _number(chosen: str | None) -> str | None:
    if chosen is not None and not chosen.strip():
        raise Misused("--account names no account: leave it out to open the only one.")
    return chosen


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"
