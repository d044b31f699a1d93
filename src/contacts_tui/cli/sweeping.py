"""Writing the file anew after somebody was erased, as a command does it."""

from typing import Final

from contacts_tui.cli.output import complain
from contacts_tui.domain.byte_size import in_words
from contacts_tui.services.sweeping import Sweeping
from contacts_tui.storage.database import Database

_LONG: Final = 50_000_000
"""Bytes of a file from which on it takes long enough to say what is being done."""
_INTERRUPTED: Final = (
    "contacts-tui: Interrupted. What was erased stays erased, but the file was not written anew and may hold traces "
    "of it: `contacts-tui doctor --repair` does it."
)


def swept(database: Database) -> str:
    """Write the file anew, and say so where that takes long. Returns why it may hold traces; empty where it is done.

    Raises DatabaseUnusable, and KeyboardInterrupt once it is said what that left.
    """
    if (size := database.size) >= _LONG:
        complain(f"Writing the file anew, {in_words(size)}, so that nothing is left in it of what was erased ...")
    try:
        return Sweeping(database).sweep()
    except KeyboardInterrupt:
        complain(_INTERRUPTED)
        raise
