"""Blanking what is known of one contact, wherever it stands. Who changed which field and when stays."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, select, update

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.erasing import Known
from contacts_tui.domain.search_key import contact_keys
from contacts_tui.storage import changes, history, pages, purging, search_keys
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record, contact_from
from contacts_tui.storage.tables import CHANGE, CONTACT, EARLIER_VALUE
from contacts_tui.storage.values import CONTACT_COLUMNS, known_values

_WHERE: Final = {True: "in the account", False: "in the trash"}


@known_values()
def known(connection: Connection, account_id: int) -> tuple[Known, ...]:
    """Return all contacts of an account of which something is stored: those that were purged by their last change."""
    columns = (*(CONTACT.c[name] for name in CONTACT_COLUMNS), CONTACT.c.deleted_at)
    lines = connection.execute(select(*columns).where(CONTACT.c.account_id == account_id).order_by(CONTACT.c.id)).all()
    contacts = pages.contacts_on(connection, [line[:-1] for line in lines])
    stored = [Known(one, _WHERE[line[-1] is None]) for one, line in zip(contacts, lines, strict=True)]
    return (*stored, *(Known(contact, "purged") for contact in _purged(connection, account_id)))


def erase(writing: Writing, account_id: int, contact_id: int) -> None:
    """Remove a contact with all that is theirs, be it in the trash or purged by now, and blank what changes say."""
    connection, owner = writing.connection, Owner(account_id, contact_id)
    contact = pages.contact(connection, account_id, contact_id)
    if contact is not None:
        search_keys.remove(connection, contact_id, contact_keys(contact))
    purging.remove_contacts(connection, purging.removable(connection, account_id, contact_id))
    _blank_values(connection, owner)
    changes.record_all(writing, "erased", [owner])


def _blank_values(connection: Connection, owner: Owner) -> None:
    """Blank what any table still says of a contact whose own rows are gone: each that keeps former values is here."""
    rows = select(CHANGE.c.id, CHANGE.c.before, CHANGE.c.after).where(owner.has_it)
    for change_id, before, after in connection.execute(rows).all():
        blank = {"before": _blank(before), "after": _blank(after)}
        connection.execute(update(CHANGE).where(CHANGE.c.id == change_id).values(**blank))
    had = EARLIER_VALUE.c
    connection.execute(
        delete(EARLIER_VALUE).where(had.account_id == owner.account_id, had.contact_id == owner.contact_id)
    )


def _blank(said: Record | None) -> Record | None:
    return None if said is None else dict.fromkeys(said)


def _purged(connection: Connection, account_id: int) -> Sequence[Contact]:
    """Contacts that only change rows still know, but for those that were erased."""
    here = (CHANGE.c.account_id == account_id, CHANGE.c.action == "purged", CHANGE.c.contact_id.is_not(None))
    found = []
    for (contact_id,) in connection.execute(select(CHANGE.c.contact_id).where(*here).order_by(CHANGE.c.id)).all():
        said = history.last_known(connection, Owner(account_id, contact_id)) or {}
        if said.get("contact_type"):
            found.append(contact_from(said, contact_id, account_id))
    return found
