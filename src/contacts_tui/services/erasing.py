"""One person's values are blanked wherever they stand, where the law or the person asks for it."""

from collections.abc import Iterator, Sequence

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.erasing import LEAST_DIGITS, Known, Wanted, meant
from contacts_tui.domain.search_key import LONGEST, KeyKind, SearchKey
from contacts_tui.domain.upkeep import Deed
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.looked_for import looked_for
from contacts_tui.storage import audit, erasing, upkeep
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database
from contacts_tui.storage.history import ERASE


class Erasing:
    """Finds whom a text means, and erases them. Nobody takes that back."""

    def __init__(self, database: Database, agent: str, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._agent = agent
        self._surroundings = surroundings or Surroundings()

    def meant(self, text: str, number: str | None = None) -> tuple[Known, ...]:
        """Return whom a text means, in the account that has a number or had it, else in all accounts.

        With them comes what they are in other accounts to which they were moved, or from which. Accounts and contacts
        may be in the trash, or purged. Raises ContactsError if no account has, or had, the number; DatabaseUnusable.
        """
        wanted = Wanted(text, tuple(self._numbers(text)))
        with self._database.reading() as connection:
            if number is None:
                owners = erasing.owners_with(connection, wanted)
            elif accounts := audit.account_ids(connection, number):
                owners = erasing.owners_in(connection, accounts)
            else:
                raise ContactsError(f"No account has the number {number}, and none had it: nothing was erased.")
            return erasing.with_moves(connection, meant(erasing.known(connection, owners), wanted))

    def _numbers(self, text: str) -> Iterator[str]:
        """Yield the digits of a phone number, in all ways in which it may be stored."""
        query, _ = looked_for(text, self._surroundings.region)
        for way in query.ways:
            if len(way) == 1 and way[0].isdecimal() and len(way[0]) >= LEAST_DIGITS:
                yield way[0]

    def beside(self, chosen: Sequence[Known]) -> tuple[Known, ...]:
        """Return who else has, or had, an e-mail of somebody's, in any account. Raises DatabaseUnusable."""
        keys = {SearchKey(KeyKind.EMAIL, address[:LONGEST]) for one in chosen for address in one.e_mails}
        ids = {one.contact.id for one in chosen}
        with self._database.reading() as connection:
            owners = audit.owners_with(connection, keys)
            return erasing.known(connection, (owner for owner in owners if owner.contact_id not in ids))

    def erase(self, contacts: Sequence[Contact]) -> None:
        """Blank contacts wherever they stand, in one transaction, which records that the file is to be swept after it.

        Raises NotSaved, ReadOnly: nothing is blanked then.
        """

        def erase_in(writing: Writing) -> None:
            for contact in contacts:
                erasing.erase(writing, contact)
            upkeep.record(writing.connection, Deed.ERASED, self._agent, {})

        self._database.write(lambda connection: erase_in(Writing(connection, self._agent, ERASE)), removes=True)
