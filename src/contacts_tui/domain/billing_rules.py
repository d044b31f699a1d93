"""What a bill or a payment is checked with: the account's bills, and how days and amounts are read and written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contacts_tui.domain.bill import Bill


@dataclass(frozen=True, slots=True)
class BillingRules:
    """The readers and writers of one account's figures, handed in, so that whoever checks a draft loads no library."""

    read_day: Callable[[str], date]
    """`shown.typed_day` in the agent's locale: raises ContactsError for what is no day."""
    day: Callable[[date], str]
    """Writes a day so that `read_day` reads it."""
    read_money: Callable[[str], int]
    """`typed_money` in the account's currency: raises UnclearAmount, OtherCurrency, ContactsError."""
    plain: Callable[[int], str]
    """Writes an amount so that `read_money` reads it, whatever stands before it."""
    money: Callable[[int], str]
    """Writes an amount for a sentence."""
    today: date
    bills: tuple[Bill, ...]
    """All bills of the account, void ones too."""
