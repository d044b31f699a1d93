"""The keys by which accounts and contacts are found at once, and listed: folded texts, looked up by how they begin."""

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import islice
from typing import Final, NamedTuple

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.query import digits_of
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import fold


class KeyKind(IntEnum):
    """What a key is made of. The database holds the numbers."""

    CONTACT_NAME = 1
    """Last name, then first name: every contact has one, be it empty. It orders a list by name."""
    CONTACT_WORD = 2
    """The name, turned so that it begins with another of its words."""
    CONTACT_TYPE = 3
    """Rank of the contact type, then the name: every contact has one. It orders a list by type."""
    EMAIL = 4
    PHONE = 5
    """All digits, with the code of the country where it is known."""
    PHONE_AT_HOME = 6
    """The digits without the code of the country: area code first."""
    PHONE_BACKWARDS = 7
    """All digits, the last one first."""
    ACCOUNT_NUMBER = 8
    """Every account has one."""
    ACCOUNT_NAME = 9
    """Every account has one, be it empty."""
    ACCOUNT_WORD = 10
    """The account's name, turned so that it begins with another of its words."""

    __hash__ = int.__hash__  # an enumeration's own is written in Python: a quarter of the time that keys take


OF_PHONES: Final = (KeyKind.PHONE, KeyKind.PHONE_AT_HOME, KeyKind.PHONE_BACKWARDS)
"""The kinds of a phone's keys."""
OF_ACCOUNTS: Final = (KeyKind.ACCOUNT_NUMBER, KeyKind.ACCOUNT_NAME, KeyKind.ACCOUNT_WORD)
"""The kinds of an account's keys; all others are a contact's."""


class SearchKey(NamedTuple):
    """One key of an account or of a contact."""

    kind: KeyKind
    text: str


LONGEST: Final = 200
"""Characters of a key. An index of PostgreSQL takes no more than 2,704 bytes an entry, and a character is up to 4."""
WORDS: Final = 12
"""Words of a name that have a key each: names of people and companies have fewer."""

_BEGIN_OF_WORD: Final = re.compile(r"(?<=[\W_])[^\W_]")
"""A letter or digit, as str.isalnum tells them, behind something else."""

_CODES_OF_TWO: Final = frozenset(
    f"{code}"
    for codes in (
        (20, 27, 36, 39, 40, 41, 81, 82, 84, 86, 98),
        range(30, 35),
        range(43, 50),
        range(51, 59),
        range(60, 67),
        range(90, 96),
    )
    for code in codes
)
"""Country codes of two digits. 1 and 7 have one, all others three (ITU-T E.164, list of assigned country codes)."""


def contact_keys(contact: Contact) -> set[SearchKey]:
    """Return by what a contact is found and listed."""
    last_first = f"{contact.last_name} {contact.first_name}".strip()
    by_name = fold(last_first)
    keys = {
        SearchKey(KeyKind.CONTACT_NAME, by_name[:LONGEST]),
        SearchKey(KeyKind.CONTACT_TYPE, f"{contact.contact_type.rank} {by_name}"[:LONGEST]),
    }
    keys |= {SearchKey(KeyKind.CONTACT_WORD, turned) for turned in _turned(fold(contact.name)) if turned != by_name}
    keys |= {SearchKey(KeyKind.EMAIL, fold(email.address)[:LONGEST]) for email in contact.emails}
    for phone in contact.phones:
        keys.update(_phone_keys(phone.e164, phone.digits))
    return keys


def account_keys(number: str, name: str) -> set[SearchKey]:
    """Return by what an account is found and listed."""
    folded = fold(name)
    keys = {
        SearchKey(KeyKind.ACCOUNT_NUMBER, fold(number)[:LONGEST]),
        SearchKey(KeyKind.ACCOUNT_NAME, folded[:LONGEST]),
    }
    return keys | {SearchKey(KeyKind.ACCOUNT_WORD, turned) for turned in _turned(folded) if turned != folded}


def at_home(e164: str) -> str:
    """Return the digits of an E.164 number without the code of its country."""
    digits = e164.removeprefix("+")
    if digits[:1] in {"1", "7"}:
        return digits[1:]
    return digits[2:] if digits[:2] in _CODES_OF_TWO else digits[3:]


def _phone_keys(e164: str | None, digits: str) -> Iterator[SearchKey]:
    whole = (phone_text(e164, "") or digits_of(digits))[:LONGEST]
    if whole:
        yield SearchKey(KeyKind.PHONE, whole)
        yield SearchKey(KeyKind.PHONE_BACKWARDS, whole[::-1])
    if e164:
        yield SearchKey(KeyKind.PHONE_AT_HOME, at_home(e164))


def _turned(folded: str) -> Iterator[str]:
    """A folded name as it begins with each of its words; a word also begins behind a hyphen or an apostrophe."""
    begins = (found.start() for found in _BEGIN_OF_WORD.finditer(folded))
    for at in (0, *islice(begins, WORDS - 1)):
        yield f"{folded[at:]} {folded[:at]}".strip()[:LONGEST]
