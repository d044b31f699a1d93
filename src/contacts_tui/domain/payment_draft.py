"""A payment as it was typed, and the way from there to a payment that may be stored."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from contacts_tui.domain.bill import Method, Payment
from contacts_tui.domain.billed_field import About, billed_problems, is_readable, read_amount, read_day
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.checked import Checked, by_fields, changed_fields
from contacts_tui.domain.field import found
from contacts_tui.domain.payment_numbers import full_number
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.text import clean, fold

_TEXTS: Final = ("amount", "posted_on", "reference", "bill")


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """What was typed of a payment, raw."""

    amount: str = ""
    posted_on: str = ""
    method: Method | None = None
    reference: str = ""
    bill: str = ""
    """The number of the bill that it is for; empty for the oldest open ones."""

    @classmethod
    def of(cls, payment: Payment, rules: BillingRules) -> "PaymentDraft":
        """Return the draft that a form starts with."""
        return cls(
            rules.plain(payment.amount_minor),
            rules.day(payment.posted_on) if payment.posted_on else "",
            payment.method,
            payment.reference,
            next((bill.number for bill in rules.bills if bill.id == payment.bill_id), ""),
        )

    @property
    def cleaned(self) -> "PaymentDraft":
        """The draft without outer white space."""
        return PaymentDraft(
            clean(self.amount), clean(self.posted_on), self.method, clean(self.reference), clean(self.bill)
        )

    @property
    def full_number(self) -> str:
        """What full number of a card or bank account was typed, in words; empty if there is none."""
        return next(filter(None, (full_number(getattr(self, name)) for name in _TEXTS)), "")

    def same_as(self, other: "PaymentDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: BillingRules, before: Payment | None = None) -> Checked[Payment]:
        """Find what is wrong with the draft, and what it would be as a payment.

        `before` is the stored payment that the draft changes: only what differs from it is an error or a warning, the
        rest is hinted at and keeps its stored value.
        """
        typed = self.cleaned
        changed = changed_fields(typed, PaymentDraft.of(before, rules).cleaned if before else None)
        amount, about_amount = typed._read_amount(rules, before, changed)
        posted_on, about_day = typed._read_day(rules, before, changed)
        bill_id, about_bill = typed._read_bill(rules, before, changed)
        texts = (billed_problems(Place(n), getattr(typed, n), changed=n in changed) for n in _TEXTS)
        problems = [*(problem for about in texts for problem in about), *about_amount, *about_day, *about_bill]
        told = by_fields(problems, self)
        if told.errors or amount is None:
            return Checked(told, None)
        payment = replace(
            before or Payment(0),
            amount_minor=amount,
            posted_on=posted_on,
            method=typed.method,
            reference=before.reference if before and "reference" not in changed else typed.reference,
            bill_id=bill_id,
        )
        return Checked(told, payment)

    def _read_amount(
        self, rules: BillingRules, before: Payment | None, changed: frozenset[str]
    ) -> tuple[int | None, About]:
        place, is_changed = Place("amount"), "amount" in changed
        if not self.amount:
            return None, (Problem(place, Severity.ERROR, "an amount is needed"),)
        if before and not is_changed:
            amount: int | None = before.amount_minor
            about: About = ()
        else:
            amount, about = read_amount(place, self.amount, rules)
        if amount is not None and amount <= 0:
            sentence = "a payment is more than 0: void one that came back, or record a bill"
            about = (found(place, Severity.ERROR, sentence, changed=is_changed),)
        return amount, about

    def _read_day(
        self, rules: BillingRules, before: Payment | None, changed: frozenset[str]
    ) -> tuple[date | None, About]:
        place, is_changed = Place("posted_on"), "posted_on" in changed
        if not self.posted_on:
            return None, (found(place, Severity.ERROR, "a date is needed", changed=is_changed),)
        if before and not is_changed:
            day = before.posted_on
            about: About = ()
        else:
            day, about = read_day(place, self.posted_on, rules)
        if day and day > rules.today:
            sentence = "a payment cannot be posted in the future"
            about = (found(place, Severity.ERROR, sentence, changed=is_changed),)
        return day, about

    def _read_bill(
        self, rules: BillingRules, before: Payment | None, changed: frozenset[str]
    ) -> tuple[int | None, About]:
        """Return the id of the bill whose number was typed."""
        if before and "bill" not in changed:
            gone = any(bill.id == before.bill_id and bill.is_void for bill in rules.bills)
            sentence = f"bill {self.bill} is void, so this pays the oldest open bill"
            return before.bill_id, (Problem(Place("bill"), Severity.HINT, sentence),) if gone else ()
        if not fold(self.bill) or not is_readable(self.bill):
            return None, ()
        named = [bill for bill in rules.bills if fold(bill.number) == fold(self.bill)]
        counting = [bill for bill in named if not bill.is_void]
        owing = [bill for bill in counting if not bill.is_credit_note]
        if len(owing) == 1:
            has_nothing_open = before is None and not owing[0].open_minor
            sentence = f"bill {self.bill} has nothing open: this pays the oldest open bill"
            about = (Problem(Place("bill"), Severity.WARNING, sentence),)
            return owing[0].id, about if has_nothing_open else ()
        if owing:
            sentence = f"{len(owing)} bills have the number {self.bill}: correct the number of one of them first"
        elif counting:
            sentence = f"{self.bill} is a credit note: name a bill, or none for the oldest open one"
        elif named:
            sentence = f"bill {self.bill} is void: name another one, or none for the oldest open one"
        else:
            sentence = f"no bill of this account has the number {self.bill}; without one, the oldest open bill is paid"
        return None, (Problem(Place("bill"), Severity.ERROR, sentence),)
