"""Amounts of money as people type them, read by the marks and signs of a locale."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from contacts_tui.domain.shown import currency_signs, known_currency, minor_digits, money, money_marks
from contacts_tui.errors import ContactsError, UnclearAmount

_LONGEST: Final = 60
"""Characters of an amount with its currency and much white space."""
_MOST_DIGITS: Final = 15
"""Digits of an amount, its decimals among them: more than any bill has, and few enough for every column and program."""

_PARTS: Final = re.compile(r"([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)", re.DOTALL)
_NUMBER: Final = re.compile("[0-9]*(?:[., \u2019][0-9]+)*")
"""Figures with single marks as they stand somewhere in the world."""
_DECIMALS: Final = (".", ",")
"""What stands before decimals somewhere in the world, and between thousands elsewhere."""
_GROUPINGS: Final = (3, 2)
"""Thousands, and in India pairs above them."""

_ALIKE: Final = str.maketrans(
    {"'": "\u2019", "\u2018": "\u2019", "\u02bc": "\u2019", "\u2032": "\u2019", "\u2212": "-"}
)
_ARABIC_DECIMAL: Final = "\u066b"
_ARABIC_GROUP: Final = "\u066c"
_NEGATIVE: Final = {("", ""): False, ("-", ""): True, ("", "-"): True, ("(", ")"): True}
_IN_WORDS: Final = ("no decimals", "one decimal", "two decimals", "three decimals")


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a locale writes amounts in one currency."""

    currency: str
    locale: str
    decimals: int
    """Decimals of the minor unit."""
    point: str
    """What stands before the decimals."""
    group: str
    """What stands between thousands."""
    grouping: tuple[int, int]
    """Digits of the last group, and of those before it."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """An amount taken apart: what stands before its digits, the digits with their marks, what stands behind."""

    before: str
    number: str
    behind: str


def typed_money(text: str, currency: str, locale: str = "en_US") -> int:
    """Return the amount in minor units of an ISO 4217 currency that was typed as the locale writes it, or simply.

    Understands what `money` and `payment` write, and 1234.5, $1,234.50, USD 1234.50, 1234.50 $ and -1234.50, with the
    marks of the locale and the digits of any script. Raises UnclearAmount where another reading is as good, as in
    1.234, and ContactsError, saying what is understood, for anything else and for an amount in another currency.

    Babel gives the marks and signs of the locale, but does not read: its `parse_decimal` takes 1e5, NaN and 1_000 for
    amounts even when strict, knows no other apostrophe or space than the one the locale writes, takes 1.234 for an
    amount with three decimals, and has no currencies.
    """
    notation = _notation(currency, locale)
    typed = _apart(text, notation)
    sign = _sign(typed, notation)
    own = _own(typed.number, notation)
    if own is not None and len(own[1]) <= notation.decimals:
        return sign * _within(_minor(*own, notation), notation)
    found = (sign * _within(reading, notation) for reading in _other_readings(typed.number, notation))
    readings = tuple(dict.fromkeys(found))
    if readings:
        raise UnclearAmount(_question(text.strip(), readings, notation), readings)
    if own is not None:
        raise ContactsError(f"{currency} has {_IN_WORDS[notation.decimals]}. {_understood(notation)}")
    raise ContactsError(_understood(notation))


def _notation(currency: str, locale: str) -> _Notation:
    point, group, grouping = money_marks(locale)
    return _Notation(currency, locale, minor_digits(currency), _folded(point), _folded(group), grouping)


def _apart(text: str, notation: _Notation) -> _Typed:
    text = text.strip()
    folded = _folded(text[:_LONGEST]).replace(_ARABIC_DECIMAL, notation.point).replace(_ARABIC_GROUP, notation.group)
    parts = _PARTS.fullmatch(folded) if len(text) <= _LONGEST else None
    if parts is None:
        raise ContactsError(_understood(notation))
    before, number, behind = parts.groups()
    if before.endswith(_DECIMALS) and _may_begin_with_point(before[:-1]):
        before, number = before[:-1], before[-1] + number
    return _Typed(before.strip(), number, behind.strip())


def _may_begin_with_point(before: str) -> bool:
    """Whether a point belongs to the digits behind it: that of `Rs.50` and `S/.50` belongs to the sign."""
    return not before or before[-1] in " -(" or unicodedata.category(before[-1]) == "Sc"


def _folded(text: str) -> str:
    """Digits of every script as ASCII, all spaces and dashes as one, nothing that cannot be seen.

    Only decimal digits count: a superscript or a circled figure is none.
    """
    return "".join(map(_folded_character, text)).translate(_ALIKE)


def _folded_character(c: str) -> str:
    if c.isascii():
        return c
    digit = unicodedata.decimal(c, None)
    if digit is not None:
        return str(digit)
    same = {"Cf": "", "Zs": " ", "Pd": "-"}.get(unicodedata.category(c))
    if same is not None:
        return same
    compatible = unicodedata.normalize("NFKC", c)
    return compatible if len(compatible) == 1 and not compatible.isdigit() else c


def _sign(typed: _Typed, notation: _Notation) -> int:
    """Return -1 or 1, when all that stands around the number is a sign and the right currency."""
    opening, before = _taken(typed.before, "-(")
    closing, behind = _taken(typed.behind, "-)")
    if (opening, closing) not in _NEGATIVE:
        raise ContactsError(_understood(notation))
    for sign in filter(None, (before, behind)):
        meant = _meant(_key(sign), notation)
        if not meant:
            raise ContactsError(_understood(notation))
        if notation.currency not in meant:
            raise ContactsError(_elsewhere(sign, meant, notation))
    return -1 if _NEGATIVE[opening, closing] else 1


def _meant(key: str, notation: _Notation) -> frozenset[str]:
    """Return the currencies in use that a sign or code stands for: in the locale, else in the United States."""
    code = key.upper()
    if code == notation.currency or known_currency(code):
        return frozenset({code})
    return _signs(notation.locale).get(key) or _signs("en_US").get(key) or frozenset()


@cache
def _signs(locale: str) -> dict[str, frozenset[str]]:
    """Return the currencies by the keys of their signs; kr as well as kr. is a sign."""
    signs: dict[str, frozenset[str]] = {}
    for currency, sign in currency_signs(locale).items():
        for key in {_key(sign), _key(sign).rstrip(".")}:
            signs[key] = signs.get(key, frozenset()) | {currency}
    return signs


def _key(sign: str) -> str:
    """Return a currency sign or code as it is compared: in any case, without spaces and what cannot be seen."""
    return _folded(sign).replace(" ", "").casefold()


def _taken(edge: str, marks: str) -> tuple[str, str]:
    """Return which of the marks stands at an end of the text, or none, and the text without it."""
    for mark in marks:
        if edge.startswith(mark):
            return mark, edge[1:].strip()
        if edge.endswith(mark):
            return mark, edge[:-1].strip()
    return "", edge


def _own(number: str, notation: _Notation) -> tuple[str, str] | None:
    """Return the figures before and behind the point, written strictly as the locale does; None if they are not."""
    whole, point, fraction = number.partition(notation.point)
    figures = _ungrouped(whole, notation.group, notation.grouping)
    if figures is None or (point and not _is_figures(fraction)):
        return None
    return figures, fraction


def _ungrouped(whole: str, group: str, grouping: tuple[int, int]) -> str | None:
    """Return figures without their group marks; None where there is anything else, or a group of a wrong size."""
    first, *rest = whole.split(group)
    if not rest:
        return first if not first or _is_figures(first) else None
    *middle, last = map(len, rest)
    size = middle[0] if middle else grouping[0]
    is_regular = last == grouping[0] and size in grouping and set(middle) <= {size} and 1 <= len(first) <= size
    figures = first + "".join(rest)
    return figures if is_regular and not first.startswith("0") and _is_figures(figures) else None


def _other_readings(number: str, notation: _Notation) -> Iterator[int]:
    """Yield what a number may be that is not written as the locale does, the likeliest first."""
    marks = list(dict.fromkeys(c for c in number if not _is_figures(c)))
    if not _NUMBER.fullmatch(number) or not marks:
        return
    *groups, last = marks
    whole, point, fraction = number.rpartition(last)
    if groups:
        figures = _ungrouped(whole, groups[0], _GROUPINGS)
        if point in _DECIMALS and figures and len(fraction) <= notation.decimals:
            yield _minor(figures, fraction, notation)
        return
    is_single = point in _DECIMALS and number.count(point) == 1
    grouped = _ungrouped(number, point, _GROUPINGS)
    if is_single and len(fraction) <= notation.decimals:
        yield _minor(whole, fraction, notation)
        if grouped is None and point == notation.group:
            yield _minor(whole + fraction, "", notation)
    if grouped is not None:
        yield _minor(grouped, "", notation)
        if is_single and 0 < notation.decimals < len(fraction):
            yield _minor(whole, fraction[: notation.decimals], notation)


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _minor(whole: str, fraction: str, notation: _Notation) -> int:
    return int(whole + fraction.ljust(notation.decimals, "0") or "0")


def _within(minor: int, notation: _Notation) -> int:
    if minor >= 10**_MOST_DIGITS:
        raise ContactsError(f"An amount has at most {_MOST_DIGITS} digits with its decimals. {_understood(notation)}")
    return minor


def _elsewhere(sign: str, meant: frozenset[str], notation: _Notation) -> str:
    named = " or ".join(sorted(meant))
    called = named if sign.upper() == named else f"{named} ({sign})"
    return f"This amount is in {notation.currency}, not in {called}. {_understood(notation)}"


def _question(text: str, readings: tuple[int, ...], notation: _Notation) -> str:
    shown = " or ".join(money(reading, notation.currency, notation.locale) for reading in readings)
    plain = " or ".join(_plain(reading, notation) for reading in readings)
    how = "write" if len(readings) > 1 else "if so, write"
    return f"{text} may mean {shown}: {how} {plain}."


def _understood(notation: _Notation) -> str:
    example = int("1234567"[: len("1234") + notation.decimals])
    return f"An amount is written {_plain(example, notation)} or {money(example, notation.currency, notation.locale)}."


def _plain(minor: int, notation: _Notation) -> str:
    """Write an amount as it is quickly typed, and always understood: no groups, no currency."""
    figures = str(abs(minor)).rjust(notation.decimals + 1, "0")
    whole = figures[: len(figures) - notation.decimals]
    point = notation.point if notation.decimals else ""
    return f"{'-' if minor < 0 else ''}{whole}{point}{figures[len(whole) :]}"
