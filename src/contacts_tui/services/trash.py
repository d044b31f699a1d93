"""What an agent does with the trash: look through it, and take something out again."""

from collections.abc import Callable
from datetime import date
from typing import Final

from contacts_tui.domain import shown
from contacts_tui.domain.listed import Known, Place, Stretch, pages_around
from contacts_tui.domain.query import Query
from contacts_tui.domain.trash import Restored, Trashed, TrashLook, TrashPart
from contacts_tui.errors import ContactsError
from contacts_tui.services.change_text import when_of
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.gone import refuse_gone
from contacts_tui.services.session import Session
from contacts_tui.storage import changes, history, pages, reversal, trash
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.history import TRASH
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import audited_account, audited_contact
from contacts_tui.storage.trash import Deleted, Spot, Wanted

_NOTHING: Final = "Nothing was restored:"


class Trash:
    """What was deleted, and is not purged yet."""

    def __init__(
        self,
        session: Session,
        *,
        today: Callable[[], date] = date.today,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._session = session
        self._today = today
        self._surroundings = surroundings or Surroundings()

    def read(self, look: TrashLook, start: int, limit: int, known: Known | None = None) -> TrashPart:
        """Return what stands in the trash from a place on.

        `known` spares counting as long as nothing was changed. Raises DatabaseUnusable.
        """
        wanted = Wanted(look.account_id, Query.of(look.text))
        with self._session.reading() as connection:
            as_of = history.last_change(connection)
            if known is None or known.as_of != as_of:
                known = Known(trash.count(connection, wanted), as_of)
            start = max(0, min(start, (known.count - 1) // limit * limit))
            found = trash.read(connection, wanted, skip=start, limit=limit)
        told = shown.whole_number(known.count, self._surroundings.locale)
        return TrashPart(known, told, Stretch(start, tuple(self._trashed(one, look.days) for one in found), as_of))

    def find(self, look: TrashLook, wanted: Trashed | int) -> Place[Trashed]:
        """Return where something stands in the trash now, or what is in a place. Raises DatabaseUnusable."""
        of = Wanted(look.account_id, Query.of(look.text))
        with self._session.reading() as connection:
            known = Known(trash.count(connection, of), history.last_change(connection))
            index = wanted if isinstance(wanted, int) else trash.count_before(connection, of, _spot(wanted))
            at = max(0, min(index, known.count - 1))
            start, end = pages_around(at, known.count)
            found = trash.read(connection, of, skip=start, limit=end - start)
        rows = tuple(self._trashed(one, look.days) for one in found)
        is_so = any(isinstance(wanted, int) or row.key == wanted.key for row in rows[index - start :][:1])
        told = shown.whole_number(known.count, self._surroundings.locale)
        return Place(known, told, at, is_so, Stretch(start, rows, known.as_of))

    def restore(self, trashed: Trashed) -> Restored:
        """Take something out of the trash: an account with what was deleted along with it.

        Raises ContactsError, saying why, where that cannot be; NotSaved, ReadOnly. Nothing is written then.
        """
        contact, account_id = trashed.contact, trashed.account_id

        def restore_in(writing: Writing) -> Restored:
            if contact is None:
                return self._restore_account(writing, account_id)
            moved = f" It was {trashed.moved}: look there too." if trashed.moved else ""
            named = self._restore_contact(writing, account_id, contact.id)
            return Restored(account_id, contact.id, f"Restored {named}.{moved}")

        return self._session.write(restore_in, source=TRASH)

    def _restore_contact(self, writing: Writing, account_id: int, contact_id: int) -> str:
        """Return what it is called."""
        connection = writing.connection
        refuse_gone(connection, [Owner(account_id, contact_id)], self._surroundings.locale)
        if pages.account(connection, account_id) is None:
            called = pages.called(connection, account_id)
            raise ContactsError(
                f"{_NOTHING} its account, {called}, is in the trash too. Restore {called} first, from the trash of all "
                "accounts; contacts that were deleted along with it come back with it."
            )
        return self._brought_back(writing, account_id, contact_id)

    def _brought_back(self, writing: Writing, account_id: int, contact_id: int) -> str:
        stored = pages.contact_or_trashed(writing.connection, account_id, contact_id)
        if not changes.restore_contact(writing, account_id, contact_id, audited_contact(stored)):
            raise self._restored_already(writing.connection, Owner(account_id, contact_id), stored.named)
        return stored.named

    def _restore_account(self, writing: Writing, account_id: int) -> Restored:
        connection = writing.connection
        refuse_gone(connection, [Owner(account_id)], self._surroundings.locale)
        stored = pages.account_or_trashed(connection, account_id)
        reversal.refuse_taken(connection, account_id, stored.number)
        along = trash.gone_with(connection, account_id)
        if not changes.restore_account(writing, account_id, audited_account(stored)):
            raise self._restored_already(connection, Owner(account_id), f"account {stored.called}")
        for contact_id in along:
            self._brought_back(writing, account_id, contact_id)
        contacts = f" and its {'contact' if len(along) == 1 else f'{len(along)} contacts'}" if along else ""
        return Restored(account_id, 0, f"Restored account {stored.called}{contacts}.")

    @staticmethod
    def _restored_already(connection: pages.Reading, owner: Owner, named: str) -> ContactsError:
        last = pages.last_change(connection, owner)
        who = last.agent if last else "somebody"
        return ContactsError(f"{_NOTHING} {named} is not in the trash any more. {who} changed it last.")

    def _trashed(self, found: Deleted, days: int) -> Trashed:
        past = (self._today() - found.at.astimezone().date()).days
        left = max(0, days - past) if days else None
        return Trashed(
            found.contact,
            found.account.id,
            found.account.called,
            found.by,
            found.at,
            when_of(found.at, self._surroundings.locale),
            left,
            found.along,
            found.moved,
        )


def _spot(trashed: Trashed) -> Spot:
    contact = trashed.contact
    return Spot(trashed.at, contact is None, contact.id if contact else trashed.account_id)
