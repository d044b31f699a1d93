"""Phone numbers for generated contacts.

The library needs 50 microseconds for a number. It is asked once for each ten thousand that differ in their last four
digits alone: none of what it says depends on those. What is no ordinary number is read as any other is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from contacts_tui.domain.contact import Phone, PhoneStatus
from contacts_tui.domain.phone import read_phone
from contacts_tui.services.generate_draw import Draw

_STEMS: Final = 60
"""Exchanges of an area code."""
_ABROAD: Final = 4
"""Exchanges that are known in other countries."""
_SAMPLE: Final = "4680"
_NORTH_AMERICA: Final = frozenset({"US", "CA"})
_UNASSIGNED: Final = ("+12121##", "+14161##", "+13051##")
"""No exchange in North America begins with 1: possible numbers that nobody has."""
_SHORT: Final = ("911", "411", "611", "211", "*98")
_EXTENSION: Final = (" x", " ext. ", ";ext=", " x")


@dataclass(frozen=True, slots=True)
class _Range:
    """Ten thousand numbers, as they are dialled and shown in one country. `%s` stands for each of the last digits."""

    head: str
    """E.164 but for the last four digits."""
    region: str | None
    status: PhoneStatus
    shown: str
    typed: tuple[str, ...]
    """How people write them, the likeliest first."""

    def phone(self, last: str, manner: float, extension: str, said: str) -> Phone:
        """Return a number of the range; `manner`, from 0 to 1, chooses how it was typed, `said` how its extension."""
        digits = tuple(last)
        raw = self.typed[int(manner * manner * len(self.typed))] % digits
        shown = self.shown % digits
        if extension:
            raw, shown = f"{raw}{said}", f"{shown} x{extension}"
        e164 = self.head + last
        return Phone(raw, e164, extension, e164[1:], self.region, self.status, shown)


class Line(NamedTuple):
    """A number that several people may share, without an extension."""

    stem: str
    last: str
    """Its last four digits."""


class Phones:
    """Draws phone numbers."""

    def __init__(self, draw: Draw, codes: Sequence[str]) -> None:
        """`codes` are the patterns of all countries' numbers without their last four digits."""
        self._draw = draw
        self._stems = {code: [draw.filled(code) for _ in range(_STEMS)] for code in (*codes, *_UNASSIGNED)}
        self._abroad = [stem for code in codes for stem in self._stems[code][:_ABROAD]]
        self._ranges: dict[tuple[str, str], _Range] = {}
        self._short: dict[tuple[str, str], Phone] = {}

    def line(self, codes: Sequence[str]) -> Line:
        """Return a number with one of some area codes."""
        draw = self._draw
        return Line(draw.one_of(self._stems[draw.one_of(codes)]), f"{draw.below(10_000):04d}")

    def typed(self, home: str, line: Line, extension: str = "") -> Phone:
        """Return a number as somebody in the country `home` has typed it."""
        found = self._ranges.get((home, line.stem))
        if found is None:
            found = self._ranges[home, line.stem] = _range_of(home, line.stem)
        said = self._draw.one_of(_EXTENSION) + extension if extension else ""
        return found.phone(line.last, self._draw.random(), extension, said)

    def abroad(self, home: str) -> Phone:
        """Return a number of any country."""
        draw = self._draw
        return self.typed(home, Line(draw.one_of(self._abroad), f"{draw.below(10_000):04d}"))

    def odd(self, home: str) -> Phone:
        """Return a number that nobody has, or one that can be dialled at its place only, or a short one."""
        draw = self._draw
        if home not in _NORTH_AMERICA or draw.happens(0.5):
            return self.typed(home, self.line(_UNASSIGNED))
        raw = draw.one_of(_SHORT) if draw.happens(0.3) else draw.filled("N##-####")
        if (raw, home) not in self._short:
            self._short[raw, home] = read_phone(raw, home)[0]
        return self._short[raw, home]


def _range_of(home: str, stem: str) -> _Range:
    phone, _ = read_phone(stem + _SAMPLE, home)
    if phone.e164 is None:
        raise ValueError(stem)
    typed = [phone.shown, phone.e164]
    if not phone.shown.startswith("+"):
        groups = re.findall(r"\d+", phone.shown)
        typed = [phone.shown, "".join(groups), "-".join(groups), phone.e164, ".".join(groups)]
    return _Range(
        head=phone.e164[: -len(_SAMPLE)],
        region=phone.region,
        status=phone.status,
        shown=_with_gaps(phone.shown),
        typed=tuple(map(_with_gaps, dict.fromkeys(typed))),
    )


def _with_gaps(text: str) -> str:
    """Return a number with `%s` for each of its last four digits."""
    places = [at for at, character in enumerate(text) if character.isdigit()][-len(_SAMPLE) :]
    return "".join("%s" if at in places else character for at, character in enumerate(text))
