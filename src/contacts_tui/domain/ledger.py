"""What follows from the bills and payments of an account: what is open, how old it is, what is owed after each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from contacts_tui.domain.bill import Bill, Billed, Payment

AGES: Final = (0, 30, 60, 90)
"""Days past the due date from which what is open counts as current, 30, 60 and 90 days old."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a credit, which is a payment or a credit note, and the bill that it pays."""

    credit: Billed
    bill_id: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Applied:
    """Which credit pays which bill."""

    parts: tuple[Part, ...]
    open_minor: dict[int, int]
    """What is still to be paid, of each bill that counts and is no credit note, by its id."""
    unused_minor: int
    """What was paid or credited beyond all bills."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bill or payment in the ledger."""

    of: Billed
    balance_minor: int
    """What is owed after it; what is void leaves it as it was."""

    @property
    def on(self) -> date | None:
        """The day it counts from."""
        return day_of(self.of)


def applied(bills: Iterable[Bill], payments: Iterable[Payment]) -> Applied:
    """Say which credit pays which bill, all in minor units; what is void does not count.

    A payment for a named bill pays that one first. What is left of it, all other payments, and credit notes pay the
    oldest open bills, the oldest credit first.
    """
    counting = [bill for bill in bills if not bill.is_void]
    owing = sorted((bill for bill in counting if not bill.is_credit_note), key=_age)
    paid = sorted((payment for payment in payments if not payment.is_void), key=_age)
    open_minor = {bill.id: bill.amount_minor for bill in owing}
    left: dict[Billed, int] = {}
    parts: list[Part] = []
    for payment in paid:
        named = min(payment.amount_minor, open_minor.get(payment.bill_id or 0, 0))
        if named:
            open_minor[payment.bill_id or 0] -= named
            parts.append(Part(payment, payment.bill_id or 0, named))
        left[payment] = payment.amount_minor - named
    left |= {bill: -bill.amount_minor for bill in counting if bill.is_credit_note}
    parts += _oldest_first(owing, open_minor, left)
    return Applied(tuple(parts), open_minor, sum(left.values()))


def _oldest_first(owing: Sequence[Bill], open_minor: dict[int, int], left: dict[Billed, int]) -> Iterable[Part]:
    """Yield what the credits pay of the open bills, and take it from both."""
    credits_ = iter(sorted(left, key=_age))
    credit = next(credits_, None)
    for bill in owing:
        while open_minor[bill.id] and credit is not None:
            amount = min(open_minor[bill.id], left[credit])
            if amount:
                open_minor[bill.id] -= amount
                left[credit] -= amount
                yield Part(credit, bill.id, amount)
            if not left[credit]:
                credit = next(credits_, None)


def ledger(bills: Iterable[Bill], payments: Iterable[Payment]) -> tuple[Entry, ...]:
    """Return all entries, void ones too, oldest first, with the balance after each."""
    both: list[Billed] = [*bills, *payments]
    entries: list[Entry] = []
    balance = 0
    for of in sorted(both, key=_age):
        balance += 0 if of.is_void else _signed(of)
        entries.append(Entry(of, balance))
    return tuple(entries)


Ages: TypeAlias = tuple[int, int, int, int]
"""Minor units, for each of AGES."""


def ages(bills: Iterable[Bill], today: date) -> Ages:
    """Return what is open by the days since it was due; a bill without a due date is as old as the bill."""
    sums = [0] * len(AGES)
    for bill in bills:
        due = bill.due_on or bill.billed_on
        days = max(0, (today - due).days) if due else 0
        sums[max(at for at, begin in enumerate(AGES) if begin <= days)] += bill.open_minor
    current, thirty, sixty, ninety = sums
    return current, thirty, sixty, ninety


def _signed(of: Billed) -> int:
    return -of.amount_minor if isinstance(of, Payment) else of.amount_minor


def day_of(of: Billed) -> date | None:
    """Return the day that a bill or payment counts from."""
    return of.posted_on if isinstance(of, Payment) else of.billed_on


def _age(of: Billed) -> tuple[date, bool, int]:
    """Order by day, bills before the payments of a day; what has no day is older than all else."""
    return day_of(of) or date.min, isinstance(of, Payment), of.id
