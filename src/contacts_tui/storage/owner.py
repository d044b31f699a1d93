"""What a change is about."""

from dataclasses import dataclass, fields

from sqlalchemy import Table, and_
from sqlalchemy.sql.elements import ColumnElement

from contacts_tui.storage.tables import ACCOUNT, BILL, CHANGE, CONTACT, PAYMENT


@dataclass(frozen=True, slots=True)
class Owner:
    """A contact, a bill or a payment of an account, or with nothing else said the account itself."""

    account_id: int
    contact_id: int | None = None
    bill_id: int | None = None
    payment_id: int | None = None

    @property
    def is_account(self) -> bool:
        """Whether it is the account itself."""
        return self == Owner(self.account_id)

    @property
    def stored_in(self) -> Table:
        """The table that has a row for it."""
        if self.contact_id is not None:
            return CONTACT
        if self.bill_id is not None:
            return BILL
        return ACCOUNT if self.payment_id is None else PAYMENT

    @property
    def id(self) -> int:
        """The id of that row."""
        return self.contact_id or self.bill_id or self.payment_id or self.account_id

    @property
    def has_it(self) -> ColumnElement[bool]:
        """The condition under which a change row is about it."""
        # Compared with None this is IS NULL. IS NOT DISTINCT FROM would do too, but PostgreSQL finds no index for it.
        return and_(*(CHANGE.c[field.name] == getattr(self, field.name) for field in fields(self)))
