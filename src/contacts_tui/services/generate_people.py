"""Who generated contacts are: names of many alphabets, as often as people have them, and their e-mail addresses."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple

from contacts_tui.domain.contact import Email, Phone
from contacts_tui.domain.text import fold
from contacts_tui.services.generate_draw import Draw

_INITIALS: Final = "ABCDEFGHJKLMNPRSTW"
_LOCAL_PARTS: Final[dict[Callable[[str, str], str], float]] = {
    lambda given, family: f"{given}.{family}": 38.0,
    lambda given, family: f"{given}{family}": 16.0,
    lambda given, family: f"{given[0]}{family}": 14.0,
    lambda given, family: f"{family}.{given}": 8.0,
    lambda given, family: f"{given}_{family}": 8.0,
    lambda given, _: given: 7.0,
    lambda given, family: f"{family}{given[0]}": 5.0,
    lambda given, family: f"{given}-{family}": 2.0,
}
_NUMBERED: Final = 0.8
"""The share of addresses at a provider that have a number in them: the others were taken."""
_AS_TYPED: Final = 0.02
"""The share of addresses that somebody has typed with capital letters."""


class Name(NamedTuple):
    """A name, and how it is written in an e-mail address."""

    text: str
    mail: str


class Person(NamedTuple):
    """What the contacts of one person have in common."""

    first_name: str
    last_name: str
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]


@dataclass(frozen=True, slots=True)
class Culture:
    """The names that people of a language have."""

    given: Iterator[Name]
    family: Iterator[Name]


def names_of(listed: str) -> tuple[Name, ...]:
    """Return the names of a list in generated.json."""
    return tuple(map(_name_of, listed.split()))


def cultures_of(said: dict[str, Any], draw: Draw) -> dict[str, Culture]:
    """Return the cultures of generated.json by their names."""
    return {called: _culture_of(one, draw) for called, one in said["cultures"].items()}


def email_of(local_part: str, domain: str) -> Email:
    """Return an e-mail address."""
    address = f"{local_part}@{domain}"
    return Email(address, address.casefold())


class Addresses:
    """Draws e-mail addresses for people."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._local_parts = draw.endless(_LOCAL_PARTS)

    def at_work(self, given: Name, family: Name, domain: str) -> Email:
        """Return an address at a company."""
        return email_of(self._local_part(given, family), domain)

    def at_home(self, given: Name, family: Name, domain: str) -> Email:
        """Return an address at a provider."""
        draw, local_part = self._draw, self._local_part(given, family)
        if draw.happens(_NUMBERED):
            local_part += str(draw.below(10_000))
        return email_of(local_part.title() if draw.happens(_AS_TYPED) else local_part, domain)

    def _local_part(self, given: Name, family: Name) -> str:
        return next(self._local_parts)(given.mail, family.mail)


def with_initial(draw: Draw, given: str) -> str:
    """Return a given name with the initial of a second one."""
    return f"{given} {draw.one_of(_INITIALS)}."


def _culture_of(said: dict[str, str], draw: Draw) -> Culture:
    rarer = [
        Name(one.text + other.text, one.mail + other.mail)
        for one in names_of(said.get("beginnings", ""))
        for other in names_of(said.get("endings", ""))
    ]
    draw.shuffle(rarer)
    family = dict.fromkeys(chain(names_of(said["family"]), rarer))
    return Culture(draw.ranked(names_of(said["given"])), draw.ranked(list(family)))


def _name_of(word: str) -> Name:
    text, _, mail = word.replace("_", " ").partition(":")
    return Name(text, mail or re.sub("[^a-z0-9]", "", fold(text)))
