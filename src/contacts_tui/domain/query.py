"""What an agent looks for, and where it stands in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from contacts_tui.domain.text import fold

_PHONE_LIKE: Final = re.compile(r"(?:tel:)?\s*\+?[\d\s().\-/\u2010-\u2015\xa0]+")
"""A phone number, or a part of one, in any notation, if it has a digit."""
_EXTENSION: Final = re.compile(r"\s*[,;]?\s*(?:x|#|ext(?:ensio)?n?)[.:=]?\s*\d+$")
_DIALLED_FIRST: Final = ("011", "00", "0")
"""What is dialled before a country's code or, at home, before an area code: a stored number does not have it."""
_SPACES: Final = re.compile(r"\s", re.ASCII)
_LEAST: Final = 3
"""Digits that are left of a number once what was dialled first is gone: fewer find nearly everything."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to look for: found where all words of any one of its ways stand, in any order."""

    ways: tuple[tuple[str, ...], ...]
    """Folded words; none at all finds everything."""

    @classmethod
    def of(cls, text: str) -> "Query":
        """Read a text; what could be a phone number is also looked for as its digits alone."""
        folded = fold(text)
        words = tuple(folded.split())
        ways = [words, tuple(digits_of(word) if _is_phone_like(word) else word for word in words)]
        if is_number(text):
            digits = digits_of(_EXTENSION.sub("", folded))
            ways += [(digits,), *((rest,) for rest in _without_dialled_first(digits))]
        return cls(tuple(dict.fromkeys(ways)))

    @property
    def is_empty(self) -> bool:
        """Whether it finds everything."""
        return not any(self.ways)

    def is_in(self, folded: str) -> bool:
        """Return whether a text that was folded, value by value, is found."""
        return any(all(word in folded for word in way) for way in self.ways)

    def stretches(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where in a text, as it is shown, its words stand: begin and end, in order, none touching the next.

        A number is found across the marks between its digits.
        """
        return _stretches(self, text)


@lru_cache(maxsize=1024)
def _stretches(query: Query, text: str) -> tuple[tuple[int, int], ...]:
    folded, places = _folded_letters(text)
    words = {word for way in query.ways for word in way}
    found = set[int]()
    for word in words:
        for begin in _occurrences(word, folded):
            found.update(places[begin : begin + len(word)])
    if numbers := [word for word in words if len(word) >= _LEAST and word.isdecimal()]:
        at_digits = [at for at, letter in enumerate(folded) if letter.isdecimal()]
        digits = "".join(folded[at] for at in at_digits)
        for word in numbers:
            for begin in _occurrences(word, digits):
                found.update(range(places[at_digits[begin]], places[at_digits[begin + len(word) - 1]] + 1))
    return tuple(_joined(sorted(found)))


def _folded_letters(text: str) -> tuple[str, Sequence[int]]:
    """The folded characters, and the place of what each was folded from."""
    if text.isascii():
        return _SPACES.sub(" ", text.lower()), range(len(text))
    letters = [(letter, place) for place, raw in enumerate(text) for letter in (" " if raw.isspace() else fold(raw))]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]


def _occurrences(word: str, folded: str) -> Iterator[int]:
    begin = folded.find(word)
    while word and begin >= 0:
        yield begin
        begin = folded.find(word, begin + 1)


def _joined(places: list[int]) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for place in places:
        if place != end:
            if begin >= 0:
                yield begin, end
            begin = place
        end = place + 1
    if begin >= 0:
        yield begin, end


def digits_of(text: str) -> str:
    """Return the digits of a text, and nothing else."""
    return "".join(c for c in text if c.isdecimal())


def is_number(text: str) -> bool:
    """Return whether a text is a phone number, or a part of one, and nothing but an extension beside it."""
    return _is_phone_like(_EXTENSION.sub("", fold(text)))


def _is_phone_like(text: str) -> bool:
    return _PHONE_LIKE.fullmatch(text) is not None and any(c.isdecimal() for c in text)


def _without_dialled_first(digits: str) -> Iterator[str]:
    for first in _DIALLED_FIRST:
        rest = digits.removeprefix(first)
        if rest != digits and len(rest) >= _LEAST:
            yield rest
