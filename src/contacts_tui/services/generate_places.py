"""Where generated customers are: countries, and addresses in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from contacts_tui.domain.account import Address
from contacts_tui.services.generate_draw import Draw
from contacts_tui.services.generate_people import Name, names_of

_PLUS_FOUR: Final = 0.3
"""The share of US ZIP codes that have four more digits."""


class City(NamedTuple):
    """A city, with the patterns of its postal codes and phone numbers."""

    name: str
    region: str
    postal: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country, and what is usual there."""

    code: str
    currency: str
    ending: str
    """Of the mail domains of its companies."""
    cultures: Iterator[str]
    """Whose names people have."""
    all_cities: tuple[City, ...]
    cities: Iterator[City]
    street: str
    streets: tuple[str, ...]
    trades: tuple[Name, ...]
    forms: tuple[str, ...]
    """Of companies."""
    mail: Iterator[str]
    """Domains where people have their mail."""

    def address(self, draw: Draw, city: City) -> Address:
        """Return an address in a city."""
        line = self.street.format(n=int(10 ** (4 * draw.random())), s=draw.one_of(self.streets))
        lines = (line, f"# {1 + draw.below(900)}") if draw.happens(0.1) else (line,)
        postal = draw.filled(city.postal)
        if self.code == "US" and draw.happens(_PLUS_FOUR):
            postal += draw.filled("-####")
        return Address(lines, city.name, city.region, postal, self.code)


def countries_of(said: dict[str, Any], draw: Draw) -> dict[Country, float]:
    """Return the countries of generated.json, and the share of the accounts that each has."""
    mail = said["mail"]
    return {_country_of(one, mail.get(one["code"], mail[""]), draw): one["share"] for one in said["countries"]}


def _country_of(said: dict[str, Any], mail: str, draw: Draw) -> Country:
    cities = tuple(City(name, region, postal, tuple(codes.split())) for name, region, postal, codes in said["cities"])
    return Country(
        code=said["code"],
        currency=said["currency"],
        ending=said["tld"],
        cultures=draw.endless(said["cultures"]),
        all_cities=cities,
        cities=draw.ranked(cities),
        street=said["street"],
        streets=tuple(_words(said["streets"])),
        trades=names_of(said["trades"]),
        forms=tuple(_words(said["forms"])),
        mail=draw.ranked(mail.split()),
    )


def _words(listed: str) -> list[str]:
    return [word.replace("_", " ") for word in listed.split()]
