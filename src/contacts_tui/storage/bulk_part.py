"""Accounts on their way into a new database, as the rows that the one door would have written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.search_key import account_keys, contact_keys
from contacts_tui.storage.bulk_keys import Keys
from contacts_tui.storage.bulk_rows import Rows
from contacts_tui.storage.history import GENERATOR
from contacts_tui.storage.records import (
    Record,
    account_columns,
    audited_account,
    audited_contact,
    audited_entry,
    contact_columns,
    entry_record,
)


@dataclass(frozen=True, slots=True)
class Begin:
    """Where the rows of a part begin: so many ids come before them, and `at` is when all of them are made."""

    accounts: int
    contacts: int
    bills: int
    payments: int
    at: datetime


class _Uids:
    """UUIDs as `columns.new_uid` makes them, of a given time and chance: each is greater than the one before."""

    def __init__(self, at: datetime, noise: Random) -> None:
        self._milliseconds = int(at.timestamp() * 1_000)
        self._count = 0
        self._noise = noise

    def next(self) -> bytes:
        """Return one as it is stored."""
        later, counted = divmod(self._count, 1 << 12)
        self._count += 1
        head = self._milliseconds + later << 16 | 0x7 << 12 | counted
        return (head << 64 | 0b10 << 62 | self._noise.getrandbits(62)).to_bytes(16)


class Part:
    """Takes some of the accounts of a database, in their order. What one part stores depends on no other."""

    def __init__(self, rows: Mapping[str, Rows], keys: Keys, begin: Begin, noise: Random, at: object) -> None:
        """`noise` is what the ids that are known outside are made of; `at` is `begin.at` as it is stored."""
        self._rows = rows
        self._keys = keys
        self._at = at
        self._uids = _Uids(begin.at, noise)
        self._accounts = begin.accounts
        self._contacts = begin.contacts
        self._bills = begin.bills
        self._payments = begin.payments

    def add(
        self, account: Account, contacts: Iterable[Contact], bills: Sequence[Bill], payments: Sequence[Payment]
    ) -> None:
        """Store an account with all that belongs to it. The ids of its bills and of its payments count from 1."""
        self._accounts += 1
        transaction_id, account_id = self._uids.next(), self._accounts
        self._rows["account"].add(account_columns(account) | self._new(account_id))
        self._keys.add(account_id, account_id, account_keys(account.number, account.name))
        self._record(transaction_id, audited_account(account), account_id)
        for contact in contacts:
            self._add_contact(transaction_id, account_id, contact)
        self._add_entries(transaction_id, account_id, bills, payments)

    def _new(self, row_id: int) -> Record:
        """Return the columns that every new row has."""
        return {"id": row_id, "uid": self._uids.next(), "version": 1, "created_at": self._at, "updated_at": self._at}

    def _add_contact(self, transaction_id: bytes, account_id: int, contact: Contact) -> None:
        self._contacts += 1
        contact_id = self._contacts
        owner = {"account_id": account_id, "contact_id": contact_id}
        self._rows["contact"].add(contact_columns(contact) | self._new(contact_id) | {"account_id": account_id})
        audited = audited_contact(contact)
        for at, phone in enumerate(contact.phones):
            self._rows["phone"].add(audited["phones"][at] | owner | {"shown": phone.shown, "position": at})
        for at, email in enumerate(audited["emails"]):
            self._rows["email"].add(email | owner | {"position": at})
        self._keys.add(account_id, contact_id, contact_keys(contact))
        self._record(transaction_id, audited, account_id, contact_id=contact_id)

    def _add_entries(
        self, transaction_id: bytes, account_id: int, bills: Sequence[Bill], payments: Sequence[Payment]
    ) -> None:
        first_bill, first_payment = self._bills, self._payments
        open_minor = ledger.applied(bills, payments).open_minor if bills else {}
        for bill in bills:
            bill_id = first_bill + bill.id
            more = {"account_id": account_id, "open_minor": open_minor.get(bill.id, 0)}
            self._rows["bill"].add(entry_record(bill) | self._new(bill_id) | more)
            self._add_lines(account_id, bill_id, bill)
            self._record(transaction_id, audited_entry(bill), account_id, bill_id=bill_id)
        for payment in payments:
            named = first_bill + payment.bill_id if payment.bill_id else None
            stored, payment_id = replace(payment, bill_id=named), first_payment + payment.id
            self._rows["payment"].add(entry_record(stored) | self._new(payment_id) | {"account_id": account_id})
            self._record(transaction_id, audited_entry(stored), account_id, payment_id=payment_id)
        self._bills += len(bills)
        self._payments += len(payments)

    def _add_lines(self, account_id: int, bill_id: int, bill: Bill) -> None:
        for at, line in enumerate(bill.lines):
            owner = {"account_id": account_id, "bill_id": bill_id, "position": at}
            record = {"text": line.text, "amount_minor": line.amount_minor, "is_tax": line.is_tax}
            self._rows["bill_line"].add(owner | record)

    def _record(self, transaction_id: bytes, after: Record, account_id: int, **owner: int) -> None:
        """Write the change row of something that was just added; `owner` names it, unless it is the account itself."""
        self._rows["change"].add(
            {
                "account_id": account_id,
                "contact_id": owner.get("contact_id"),
                "bill_id": owner.get("bill_id"),
                "payment_id": owner.get("payment_id"),
                "action": "added",
                "made_at": self._at,
                "agent": GENERATOR,
                "source": GENERATOR,
                "transaction_id": transaction_id,
                "after": after,
            }
        )
