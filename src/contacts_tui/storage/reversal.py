"""Taking back what an action did: by new changes, through the same door, and only where nothing else has come since."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeAlias
from uuid import UUID

from sqlalchemy import Connection

from contacts_tui.domain.account import Account
from contacts_tui.domain.conflict import CALLED
from contacts_tui.domain.contact import Phone
from contacts_tui.errors import ContactsError
from contacts_tui.storage import billing, bills, changes, pages
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.history import made_by, made_since
from contacts_tui.storage.records import (
    CALLED_IN_ROWS,
    Record,
    account_with,
    audited_account,
    audited_contact,
    audited_entry,
    contact_with,
    entry_with,
)

_NOTHING: Final = "Nothing was written:"

Showing: TypeAlias = Callable[[Phone, str], str]
"""Writes a phone for a country."""


def reverse(writing: Writing, transaction_id: UUID, shown: Showing) -> None:
    """Take back all changes of a transaction, the last one first; phones that come back are as `shown` writes them.

    Raises ContactsError where what a change left behind is no longer what is stored: the transaction of `writing` must
    not be kept then.
    """
    for change in reversed(made_by(writing.connection, transaction_id)):
        if change.contact_id is not None:
            _reverse_contact(writing, change, change.contact_id, shown)
        elif change.owner.is_account:
            _reverse_account(writing, change, shown)
        else:
            _reverse_entry(writing, change)


def _reverse_account(writing: Writing, change: Change, shown: Showing) -> None:
    connection, account_id, before = writing.connection, change.account_id, change.before or {}
    stored = pages.account(connection, account_id)
    if "number" in before:
        refuse_taken(connection, account_id, before["number"])
    if change.action == "deleted":
        if not changes.restore_account(writing, account_id, before):
            raise _brought_back(connection, change)
    elif stored is None:
        raise _deleted(connection, change)
    else:
        _refuse_differing(connection, change, audited_account(stored))
        if change.action == "updated":
            was = account_with(stored, before)
            _refuse_other_currency(connection, change, stored, was)
            changes.update_account(writing, stored, was, shown)
        else:
            _refuse_filled(connection, stored)
            changes.delete_account(writing, stored)


def _reverse_contact(writing: Writing, change: Change, contact_id: int, shown: Showing) -> None:
    connection, account_id, before = writing.connection, change.account_id, change.before or {}
    account = pages.account(connection, account_id)
    if account is None:
        raise _deleted(connection, replace(change, contact_id=None))
    if change.action == "deleted":
        if not changes.restore_contact(writing, account_id, contact_id, before):
            raise _brought_back(connection, change)
        return
    stored = pages.contact(connection, account_id, contact_id)
    if stored is None:
        raise _deleted(connection, change)
    _refuse_differing(connection, change, audited_contact(stored))
    if change.action == "updated":
        country = account.address.country
        was = contact_with(stored, before, lambda phone: shown(phone, country))
        changes.update_contact(writing, stored, was)
    else:
        changes.delete_contact(writing, stored)


def _reverse_entry(writing: Writing, change: Change) -> None:
    """Take back what was done to a bill or payment; one that was added stays there, void."""
    connection, before = writing.connection, change.before or {}
    if pages.account(connection, change.account_id) is None:
        raise _deleted(connection, replace(change, bill_id=None, payment_id=None))
    stored = bills.entry(connection, change.owner)
    if change.action == "deleted":
        if not billing.restore(writing, stored):
            raise _brought_back(connection, change)
        return
    if stored.is_void:
        raise _deleted(connection, change)
    _refuse_differing(connection, change, audited_entry(stored))
    if change.action == "updated":
        billing.change(writing, stored, entry_with(stored, before))
    else:
        billing.void(writing, stored)


def refuse_taken(connection: Connection, account_id: int, number: str) -> None:
    """Raise ContactsError where another account has the number that one is about to have again."""
    holder = pages.holder_of(connection, number)
    if holder is not None and holder != account_id:
        other = pages.account_or_trashed(connection, holder)
        raise ContactsError(
            f"{_NOTHING} another account, {other.name}, has the number {number} now. "
            f"Give {other.name} another number first."
        )


def _refuse_filled(connection: Connection, account: Account) -> None:
    left = len(pages.contacts(connection, account.id))
    if left:
        some = "1 contact" if left == 1 else f"{left} contacts"
        raise ContactsError(
            f"{_NOTHING} {some} of account {account.called} came in meanwhile. Look at them, then delete the account."
        )
    if bills.any_counts(connection, account.id):
        raise ContactsError(
            f"{_NOTHING} account {account.called} has bills or payments by now. Look at them, then delete the account."
        )


def _refuse_other_currency(connection: Connection, change: Change, stored: Account, was: Account) -> None:
    """Raise where an amount would be in another currency than the one it was typed in."""
    has_amounts = stored.auto_pay.limit_minor is not None or bills.has_any(connection, stored.id)
    if was.currency != stored.currency and has_amounts:
        raise ContactsError(
            f"{_NOTHING} amounts of account {stored.called} are in {stored.currency} by now. It keeps this currency."
        )
    if was.auto_pay.limit_minor not in {None, stored.auto_pay.limit_minor}:
        later = [c for c in made_since(connection, change) if c.action == "updated" and "currency" in (c.after or ())]
        if later:
            raise _changed(connection, change, later, CALLED["currency"])


def _refuse_differing(connection: Connection, change: Change, stored: Record) -> None:
    """Raise unless each field of a change, with all its columns, is what the change left there."""
    differing = {name for name, value in _left(connection, change).items() if stored.get(name) != value}
    if differing:
        what = ", ".join(dict.fromkeys(called for name, called in CALLED_IN_ROWS.items() if name in differing))
        later = (c for c in made_since(connection, change) if not differing.isdisjoint(c.after or ()))
        raise _changed(connection, change, later, what)


def _left(connection: Connection, change: Change) -> Record:
    """Return the fields of a change as it left them.

    It says nothing of those columns of a field that it did not change: the next change that did says what was there.
    """
    left = dict(change.after or {})
    fields = {CALLED_IN_ROWS.get(name) for name in left}
    beside = {name for name, called in CALLED_IN_ROWS.items() if called in fields} - left.keys()
    later = reversed(made_since(connection, change)) if beside else ()
    for before in (one.before or {} for one in later):
        left = {name: value for name, value in before.items() if name in beside} | left
    return left


def _changed(connection: Connection, change: Change, later: Iterable[Change], what: str) -> ContactsError:
    called = _called(connection, change)
    return ContactsError(
        f"{_NOTHING} meanwhile {_agent(later)} changed {what} of {called}. Update it by hand if it is wrong."
    )


def _deleted(connection: Connection, change: Change) -> ContactsError:
    later = (c for c in made_since(connection, change) if c.action == "deleted")
    did = "voided" if change.bill_id or change.payment_id else "deleted"
    return ContactsError(
        f"{_NOTHING} meanwhile {_agent(later)} {did} {_called(connection, change)}. Take that back first."
    )


def _brought_back(connection: Connection, change: Change) -> ContactsError:
    later = (c for c in made_since(connection, change) if c.action == "restored")
    return ContactsError(f"{_NOTHING} meanwhile {_agent(later)} brought {_called(connection, change)} back.")


def _agent(later: Iterable[Change]) -> str:
    """Who made the first of some changes."""
    return next((change.agent for change in later), "somebody")


def _called(connection: Connection, change: Change) -> str:
    """What to call what was changed, deleted or not."""
    if change.owner.is_account:
        return f"account {pages.account_or_trashed(connection, change.account_id).called}"
    if change.contact_id is None:
        return f"the {bills.entry(connection, change.owner).called}"
    return pages.contact_or_trashed(connection, change.account_id, change.contact_id).named
