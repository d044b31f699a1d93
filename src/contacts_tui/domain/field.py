"""One field of a form, checked: what holds for the contact's and for the account's alike."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from contacts_tui.domain.contact import Email, Phone, PhoneStatus
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.text import LONGEST, clean, controls, has_invisible, painted

_Value = TypeVar("_Value")

_MOST_NAMED: Final = 3
"""Control characters that a sentence names."""


def found(place: Place, severity: Severity, sentence: str, offer: str | None = None, *, changed: bool) -> Problem:
    """Make a problem of a field; where the field was not changed, only the quiet remark that it was so before."""
    if changed:
        return Problem(place, severity, sentence, offer)
    return Problem(place, Severity.HINT, f"{sentence} (as was)", offer)


def text_problems(place: Place, typed: str, *, changed: bool) -> tuple[Problem, ...]:
    """Find what no field may hold: too much, control characters; and what nobody can see."""
    if len(typed) > LONGEST:
        return (found(place, Severity.ERROR, f"{len(typed):,} characters, at most {LONGEST:,}", changed=changed),)
    refused = controls(typed)
    if refused:
        kinds = ", ".join(dict.fromkeys(refused[:_MOST_NAMED]))
        return (found(place, Severity.ERROR, f"contains {kinds}", clean(painted(typed)), changed=changed),)
    if has_invisible(typed):
        sentence = "contains invisible characters"
        return (found(place, Severity.WARNING, sentence, clean(painted(typed)), changed=changed),)
    return ()


def phone_problems(
    place: Place, typed: str, rules: Rules, *, region: str = "", changed: bool
) -> tuple[Phone, tuple[Problem, ...]]:
    """Read a phone number as dialled from `region`, else from the rules' own, and say what is wrong with it."""
    problems = text_problems(place, typed, changed=changed)
    phone, sentence = rules.phone(typed, region or rules.region)
    if sentence and not _is_refused(typed):
        severity = Severity.ERROR if phone.status is PhoneStatus.BAD else Severity.WARNING
        problems += (found(place, severity, sentence, changed=changed),)
    return phone, problems


def email_problems(
    place: Place, typed: str, rules: Rules, *, changed: bool
) -> tuple[Email | None, tuple[Problem, ...]]:
    """Read an e-mail address, and say what is wrong with it, and what was perhaps meant."""
    if _is_refused(typed):
        return None, text_problems(place, typed, changed=changed)
    email, sentence, offer = rules.email(typed, rules.own_domains)
    if not sentence:
        return email, ()
    severity = Severity.ERROR if email is None else Severity.WARNING
    return email, (found(place, severity, sentence, offer, changed=changed),)


def with_stored(typed: Sequence[str], stored: Sequence[tuple[str, _Value]]) -> Iterator[tuple[int, str, _Value | None]]:
    """Yield each filled-in field, by its position, with the stored value that it still holds: wherever that stood."""
    left = [(clean(text), value) for text, value in stored]
    for at, text in enumerate(map(clean, typed)):
        same = next((pair for pair in left if pair[0] == text), None)
        if same is not None:
            left.remove(same)
        if text:
            yield at, text, same[1] if same else None


def _is_refused(typed: str) -> bool:
    return len(typed) > LONGEST or bool(controls(typed))
