"""Driver errors as sentences: what happened, what was kept, what to do.

Their own texts can hold data (PostgreSQL quotes the row that it refuses), so that none of it is passed on.
"""

import sqlite3
from typing import Final, Literal

from contacts_tui.errors import ContactsError, DatabaseUnusable, NotSaved

Doing = Literal["read", "write"]

_NOT_KEPT: Final = "Nothing was saved."
_BUSY: Final = "The database is busy: another program has held it for too long."
_FULL: Final = "The disk is full."
_NO_MORE: Final = "The disk does not take more: it is full, or a limit is reached."
_LOST: Final = "The connection to the database is lost."
_MISSING: Final = "The database lacks a table or a column that this program needs."
_REFUSED: Final = "The database does not take these values."
_NO_TEXT: Final = "The database holds a name or another text that is not in UTF-8."
_UNKNOWN: Final = "The database reports an error."

_UNDECODED: Final = "Could not decode to UTF-8"
"""How the driver's own error begins, which has no name: https://github.com/python/cpython, Modules/_sqlite/cursor.c."""

_SQLITE: Final[dict[str, tuple[str, str]]] = {
    "SQLITE_BUSY": (_BUSY, "Try again in a moment."),
    "SQLITE_LOCKED": (_BUSY, "Try again in a moment."),
    "SQLITE_FULL": (_FULL, "Free some space and try again."),
    "SQLITE_IOERR_WRITE": (_NO_MORE, "Free some space and try again."),
    "SQLITE_IOERR_SHMSIZE": (_NO_MORE, "Free some space and try again."),
    "SQLITE_IOERR": ("The disk reports an error.", "Check the disk, or the network it is on, and try again."),
    "SQLITE_READONLY": (
        "The database file, or its folder, may not be written.",
        "Have its permissions changed, or open it with --read-only.",
    ),
    "SQLITE_CANTOPEN": (
        "The database file cannot be opened, or its folder may not be written.",
        "Check the path and its permissions, or open it with --read-only.",
    ),
    "SQLITE_PERM": ("The database file may not be opened.", "Have its permissions changed."),
    "SQLITE_CORRUPT": ("The database file is damaged.", "Leave the program and restore a backup."),
    "SQLITE_NOTADB": ("The file is no database any more.", "Leave the program and restore a backup."),
    "SQLITE_ERROR": (_MISSING, "Leave the program and restore a backup."),
    "SQLITE_NOMEM": ("There is not enough memory.", "Close other programs and try again."),
    "SQLITE_CONSTRAINT": (_REFUSED, "Look over them."),
    "SQLITE_MISMATCH": (_REFUSED, "Look over them."),
    "SQLITE_TOOBIG": (_REFUSED, "Shorten them."),
}
"""By the name of the error, or the longest beginning of it that is here: https://www.sqlite.org/rescode.html."""

_POSTGRESQL: Final[dict[str, tuple[str, str]]] = {
    "08": (_LOST, "Try again in a moment."),
    "57P": (_LOST, "Try again in a moment."),
    "40": (_BUSY, "Try again in a moment."),
    "55P03": (_BUSY, "Try again in a moment."),
    "57014": ("The database took too long to answer.", "Try again in a moment."),
    "53100": (_FULL, "Have space freed on the database's machine, then try again."),
    "53": ("The database has no room for another connection.", "Try again in a moment."),
    "25006": ("The database may only be read.", "Open it with --read-only, or connect to its main server."),
    "42501": ("The database does not let you do this.", "Have your rights in it changed."),
    "42P01": (_MISSING, "Have the database checked."),
    "42703": (_MISSING, "Have the database checked."),
    "28": ("The database does not let you in.", "Check the user name and the password."),
    "3D000": ("There is no such database.", "Check its name."),
    "22": (_REFUSED, "Look over them."),
    "23": (_REFUSED, "Look over them."),
    "58": ("The disk of the database reports an error.", "Have the database's machine checked."),
    "XX": ("The database is damaged.", "Have a backup restored."),
}
"""By sqlstate, or its longest beginning that is here: https://www.postgresql.org/docs/current/errcodes-appendix.html."""

_RETRIED: Final = ("40001", "40P01", "23505", "42P07")
"""Two writers met, and this one was rolled back whole: a second run finds what the other has done.

With 23505 both have given the same account number; a second run gives the next one. With that or 42P07 both have made
the same table.
"""


def sqlstate_of(error: BaseException | None) -> str:
    """Return the five characters PostgreSQL gives an error; empty for another driver's, or where no server answered."""
    state = getattr(error, "sqlstate", None)
    return state if isinstance(state, str) else ""


def may_be_retried(error: BaseException | None) -> bool:
    """Whether the same transaction, run again from its start, can succeed where this error ended it."""
    return sqlstate_of(error) in _RETRIED


def translated(error: BaseException | None, doing: Doing, where: str) -> ContactsError:
    """Return the driver's error as a sentence: NotSaved for a write, else DatabaseUnusable.

    `where` names the database.
    """
    code, (happened, advice) = _found(error)
    if doing == "write":
        return NotSaved(f"{happened} {_NOT_KEPT} {advice} ({where}: {code})")
    return DatabaseUnusable(f"{happened} {advice} ({where}: {code})")


def is_about_content(error: BaseException | None) -> bool:
    """Whether an error is about what a database holds, not about reaching it, room, rights or other writers."""
    _, (happened, _) = _found(error)
    return happened in {_MISSING, _REFUSED, _UNKNOWN}


def commit_unknown(where: str) -> NotSaved:
    """Return the sentence for a connection that broke while the database was asked to keep a change."""
    return NotSaved(
        f"{_LOST} It broke while saving, and nobody can say whether the change was kept. "
        f"Look in a moment, and save again if it is not there. ({where})"
    )


def _found(error: BaseException | None) -> tuple[str, tuple[str, str]]:
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith(_UNDECODED):
        return "text", (_NO_TEXT, "Have the database checked, or open a backup of it.")
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorname", "") or type(error).__name__
        return code, _longest(_SQLITE, code) or (_UNKNOWN, "Try again.")
    if isinstance(error, UnicodeError):
        return "text", (_REFUSED, "Look over them.")
    state = sqlstate_of(error)
    if state:
        return state, _longest(_POSTGRESQL, state) or (_UNKNOWN, "Try again.")
    if type(error).__name__ == "DataError":
        return "text", (_REFUSED, "Look over them.")
    return "no answer", ("The database does not answer.", "Check that it runs and that its address is right.")


def _longest(table: dict[str, tuple[str, str]], code: str) -> tuple[str, str] | None:
    fitting = [start for start in table if code.startswith(start)]
    return table[max(fitting, key=len)] if fitting else None
