"""The one door for changes to accounts and contacts; billing.py is its part for bills and payments.

Each function writes the rows and, in the same transaction, the change row that says who changed what from what to what.
A change to something stored is guarded by what its writer saw of it: it never overwrites another's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Table, and_, delete, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from contacts_tui.domain.account import Account
from contacts_tui.domain.conflict import DELETED, Conflict, Gone, Wanted
from contacts_tui.domain.contact import Contact, Email, Phone
from contacts_tui.domain.search_key import SearchKey, account_keys, contact_keys
from contacts_tui.domain.source import MOVED_TO, Source
from contacts_tui.storage import earlier_values, pages, search_keys, trigrams
from contacts_tui.storage.columns import new_uid
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import (
    Record,
    account_columns,
    audited_account,
    audited_contact,
    contact_columns,
    differing,
    email_record,
    is_as_seen,
    phone_record,
)
from contacts_tui.storage.tables import ACCOUNT, CHANGE, CONTACT, EMAIL, PHONE
from contacts_tui.storage.values import PHONE_COLUMNS, phone_of

Action = Literal["added", "updated", "deleted", "restored", "purged", "erased"]
Seen = TypeVar("Seen", Account, Contact)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Writing:
    """One user action: its transaction, and who acts from where. All its change rows share `transaction_id`."""

    connection: Connection
    agent: str
    source: Source
    at: datetime = field(default_factory=_now)
    transaction_id: UUID = field(default_factory=new_uid)
    undoes: UUID | None = None
    """The transaction that this one takes back."""


def stored(connection: Connection, seen: Seen, wanted: Wanted = "update") -> Seen:
    """Return what is stored of something that was seen. Conflict unless it still is what was seen."""
    found = _found(connection, seen)
    if found is None or not is_as_seen(found, seen):
        raise _conflict(connection, seen, found, wanted)
    return found


def stored_account(connection: Connection, seen: Account) -> Account:
    """Return an account as it is now, whoever changed it since it was seen. Conflict if it is deleted."""
    found = _found(connection, seen)
    if found is None:
        raise _conflict(connection, seen, found, "update")
    return found


def add_account(writing: Writing, account: Account) -> Account:
    """Store a new account. Returns it with id and version."""
    values = account_columns(account) | new(writing)
    account_id = inserted_id(writing.connection, ACCOUNT, values)
    search_keys.add(writing.connection, account_id, account_id, account_keys(account.number, account.name))
    trigrams.add(writing.connection, ACCOUNT, account_id, values["search_text"])
    record(writing, "added", Owner(account_id), None, audited_account(account))
    return replace(account, id=account_id, version=1)


def update_account(writing: Writing, before: Account, after: Account, shown: Callable[[Phone, str], str]) -> Account:
    """Store the values of `after` in place of `before`, which is what `stored` returned. Returns the account as stored.

    `shown` writes a phone for a country: where the country changes, all phones of the account are shown anew.
    Raises Conflict.
    """
    was, now = differing(audited_account(before), audited_account(after))
    if not now:
        return before
    columns = account_columns(after)
    _overwrite(writing, before, columns)
    old, anew = account_keys(before.number, before.name), account_keys(after.number, after.name)
    search_keys.remove(writing.connection, before.id, old - anew)
    search_keys.add(writing.connection, before.id, before.id, anew - old)
    text = account_columns(before)["search_text"]
    trigrams.replace(writing.connection, ACCOUNT, before.id, text, columns["search_text"])
    if "country" in now:
        _show_anew(writing.connection, before.id, after.address.country, shown)
    record(writing, "updated", Owner(before.id), was, now, old - anew)
    return replace(after, id=before.id, version=before.version + 1)


def add_contact(writing: Writing, account_id: int, contact: Contact) -> Contact:
    """Store a new contact of an account. Returns it with id, account and version."""
    values = contact_columns(contact) | new(writing) | {"account_id": account_id}
    contact_id = inserted_id(writing.connection, CONTACT, values)
    _insert_phones(writing.connection, account_id, contact_id, contact.phones)
    _insert_emails(writing.connection, account_id, contact_id, contact.emails)
    search_keys.add(writing.connection, account_id, contact_id, contact_keys(contact))
    trigrams.add(writing.connection, CONTACT, contact_id, values["search_text"])
    record(writing, "added", Owner(account_id, contact_id), None, audited_contact(contact))
    return replace(contact, id=contact_id, account_id=account_id, version=1)


def update_contact(writing: Writing, before: Contact, after: Contact) -> Contact:
    """Store the values of `after` in place of `before`, which is what `stored` returned. Returns the contact as stored.

    Raises Conflict.
    """
    was, now = differing(audited_contact(before), audited_contact(after))
    if not now:
        return before
    columns = contact_columns(after)
    _overwrite(writing, before, columns)
    if after.phones != before.phones:
        _delete_of(writing.connection, PHONE, before)
        _insert_phones(writing.connection, before.account_id, before.id, after.phones)
    if after.emails != before.emails:
        _delete_of(writing.connection, EMAIL, before)
        _insert_emails(writing.connection, before.account_id, before.id, after.emails)
    old, anew = contact_keys(before), contact_keys(after)
    search_keys.remove(writing.connection, before.id, old - anew)
    search_keys.add(writing.connection, before.account_id, before.id, anew - old)
    text = contact_columns(before)["search_text"]
    trigrams.replace(writing.connection, CONTACT, before.id, text, columns["search_text"])
    record(writing, "updated", Owner(before.account_id, before.id), was, now, old - anew)
    return replace(after, id=before.id, account_id=before.account_id, version=before.version + 1)


def delete_contact(writing: Writing, before: Contact) -> None:
    """Put a contact, which is what `stored` returned, into the trash. Raises Conflict."""
    _overwrite(writing, before, {"deleted_at": writing.at, "deleted_by": writing.agent}, "delete")
    gone = contact_keys(before)
    search_keys.remove(writing.connection, before.id, gone)
    record(writing, "deleted", Owner(before.account_id, before.id), audited_contact(before), None, gone)


def delete_account(writing: Writing, before: Account) -> None:
    """Put an account, which is what `stored` returned, into the trash; its contacts are there already.

    Raises Conflict.
    """
    _overwrite(writing, before, {"deleted_at": writing.at, "deleted_by": writing.agent}, "delete")
    gone = account_keys(before.number, before.name)
    search_keys.remove(writing.connection, before.id, gone)
    record(writing, "deleted", Owner(before.id), audited_account(before), None, gone)


def restore_account(writing: Writing, account_id: int, was: Record) -> bool:
    """Take an account out of the trash; `was` is what its delete's change row says of it. False if it is not there."""
    if not _restored(writing, ACCOUNT, ACCOUNT.c.id == account_id, Owner(account_id), was):
        return False
    account = pages.account_or_trashed(writing.connection, account_id)
    search_keys.add(writing.connection, account_id, account_id, account_keys(account.number, account.name))
    return True


