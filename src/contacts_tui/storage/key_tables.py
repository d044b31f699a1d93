"""The tables of the keys by which accounts and contacts are found: those they have, and those they had."""

from sqlalchemy import BigInteger, Index, SmallInteger
from sqlmodel import Field

from contacts_tui.storage.columns import Ordered
from contacts_tui.storage.table_base import Row


class SearchKeyRow(Row, table=True):
    """A key by which an account or a contact that is not deleted is found: `ref` is its id, `kind` says whose.

    The keys follow from the other tables and are written with them. The table is its own index.
    """

    __tablename__ = "search_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    kind: int = Field(primary_key=True, sa_type=SmallInteger)
    key: str = Field(primary_key=True, sa_type=Ordered)
    ref: int = Field(primary_key=True, sa_type=BigInteger)
    account_id: int = Field(sa_type=BigInteger)


class EarlierValueRow(Row, table=True):
    """A key that an account, or a contact of it, had until a change took it away: `kind` and `key` as search keys have.

    It follows from the change rows and is written with them. It names what it was of for ever, be that there or not.
    """

    __tablename__ = "earlier_value"
    __table_args__ = (
        Index("ix_earlier_value_account_id_contact_id", "account_id", "contact_id"),
        {"sqlite_with_rowid": False},
    )

    kind: int = Field(primary_key=True, sa_type=SmallInteger)
    key: str = Field(primary_key=True, sa_type=Ordered)
    change_id: int = Field(primary_key=True, sa_type=BigInteger)
    account_id: int = Field(sa_type=BigInteger)
    contact_id: int | None = Field(sa_type=BigInteger)
