"""The contacts who have a phone number, read through the bare driver: a telephone system asks with every call."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from contacts_tui.domain.caller import Caller, Callers
from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.query import digits_of
from contacts_tui.domain.search_key import KeyKind
from contacts_tui.domain.search_text import phone_text
from contacts_tui.storage.bare_reading import Driver, at_one_moment, lines
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.revision import FIND_REVISION, refuse_unless_current, revision_in
from contacts_tui.storage.values import CONTACT_COLUMNS, Line, contacts_of, known_values, look_over

_MOST: Final = 5_000
"""Keys among which the best callers are looked for."""
_BEHIND_DIGITS: Final = ":"
"""What stands behind every digit, by code points."""
_BEFORE_DIGITS: Final = "!"
_WIDTH: Final = len(CONTACT_COLUMNS)
_OF_ACCOUNT: Final = ("number", "name")

HITS: Final = """\
SELECT search_key.account_id, search_key.ref FROM search_key
WHERE search_key.kind = :kind AND search_key."key" >= :begin AND search_key."key" < :behind
ORDER BY search_key."key", search_key.ref LIMIT :most"""
CONTACTS: Final = """\
SELECT contact.id, contact.account_id, contact.version, contact.contact_type, contact.first_name, contact.last_name,
    account.number, account.name
FROM contact JOIN account ON account.id = contact.account_id
WHERE (contact.account_id, contact.id) IN (SELECT search_key.account_id, search_key.ref FROM search_key
    WHERE search_key.kind = :kind AND search_key."key" >= :begin AND search_key."key" < :behind
    ORDER BY search_key."key", search_key.ref LIMIT :most)
    AND contact.deleted_at IS NULL AND account.deleted_at IS NULL"""
PHONES: Final = """\
SELECT phone.contact_id, phone.raw, phone.e164, phone.extension, phone.digits, phone.region, phone.status, phone.shown
FROM phone
WHERE (phone.account_id, phone.contact_id) IN (SELECT search_key.account_id, search_key.ref FROM search_key
    WHERE search_key.kind = :kind AND search_key."key" >= :begin AND search_key."key" < :behind
    ORDER BY search_key."key", search_key.ref LIMIT :most)
ORDER BY phone.contact_id, phone.position"""
EMAILS: Final = """\
SELECT email.contact_id, email.address, email."key"
FROM email
WHERE (email.account_id, email.contact_id) IN (SELECT search_key.account_id, search_key.ref FROM search_key
    WHERE search_key.kind = :kind AND search_key."key" >= :begin AND search_key."key" < :behind
    ORDER BY search_key."key", search_key.ref LIMIT :most)
ORDER BY email.contact_id, email.position"""


def read_callers(path: Path, number: Phone, limit: int) -> Callers:
    """Return who has a number, by a SQLite file that is there and current. Raises DatabaseUnusable."""
    is_ours(path, must_exist=True)
    with at_one_moment(path) as connection:
        refuse_unless_current(revision_in([line[0] for line in lines(connection, FIND_REVISION)]), read_only=True)
        return callers(connection, number, limit)


@known_values()
def callers(connection: Driver, number: Phone, limit: int) -> Callers:
    """Return the first `limit` contacts who have a number; whose number ends with it, where its country is not known.

    Raises the driver's errors, and DatabaseUnusable.
    """
    hits = _asked(connection, HITS, number)
    if not hits:
        return Callers(number)
    found, phones, emails = (_asked(connection, query, number) for query in (CONTACTS, PHONES, EMAILS))
    people = contacts_of([line[:_WIDTH] for line in found], phones, emails)
    known = sorted(_those_who_have_it(number, found, people), key=lambda caller: caller.order(number.extension))
    return Callers(number, tuple(known[:limit]), is_cut=len(known) > limit or len(hits) == _MOST)


def _asked(connection: Driver, query: str, number: Phone) -> Sequence[Line]:
    if number.e164:
        kind, begin = KeyKind.PHONE, phone_text(number.e164, "")
        behind = begin + _BEFORE_DIGITS
    else:
        kind, begin = KeyKind.PHONE_BACKWARDS, number.digits[::-1]
        behind = begin + _BEHIND_DIGITS
    return lines(connection, query, kind=int(kind), begin=begin, behind=behind, most=_MOST)


def _those_who_have_it(number: Phone, found: Iterable[Line], people: Iterable[Contact]) -> Iterator[Caller]:
    for line, contact in zip(found, people, strict=True):
        account_number, account_name = line[_WIDTH:]
        look_over(_OF_ACCOUNT, (account_number, account_name))
        phones = [phone for phone in contact.phones if _is_it(number, phone)]
        if phones:
            # The same number may be there with several extensions.
            best = next((phone for phone in phones if phone.extension == number.extension), phones[0])
            yield Caller(account_number, account_name, contact, best)


def _is_it(number: Phone, phone: Phone) -> bool:
    digits = phone_text(phone.e164, digits_of(phone.digits))
    return digits == phone_text(number.e164, "") if number.e164 else digits.endswith(number.digits)