def restore_contact(writing: Writing, account_id: int, contact_id: int, was: Record) -> bool:
    """Take a contact out of the trash; `was` is what its delete's change row says of it. False if it is not there."""
    here = and_(CONTACT.c.account_id == account_id, CONTACT.c.id == contact_id)
    if not _restored(writing, CONTACT, here, Owner(account_id, contact_id), was):
        return False
    contact = pages.contact_or_trashed(writing.connection, account_id, contact_id)
    search_keys.add(writing.connection, account_id, contact_id, contact_keys(contact))
    return True


def record(
    writing: Writing,
    action: Action,
    owner: Owner,
    before: Record | None,
    after: Record | None,
    gone: Iterable[SearchKey] = (),
) -> None:
    """Write the change row of something that was just written; `gone` are the keys that it took away."""
    values = _change(writing, action, owner) | {"before": before, "after": after}
    change_id = inserted_id(writing.connection, CHANGE, values)
    earlier_values.add(writing.connection, change_id, owner, gone)


def record_all(writing: Writing, action: Action, owners: Sequence[Owner]) -> None:
    """Write a change row each for what has no values any more."""
    if owners:
        nothing = {"before": None, "after": None}
        writing.connection.execute(insert(CHANGE), [_change(writing, action, owner) | nothing for owner in owners])


