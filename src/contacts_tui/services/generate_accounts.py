"""Generated accounts: families and companies, with what they told about themselves."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from contacts_tui.domain.account import Account, AccountManager, AccountType
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.phone import read_phone
from contacts_tui.services.generate_contacts import Contacts, Home
from contacts_tui.services.generate_draw import Draw
from contacts_tui.services.generate_people import Culture, Name
from contacts_tui.services.generate_phones import Phones
from contacts_tui.services.generate_places import City, Country, countries_of

_FIRST_NUMBER: Final = 10_000_000
_NEXT_NUMBER: Final = 9
"""How much greater it is at most."""
_YEARS: Final = 25
"""How long the oldest customers have been customers."""
_FAMILY_AT_MOST: Final = 8
"""Contacts of a family."""
_TAIL: Final = 1.2
_LARGEST: Final = 150.0
"""How the numbers of contacts fall, and where they end: a multiple of what is usual."""
_ACCOUNT_TYPES: Final = {AccountType.STAND_ALONE: 85.0, AccountType.CHILD: 11.0, AccountType.PARENT: 4.0}
_AUTO_PAY: Final = {AutoPayState.OFF: 72.0, AutoPayState.ON: 22.0, AutoPayState.INVITED: 6.0}
_CARDS: Final = ("VISA", "Mastercard", "American Express", "Discover")
_BANKS: Final = ("Savings Bank", "Credit Union", "National Bank", "Post Bank")
_OTHER_CURRENCIES: Final = ("USD", "EUR")


def sizes(draw: Draw, accounts: int, contacts: int) -> list[int]:
    """Return how many contacts each account has: at least 1, mostly 1 to 3, in some very many, together `contacts`."""
    least = (_LARGEST + 1) ** -_TAIL
    shares = [(least + draw.random() * (1 - least)) ** (-1 / _TAIL) - 1 for _ in range(accounts)]
    scale = (contacts - accounts) / (sum(shares) or 1)
    counts: list[int] = []
    given = wanted = 0.0
    for share in shares:
        wanted += share * scale
        more = int(wanted - given + 1e-6)
        given += more
        counts.append(1 + more)
    counts[-1] += contacts - sum(counts)
    return counts


class Accounts:
    """Draws accounts with their contacts."""

    def __init__(self, draw: Draw, said: dict[str, Any], today: date, before: int) -> None:
        """So many accounts that others draw are `before` these."""
        self._draw = draw
        self._today = today
        self._number = _FIRST_NUMBER + _NEXT_NUMBER * before
        shares = countries_of(said, draw)
        self._countries = draw.endless(shares)
        codes = [code for country in shares for city in country.all_cities for code in city.codes]
        self._phones = Phones(draw, list(dict.fromkeys(codes)))
        self._contacts = Contacts(draw, said, self._phones)
        self._types = draw.endless(_ACCOUNT_TYPES)
        self._auto_pay = draw.endless(_AUTO_PAY)
        self._managers = {country.code: _managers_for(country.code, said["managers"]) for country in shares}

    def one(self, count: int) -> tuple[Account, tuple[Contact, ...]]:
        """Return an account that has so many contacts, and them."""
        draw, country = self._draw, next(self._countries)
        city = next(country.cities)
        culture = self._contacts.culture(country)
        family = next(culture.family)
        line = self._phones.line(city.codes)
        is_company = count > _FAMILY_AT_MOST or draw.happens(0.3)
        name, domain = self._company(country, family) if is_company else (self._household(culture, family), "")
        contacts = tuple(self._contacts.of(Home(country, city, line, family, domain), culture, count))
        return self._account(name, country, city, contacts), contacts

    def _account(self, name: str, country: Country, city: City, contacts: Sequence[Contact]) -> Account:
        draw = self._draw
        can_be_notified = any(contact.contact_type is ContactType.BILLING_NOTIFICATION for contact in contacts)
        return Account(
            name=name,
            number=self._next_number(),
            account_type=next(self._types),
            since=self._since(),
            address=country.address(draw, city),
            manager=self._manager(country),
            currency=draw.one_of(_OTHER_CURRENCIES) if draw.happens(0.02) else country.currency,
            auto_pay=self._instruction(),
            paperless=can_be_notified and draw.happens(0.5),
        )

    def _next_number(self) -> str:
        self._number += 1 + self._draw.below(_NEXT_NUMBER)
        return str(self._number)

    def _since(self) -> date | None:
        draw = self._draw
        return None if draw.happens(0.05) else self._today - timedelta(days=1 + draw.below(_YEARS * 365))

    def _company(self, country: Country, family: Name) -> tuple[str, str]:
        """Return the name of a company and its mail domain."""
        draw, trade = self._draw, self._draw.one_of(country.trades)
        joint = "-" if draw.happens(0.4) else ""
        words = f"{family.text} {trade.text}" if draw.happens(0.8) else f"{trade.text} {family.text}"
        return f"{words} {draw.one_of(country.forms)}", f"{family.mail}{joint}{trade.mail}.{country.ending}"

    def _household(self, culture: Culture, family: Name) -> str:
        name = f"{next(culture.given).text} {family.text}"
        return name.upper() if self._draw.happens(0.05) else name

    def _manager(self, country: Country) -> AccountManager:
        if self._draw.happens(0.1):
            return AccountManager()
        return self._draw.one_of(self._managers[country.code])

    def _instruction(self) -> AutoPay:
        draw, state = self._draw, next(self._auto_pay)
        if state is not AutoPayState.ON:
            return AutoPay(state)
        is_card = draw.happens(0.7)
        return AutoPay(
            state,
            AutoPayKind.CARD if is_card else AutoPayKind.BANK,
            draw.one_of(_CARDS if is_card else _BANKS),
            draw.filled("####"),
            f"tok_{draw.getrandbits(64):016x}",
            1 + draw.below(28) if draw.happens(0.4) else None,
            10_000 * (1 + draw.below(20)) if draw.happens(0.2) else None,
        )


def _managers_for(country: str, said: Iterable[dict[str, str]]) -> list[AccountManager]:
    """Return who looks after the accounts of a country."""
    return [
        AccountManager(
            one["name"], one["phone"], read_phone(one["phone"], country)[0].shown if one["phone"] else "", one["email"]
        )
        for one in said
        if country in one["for"].split()
    ]
