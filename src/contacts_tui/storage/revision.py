"""Which form of the database this program reads and writes, and what it says to all others."""

from typing import Final

from contacts_tui.errors import DatabaseUnusable

REVISION: Final = "0002"
"""The newest revision, as Alembic stores it; revisions are ordered as text."""

KNOWN: Final = ("0001", "0002")
"""All revisions there ever were, oldest first."""

FIND_REVISION: Final = "SELECT alembic_version.version_num FROM alembic_version"


def refuse_unless_current(found: str, *, read_only: bool) -> None:
    """Raise DatabaseUnusable if a database of the revision `found` can neither be used nor be brought up to date.

    An older one that is known passes where it may be written: it is upgraded before its first use.
    """
    if found == REVISION or (found in KNOWN and not read_only):
        return
    if found > REVISION:
        message = (
            f"This database was written by a newer contacts-tui (its revision is {found}, "
            f"this program knows {REVISION}). Nothing was changed. Update contacts-tui, then open it again."
        )
    elif found in KNOWN:
        message = (
            f"This database is of an older contacts-tui (its revision is {found}, this program reads {REVISION}) "
            "and was opened only to be read. Open it once without --read-only: that brings it up to date."
        )
    else:
        message = (
            f"This database has a revision that no contacts-tui has written ({found!r}). "
            "Nothing was changed. Restore a backup of it, or choose another file with --database."
        )
    raise DatabaseUnusable(message)
