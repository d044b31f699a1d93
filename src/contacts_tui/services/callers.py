"""Who is calling, without all that an agent's session needs: a telephone system asks with every call."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from contacts_tui.domain.caller import Callers
from contacts_tui.domain.contact import Phone, PhoneStatus
from contacts_tui.domain.phone import HOME, read_phone
from contacts_tui.domain.query import is_number
from contacts_tui.domain.text import LONGEST
from contacts_tui.errors import NoNumber
from contacts_tui.storage.callers import read_callers

_SHORTEST: Final = 3
"""Digits by which people can be told."""
_QUOTED: Final = 40
"""Characters of a text that a sentence quotes."""
_WHOLE: Final = 10
"""Digits from which on a number that cannot be dialled is no end of another either."""


def who_calls(path: Path, text: str, *, limit: int = 50, region: str = HOME) -> Callers:
    """Return the first `limit` contacts in a database file who have the number that a text is, dialled from `region`.

    In any notation. Without an area code, or where it is short, those whose number ends so. By contact type; who has
    the extension that the text names goes first. Raises NoNumber, and DatabaseUnusable.
    """
    return read_callers(path, _number_in(text.strip(), region), limit)


def _number_in(text: str, region: str) -> Phone:
    phone, reason = read_phone(text[:LONGEST], region)
    if len(text) > LONGEST:
        raise NoNumber(f"A text of {len(text):,} characters is no phone number.")
    if phone.status is PhoneStatus.BAD and text.isascii() and text.isdecimal():
        # As telephone systems write a number from abroad.
        abroad, _ = read_phone(f"+{text}", region)
        phone = replace(abroad, raw=text) if abroad.e164 else phone
    if phone.status is PhoneStatus.BAD and not (is_number(text) and "+" not in text and len(phone.digits) < _WHOLE):
        raise NoNumber(f'"{_cut(text)}" is no phone number: {reason}.')
    if len(phone.digits) < _SHORTEST:
        raise NoNumber(f'"{text}" has too few digits to tell anybody by: type {_SHORTEST} or more.')
    return phone


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