def _change(writing: Writing, action: Action, owner: Owner) -> Record:
    return asdict(owner) | {
        "action": action,
        "made_at": writing.at,
        "agent": writing.agent,
        "source": writing.source,
        "transaction_id": writing.transaction_id,
        "undoes": writing.undoes,
    }


def new(writing: Writing) -> Record:
    """Return the columns that every new row has."""
    return {"uid": new_uid(), "version": 1, "created_at": writing.at, "updated_at": writing.at}


def inserted_id(connection: Connection, table: Table, values: Record) -> int:
    """Insert a row and return its id."""
    inserted: int = connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
    return inserted


def _overwrite(writing: Writing, before: Seen, values: Record, wanted: Wanted = "update") -> None:
    """Change the row of what is stored; Conflict if by now it has another version or is deleted."""
    table = ACCOUNT if isinstance(before, Account) else CONTACT
    here = () if isinstance(before, Account) else (CONTACT.c.account_id == before.account_id,)
    statement = (
        update(table)
        .where(*here, table.c.id == before.id, table.c.version == before.version, table.c.deleted_at.is_(None))
        .values(**values, version=before.version + 1, updated_at=writing.at)
    )
    if writing.connection.execute(statement).rowcount != 1:
        raise _conflict(writing.connection, before, _found(writing.connection, before), wanted)


def _restored(writing: Writing, table: Table, here: ColumnElement[bool], owner: Owner, was: Record) -> bool:
    statement = (
        update(table)
        .where(here, table.c.deleted_at.is_not(None))
        .values(deleted_at=None, deleted_by=None, version=table.c.version + 1, updated_at=writing.at)
    )
    if writing.connection.execute(statement).rowcount != 1:
        return False
    record(writing, "restored", owner, None, was)
    return True


def _found(connection: Connection, seen: Seen) -> Seen | None:
    if isinstance(seen, Account):
        return pages.account(connection, seen.id)
    return pages.contact(connection, seen.account_id, seen.id)


def _conflict(
    connection: Connection, seen: Account | Contact, theirs: Account | Contact | None, wanted: Wanted
) -> Conflict:
    """Return what to raise where `theirs`, and not what was seen, is stored."""
    owner = Owner(seen.id) if isinstance(seen, Account) else Owner(seen.account_id, seen.id)
    last = pages.last_change(connection, owner)
    who, when = (last.agent, last.made_at) if last else ("", None)
    gone = _gone(last) if last and theirs is None else DELETED
    return Conflict(seen, theirs, who=who, when=when, now=datetime.now(UTC), wanted=wanted, gone=gone)


def _gone(last: pages.LastMade) -> Gone:
    """What became of something by the last that was done to it."""
    moved, is_moved, called = last.source.partition(MOVED_TO)
    return Gone(last.action, f"to {called}" if is_moved and not moved else "")


def _insert_phones(connection: Connection, account_id: int, contact_id: int, phones: Sequence[Phone]) -> None:
    owner = {"account_id": account_id, "contact_id": contact_id}
    lines = [phone_record(p) | owner | {"shown": p.shown, "position": at} for at, p in enumerate(phones)]
    if lines:
        connection.execute(insert(PHONE), lines)


def _insert_emails(connection: Connection, account_id: int, contact_id: int, emails: Sequence[Email]) -> None:
    owner = {"account_id": account_id, "contact_id": contact_id}
    lines = [email_record(e) | owner | {"position": at} for at, e in enumerate(emails)]
    if lines:
        connection.execute(insert(EMAIL), lines)


def _delete_of(connection: Connection, table: Table, contact: Contact) -> None:
    connection.execute(delete(table).where(table.c.account_id == contact.account_id, table.c.contact_id == contact.id))


def _show_anew(connection: Connection, account_id: int, country: str, shown: Callable[[Phone, str], str]) -> None:
    columns = (PHONE.c.id, *(PHONE.c[name] for name in PHONE_COLUMNS))
    for phone_id, *line in connection.execute(select(*columns).where(PHONE.c.account_id == account_id)).all():
        phone = phone_of(line)
        anew = shown(phone, country)
        if anew != phone.shown:
            here = (PHONE.c.account_id == account_id, PHONE.c.id == phone_id)
            connection.execute(update(PHONE).where(*here).values(shown=anew))
