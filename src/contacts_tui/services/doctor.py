"""The doctor: whether what Find looks in follows from the records, and its repair."""

from contacts_tui.storage.database import Database
from contacts_tui.storage.drift import Drift, Show, drift, repair


class Doctor:
    """Looks over a whole database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def examined(self, show: Show) -> Drift:
        """Return what has drifted; `show` is told how far it is. Raises DatabaseUnusable."""
        with self._database.reading() as connection:
            return drift(connection, show)

    def repaired(self, show: Show) -> Drift:
        """Put right what has drifted, in one transaction, and return what that was.

        Nobody else can write meanwhile; where nothing has drifted, everybody can. Raises ReadOnly, NotSaved, and
        DatabaseUnusable.
        """
        found = self.examined(show)
        return found if found.is_none else self._database.write(lambda connection: repair(connection, show))
