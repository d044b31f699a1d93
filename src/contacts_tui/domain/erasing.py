"""Whom an account knows by a name, a number or an e-mail, and what was blanked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.query import digits_of, is_number
from contacts_tui.domain.text import fold

_LEAST_DIGITS: Final = 7
"""Digits of a phone number that mean somebody: fewer are a part of many."""


@dataclass(frozen=True, slots=True)
class Known:
    """A contact of which something is stored: there, in the trash, or purged and only in its changes."""

    contact: Contact
    where: str
    """`in the account`, `in the trash`, `purged`."""

    def is_meant(self, wanted: str) -> bool:
        """Return whether a text is its whole name, e-mail, or phone number with or without the country's code."""
        contact, folded = self.contact, fold(wanted)
        digits = digits_of(wanted) if is_number(wanted) else ""
        if len(digits) >= _LEAST_DIGITS and any(
            known.endswith(digits) for phone in contact.phones for known in (phone.digits, phone.e164 or "")
        ):
            return True
        return bool(folded) and folded in {fold(contact.name), *(fold(email.address) for email in contact.emails)}


def meant(known: Iterable[Known], wanted: str) -> tuple[Known, ...]:
    """Return whom a text means: by an id one contact, else all who have that name, e-mail or phone number."""
    every = tuple(known)
    by_id = tuple(one for one in every if wanted == str(one.contact.id))
    return by_id or tuple(one for one in every if one.is_meant(wanted))


def are_one_person(known: Iterable[Known]) -> bool:
    """Return whether all of them have the same name."""
    return len({fold(one.contact.name) for one in known}) <= 1
