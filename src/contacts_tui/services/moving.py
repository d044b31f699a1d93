"""What an agent does with contacts that belong to another account, or to another one too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from contacts_tui.domain import people
from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.moving import Transfer, Transferred, Way
from contacts_tui.domain.source import COPIED_FROM, MOVED_FROM, MOVED_TO
from contacts_tui.errors import ContactsError
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import changes, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.pages import Reading

_FROM: Final[dict[Way, str]] = {"move": MOVED_FROM, "copy": COPIED_FROM}
_DID: Final[dict[Way, str]] = {"move": "Moved", "copy": "Copied"}


class Moving:
    """Moves and copies contacts of one account into another one."""

    def __init__(self, session: Session, surroundings: Surroundings | None = None) -> None:
        self._session = session
        self._surroundings = surroundings or Surroundings()

    def review(self, way: Way, contacts: Sequence[Contact], account_id: int) -> Transfer:
        """Return what would be done with contacts of one account, and what should be known first. Writes nothing.

        Raises ContactsError where it cannot be: into their own account, one that is gone, or without the last
        Responsible Party. Conflict if a contact is not as it was seen.
        """
        with self._session.reading() as connection:
            return self._transfer(connection, way, contacts, account_id)

    def carry_out(self, transfer: Transfer) -> Transferred:
        """Do what was reviewed, as one step. What is moved is deleted where it was.

        Raises what `review` raises; NotSaved, ReadOnly. Nothing is written then.
        """

        def carry_out_in(writing: Writing) -> Transferred:
            now = self._transfer(writing.connection, transfer.way, transfer.contacts, transfer.target.id)
            coming = replace(writing, source=f"{_FROM[now.way]}{now.source.called}")
            leaving = replace(writing, source=f"{MOVED_TO}{now.target.called}")
            added = []
            for contact in now.contacts:
                added.append(changes.add_contact(coming, now.target.id, self._shown(contact, now.target)))
                if now.way == "move":
                    changes.delete_contact(leaving, contact)
            return Transferred(now.target.id, added[0].id, f"{_DID[now.way]} {now.what}, to {now.target.called}.")

        return self._session.write(carry_out_in)

    def _transfer(self, reading: Reading, way: Way, contacts: Sequence[Contact], account_id: int) -> Transfer:
        stored = tuple(changes.stored(reading, contact, "switch") for contact in contacts)
        source, target = pages.account(reading, stored[0].account_id), pages.account(reading, account_id)
        if source is None or target is None:
            gone = pages.called(reading, account_id if target is None else stored[0].account_id)
            raise ContactsError(f"Account {gone} is not there any more: nothing was written. f finds another one.")
        if source.id == target.id:
            raise ContactsError(f"This is {target.called} already: nothing was written. Choose another account.")
        stay = [one for one in pages.contacts(reading, source.id) if one.id not in {moved.id for moved in stored}]
        there = pages.contacts(reading, target.id)
        if way == "move":
            _refuse_last_responsible(stored, stay)
        notes = (
            *_notes_there(stored, target, there),
            *(self._notes_here(source, stored, stay) if way == "move" else ()),
        )
        return Transfer(way, stored, source, target, notes)

    def _notes_here(self, source: Account, moved: Sequence[Contact], stay: Sequence[Contact]) -> Iterator[str]:
        reaches = self._surroundings.can_receive
        if source.paperless and people.bill_recipients(moved, reaches) and not people.bill_recipients(stay, reaches):
            yield f"Paperless billing of {source.called} then has no recipient."

    def _shown(self, contact: Contact, target: Account) -> Contact:
        """A contact as a new one of an account, its phones as they are shown there."""
        country = target.address.country
        phones = tuple(replace(phone, shown=self._surroundings.shown(phone, country)) for phone in contact.phones)
        return replace(contact, phones=phones, id=0, account_id=0, version=0)


def _refuse_last_responsible(moved: Sequence[Contact], stay: Sequence[Contact]) -> None:
    for contact in moved:
        if reason := people.keeps_responsible_party(contact, None, stay):
            raise ContactsError(reason)


def _notes_there(coming: Sequence[Contact], target: Account, there: Sequence[Contact]) -> Iterator[str]:
    for contact in coming:
        if duplicate := people.duplicate_of(replace(contact, id=0), None, there):
            yield f"{target.called} has {duplicate.named}, already."
    responsible = ContactType.RESPONSIBLE_PARTY
    if any(one.contact_type is responsible for one in coming) and any(o.contact_type is responsible for o in there):
        yield f"{target.called} has a Responsible Party already: this is one more."
