"""The tables. Sizes of text are the drafts' rule; what a column may hold at all is a CHECK, as the last fence."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Table, text
from sqlmodel import Field

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.contact import ContactType, PhoneStatus
from contacts_tui.storage.columns import BIG_ID, Moment, Said, Uid
from contacts_tui.storage.key_tables import EarlierValueRow, SearchKeyRow
from contacts_tui.storage.table_base import Row

METADATA: Final = Row.metadata
"""All tables."""
NEVER_AGAIN: Final = {"sqlite_autoincrement": True}
"""SQLite gives no id twice then: change rows go on naming what was purged by it."""
ACTIONS: Final = ("added", "updated", "deleted", "restored", "purged", "erased")
"""What a change row can say was done."""


def one_of(column: str, words: type[AccountType] | type[ContactType] | type[PhoneStatus]) -> CheckConstraint:
    """Return a CHECK that a column holds one of an enumeration's words."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def counting(name: str, *columns: str) -> Index:
    """Return an index over what is not void."""
    counts = text("voided_at IS NULL")
    return Index(name, *columns, sqlite_where=counts, postgresql_where=counts)


def trashed(name: str) -> Index:
    """Return an index over what is in the trash."""
    deleted = text("deleted_at IS NOT NULL")
    return Index(name, "deleted_at", sqlite_where=deleted, postgresql_where=deleted)


