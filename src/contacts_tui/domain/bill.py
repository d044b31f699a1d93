"""Bills and payments of an account. Money is in the smallest unit of the account's currency, a whole number."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias


class Method(Enum):
    """How a payment was made."""

    CARD = "Card"
    BANK = "Bank Account"
    CHECK = "Check"
    CASH = "Cash"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class BillLine:
    """What was billed for, or a tax on it."""

    text: str
    amount_minor: int
    is_tax: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What was billed, or with a negative amount a credit note. `id` and `version` are 0 until it is stored."""

    amount_minor: int
    """The total, taxes and all."""
    number: str = ""
    billed_on: date | None = None
    due_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    lines: tuple[BillLine, ...] = ()
    """What the total is made of; none where only the total is known."""
    is_void: bool = False
    """Whether it no longer counts."""
    open_minor: int = 0
    """What is still to be paid of it; follows from all bills and payments of the account."""
    id: int = 0
    account_id: int = 0
    version: int = 0

    @property
    def is_credit_note(self) -> bool:
        """Whether it gives instead of asking."""
        return self.amount_minor < 0

    @property
    def called(self) -> str:
        """What to call it in a sentence: `bill 1042`, `credit note 7`."""
        return f"{'credit note' if self.is_credit_note else 'bill'} {self.number}".rstrip()


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid. `id` and `version` are 0 until it is stored."""

    amount_minor: int
    posted_on: date | None = None
    method: Method | None = None
    """None where nobody has said it."""
    reference: str = ""
    bill_id: int | None = None
    """The bill that it is for; None for the oldest open ones."""
    is_void: bool = False
    """Whether it no longer counts."""
    id: int = 0
    account_id: int = 0
    version: int = 0

    @property
    def called(self) -> str:
        """What to call it in a sentence: `payment R-17`."""
        return f"payment {self.reference}".rstrip()


Billed: TypeAlias = Bill | Payment
"""What stands in the ledger of an account."""
