"""Auto Pay as it was typed, and the way from there to what may be stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.billed_field import About, billed_problems, read_amount, read_day
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.checked import Checked, by_fields, changed_fields
from contacts_tui.domain.field import found
from contacts_tui.domain.payment_numbers import full_number
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.text import clean

LAST_DAY: Final = 28
"""The last day of the month that every month has."""
DIGITS_OF_A_NAME: Final = 5
"""Most digits in what a card or a bank is called: more of them are a number, if not one that can be recognised."""
_TEXTS: Final = ("label", "last_four", "token", "day", "limit", "start")
_METHOD: Final = ("label", "last_four", "token")
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+")
_LAST_FOUR: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class AutoPayDraft:
    """What was typed, raw."""

    kind: AutoPayKind | None = None
    """NONE switches Auto Pay off; None is nothing chosen yet."""
    label: str = ""
    last_four: str = ""
    token: str = ""
    day: str = ""
    """Empty for the due date."""
    limit: str = ""
    start: str = ""

    @classmethod
    def of(cls, pay: AutoPay, rules: BillingRules) -> "AutoPayDraft":
        """Return the draft that a form starts with."""
        return cls(
            None if pay.state is AutoPayState.OFF else pay.kind,
            pay.label,
            pay.last_four,
            pay.token,
            "" if pay.day is None else str(pay.day),
            "" if pay.limit_minor is None else rules.plain(pay.limit_minor),
            rules.day(pay.start) if pay.start else "",
        )

    @property
    def cleaned(self) -> "AutoPayDraft":
        """The draft without outer white space."""
        return AutoPayDraft(self.kind, *(clean(getattr(self, name)) for name in _TEXTS))

    @property
    def full_number(self) -> str:
        """What full number of a card or bank account was typed, in words; empty if there is none."""
        texts = (*(getattr(self, name) for name in _TEXTS), self._label_and_digits, *self._token_and_digits)
        return next(filter(None, map(full_number, texts)), "")

    @property
    def _label_and_digits(self) -> str:
        """What the two fields say together: a number can begin in one and end in the other."""
        return f"{self.label} {self.last_four}"

    @property
    def _token_and_digits(self) -> tuple[str, ...]:
        """The same of a token that is nothing but digits, whichever of the two holds the beginning."""
        if not self.token.isdecimal():
            return ()
        return f"{self.last_four} {self.token}", f"{self.token} {self.last_four}"

    def same_as(self, other: "AutoPayDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: BillingRules, before: AutoPay) -> Checked[AutoPay]:
        """Find what is wrong with the draft, and what it would be as an instruction.

        `before` is what is stored: only what differs from it is an error or a warning, but for a full number, which is
        an error wherever it stands. Without a stored method the customer is invited to the payment provider, which is
        asked about once.
        """
        typed = self.cleaned
        changed = changed_fields(typed, AutoPayDraft.of(before, rules).cleaned)
        problems = [*typed._about_texts(changed)]
        day, about_day = typed._read_day_of_month(before, changed)
        limit, about_limit = typed._read_limit(rules, before, changed)
        start, about_start = typed._read_start(rules, before, changed)
        if self.kind is not AutoPayKind.NONE:
            problems += [*typed._about_method(changed), *about_day, *about_limit, *about_start]
        told = by_fields(problems, self)
        if told.errors or self.kind is None:
            return Checked(told, None)
        if self.kind is AutoPayKind.NONE:
            return Checked(told, AutoPay())
        state = AutoPayState.ON if typed.token else AutoPayState.INVITED
        pay = AutoPay(state, self.kind, typed.label, typed.last_four, typed.token, day, limit, start)
        return Checked(told, pay)

    def _about_texts(self, changed: frozenset[str]) -> Iterator[Problem]:
        """Find what no field may hold."""
        for name in _TEXTS:
            text = getattr(self, name)
            yield from billed_problems(Place(name), text, changed=name in changed or bool(full_number(text)))
        if not (full_number(self.label) or full_number(self.last_four)) and full_number(self._label_and_digits):
            yield from billed_problems(Place("label"), self._label_and_digits, changed=True)
        if not full_number(self.token) and (both := next(filter(full_number, self._token_and_digits), "")):
            yield from billed_problems(Place("token"), both, changed=True)

    def _about_method(self, changed: frozenset[str]) -> Iterator[Problem]:
        """Find what is wrong with the stored method: all of it is known, or nothing yet."""
        if self.kind is None:
            yield Problem(Place("kind"), Severity.ERROR, "choose what pays, or Off")
        is_changed = not changed.isdisjoint({"kind", *_METHOD})
        if not any(getattr(self, name) for name in _METHOD):
            if self.kind is not None:
                sentence = "without a stored method the customer is only invited to sign up"
                yield found(Place("token"), Severity.WARNING, sentence, changed=is_changed)
            return
        wrong = (
            ("label", not self.label, "what is it called, such as VISA?"),
            ("label", sum(map(str.isdigit, self.label)) > DIGITS_OF_A_NAME, "a name such as VISA, not a number"),
            ("last_four", not _LAST_FOUR.fullmatch(self.last_four), "these are four digits"),
            ("token", not self.token, "the payment provider's token is needed with it"),
            (
                "token",
                self.token and not _TOKEN.fullmatch(self.token),
                "a token is of letters, digits, _ and - only",
            ),
        )
        for name, is_wrong, sentence in wrong:
            if is_wrong and not full_number(getattr(self, name)):
                yield found(Place(name), Severity.ERROR, sentence, changed=is_changed)

    def _read_day_of_month(self, before: AutoPay, changed: frozenset[str]) -> tuple[int | None, About]:
        if "day" not in changed or not self.day:
            return (before.day if "day" not in changed else None), ()
        if re.fullmatch(r"[0-9]{1,2}", self.day) and 1 <= int(self.day) <= LAST_DAY:
            return int(self.day), ()
        sentence = f"a day of the month is 1 to {LAST_DAY}; empty is the due date"
        return None, (Problem(Place("day"), Severity.ERROR, sentence),)

    def _read_limit(self, rules: BillingRules, before: AutoPay, changed: frozenset[str]) -> tuple[int | None, About]:
        if "limit" not in changed or not self.limit:
            return (before.limit_minor if "limit" not in changed else None), ()
        limit, about = read_amount(Place("limit"), self.limit, rules)
        if limit is not None and limit <= 0:
            about = (Problem(Place("limit"), Severity.ERROR, "a limit is more than 0; empty is none"),)
        return limit, about

    def _read_start(self, rules: BillingRules, before: AutoPay, changed: frozenset[str]) -> tuple[date | None, About]:
        if "start" not in changed or not self.start:
            return (before.start if "start" not in changed else None), ()
        start, about = read_day(Place("start"), self.start, rules)
        if start and start < rules.today:
            about = (Problem(Place("start"), Severity.ERROR, "it cannot start in the past; empty is at once"),)
        return start, about
