"""One field of a bill or a payment, checked."""

from datetime import date
from typing import TypeAlias

from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.field import found, text_problems
from contacts_tui.domain.payment_numbers import full_number
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.text import LONGEST, controls
from contacts_tui.errors import ContactsError, UnclearAmount

About: TypeAlias = tuple[Problem, ...]


def billed_problems(place: Place, typed: str, *, changed: bool) -> About:
    """Find what no field may hold, and full numbers of cards and bank accounts; the sentence does not repeat them."""
    secret = full_number(typed)
    if secret:
        sentence = f"this is {secret}, which must not be kept: the last four digits are enough"
        return (found(place, Severity.ERROR, sentence, changed=changed),)
    return text_problems(place, typed, changed=changed)


def is_readable(typed: str) -> bool:
    """Whether a text may be read, and told of: nothing is in it that no field may hold."""
    return len(typed) <= LONGEST and not controls(typed) and not full_number(typed)


def read_amount(place: Place, typed: str, rules: BillingRules) -> tuple[int | None, About]:
    """Read a changed amount; None where it is none, with the reason where `billed_problems` does not tell it."""
    if not is_readable(typed):
        return None, ()
    try:
        return rules.read_money(typed), ()
    except UnclearAmount as error:
        return None, (Problem(place, Severity.ERROR, str(error), rules.plain(error.readings[0])),)
    except ContactsError as error:
        return None, (Problem(place, Severity.ERROR, str(error)),)


def read_day(place: Place, typed: str, rules: BillingRules) -> tuple[date | None, About]:
    """Read a changed day; None where there is none, with the reason where `billed_problems` does not tell it."""
    if not typed or not is_readable(typed):
        return None, ()
    try:
        return rules.read_day(typed), ()
    except ContactsError as error:
        return None, (Problem(place, Severity.ERROR, str(error)),)
