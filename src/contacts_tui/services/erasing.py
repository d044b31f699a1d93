"""One person's values are blanked wherever they stand, where the law or the person asks for it."""

from collections.abc import Sequence

from contacts_tui.domain.erasing import Known
from contacts_tui.domain.upkeep import Deed
from contacts_tui.errors import ContactsError
from contacts_tui.storage import erasing, pages, upkeep
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database
from contacts_tui.storage.history import ERASE


class Erasing:
    """Finds whom a text means, and erases them. Nobody takes that back."""

    def __init__(self, database: Database, agent: str) -> None:
        self._database = database
        self._agent = agent

    def known(self, number: str) -> tuple[int, tuple[Known, ...]]:
        """Return the id of an account, and all its contacts of which something is stored.

        Raises ContactsError if no account that is not deleted has the number; DatabaseUnusable.
        """
        with self._database.reading() as connection:
            account_id = pages.holder_of(connection, number)
            if account_id is None:
                raise ContactsError(
                    f"No account has the number {number}: nothing was erased. Restore one that is in the trash first."
                )
            return account_id, erasing.known(connection, account_id)

    def erase(self, account_id: int, contact_ids: Sequence[int]) -> None:
        """Blank contacts wherever they stand, in one transaction, which records that the file is to be swept after it.

        Raises NotSaved, ReadOnly: nothing is blanked then.
        """

        def erase_in(writing: Writing) -> None:
            for contact_id in contact_ids:
                erasing.erase(writing, account_id, contact_id)
            upkeep.record(writing.connection, Deed.ERASED, self._agent, {})

        self._database.write(lambda connection: erase_in(Writing(connection, self._agent, ERASE)), removes=True)
