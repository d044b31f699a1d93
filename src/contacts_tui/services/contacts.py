"""What an agent does with the contacts of an account."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from contacts_tui.domain import people
from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.people import Decisions, Sharing
from contacts_tui.domain.problem import Place, Problem, Problems, Severity
from contacts_tui.domain.refused import Refused, error_at
from contacts_tui.errors import ContactsError
from contacts_tui.services.change_text import when_of
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import changes, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import audited_contact


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said, and asked, before a draft is saved."""

    problems: Problems
    contact: Contact | None
    """What would be stored; None if a problem is an error."""
    duplicate: Contact | None = None
    """A contact of the account that seems to be the same."""
    responsible: Contact | None = None
    """The Responsible Party there is, where the draft newly chooses to be one."""
    sharing: tuple[Sharing, ...] = ()
    """Other contacts that have a value which the draft replaces."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a contact last, and when: in the agent's own time, as a screen shows it."""

    agent: str
    when: str


NOTHING_ELSE = Decisions()

NO_RECIPIENT: Final = "paperless billing then has no recipient"


class Contacts:
    """The contacts of accounts, read and changed by one agent."""

    def __init__(self, session: Session, surroundings: Surroundings | None = None) -> None:
        self._session = session
        self._surroundings = surroundings or Surroundings()

    def review(self, account: Account, draft: ContactDraft, before: Contact | None = None) -> Review:
        """Look a draft over, beside what the account holds now. Writes nothing.

        `before` is the contact as the agent saw it, None for a new one. Conflict if it is not so any more: there is
        nothing to ask about a draft that cannot be saved.
        """
        with self._session.reading() as connection:
            if before is not None:
                changes.stored(connection, before)
            others = pages.contacts(connection, account.id)
            here = pages.account(connection, account.id) or account
        review = self._checked(here, draft, before, others)
        contact = review.contact
        if contact is None:
            return review
        return replace(
            review,
            duplicate=people.duplicate_of(contact, before, others),
            responsible=_responsible_beside(contact, before, others),
            sharing=people.sharing(before, contact, others) if before else (),
        )

    def last_change(self, contact: Contact) -> LastChange | None:
        """Return who changed a contact last; None if nobody knows."""
        with self._session.reading() as connection:
            found = pages.last_change(connection, Owner(contact.account_id, contact.id))
        if found is None:
            return None
        return LastChange(found.agent, when_of(found.made_at, self._surroundings.locale))

    def add(self, account: Account, draft: ContactDraft, decisions: Decisions = NOTHING_ELSE) -> Contact:
        """Store a new contact, and what was decided with it, in one transaction. Returns it as stored.

        Raises Refused, Conflict, NotSaved, ReadOnly: nothing is written then.
        """
        return self._session.write(lambda writing: self.add_in(writing, account, draft, decisions))

    def add_in(
        self, writing: Writing, account: Account, draft: ContactDraft, decisions: Decisions = NOTHING_ELSE
    ) -> Contact:
        """Do what `add` does, as a part of a larger transaction."""
        here, others = _surrounding(writing.connection, account)
        contact = self._accepted(here, draft, None, others)
        added = changes.add_contact(writing, account.id, contact)
        _carry_out(writing, decisions, None, added, others)
        return added

    def update(
        self, account: Account, before: Contact, draft: ContactDraft, decisions: Decisions = NOTHING_ELSE
    ) -> Contact:
        """Change a contact, and what was decided with it, in one transaction. Returns it as stored.

        `before` is the contact as the agent saw it. Raises Refused, Conflict, NotSaved, ReadOnly: nothing is written
        then.
        """
        return self._session.write(lambda writing: self._update_in(writing, account, before, draft, decisions))

    def restore_as(self, account: Account, seen: Contact, draft: ContactDraft) -> Contact:
        """Take a contact that was deleted since it was seen out of the trash, and change it, in one transaction.

        Returns it as stored. Raises Refused; Conflict if the account is deleted too; ContactsError if it is not in the
        trash any more; NotSaved, ReadOnly. Nothing is written then.
        """

        def restore_in(writing: Writing) -> Contact:
            changes.stored_account(writing.connection, account)
            trashed = pages.trashed_contact(writing.connection, account.id, seen.id)
            if trashed is None:
                raise ContactsError("Nothing was written: this contact is not in the trash any more.")
            changes.restore_contact(writing, account.id, trashed.id, audited_contact(trashed))
            restored = replace(trashed, version=trashed.version + 1)
            return self._update_in(writing, account, restored, draft, NOTHING_ELSE)

        return self._session.write(restore_in)

    def _update_in(
        self, writing: Writing, account: Account, before: Contact, draft: ContactDraft, decisions: Decisions
    ) -> Contact:
        here, others = _surrounding(writing.connection, account)
        stored = changes.stored(writing.connection, before)
        contact = self._accepted(here, draft, stored, others)
        updated = changes.update_contact(writing, stored, contact)
        _carry_out(writing, decisions, stored, updated, others)
        return updated

    def delete(self, seen: Contact) -> None:
        """Put a contact into the trash.

        Raises Refused for the last Responsible Party; Conflict, NotSaved, ReadOnly. Nothing is written then.
        """

        def delete_in(writing: Writing) -> None:
            stored = changes.stored(writing.connection, seen, "delete")
            others = pages.contacts(writing.connection, seen.account_id)
            reason = people.keeps_responsible_party(stored, None, others)
            if reason:
                raise Refused(Problems((error_at("contact_type", reason),)))
            changes.delete_contact(writing, stored)

        self._session.write(delete_in)

    def _checked(
        self, account: Account, draft: ContactDraft, before: Contact | None, others: Sequence[Contact]
    ) -> Review:
        rules = self._surroundings.rules(account.address.country, others)
        checked = draft.check(rules, before, others)
        contact = checked.value
        if before is None or contact is None:
            return Review(checked.problems, contact)
        reason = people.keeps_responsible_party(before, contact, others)
        if reason:
            return Review(Problems((*checked.problems.found, error_at("contact_type", reason))), None)
        if account.paperless and people.loses_recipients(before, contact, others, self._surroundings.can_receive):
            is_retyped = contact.contact_type is not before.contact_type
            warning = Problem(Place("contact_type" if is_retyped else "emails"), Severity.WARNING, NO_RECIPIENT)
            return Review(Problems((*checked.problems.found, warning)), contact)
        return Review(checked.problems, contact)

    def _accepted(
        self, account: Account, draft: ContactDraft, before: Contact | None, others: Sequence[Contact]
    ) -> Contact:
        review = self._checked(account, draft, before, others)
        if review.contact is None:
            raise Refused(review.problems)
        return review.contact


