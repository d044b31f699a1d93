"""Auto Pay as it was typed, and the way from there to what may be stored of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.billed_field import About, billed_problems, is_readable, read_amount, read_day
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.payment_numbers import full_number
from contacts_tui.domain.problem import Place, Problem, Problems, Severity
from contacts_tui.domain.refused import error_at
from contacts_tui.domain.text import clean, fold

DUE_DATE: Final = "due date"
"""What stands for the day on which the bill is due."""

_TEXTS: Final = ("label", "last_four", "token", "day", "limit", "start")
_LAST_FOUR: Final = re.compile("[0-9]{4}")
_TOKEN: Final = re.compile("[A-Za-z0-9_-]+")
_DAY: Final = re.compile("0?[1-9]|1[0-9]|2[0-8]")
_DIGITS_OF_A_NAME: Final = 5
"""Most digits in the name of a card or a bank: more of them are a number, though not one that can be recognised."""


@dataclass(frozen=True, slots=True)
class CheckedAutoPay:
    """What came of a check: the problems, and what would be stored where none of them is an error."""

    problems: Problems
    auto_pay: AutoPay | None


@dataclass(frozen=True, slots=True)
class AutoPayDraft:
    """What was typed of Auto Pay, raw. Without a token it is an invitation to sign up with the payment provider."""

    kind: AutoPayKind = AutoPayKind.NONE
    label: str = ""
    last_four: str = ""
    token: str = ""
    day: str = DUE_DATE
    limit: str = ""
    start: str = ""

    @classmethod
    def of(cls, pay: AutoPay, rules: BillingRules) -> "AutoPayDraft":
        """Return the draft that a form starts with."""
        return cls(
            pay.kind,
            pay.label,
            pay.last_four,
            pay.token,
            DUE_DATE if pay.day is None else str(pay.day),
            "" if pay.limit_minor is None else rules.plain(pay.limit_minor),
            "" if pay.start is None else rules.day(pay.start),
        )

    @property
    def cleaned(self) -> "AutoPayDraft":
        """The draft without outer white space, the due date where no day is typed."""
        texts = {name: clean(getattr(self, name)) for name in _TEXTS}
        if fold(texts["day"]) in {"", DUE_DATE}:
            texts["day"] = DUE_DATE
        return AutoPayDraft(self.kind, **texts)

    @property
    def full_number(self) -> str:
        """What full number of a card or bank account was typed, in words; empty if there is none."""
        texts = (*(getattr(self, name) for name in _TEXTS), self._label_and_digits)
        return next(filter(None, map(full_number, texts)), "")

    @property
    def _label_and_digits(self) -> str:
        """What the two fields say together: a number can begin in one and end in the other."""
        return f"{self.label} {self.last_four}"

    def same_as(self, other: "AutoPayDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: BillingRules, before: AutoPay) -> CheckedAutoPay:
        """Find what is wrong with the draft, and what it would be as Auto Pay: on with a token, else invited.

        `before` is what is stored. A full number of a card or bank account is refused wherever it stands; of what is
        only odd to look at, and of a start that has passed, only what differs from `before` is an error or a warning.
        """
        typed, changed = self.cleaned, self._changed(rules, before)
        day, about_day = typed._read_day()
        limit, about_limit = typed._read_limit(rules)
        start, about_start = typed._read_start(rules, is_changed="start" in changed)
        problems = [
            *typed._about_texts(changed),
            *typed._about_method(before),
            *about_day,
            *about_limit,
            *about_start,
        ]
        order = [f.name for f in fields(self)]
        problems.sort(key=lambda p: order.index(p.place.field))
        sorted_problems = Problems(tuple(problems))
        if sorted_problems.errors:
            return CheckedAutoPay(sorted_problems, None)
        state = AutoPayState.ON if typed.token else AutoPayState.INVITED
        pay = AutoPay(state, typed.kind, typed.label, typed.last_four, typed.token, day, limit, start)
        return CheckedAutoPay(sorted_problems, pay)

    def _changed(self, rules: BillingRules, before: AutoPay) -> frozenset[str]:
        typed, was = self.cleaned, AutoPayDraft.of(before, rules).cleaned
        return frozenset(f.name for f in fields(self) if getattr(typed, f.name) != getattr(was, f.name))

    def _about_texts(self, changed: frozenset[str]) -> Iterator[Problem]:
        """Find what no field may hold, and what nobody can see in one that was changed."""
        for name in _TEXTS:
            typed = getattr(self, name)
            yield from billed_problems(Place(name), typed, changed=name in changed or not is_readable(typed))
        if is_readable(self.label) and is_readable(self.last_four) and full_number(self._label_and_digits):
            yield from billed_problems(Place("last_four"), self._label_and_digits, changed=True)

    def _about_method(self, before: AutoPay) -> Iterator[Problem]:
        """Find what is missing or wrong of what pays."""
        if is_readable(self.label) and sum(c.isdigit() for c in self.label) > _DIGITS_OF_A_NAME:
            yield error_at("label", "a name such as VISA or that of a bank, not a number")
        if not self.token:
            yield self._about_no_token(before)
            return
        if self.kind is AutoPayKind.NONE:
            yield error_at("kind", "choose a card or a bank account")
        if is_readable(self.last_four) and not _LAST_FOUR.fullmatch(self.last_four):
            yield error_at("last_four", "exactly the last four digits are needed")
        if is_readable(self.token) and not _TOKEN.fullmatch(self.token):
            yield error_at("token", "a token is letters, digits, _ and - only")

    def _about_no_token(self, before: AutoPay) -> Problem:
        if before.state is AutoPayState.ON:
            return error_at("token", "a token is needed while Auto Pay is on")
        if self.label or self.last_four:
            return error_at("token", "what pays needs the token that the payment provider gave for it")
        sentence = "no token: the customer is invited, and the sign-up link shown"
        return Problem(Place("token"), Severity.WARNING, sentence)

    def _read_day(self) -> tuple[int | None, About]:
        if self.day == DUE_DATE or not is_readable(self.day):
            return None, ()
        if not _DAY.fullmatch(self.day):
            return None, (error_at("day", f"a day of the month from 1 to 28, or {DUE_DATE}"),)
        return int(self.day), ()

    def _read_limit(self, rules: BillingRules) -> tuple[int | None, About]:
        if not self.limit:
            return None, ()
        limit, about = read_amount(Place("limit"), self.limit, rules)
        if limit is not None and limit <= 0:
            about = (error_at("limit", "a limit is more than 0: leave it empty to pay any bill"),)
        return limit, about

    def _read_start(self, rules: BillingRules, *, is_changed: bool) -> tuple[date | None, About]:
        start, about = read_day(Place("start"), self.start, rules)
        if start and start < rules.today and is_changed:
            about = (error_at("start", "it cannot start before today"),)
        return start, about
