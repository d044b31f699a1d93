"""The contacts of a generated account: people of a family or a company, and mailboxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone
from contacts_tui.services.generate_draw import Draw
from contacts_tui.services.generate_people import (
    Addresses,
    Culture,
    Name,
    Person,
    cultures_of,
    email_of,
    with_initial,
)
from contacts_tui.services.generate_phones import Line, Phones
from contacts_tui.services.generate_places import City, Country


class _Source(Enum):
    """Whose number a phone is."""

    SHARED = "the family's, or the company's"
    OWN = "the person's own"
    ABROAD = "one of another country"
    ODD = "no number that anybody has"


_SOURCES: Final = {_Source.SHARED: 34.0, _Source.OWN: 60.0, _Source.ABROAD: 3.0, _Source.ODD: 3.0}
_NAMED: Final = {("first", "last"): 95.0, ("last",): 3.0, ("first",): 2.0}
"""Which names of a person are known."""
_TYPES: Final = {
    ContactType.AUTHORIZED_USER: 40.0,
    ContactType.BILLING_CONTACT: 18.0,
    ContactType.BILLING_NOTIFICATION: 16.0,
    ContactType.ALTERNATE: 20.0,
    ContactType.AUTODIALER: 6.0,
}
_PHONES: Final = {0: 7.0, 1: 60.0, 2: 22.0, 3: 8.0, 4: 3.0}
_EMAILS: Final = {0: 16.0, 1: 70.0, 2: 11.0, 3: 2.0, 4: 1.0}
"""How many a person has; whoever has neither gets one phone: the program stores nobody who cannot be reached."""
_ROLES: Final = {1: 72.0, 2: 18.0, 3: 7.0, 4: 3.0}
"""Contacts of one person, one a type."""
_MAILBOXES: Final = {
    ("billing", ""): 4.0,
    ("accounts", "Accounts Payable"): 3.0,
    ("invoices", ""): 2.0,
    ("info", "Reception"): 2.0,
    ("office", ""): 1.0,
    ("helpdesk", "Service Desk"): 1.0,
}


@dataclass(frozen=True, slots=True)
class Home:
    """What the contacts of an account have in common."""

    country: Country
    city: City
    line: Line
    """The phone of the family, or the switchboard of the company."""
    family: Name
    domain: str
    """Where the company has its mail; empty for a family."""


class Contacts:
    """Draws contacts."""

    def __init__(self, draw: Draw, said: dict[str, Any], phones: Phones) -> None:
        self._draw = draw
        self._phones = phones
        self._cultures = cultures_of(said, draw)
        self._addresses = Addresses(draw)
        self._types = draw.endless(_TYPES)
        self._phone_counts = draw.endless(_PHONES)
        self._email_counts = draw.endless(_EMAILS)
        self._sources = draw.endless(_SOURCES)
        self._named = draw.endless(_NAMED)
        self._roles = draw.endless(_ROLES)
        self._mailboxes = draw.endless(_MAILBOXES)

    def culture(self, country: Country) -> Culture:
        """Return whose names somebody in a country has."""
        return self._cultures[next(country.cultures)]

    def of(self, home: Home, culture: Culture, count: int) -> Iterator[Contact]:
        """Yield so many contacts of one account, whose names are mostly those of a culture."""
        draw, left = self._draw, count
        leads = draw.happens(0.9)
        while left:
            if home.domain and not leads and draw.happens(0.08):
                yield self._mailbox(home)
                left -= 1
                continue
            here = culture if draw.happens(0.85) else self.culture(home.country)
            person = self._person(home, here)
            types = self._contact_types(person, min(left, next(self._roles)), leads=leads)
            for contact_type in types:
                yield Contact(contact_type, *person)
            leads, left = False, left - len(types)

    def _mailbox(self, home: Home) -> Contact:
        local_part, name = next(self._mailboxes)
        phones = () if self._draw.happens(0.6) else (self._phones.typed(home.country.code, home.line),)
        return Contact(ContactType.BILLING_NOTIFICATION, "", name, phones, (email_of(local_part, home.domain),))

    def _person(self, home: Home, culture: Culture) -> Person:
        draw, given = self._draw, next(culture.given)
        family = next(culture.family) if home.domain or draw.happens(0.15) else home.family
        named = next(self._named)
        first = given.text if "first" in named else ""
        if first and first.isascii() and draw.happens(0.06):
            first = with_initial(draw, first)
        phones, emails = next(self._phone_counts), next(self._email_counts)
        return Person(
            first,
            family.text if "last" in named else "",
            self._some_phones(home, phones or not emails),
            self._some_emails(home, given, family, emails),
        )

    def _some_phones(self, home: Home, count: int) -> tuple[Phone, ...]:
        phones = (self._phone(home, next(self._sources)) for _ in range(count))
        return tuple({phone.key: phone for phone in phones}.values()) if count > 1 else tuple(phones)

    def _phone(self, home: Home, source: _Source) -> Phone:
        country, phones = home.country.code, self._phones
        match source:
            case _Source.SHARED:
                is_extension = home.domain and self._draw.happens(0.7)
                return phones.typed(country, home.line, str(100 + self._draw.below(2_900)) if is_extension else "")
            case _Source.OWN:
                return phones.typed(country, phones.line(home.city.codes))
            case _Source.ABROAD:
                return phones.abroad(country)
            case _Source.ODD:
                return phones.odd(country)

    def _some_emails(self, home: Home, given: Name, family: Name, count: int) -> tuple[Email, ...]:
        emails = (self._email(home, given, family) for _ in range(count))
        return tuple({email.key: email for email in emails}.values()) if count > 1 else tuple(emails)

    def _email(self, home: Home, given: Name, family: Name) -> Email:
        if home.domain and self._draw.happens(0.8):
            return self._addresses.at_work(given, family, home.domain)
        return self._addresses.at_home(given, family, next(home.country.mail))

    def _contact_types(self, person: Person, count: int, *, leads: bool) -> Sequence[ContactType]:
        chosen = [ContactType.RESPONSIBLE_PARTY] if leads else []
        while len(chosen) < count:
            drawn = next(self._types)
            if drawn not in chosen and _can_be(person, drawn):
                chosen.append(drawn)
        return chosen


def _can_be(person: Person, contact_type: ContactType) -> bool:
    match contact_type:
        case ContactType.BILLING_NOTIFICATION:
            return bool(person.emails)
        case ContactType.AUTODIALER:
            return bool(person.phones)
        case _:
            return True
