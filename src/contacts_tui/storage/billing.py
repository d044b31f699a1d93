"""The part of the one door that bills and payments go through.

Each function writes the rows and their change row, and keeps what is open of each bill of the account true, all in one
transaction. Writers of one account's bills go one after the other.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from contacts_tui.domain import ledger
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.conflict import Conflict, Wanted
from contacts_tui.errors import ContactsError
from contacts_tui.storage import bills, pages
from contacts_tui.storage.changes import Writing, inserted_id, new, record
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import Record, audited_entry, differing, entry_record, is_as_seen
from contacts_tui.storage.tables import ACCOUNT, BILL, BILL_LINE, PAYMENT

Entry = TypeVar("Entry", Bill, Payment, Billed)


def stored(connection: Connection, seen: Entry, wanted: Wanted = "update") -> Entry:
    """Return what is stored of a bill or payment that was seen. Conflict unless it still is what was seen."""
    found = _found(connection, seen)
    if found is None or found.is_void or not is_as_seen(found, seen):
        raise _conflict(connection, seen, found, wanted)
    return found


def add(writing: Writing, account_id: int, entry: Entry) -> Entry:
    """Store a new bill or payment of an account. Returns it with id, account and version.

    Raises ContactsError if the account is gone.
    """
    _lock(writing.connection, account_id)
    values = entry_record(entry) | new(writing) | {"account_id": account_id}
    if isinstance(entry, Bill):
        values["open_minor"] = 0
    entry_id = inserted_id(writing.connection, _table(entry), values)
    added = replace(entry, id=entry_id, account_id=account_id, version=1)
    if isinstance(added, Bill):
        _insert_lines(writing.connection, added)
    record(writing, "added", _owner(added), None, audited_entry(added))
    apply(writing.connection, account_id)
    return _stored_now(writing.connection, added)


def change(writing: Writing, before: Entry, after: Entry) -> Entry:
    """Store the values of `after` in place of `before`, which is what `stored` returned. Returns it as stored.

    Raises Conflict.
    """
    was, now = differing(audited_entry(before), audited_entry(after))
    if not now:
        return before
    _lock(writing.connection, before.account_id)
    _overwrite(writing, before, entry_record(after))
    if isinstance(after, Bill) and "lines" in now:
        here = (BILL_LINE.c.account_id == before.account_id, BILL_LINE.c.bill_id == before.id)
        writing.connection.execute(delete(BILL_LINE).where(*here))
        _insert_lines(writing.connection, replace(after, id=before.id, account_id=before.account_id))
    record(writing, "updated", _owner(before), was, now)
    apply(writing.connection, before.account_id)
    return _stored_now(writing.connection, before)


def void(writing: Writing, before: Billed) -> None:
    """Let a bill or payment, which is what `stored` returned, no longer count. Raises Conflict."""
    _lock(writing.connection, before.account_id)
    _overwrite(writing, before, {"voided_at": writing.at, "voided_by": writing.agent}, "delete")
    record(writing, "deleted", _owner(before), audited_entry(before), None)
    apply(writing.connection, before.account_id)


def restore(writing: Writing, entry: Billed) -> bool:
    """Let a void bill or payment count again. False if it counts already."""
    _lock(writing.connection, entry.account_id)
    table = _table(entry)
    statement = (
        update(table)
        .where(table.c.account_id == entry.account_id, table.c.id == entry.id, table.c.voided_at.is_not(None))
        .values(voided_at=None, voided_by=None, version=table.c.version + 1, updated_at=writing.at)
    )
    if writing.connection.execute(statement).rowcount != 1:
        return False
    record(writing, "restored", _owner(entry), None, audited_entry(entry))
    apply(writing.connection, entry.account_id)
    return True


def _lock(connection: Connection, account_id: int) -> None:
    """Let other writers of the account's bills wait: what is open follows from all of them."""
    here = (ACCOUNT.c.id == account_id, ACCOUNT.c.deleted_at.is_(None))
    if connection.execute(select(ACCOUNT.c.id).where(*here).with_for_update()).first() is None:
        called = pages.called(connection, account_id)
        raise ContactsError(f"Account {called} was deleted meanwhile: nothing was saved. f finds another one.")


def apply(connection: Connection, account_id: int) -> None:
    """Store what is open of each bill, where that is not what stands there."""
    wrong = misstated(connection, account_id)
    if wrong:
        here = (BILL.c.account_id == account_id, BILL.c.id == bindparam("this"))
        values = [{"this": bill_id, "open": amount} for bill_id, amount in wrong.items()]
        connection.execute(update(BILL).where(*here).values(open_minor=bindparam("open")), values)


def misstated(connection: Connection, account_id: int) -> dict[int, int]:
    """Return what is open of each bill, by its id, of which something else is stored. Raises DatabaseUnusable."""
    billed = bills.bills(connection, account_id)
    opened = ledger.applied(billed, bills.payments(connection, account_id)).open_minor
    found = ((bill, opened.get(bill.id, 0)) for bill in billed)
    return {bill.id: amount for bill, amount in found if bill.open_minor != amount}


def _overwrite(writing: Writing, before: Billed, values: Record, wanted: Wanted = "update") -> None:
    table = _table(before)
    here = (table.c.account_id == before.account_id, table.c.id == before.id)
    statement = (
        update(table)
        .where(*here, table.c.version == before.version, table.c.voided_at.is_(None))
        .values(**values, version=before.version + 1, updated_at=writing.at)
    )
    if writing.connection.execute(statement).rowcount != 1:
        raise _conflict(writing.connection, before, _found(writing.connection, before), wanted)


def _insert_lines(connection: Connection, bill: Bill) -> None:
    owner = {"account_id": bill.account_id, "bill_id": bill.id}
    lines = [
        owner | {"position": at, "text": line.text, "amount_minor": line.amount_minor, "is_tax": line.is_tax}
        for at, line in enumerate(bill.lines)
    ]
    if lines:
        connection.execute(insert(BILL_LINE), lines)


def _found(connection: Connection, seen: Entry) -> Entry | None:
    if isinstance(seen, Bill):
        return bills.bill(connection, seen.account_id, seen.id)
    return bills.payment(connection, seen.account_id, seen.id)


def _stored_now(connection: Connection, entry: Entry) -> Entry:
    found = _found(connection, entry)
    if found is None:
        raise _conflict(connection, entry, None, "update")
    return found


def _conflict(connection: Connection, seen: Billed, theirs: Billed | None, wanted: Wanted) -> Conflict:
    """Return what to raise where `theirs`, and not what was seen, is stored."""
    last = pages.last_change(connection, _owner(seen))
    who, when = (last.agent, last.made_at) if last else ("", None)
    standing = None if theirs is None or theirs.is_void else theirs
    return Conflict(seen, standing, who=who, when=when, now=datetime.now(UTC), wanted=wanted)


def _table(entry: Billed) -> Table:
    return BILL if isinstance(entry, Bill) else PAYMENT


def _owner(entry: Billed) -> Owner:
    if isinstance(entry, Bill):
        return Owner(entry.account_id, bill_id=entry.id)
    return Owner(entry.account_id, payment_id=entry.id)