def _surrounding(reading: Reading, account: Account) -> tuple[Account, tuple[Contact, ...]]:
    """Return the account as it is stored, and its contacts; Conflict if it is deleted."""
    return changes.stored_account(reading, account), pages.contacts(reading, account.id)


def _responsible_beside(contact: Contact, before: Contact | None, others: Sequence[Contact]) -> Contact | None:
    responsible = ContactType.RESPONSIBLE_PARTY
    was = before is not None and before.contact_type is responsible
    if was or contact.contact_type is not responsible:
        return None
    return next((o for o in others if o.contact_type is responsible and o.id != contact.id), None)


def _carry_out(
    writing: Writing, decisions: Decisions, before: Contact | None, stored: Contact, others: Sequence[Contact]
) -> None:
    """Change the other contacts that the agent decided to change, each if it still is what was seen."""
    shared = {s.contact.id: s.changed for s in (people.sharing(before, stored, others) if before else ())}
    here: dict[int, Contact] = {}
    after: dict[int, Contact] = {}
    for chosen in decisions.also:
        seen = chosen.contact
        here[seen.id] = changes.stored(writing.connection, seen, "also")
        after[seen.id] = shared.get(seen.id, chosen.changed)
    replaced = decisions.replaces
    if replaced is not None and stored.contact_type is ContactType.RESPONSIBLE_PARTY:
        here[replaced.id] = changes.stored(writing.connection, replaced, "also")
        after[replaced.id] = replace(after.get(replaced.id, here[replaced.id]), contact_type=ContactType.ALTERNATE)
    for contact_id, contact in after.items():
        changes.update_contact(writing, here[contact_id], contact)
