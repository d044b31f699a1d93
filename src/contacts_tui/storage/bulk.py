"""Writing a whole new database at once: the rows that the one door would have written, thousands at a time.

The file is nobody's until it is complete: it is made without waiting for the disk, in one transaction.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.search_key import account_keys, contact_keys
from contacts_tui.storage import schema
from contacts_tui.storage.bare_connection import connect_to
from contacts_tui.storage.bulk_keys import Keys
from contacts_tui.storage.closed_file import ORDINARY
from contacts_tui.storage.columns import Moment, Uid
from contacts_tui.storage.driver_errors import translated
from contacts_tui.storage.history import GENERATOR
from contacts_tui.storage.new_file import new_file
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import (
    Record,
    account_columns,
    audited_account,
    audited_contact,
    audited_entry,
    contact_columns,
    email_record,
    entry_record,
    phone_record,
)
from contacts_tui.storage.tables import ACCOUNT, BILL, BILL_LINE, CHANGE, CONTACT, EMAIL, PAYMENT, PHONE

_AT_ONCE: Final = 5_000
"""Rows of a table that are gathered before they are written."""
_PRAGMAS: Final = (
    "journal_mode = MEMORY",
    "synchronous = OFF",
    "cache_size = -65536",
    "threads = 2",
    "ignore_check_constraints = ON",
)
"""Nobody has the file yet, so that it need not outlive a power cut. SQLite makes the list of words in a CHECK anew for
each row, which takes longer than to write it; the words come from the same enumerations."""

_OWN_FORM: Final = (Moment, Uid)
"""Types whose values are in the form that is stored already."""


class _Rows:
    """The rows of a table on their way into it."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.count = 0
        self._connection = connection
        self._table = table
        self._waiting: list[tuple[Any, ...]] = []
        self._statement = ""

    def add(self, record: Record) -> None:
        """Take a row. All of a table have the same columns, in any order; those that none has are empty."""
        if not self._statement:
            self._prepare(record)
        for name, stored in self._stored_forms:
            record[name] = stored(record[name])
        self._waiting.append(self._values(record))
        self.count += 1
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def _prepare(self, record: Record) -> None:
        dialect = self._connection.dialect
        statement = insert(self._table).compile(dialect=dialect, column_keys=list(record))
        names = statement.positiontup or []
        types = {name: self._table.c[name].type for name in names}
        processors = {
            name: type_.dialect_impl(dialect).bind_processor(dialect)
            for name, type_ in types.items()
            if not isinstance(type_, _OWN_FORM)
        }
        self._values = itemgetter(*names)
        self._stored_forms = [(name, processor) for name, processor in processors.items() if processor]
        self._statement = str(statement)

    def flush(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            self._connection.exec_driver_sql(self._statement, self._waiting)
            self._waiting.clear()


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


class Bulk:
    """A database that is being filled. Rows are as the one door writes them, ids in the order in which they come."""

    def __init__(self, connection: Connection, at: datetime, noise: Random) -> None:
        """`at` is when all of it is made; `noise` is what the ids that are known outside are made of."""
        stored = Moment().dialect_impl(connection.dialect).bind_processor(connection.dialect)
        self._at = stored(at) if stored else at
        self._uids = _Uids(at, noise)
        tables = (ACCOUNT, CONTACT, PHONE, EMAIL, BILL, BILL_LINE, PAYMENT, CHANGE)
        self._rows = {table.name: _Rows(connection, table) for table in tables}
        self._keys = Keys(connection)

    def add(
        self, account: Account, contacts: Iterable[Contact], bills: Sequence[Bill], payments: Sequence[Payment]
    ) -> None:
        """Store an account with all that belongs to it. The ids of its bills and of its payments count from 1."""
        transaction_id = self._uids.next()
        account_id = self._rows["account"].count + 1
        self._rows["account"].add(account_columns(account) | self._new(account_id))
        self._keys.add(account_id, account_id, account_keys(account.number, account.name))
        self._record(transaction_id, Owner(account_id), audited_account(account))
        for contact in contacts:
            self._add_contact(transaction_id, account_id, contact)
        self._add_entries(transaction_id, account_id, bills, payments)

    def finish(self, progress: Callable[[float], None]) -> dict[str, int]:
        """Write all that is waiting; returns how many rows each table has.

        `progress` is told which part of the search keys is stored: they go last.
        """
        for rows in self._rows.values():
            rows.flush()
        self._keys.finish(progress)
        return {name: rows.count for name, rows in self._rows.items()} | {"search_key": self._keys.count}

    def _new(self, row_id: int) -> Record:
        """Return the columns that every new row has."""
        return {"id": row_id, "uid": self._uids.next(), "version": 1, "created_at": self._at, "updated_at": self._at}

    def _add_contact(self, transaction_id: bytes, account_id: int, contact: Contact) -> None:
        contact_id = self._rows["contact"].count + 1
        owner = {"account_id": account_id, "contact_id": contact_id}
        self._rows["contact"].add(contact_columns(contact) | self._new(contact_id) | {"account_id": account_id})
        for at, phone in enumerate(contact.phones):
            self._rows["phone"].add(phone_record(phone) | owner | {"shown": phone.shown, "position": at})
        for at, email in enumerate(contact.emails):
            self._rows["email"].add(email_record(email) | owner | {"position": at})
        self._keys.add(account_id, contact_id, contact_keys(contact))
        self._record(transaction_id, Owner(account_id, contact_id), audited_contact(contact))

    def _add_entries(
        self, transaction_id: bytes, account_id: int, bills: Sequence[Bill], payments: Sequence[Payment]
    ) -> None:
        first_bill, first_payment = self._rows["bill"].count, self._rows["payment"].count
        open_minor = ledger.applied(bills, payments).open_minor if bills else {}
        for bill in bills:
            bill_id = first_bill + bill.id
            more = {"account_id": account_id, "open_minor": open_minor.get(bill.id, 0)}
            self._rows["bill"].add(entry_record(bill) | self._new(bill_id) | more)
            self._add_lines(account_id, bill_id, bill)
            self._record(transaction_id, Owner(account_id, bill_id=bill_id), audited_entry(bill))
        for payment in payments:
            named = first_bill + payment.bill_id if payment.bill_id else None
            stored, payment_id = replace(payment, bill_id=named), first_payment + payment.id
            self._rows["payment"].add(entry_record(stored) | self._new(payment_id) | {"account_id": account_id})
            self._record(transaction_id, Owner(account_id, payment_id=payment_id), audited_entry(stored))

    def _add_lines(self, account_id: int, bill_id: int, bill: Bill) -> None:
        for at, line in enumerate(bill.lines):
            owner = {"account_id": account_id, "bill_id": bill_id, "position": at}
            record = {"text": line.text, "amount_minor": line.amount_minor, "is_tax": line.is_tax}
            self._rows["bill_line"].add(owner | record)

    def _record(self, transaction_id: bytes, owner: Owner, after: Record) -> None:
        """Write the change row of something that was just added."""
        self._rows["change"].add(
            {
                "account_id": owner.account_id,
                "contact_id": owner.contact_id,
                "bill_id": owner.bill_id,
                "payment_id": owner.payment_id,
                "action": "added",
                "made_at": self._at,
                "agent": GENERATOR,
                "source": GENERATOR,
                "transaction_id": transaction_id,
                "after": after,
            }
        )


@contextmanager
def new_database(path: Path, at: datetime, noise: Random) -> Iterator[Bulk]:
    """Yield a new database to fill, which is there once the block has ended; if it raises, nothing is left of it.

    Raises AlreadyThere; DatabaseUnusable if there cannot be a file; NotSaved if the disk does not take it.
    """
    with new_file(path) as unfinished:
        engine = _engine(unfinished)
        try:
            schema.create_file(unfinished, ORDINARY, wait=0)
            with engine.begin() as connection:
                yield Bulk(connection, at, noise)
        except DBAPIError as error:
            raise translated(error.orig, "write", str(path)) from None
        finally:
            engine.dispose()


def _engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = connect_to(path.resolve(), "mode=rw", wait=0)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN EXCLUSIVE"))
    return engine
