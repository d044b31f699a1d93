"""Removing for good what has been in the trash too long. Change rows stay; each record gets one that says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select

from contacts_tui.domain.trash import Removed
from contacts_tui.storage import changes, trigrams
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import ACCOUNT, BILL, BILL_LINE, CONTACT, EMAIL, PAYMENT, PHONE

_AT_ONCE: Final = 500
"""Contacts that one statement names."""
_OF_CONTACTS: Final = (PHONE, EMAIL)
_OF_ACCOUNTS: Final = (BILL_LINE, PAYMENT, BILL)
"""What belongs to an account beside its contacts; what refers to another one stands before it."""


class Removable(NamedTuple):
    """A contact, as far as its removal needs it."""

    id: int
    account_id: int
    search_text: str


def count(connection: Connection, before: datetime) -> Removed:
    """Return how many accounts and contacts went into the trash before a moment, and may go for good."""
    accounts, contacts = (
        connection.execute(select(func.count()).select_from(table).where(due)).scalar_one()
        for table, due in ((ACCOUNT, _is_due_account(before)), (CONTACT, CONTACT.c.deleted_at < before))
    )
    return Removed(accounts, contacts)


def purge_some(writing: Writing, before: datetime, most: int) -> Removed:
    """Remove for good some of what went into the trash before a moment: accounts first, each whole.

    It is about `most` contacts: the last account may have more of them. Returns what is gone; nothing where all is.
    """
    removed = Removed()
    for account_id in _due_accounts(writing.connection, before, most):
        if removed.all >= most:
            return removed
        removed += _purge_account(writing, account_id)
    if not removed.all:
        lines = _contacts(writing.connection, CONTACT.c.deleted_at < before, most)
        remove_contacts(writing.connection, lines)
        removed = Removed(contacts=len(lines))
        changes.record_all(writing, "purged", [Owner(line.account_id, line.id) for line in lines])
    return removed


def remove_contacts(connection: Connection, lines: Sequence[Removable]) -> None:
    """Remove contacts that no search key leads to any more, with all that is theirs."""
    for line in lines:
        trigrams.remove(connection, CONTACT, line.id, line.search_text)
    for some in (lines[at : at + _AT_ONCE] for at in range(0, len(lines), _AT_ONCE)):
        ids, account_ids = [line.id for line in some], {line.account_id for line in some}
        for table in _OF_CONTACTS:
            connection.execute(delete(table).where(table.c.account_id.in_(account_ids), table.c.contact_id.in_(ids)))
        connection.execute(delete(CONTACT).where(CONTACT.c.id.in_(ids)))


def removable(connection: Connection, account_id: int, contact_id: int) -> Sequence[Removable]:
    """Return a contact as `remove_contacts` takes it; nothing if it is gone already."""
    return _contacts(connection, and_(CONTACT.c.account_id == account_id, CONTACT.c.id == contact_id), 1)


def _purge_account(writing: Writing, account_id: int) -> Removed:
    connection = writing.connection
    lines = _contacts(connection, CONTACT.c.account_id == account_id, None)
    owners = [*(Owner(account_id, line.id) for line in lines), *_billed(connection, account_id), Owner(account_id)]
    remove_contacts(connection, lines)
    for table in _OF_ACCOUNTS:
        connection.execute(delete(table).where(table.c.account_id == account_id))
    text = connection.execute(select(ACCOUNT.c.search_text).where(ACCOUNT.c.id == account_id)).scalar_one()
    trigrams.remove(connection, ACCOUNT, account_id, text)
    connection.execute(delete(ACCOUNT).where(ACCOUNT.c.id == account_id))
    changes.record_all(writing, "purged", owners)
    return Removed(1, len(lines))


def _billed(connection: Connection, account_id: int) -> Iterator[Owner]:
    for (bill_id,) in connection.execute(select(BILL.c.id).where(BILL.c.account_id == account_id)):
        yield Owner(account_id, bill_id=bill_id)
    for (payment_id,) in connection.execute(select(PAYMENT.c.id).where(PAYMENT.c.account_id == account_id)):
        yield Owner(account_id, payment_id=payment_id)


def _contacts(connection: Connection, are_wanted: ColumnElement[bool], limit: int | None) -> Sequence[Removable]:
    columns = (CONTACT.c[name] for name in Removable._fields)
    statement = select(*columns).where(are_wanted).order_by(CONTACT.c.deleted_at).limit(limit)
    return [Removable(*line) for line in connection.execute(statement)]


def _due_accounts(connection: Connection, before: datetime, limit: int) -> Sequence[int]:
    statement = select(ACCOUNT.c.id).where(_is_due_account(before)).order_by(ACCOUNT.c.deleted_at)
    return connection.execute(statement.limit(limit)).scalars().all()


def _is_due_account(before: datetime) -> ColumnElement[bool]:
    """It may go only with all of its contacts."""
    stays = or_(CONTACT.c.deleted_at.is_(None), CONTACT.c.deleted_at >= before)
    return and_(ACCOUNT.c.deleted_at < before, ~exists().where(CONTACT.c.account_id == ACCOUNT.c.id, stays))
