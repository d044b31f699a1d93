"""A bill or credit note as it was typed, and the way from there to one that may be stored."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from contacts_tui.domain.bill import Bill, BillLine
from contacts_tui.domain.billed_field import About, billed_problems, is_readable, read_amount, read_day
from contacts_tui.domain.billed_line import read_line, written_line
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.checked import Checked, by_fields, changed_fields
from contacts_tui.domain.field import found, with_stored
from contacts_tui.domain.payment_numbers import full_number
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.text import clean, fold

_GIVEN: Final = "B-"
"""How numbers begin that are given where none was typed."""
_DAYS: Final = ("billed_on", "due_on", "period_from", "period_to")
_TEXTS: Final = ("number", *_DAYS, "total")
_LISTS: Final = ("lines", "taxes")
_MONEY: Final = frozenset({"kind", "total", *_LISTS})
_MOST: Final = 10**15
"""Minor units that no bill comes to: what one amount may have, its lines may not have together either."""


class BillKind(Enum):
    """What is written out to the customer."""

    BILL = "Bill"
    CREDIT_NOTE = "Credit Note"


@dataclass(frozen=True, slots=True)
class BillDraft:
    """What was typed of a bill or credit note, raw. Amounts of a credit note are written without a minus."""

    number: str = ""
    """Empty asks for a new one."""
    kind: BillKind = BillKind.BILL
    billed_on: str = ""
    due_on: str = ""
    period_from: str = ""
    period_to: str = ""
    lines: tuple[str, ...] = ()
    """`Local service 35.00`. Empty ones are fields nobody filled in."""
    taxes: tuple[str, ...] = ()
    total: str = ""
    """Empty for what lines and taxes come to."""

    @classmethod
    def of(cls, bill: Bill, rules: BillingRules) -> "BillDraft":
        """Return the draft that a form starts with."""
        written = [(line.is_tax, written_line(_unsigned(line, bill), rules)) for line in bill.lines]
        days = {name: rules.day(day) for name in _DAYS if (day := getattr(bill, name))}
        return cls(
            bill.number,
            BillKind.CREDIT_NOTE if bill.is_credit_note else BillKind.BILL,
            lines=tuple(text for is_tax, text in written if not is_tax),
            taxes=tuple(text for is_tax, text in written if is_tax),
            total=rules.plain(abs(bill.amount_minor)),
            **days,
        )

    @property
    def cleaned(self) -> "BillDraft":
        """The draft without outer white space and empty lines."""
        return BillDraft(
            number=clean(self.number),
            kind=self.kind,
            billed_on=clean(self.billed_on),
            due_on=clean(self.due_on),
            period_from=clean(self.period_from),
            period_to=clean(self.period_to),
            lines=tuple(filter(None, map(clean, self.lines))),
            taxes=tuple(filter(None, map(clean, self.taxes))),
            total=clean(self.total),
        )

    @property
    def full_number(self) -> str:
        """What full number of a card or bank account was typed, in words; empty if there is none."""
        typed = (*(getattr(self, name) for name in _TEXTS), *self.lines, *self.taxes)
        return next(filter(None, map(full_number, typed)), "")

    def same_as(self, other: "BillDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: BillingRules, before: Bill | None = None) -> Checked[Bill]:
        """Find what is wrong with the draft, and what it would be as a bill.

        `before` is the stored bill that the draft changes: only what differs from it is an error or a warning, the rest
        is hinted at and keeps its stored value. Where no number was typed, the next B-0001 of the account is given.
        """
        typed = self.cleaned
        changed = changed_fields(typed, BillDraft.of(before, rules).cleaned if before else None)
        days, about_days = typed._read_days(rules, before, changed)
        money, about_money = _Money(rules, before, typed.kind, is_changed=not changed.isdisjoint(_MONEY)).read(self)
        problems = [
            *self._about_texts(changed),
            *typed._about_number(rules, before, changed),
            *about_days,
            *about_money,
        ]
        told = by_fields(problems, self)
        if told.errors or money is None:
            return Checked(told, None)
        amount, lines = money
        number = before.number if before and "number" not in changed else typed.number or _next_number(rules.bills)
        bill = replace(
            before or Bill(0),
            amount_minor=amount,
            number=number,
            billed_on=days["billed_on"],
            due_on=days["due_on"],
            period_from=days["period_from"],
            period_to=days["period_to"],
            lines=lines,
        )
        return Checked(told, bill)

    def _about_texts(self, changed: frozenset[str]) -> Iterator[Problem]:
        for name in _TEXTS:
            yield from billed_problems(Place(name), clean(getattr(self, name)), changed=name in changed)
        for name in _LISTS:
            for at, text in enumerate(map(clean, getattr(self, name))):
                yield from billed_problems(Place(name, at), text, changed=name in changed)

    def _about_number(self, rules: BillingRules, before: Bill | None, changed: frozenset[str]) -> Iterator[Problem]:
        others = (bill for bill in rules.bills if not bill.is_void and (before is None or bill.id != before.id))
        if self.number and any(fold(bill.number) == fold(self.number) for bill in others):
            sentence = "another bill of this account has this number"
            yield found(Place("number"), Severity.ERROR, sentence, changed="number" in changed)

    def _read_days(
        self, rules: BillingRules, before: Bill | None, changed: frozenset[str]
    ) -> tuple[dict[str, date | None], list[Problem]]:
        days: dict[str, date | None] = {}
        problems: list[Problem] = []
        for name in _DAYS:
            if before and name not in changed:
                days[name] = getattr(before, name)
            else:
                days[name], about = read_day(Place(name), getattr(self, name), rules)
                problems += about
        if not self.billed_on:
            place, sentence = Place("billed_on"), "a date is needed"
            problems.append(found(place, Severity.ERROR, sentence, changed="billed_on" in changed))
        for first, last, sentence in (
            ("billed_on", "due_on", "it is due before its date"),
            ("period_from", "period_to", "the period ends before it begins"),
        ):
            begin, end = days[first], days[last]
            if begin and end and end < begin:
                is_changed = not changed.isdisjoint({first, last})
                problems.append(found(Place(last), Severity.ERROR, sentence, changed=is_changed))
        return days, problems


@dataclass(frozen=True, slots=True)
class _Money:
    """Reads what a bill comes to, and what it is made of."""

    rules: BillingRules
    before: Bill | None
    kind: BillKind
    is_changed: bool

    def read(self, draft: BillDraft) -> tuple[tuple[int, tuple[BillLine, ...]] | None, list[Problem]]:
        """Return the amount and the lines as they are to be stored; None where they cannot be told."""
        lines, problems = self._lines(draft)
        total, about_total = self._total(clean(draft.total))
        problems += about_total
        if lines is None or (total is None and draft.cleaned.total):
            return None, problems
        made = sum(line.amount_minor for line in lines) if lines else None
        amount = total if total is not None else made
        problem = self._about_sum(amount, made)
        if problem is not None:
            problems.append(problem)
        if amount is None:
            return None, problems
        if self.before and not self.is_changed:
            return (self.before.amount_minor, self.before.lines), problems
        if self.kind is BillKind.BILL:
            return (amount, lines), problems
        if made is not None and made > 0:
            lines = tuple(replace(line, amount_minor=-line.amount_minor) for line in lines)
        return (-abs(amount), lines), problems

    def _lines(self, draft: BillDraft) -> tuple[tuple[BillLine, ...] | None, list[Problem]]:
        """Return lines and taxes with their amounts as typed; None where one of them cannot be read."""
        lines: list[BillLine | None] = []
        problems: list[Problem] = []
        for name, is_tax in zip(_LISTS, (False, True), strict=True):
            stored = [_unsigned(line, self.before) for line in self.before.lines] if self.before else []
            written = [(written_line(line, self.rules), line) for line in stored if line.is_tax is is_tax]
            for at, text, same in with_stored(getattr(draft, name), written):
                line, sentence, offer = same, "", None
                if line is None and is_readable(text):
                    line, sentence, offer = read_line(text, self.rules, is_tax=is_tax)
                if sentence:
                    problems.append(Problem(Place(name, at), Severity.ERROR, sentence, offer))
                lines.append(line)
        read = tuple(line for line in lines if line is not None)
        return read if len(read) == len(lines) else None, problems

    def _total(self, typed: str) -> tuple[int | None, About]:
        if not typed:
            return None, ()
        if self.before and typed == self.rules.plain(abs(self.before.amount_minor)):
            return abs(self.before.amount_minor), ()
        return read_amount(Place("total"), typed, self.rules)

    def _about_sum(self, amount: int | None, made: int | None) -> Problem | None:
        """Find what is wrong with the amount that a bill comes to, and with what its lines make."""
        is_credit, offer = self.kind is BillKind.CREDIT_NOTE, None
        if amount is None:
            sentence = "a total is needed, or lines"
        elif max(abs(amount), abs(made or 0)) >= _MOST:
            sentence = "this is more than any bill: an amount has at most 15 digits with its decimals"
        elif is_credit and amount == 0:
            sentence = "a credit note is more than 0"
        elif not is_credit and amount < 0:
            sentence = "a bill is not less than 0: choose Credit Note if it gives money back"
        elif made is not None and made not in {amount, -amount if is_credit else amount}:
            shown = abs(made) if is_credit else made
            money = self.rules.money
            sentence = f"lines and taxes come to {money(shown)}, not to {money(abs(amount))}"
            offer = self.rules.plain(shown)
        else:
            return None
        return found(Place("total"), Severity.ERROR, sentence, offer, changed=self.is_changed)


def _unsigned(line: BillLine, bill: Bill | None) -> BillLine:
    """Return a stored line as it is typed: what a credit note gives has no minus."""
    is_credit = bill is not None and bill.is_credit_note
    return replace(line, amount_minor=-line.amount_minor) if is_credit else line


def _next_number(bills: Iterable[Bill]) -> str:
    """Return the number behind the highest one given so far, void bills' too: none is given twice."""
    given = (re.fullmatch(rf"{_GIVEN}([0-9]+)", bill.number) for bill in bills)
    highest = max((int(number[1]) for number in given if number), default=0)
    return f"{_GIVEN}{highest + 1:04d}"
