"""An account as it was typed, and the way from there to an account that may be stored."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.checked import Checked, by_fields, changed_fields
from contacts_tui.domain.field import email_problems, found, phone_problems, text_problems
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.text import clean
from contacts_tui.errors import ContactsError

_US_ZIP: Final = re.compile(r"[0-9]{5}(?:[- ]?[0-9]{4})?")

_TEXTS: Final = ("name", "number", "city", "region", "postal_code", "manager_name")


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What was typed of an account, raw."""

    name: str = ""
    number: str = ""
    account_type: AccountType = AccountType.STAND_ALONE
    since: str = ""
    lines: tuple[str, ...] = ()
    """Of the billing address. Empty ones are fields nobody filled in."""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = "US"
    manager_name: str = ""
    manager_phone: str = ""
    manager_email: str = ""
    currency: str = "USD"

    @classmethod
    def of(cls, account: Account, day: Callable[[date], str]) -> "AccountDraft":
        """Return the draft that a form starts with; `day` writes a date so that the rules' `day` reads it."""
        return cls(
            name=account.name,
            number=account.number,
            account_type=account.account_type,
            since=day(account.since) if account.since else "",
            lines=account.address.lines,
            city=account.address.city,
            region=account.address.region,
            postal_code=account.address.postal_code,
            country=account.address.country,
            manager_name=account.manager.name,
            manager_phone=account.manager.phone,
            manager_email=account.manager.email,
            currency=account.currency,
        )

    @property
    def cleaned(self) -> "AccountDraft":
        """The draft without outer white space and empty lines, codes in capitals, the currency USD if none is given."""
        texts = {f.name: clean(getattr(self, f.name)) for f in fields(self) if f.name not in {"account_type", "lines"}}
        texts["country"] = texts["country"].upper()
        texts["currency"] = texts["currency"].upper() or "USD"
        lines = tuple(filter(None, map(clean, self.lines)))
        return AccountDraft(account_type=self.account_type, lines=lines, **texts)

    def same_as(self, other: "AccountDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: Rules, before: Account | None = None) -> Checked[Account]:
        """Find what is wrong with the draft, and what it would be as an account.

        `before` is the stored account that the draft changes: only what differs from it is an error or a warning, the
        rest is hinted at and keeps its stored value. The manager's number is read as dialled from the draft's country.
        """
        typed = self.cleaned
        changed = changed_fields(typed, AccountDraft.of(before, date.isoformat).cleaned if before else None)
        since, about_since = _read_day(typed.since, rules, before)
        manager, about_manager = _read_manager(typed, changed, rules, before)
        problems = [
            *_about_texts(typed, changed),
            *_about_lines(self.lines, changed),
            *_about_codes(typed, changed, rules),
            *about_since,
            *about_manager,
        ]
        told = by_fields(problems, self)
        if told.errors:
            return Checked(told, None)
        kept = typed._with_stored(changed, before)
        account = replace(
            before or Account("", ""),
            name=kept.name,
            number=kept.number,
            account_type=kept.account_type,
            since=since,
            address=Address(kept.lines, kept.city, kept.region, kept.postal_code, kept.country),
            manager=replace(manager, name=kept.manager_name, phone=kept.manager_phone),
            currency=kept.currency,
        )
        return Checked(told, account)

    def _with_stored(self, changed: frozenset[str], before: Account | None) -> "AccountDraft":
        """Return the draft with the stored value, to the character, of each field that was not changed."""
        if before is None:
            return self
        stored = AccountDraft.of(before, date.isoformat)
        return replace(self, **{f.name: getattr(stored, f.name) for f in fields(self) if f.name not in changed})


def _read_day(typed: str, rules: Rules, before: Account | None) -> tuple[date | None, tuple[Problem, ...]]:
    if not typed:
        return None, ()
    try:
        return rules.day(typed), ()
    except ContactsError as error:
        # A stored date is written as it is read, so what cannot be read was typed now.
        return before.since if before else None, (Problem(Place("since"), Severity.ERROR, str(error)),)


def _read_manager(
    typed: AccountDraft, changed: frozenset[str], rules: Rules, before: Account | None
) -> tuple[AccountManager, tuple[Problem, ...]]:
    phone_shown, email = "", typed.manager_email
    problems: tuple[Problem, ...] = ()
    if typed.manager_phone:
        region = typed.country if rules.known_country(typed.country) else rules.region
        phone, problems = phone_problems(
            Place("manager_phone"), typed.manager_phone, rules, region=region, changed="manager_phone" in changed
        )
        is_kept = before is not None and "manager_phone" not in changed
        phone_shown = before.manager.phone_shown if before and is_kept else phone.shown
    if typed.manager_email:
        is_changed = "manager_email" in changed
        read, about_email = email_problems(Place("manager_email"), typed.manager_email, rules, changed=is_changed)
        problems += about_email
        email = read.address if read and is_changed else email
    return AccountManager(typed.manager_name, typed.manager_phone, phone_shown, email), problems


def _about_texts(typed: AccountDraft, changed: frozenset[str]) -> Iterator[Problem]:
    if not typed.name:
        yield found(Place("name"), Severity.ERROR, "a name is needed", changed="name" in changed)
    for field in _TEXTS:
        yield from text_problems(Place(field), getattr(typed, field), changed=field in changed)


def _about_lines(typed: tuple[str, ...], changed: frozenset[str]) -> Iterator[Problem]:
    for at, line in enumerate(typed):
        yield from text_problems(Place("lines", at), clean(line), changed="lines" in changed)


def _about_codes(typed: AccountDraft, changed: frozenset[str], rules: Rules) -> Iterator[Problem]:
    wrong_zip = typed.country == "US" and typed.postal_code and not _US_ZIP.fullmatch(typed.postal_code)
    if wrong_zip:
        zip_changed = not changed.isdisjoint({"postal_code", "country"})
        yield found(Place("postal_code"), Severity.ERROR, "a US ZIP code has 5 or 9 digits", changed=zip_changed)
    if typed.country and not rules.known_country(typed.country):
        sentence = "not the two letters of a country, such as US"
        yield found(Place("country"), Severity.ERROR, sentence, changed="country" in changed)
    if not rules.known_currency(typed.currency):
        sentence = "not the three letters of a currency, such as USD"
        yield found(Place("currency"), Severity.ERROR, sentence, changed="currency" in changed)
