"""The command line: reads what was asked, and builds the program that does it."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

from contacts_tui import __version__
from contacts_tui.cli.output import complain, is_terminal, printable, replace_what_cannot_be_written, say
from contacts_tui.cli.settings_file import NAME, read_settings
from contacts_tui.domain.text import clean, without_controls
from contacts_tui.errors import AlreadyThere, ContactsError
from contacts_tui.settings import DEFAULT_LOCALE, Settings

USAGE_ERROR: Final = 2
DATABASE_ERROR: Final = 3
INTERRUPTED: Final = 130
"""What shells say of a program that ctrl+c has ended: 128 and the number of SIGINT."""
_USUAL: Final = 5
"""Contacts an account where only the accounts are counted."""

EPILOG: Final = """\
environment:
  CONTACTS_TUI_DATABASE  the database to open, where --database does not name one
  CONTACTS_TUI_AGENT     who is audited with every change, where --agent does not say

Where the output is no terminal, the page is printed as plain text."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of a command: 0 if it did what was asked, 1 for nothing found, 2 for usage, 3 for the database."""
    replace_what_cannot_be_written()
    parser = _parser()
    options = parser.parse_args(argv)
    try:
        if options.command == "generate":
            return _generate(options, parser)
        settings = resolve(options, os.environ)
        if settings.demo:
            from contacts_tui.cli.demo import prepare

            prepare(settings, fresh=options.fresh)
        return _show(settings)
    except ContactsError as error:
        complain(f"contacts-tui: {error}")
        return USAGE_ERROR if isinstance(error, AlreadyThere) else DATABASE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints, which quote what was typed, cannot steer the terminal."""

    def error(self, message: str) -> NoReturn:
        """Say how it is used and what is wrong, and end the program."""
        super().error(printable(message))


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--database", metavar="PATH", help="the SQLite file to open (default: your own)")
    shared.add_argument("--account", metavar="NUMBER", help="the account to open (default: the only one)")
    shared.add_argument("--agent", metavar="NAME", help="who is audited with every change (default: your login name)")
    shared.add_argument("--read-only", action="store_true", help="change nothing, and be unable to")
    parser = _Parser(
        prog="contacts-tui",
        description="The contacts of customer accounts, in a terminal.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"contacts-tui {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="[demo | generate]")
    demo = commands.add_parser(
        "demo",
        parents=[shared],
        allow_abbrev=False,
        help="open an example account; it is made on first use and kept",
        description="Open an example account. It is made on first use and kept, with all that you change in it.",
    )
    demo.add_argument("--fresh", action="store_true", default=False, help="throw the demo's changes away, start over")
    generate = commands.add_parser(
        "generate",
        allow_abbrev=False,
        help="make a new database of customers that nobody has, as large as you like",
        description="Make a new database of customers that nobody has, to try the program at your size: people of many "
        "alphabets, families and companies, bills and payments. The same numbers and seed make the same on a day.",
    )
    generate.add_argument(
        "--accounts", metavar="N", type=_count, default=2_000, help="how many accounts (default: 2000)"
    )
    generate.add_argument("--contacts", metavar="N", type=_count, help="how many contacts (default: five an account)")
    generate.add_argument("--seed", metavar="S", type=int, default=1, help="another number makes others (default: 1)")
    generate.add_argument("path", metavar="PATH", help="the file to make; one that is there is never written over")
    return parser


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and int(typed)):
        raise argparse.ArgumentTypeError(f"{typed!r} is no whole number from 1 on")
    return int(typed)


def _generate(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from contacts_tui.cli.generate import run

    accounts, contacts = options.accounts, options.contacts or options.accounts * _USUAL
    foreign = next((name for name in ("database", "account", "agent", "read_only") if hasattr(options, name)), None)
    if foreign:
        parser.error(f"generate makes a file of its own: leave out --{foreign.replace('_', '-')}")
    if contacts < accounts:
        parser.error(f"every account has a contact: {accounts} accounts need as many contacts or more")
    return run(_file(options.path, "PATH"), accounts, contacts, options.seed)


def resolve(options: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """What was asked for, with what was not said filled in: options before environment before settings and defaults.

    The demo never opens the database of the environment: that is somebody's own. Raises ContactsError.
    """
    demo = options.command == "demo"
    chosen = getattr(options, "database", None)
    if chosen is None and not demo:
        chosen = environment.get("CONTACTS_TUI_DATABASE") or None
    file = _settings_file()
    set_there = read_settings(file)
    agents = (getattr(options, "agent", None), environment.get("CONTACTS_TUI_AGENT"), _login_name())
    return Settings(
        database=_own_file("demo.db" if demo else "contacts.db") if chosen is None else _file(chosen),
        agent=next(filter(None, (clean(without_controls(name or "")) for name in agents)), ""),
        account=_number(getattr(options, "account", None)),
        read_only=getattr(options, "read_only", False),
        locale=set_there.locale or DEFAULT_LOCALE,
        demo=demo,
        links=set_there.links,
        sign_up=set_there.sign_up,
        file=file,
        complaints=set_there.complaints,
    )


def _number(chosen: str | None) -> str | None:
    if chosen is not None and not chosen.strip():
        raise ContactsError("--account names no account: leave it out to open the only one.")
    return chosen


def _file(chosen: str, option: str = "--database") -> Path:
    if not chosen:
        raise ContactsError(f"{option} names no file.")
    if "://" in chosen:
        message = f"{option} takes the path of a SQLite file, and {chosen.partition('://')[0]}:// is an address."
        raise ContactsError(message)
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError:
        raise ContactsError(f"Nobody here has the home folder that {chosen} begins with.") from None
    except OSError:
        raise ContactsError(f"The folder you are in is gone, and {chosen} begins there. Go to another one.") from None


def _own_file(name: str) -> Path:
    from platformdirs import user_data_path

    return user_data_path("contacts-tui", appauthor=False) / name


def _settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("contacts-tui", appauthor=False) / NAME


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"


def _show(settings: Settings) -> int:
    if not is_terminal(sys.stdout):
        from contacts_tui.cli.plain import print_page

        return print_page(settings)
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        say(["contacts-tui needs the terminal for its input and its errors too: it draws there."])
        return USAGE_ERROR
    from contacts_tui.cli.screen import run

    return run(settings)
