"""Which form of the database this program reads and writes, and what it says to all others."""

from collections.abc import Sequence
from typing import Any, Final

from contacts_tui.errors import DatabaseUnusable

REVISION: Final = "0010"
"""The newest revision, as Alembic stores it; revisions are ordered as text."""

KNOWN: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""All revisions there ever were, oldest first."""

FIND_REVISION: Final = "SELECT alembic_version.version_num FROM alembic_version"

_SHOWN: Final = 20
"""Characters of a revision that a sentence shows: whoever wrote it may have written anything."""


def is_current(found: Sequence[Any]) -> bool:
    """Return whether what FIND_REVISION found in an open database is this program's revision."""
    return list(found) == [REVISION]


def changed_meanwhile(found: Sequence[Any], happened: str) -> str:
    """Return the sentence for an open database of which FIND_REVISION found another revision than this program's.

    `happened` says what has become of what was to be done.
    """
    if any(str(one) > REVISION for one in found):
        return (
            f"A newer contacts-tui has brought this database up to date: {happened} "
            "Leave, update contacts-tui, and start it again."
        )
    return f"Something else has changed the revision of this database: {happened} Leave and start contacts-tui again."


def revision_in(found: Sequence[Any]) -> str:
    """Return the revision of a database from what FIND_REVISION found; DatabaseUnusable if that is not one."""
    if len(found) != 1:
        message = "The tables in this database are another program's. Nothing was changed. Choose another database."
        raise DatabaseUnusable(message)
    return str(found[0])


def refuse_unless_current(found: str, *, read_only: bool) -> None:
    """Raise DatabaseUnusable if a database of the revision `found` can neither be used nor be brought up to date.

    An older one that is known passes where it may be written: it is upgraded before its first use.
    """
    if found == REVISION or (found in KNOWN and not read_only):
        return
    if found > REVISION:
        message = (
            f"This database was written by a newer contacts-tui (its revision is {found[:_SHOWN]!r}, "
            f"this program knows {REVISION!r}). Nothing was changed. Update contacts-tui, then open it again."
        )
    elif found in KNOWN:
        message = (
            f"This database is of an older contacts-tui (its revision is {found}, this program reads {REVISION}) "
            "and was opened only to be read. Open it once without --read-only: that brings it up to date."
        )
    else:
        message = (
            f"This database has a revision that no contacts-tui has written ({found[:_SHOWN]!r}). "
            "Nothing was changed. Restore a backup of it, or choose another file with --database."
        )
    raise DatabaseUnusable(message)
