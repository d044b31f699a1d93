"""What the Billing Center and View Bill show: figures and days as the locale writes them."""

from dataclasses import dataclass
from datetime import date

from contacts_tui.domain.account import Account, Standing
from contacts_tui.domain.bill import Bill, Billed


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A bill or payment in the ledger; texts are empty where there is nothing to say."""

    of: Billed
    on: date | None
    """The day it counts from."""
    day: str
    told: str
    """What it is: `Bill 1042`, `Payment, Check 17`."""
    due: str
    amount: str
    """Payments and credit notes in parentheses."""
    open: str
    """What is still to be paid of a bill."""
    state: str
    """`void`, `paid`, `overdue 12 days`."""
    balance_minor: int
    balance: str
    """What is owed after it."""

    @property
    def key(self) -> str:
        """What names it among the others: `bill 12`."""
        return entry_key(self.of)


def entry_key(of: Billed) -> str:
    """Return what names a bill or payment among those of its account: `bill 12`."""
    return f"{'bill' if isinstance(of, Bill) else 'payment'} {of.id}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bill in the chart of the last ones."""

    day: str
    amount_minor: int
    amount: str


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open by the days since it was due, and what was paid beyond all bills."""

    current: str
    thirty: str
    sixty: str
    ninety: str
    unused: str
    """Empty unless more was paid than billed."""
    nothing: str
    """How an age is written of which nothing is open: `$0.00`."""


@dataclass(frozen=True, slots=True)
class BillingCenter:
    """An account's bills and payments, and what follows from them."""

    account: Account
    standing: Standing
    ageing: Ageing
    lines: tuple[LedgerLine, ...]
    """Oldest first, void ones too."""
    bars: tuple[Bar, ...]
    """The last twelve bills that count, oldest first."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid on a bill by a payment or a credit note."""

    on: date | None
    day: str
    told: str
    amount_minor: int
    amount: str


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill, whole."""

    account: Account
    bill: Bill
    day: str
    due: str
    period: str
    """`1/1/2019 to 1/31/2019`."""
    lines: tuple[tuple[str, str], ...]
    """What was billed for, and how much."""
    taxes: tuple[tuple[str, str], ...]
    total: str
    paid: tuple[Paid, ...]
    open: str
    state: str
    decimals: int
    """How many its currency has."""
    before: int
    """The id of the bill before it, 0 if it is the first one."""
    after: int
    """The id of the bill after it, 0 if it is the last one."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A bill or payment that was saved."""

    entry: Billed
    called: str
    """What to call it: `payment $41.03`, `bill B-0001`."""
