"""By what the ledger of the Billing Center is sorted: the keys, and what is said of it."""

from typing import Final

from contacts_tui.domain.ledger_arranged import LedgerBy, LedgerOrder
from contacts_tui.ui.screens.question import Answer

NEWEST: Final = "newest"
"""What stands for the order that a ledger has at first."""

CALLED: Final = {
    LedgerBy.DATE: ("d", "date"),
    LedgerBy.WHAT: ("w", "what"),
    LedgerBy.DUE: ("u", "due"),
    LedgerBy.AMOUNT: ("a", "amount"),
    LedgerBy.OPEN: ("o", "open"),
    LedgerBy.BALANCE: ("b", "balance"),
}
"""The key that may follow `s`, and what it sorts by, in a sentence."""

SORTS: Final = (
    *(Answer(key, called, by.value) for by, (key, called) in CALLED.items()),
    Answer("s", "date, newest first", NEWEST),
)


def asked_by(by: str, order: LedgerOrder) -> LedgerOrder:
    """Return the order that is asked for by the value of an answer, where there is one already."""
    return LedgerOrder() if by == NEWEST else order.asked_by(LedgerBy(by))


def told(order: LedgerOrder) -> str:
    """Return what is said of an order, and how to come by another one."""
    key, called = CALLED[order.by]
    if order == LedgerOrder():
        return f"Sorted by date, newest first. s {key} turns it round."
    how = ", the other way round" if order.is_reversed else ""
    return f"Sorted by {called}{how}. s {key} turns it round, s s is newest first."