class AccountRow(Row, table=True):
    """A customer."""

    __tablename__ = "account"
    __table_args__ = (
        one_of("account_type", AccountType),
        Index("uq_account_uid", "uid", unique=True),
        Index(
            "uq_account_number",
            "number",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        trashed("ix_account_deleted_at"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    uid: UUID = Field(sa_type=Uid)
    number: str
    name: str
    account_type: str
    since: date | None
    address_lines: str
    city: str
    region: str
    postal_code: str
    country: str
    manager_name: str
    manager_phone: str
    manager_phone_shown: str
    manager_email: str
    currency: str
    auto_pay_state: str = Field(sa_column_kwargs={"server_default": text("''")})
    auto_pay_kind: str = Field(sa_column_kwargs={"server_default": text("''")})
    auto_pay_label: str = Field(sa_column_kwargs={"server_default": text("''")})
    auto_pay_last_four: str = Field(sa_column_kwargs={"server_default": text("''")})
    auto_pay_token: str = Field(sa_column_kwargs={"server_default": text("''")})
    auto_pay_day: int | None
    auto_pay_limit_minor: int | None = Field(sa_type=BigInteger)
    auto_pay_from: date | None
    paperless: bool = Field(sa_column_kwargs={"server_default": text("false")})
    search_text: str = Field(sa_column_kwargs={"server_default": text("''")})
    version: int
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    deleted_at: datetime | None = Field(sa_type=Moment)
    deleted_by: str | None


class ContactRow(Row, table=True):
    """A person or a mailbox of an account."""

    __tablename__ = "contact"
    __table_args__ = (
        one_of("contact_type", ContactType),
        Index("uq_contact_uid", "uid", unique=True),
        # With `deleted_at`, contacts are counted off in the order of their accounts without being looked at.
        Index("ix_contact_account_id_id_deleted_at", "account_id", "id", "deleted_at"),
        trashed("ix_contact_deleted_at"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    uid: UUID = Field(sa_type=Uid)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    contact_type: str
    first_name: str
    last_name: str
    search_text: str = Field(sa_column_kwargs={"server_default": text("''")})
    version: int
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    deleted_at: datetime | None = Field(sa_type=Moment)
    deleted_by: str | None


class PhoneRow(Row, table=True):
    """A phone number of a contact; position 0 is the one that tables show."""

    __tablename__ = "phone"
    __table_args__ = (
        one_of("status", PhoneStatus),
        Index("uq_phone_account_id_contact_id_position", "account_id", "contact_id", "position", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    contact_id: int = Field(sa_type=BIG_ID, foreign_key="contact.id")
    position: int
    raw: str
    e164: str | None
    extension: str
    digits: str
    region: str | None
    status: str
    shown: str


class EmailRow(Row, table=True):
    """An e-mail address of a contact; position 0 is the one that tables show."""

    __tablename__ = "email"
    __table_args__ = (
        Index("uq_email_account_id_contact_id_position", "account_id", "contact_id", "position", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    contact_id: int = Field(sa_type=BIG_ID, foreign_key="contact.id")
    position: int
    address: str
    key: str


class BillRow(Row, table=True):
    """What was billed; less than nothing in a credit note. Money is in the smallest unit of the account's currency."""

    __tablename__ = "bill"
    __table_args__ = (
        Index("uq_bill_uid", "uid", unique=True),
        Index("ix_bill_account_id_billed_on_id", "account_id", "billed_on", "id"),
        counting("ix_bill_account_id_amount_minor", "account_id", "amount_minor"),
        Index(
            "ix_bill_account_id_due_on",
            "account_id",
            "due_on",
            sqlite_where=text("open_minor > 0"),
            postgresql_where=text("open_minor > 0"),
        ),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    uid: UUID = Field(sa_type=Uid)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    number: str
    billed_on: date | None
    due_on: date | None
    period_from: date | None
    period_to: date | None
    amount_minor: int = Field(sa_type=BigInteger)
    open_minor: int = Field(sa_type=BigInteger)
    version: int
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    voided_at: datetime | None = Field(sa_type=Moment)
    voided_by: str | None


class BillLineRow(Row, table=True):
    """What a bill is made of, taxes too."""

    __tablename__ = "bill_line"
    __table_args__ = (
        Index("uq_bill_line_account_id_bill_id_position", "account_id", "bill_id", "position", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    bill_id: int = Field(sa_type=BIG_ID, foreign_key="bill.id")
    position: int
    text: str
    amount_minor: int = Field(sa_type=BigInteger)
    is_tax: bool


class PaymentRow(Row, table=True):
    """What was posted. Money is in the smallest unit of the account's currency. `bill_id` is the bill it is for."""

    __tablename__ = "payment"
    __table_args__ = (
        Index("uq_payment_uid", "uid", unique=True),
        Index("ix_payment_account_id_posted_on_id", "account_id", "posted_on", "id"),
        counting("ix_payment_account_id_amount_minor", "account_id", "amount_minor"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    uid: UUID = Field(sa_type=Uid)
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    bill_id: int | None = Field(sa_type=BIG_ID, foreign_key="bill.id")
    posted_on: date | None
    amount_minor: int = Field(sa_type=BigInteger)
    method: str
    reference: str
    version: int
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    voided_at: datetime | None = Field(sa_type=Moment)
    voided_by: str | None


class ChangeRow(Row, table=True):
    """Who changed what: the fields that changed, before and after. One user action has one transaction id.

    It is about a contact, a bill or a payment, or about the account itself, which need not be there any more. What was
    voided is `deleted` here. `undoes` is the transaction that it takes back.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint(f"action IN ({', '.join(map(repr, ACTIONS))})", name="action"),
        Index("ix_change_account_id_id", "account_id", "id"),
        Index("ix_change_transaction_id", "transaction_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    account_id: int = Field(sa_type=BIG_ID)
    contact_id: int | None = Field(sa_type=BIG_ID)
    bill_id: int | None = Field(sa_type=BIG_ID)
    payment_id: int | None = Field(sa_type=BIG_ID)
    action: str
    made_at: datetime = Field(sa_type=Moment)
    agent: str
    source: str
    transaction_id: UUID = Field(sa_type=Uid)
    before: dict[str, Any] | None = Field(sa_type=Said)
    after: dict[str, Any] | None = Field(sa_type=Said)
    undoes: UUID | None = Field(sa_type=Uid)


class UpkeepRow(Row, table=True):
    """What was done with the database as a whole, such as a backup: by whom, and how many rows each table had.

    Its words are `domain.upkeep.Deed`; no CHECK holds them, so that another one needs no migration.
    """

    __tablename__ = "upkeep"

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    deed: str
    made_at: datetime = Field(sa_type=Moment)
    agent: str
    row_counts: dict[str, Any] = Field(sa_type=JSON(none_as_null=True))


ACCOUNT: Final[Table] = METADATA.tables["account"]
CONTACT: Final[Table] = METADATA.tables["contact"]
PHONE: Final[Table] = METADATA.tables["phone"]
EMAIL: Final[Table] = METADATA.tables["email"]
BILL: Final[Table] = METADATA.tables["bill"]
BILL_LINE: Final[Table] = METADATA.tables["bill_line"]
PAYMENT: Final[Table] = METADATA.tables["payment"]
SEARCH_KEY: Final[Table] = METADATA.tables[SearchKeyRow.__tablename__]
EARLIER_VALUE: Final[Table] = METADATA.tables[EarlierValueRow.__tablename__]
CHANGE: Final[Table] = METADATA.tables["change"]
UPKEEP: Final[Table] = METADATA.tables["upkeep"]
