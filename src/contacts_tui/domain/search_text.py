"""What an account or a contact is found by: one folded text each, a value a line."""

from collections.abc import Iterable, Sequence

from contacts_tui.domain.text import fold

PhoneWords = tuple[str | None, str]
"""E.164 and digits of a phone."""


def account_text(number: str, name: str) -> str:
    """Return what an account is found by: number and name."""
    return _lines((fold(number), fold(name)))


def contact_text(name: str, phones: Sequence[PhoneWords], emails: Iterable[str]) -> str:
    """Return what a contact is found by: name, e-mails, and each phone as digits, with its country's code if known."""
    numbers = (phone_text(e164, digits) for e164, digits in phones)
    return _lines((fold(name), *(fold(address) for address in emails), *numbers))


def phone_text(e164: str | None, digits: str) -> str:
    """Return what a phone is found by."""
    return (e164 or "").removeprefix("+") or digits


def _lines(values: Iterable[str]) -> str:
    return "\n".join(filter(None, values))
