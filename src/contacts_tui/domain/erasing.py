"""Whom a text means, among all of whom something is stored, and what was blanked of them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.query import digits_of
from contacts_tui.domain.text import fold

_NUMBER: Final = re.compile(r"\d[\d ().\-/]*")
_WORD: Final = re.compile(r"\w+")
LEAST_DIGITS: Final = 7
"""Digits of a phone number that mean somebody: fewer are a part of many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said of somebody: an id, a whole name, an e-mail or a phone number."""

    text: str
    numbers: Collection[str] = ()
    """The digits of a phone number, with and without what is dialled first; none where the text is no such number."""

    @property
    def folded(self) -> str:
        """The text as it is compared."""
        return fold(self.text)

    def means(self, contact: Contact) -> bool:
        """Return whether it is a contact's whole name, e-mail, or phone number with or without the country's code."""
        phones = [known for phone in contact.phones for known in (phone.digits, phone.e164 or "")]
        if any(known.endswith(number) for number in self.numbers for known in phones):
            return True
        folded = self.folded
        return bool(folded) and folded in {fold(contact.name), *(fold(email.address) for email in contact.emails)}


@dataclass(frozen=True, slots=True)
class Known:
    """A contact of which something is stored: there, in the trash, or purged and only in its changes."""

    contact: Contact
    """As it is, or was last."""
    where: str
    """`in the account`, `in the trash`, `purged`."""
    number: str
    """That of its account, or the last that it had."""
    account: str
    """What its account is called, or was: `MANEBA 11111`."""
    had: tuple[Contact, ...] = ()
    """What it was at any time, as far as its changes say."""
    moved: int = 0
    """What all have in common that are one contact which went from account to account."""

    @property
    def e_mails(self) -> set[str]:
        """The e-mails that it has or had, folded."""
        return {fold(email.address) for one in (self.contact, *self.had) for email in one.emails}

    @property
    def phones(self) -> set[str]:
        """The digits of the phone numbers that it has or had, with the country's code if that is known."""
        return {phone.e164 or phone.digits for one in (self.contact, *self.had) for phone in one.phones}

    def is_told_in(self, texts: Iterable[str]) -> bool:
        """Return whether an e-mail or a phone that it has or had, or all of its name, stands in some texts."""
        lines = [fold(text) for text in texts]
        if any(address in line for address in self.e_mails for line in lines):
            return True
        numbers = {digits_of(found) for line in lines for found in _NUMBER.findall(line)}
        if any(number in phone for number in numbers if len(number) >= LEAST_DIGITS for phone in self.phones):
            return True
        words = {word for line in lines for word in _WORD.findall(line)}
        names = (set(_WORD.findall(fold(one.name))) for one in (self.contact, *self.had))
        return any(len(name) > 1 and name <= words for name in names)

    def is_same(self, other: "Known") -> bool:
        """Return whether two are one person: moved, or of one name and in one account, or with something in common.

        That is an e-mail or a phone: in another account the same name alone may be anybody's.
        """
        if self.moved == other.moved:
            return True
        if fold(self.contact.name) != fold(other.contact.name):
            return False
        is_beside = self.contact.account_id == other.contact.account_id
        return is_beside or bool(self.e_mails & other.e_mails or self.phones & other.phones)


def meant(known: Iterable[Known], wanted: Wanted) -> tuple[Known, ...]:
    """Return whom a text means: by an id one contact, else all who have that name, e-mail or phone, else who had it."""
    every = tuple(known)
    by_id = tuple(one for one in every if wanted.text == str(one.contact.id))
    now = by_id or tuple(one for one in every if wanted.means(one.contact))
    return now or tuple(one for one in every if any(map(wanted.means, one.had)))


def are_one_person(known: Iterable[Known]) -> bool:
    """Return whether each of them is the same as another one, so that all are one person."""
    rest = list(known)
    met = rest[:1]
    while met:
        one = met.pop()
        met += [other for other in rest if one.is_same(other)]
        rest = [other for other in rest if not one.is_same(other)]
    return not rest
