"""What was erased goes from the free space of the file too, however often that has to be tried."""

from typing import Final

from contacts_tui.errors import ContactsError
from contacts_tui.storage import upkeep
from contacts_tui.storage.database import Database

_HOW: Final = (
    "Until the file is written anew it may hold traces of whom was erased: `contacts-tui doctor --repair` does it."
)


class Sweeping:
    """Writes a file anew after somebody was erased. It is recorded in the database whether that was done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_due(self) -> bool:
        """Return whether anybody was erased after whom the file was not written anew. Raises DatabaseUnusable."""
        with self._database.reading() as connection:
            return bool(upkeep.unswept(connection))

    def sweep(self) -> str:
        """Have nothing stay in the file of what was erased. It takes as long as the file is large.

        Returns why it may hold traces, and how that ends, in sentences; empty where nothing is left. Raises
        KeyboardInterrupt.
        """
        try:
            with self._database.reading() as connection:
                erasures = upkeep.unswept(connection)
            if not (reason := self._database.sweep()):
                self._database.write(lambda connection: upkeep.swept(connection, erasures))
        except ContactsError as error:
            reason = str(error)
        return reason and f"{reason} {_HOW}"
