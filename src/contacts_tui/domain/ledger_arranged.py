"""An account's bills and payments as an agent wants to see them: which of them, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.billing_center import LedgerLine
from contacts_tui.domain.ordering import SortKey, in_order
from contacts_tui.domain.query import Query
from contacts_tui.domain.text import fold


class LedgerBy(Enum):
    """What the lines of a ledger are sorted by."""

    DATE = "date"
    WHAT = "what"
    DUE = "due"
    AMOUNT = "amount"
    OPEN = "open"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class LedgerOrder:
    """In which order they stand: the newest first, unless something else is said."""

    by: LedgerBy = LedgerBy.DATE
    is_reversed: bool = True

    def asked_by(self, by: LedgerBy) -> "LedgerOrder":
        """Return the order once it is asked for: the one there is already is reversed."""
        return LedgerOrder(by, by is self.by and not self.is_reversed)


@dataclass(frozen=True, slots=True)
class ArrangedLedger:
    """The lines of a ledger, those of them that a text finds, and their order."""

    lines: tuple[LedgerLine, ...] = ()
    """All of them, oldest first."""
    filter: str = ""
    """What is looked for, as typed; empty finds all."""
    order: LedgerOrder = LedgerOrder()

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query.of(self.filter)

    def in_sight(self) -> tuple[LedgerLine, ...]:
        """Return those that are shown, in their order."""
        query = self.query
        found = self.lines if query.is_empty else [line for line in self.lines if query.is_in(_shown_values(line))]
        if self.order.by is LedgerBy.DATE:
            return tuple(reversed(found)) if self.order.is_reversed else tuple(found)
        return in_order(found, _KEYS[self.order.by], is_reversed=self.order.is_reversed)


def _shown_values(line: LedgerLine) -> str:
    """What a screen shows of a line, folded, a value a line."""
    return "\n".join(map(fold, (line.day, line.told, line.due, line.amount, line.open, line.state, line.balance)))


def _by_due(line: LedgerLine) -> SortKey:
    return (line.of.due_on.toordinal(),) if isinstance(line.of, Bill) and line.of.due_on else ()


def _by_amount(line: LedgerLine) -> SortKey:
    return (-line.of.amount_minor if isinstance(line.of, Payment) else line.of.amount_minor,)


def _by_open(line: LedgerLine) -> SortKey:
    return (line.of.open_minor,) if isinstance(line.of, Bill) and line.of.open_minor else ()


_KEYS: Final[Mapping[LedgerBy, Callable[[LedgerLine], SortKey]]] = {
    LedgerBy.WHAT: lambda line: (fold(line.told),),
    LedgerBy.DUE: _by_due,
    LedgerBy.AMOUNT: _by_amount,
    LedgerBy.OPEN: _by_open,
    LedgerBy.BALANCE: lambda line: (line.balance_minor,),
}
"""What lines are compared by; empty where there is no value. By date they stand in the ledger already."""
