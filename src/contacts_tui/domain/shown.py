"""Money and dates as a locale writes them, and the codes it knows. The only module that imports babel."""

import re
from contextlib import suppress
from copy import copy
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.localedata import locale_identifiers
from babel.numbers import NumberPattern, format_decimal, get_territory_currencies

from contacts_tui.errors import ContactsError

_LOCALE: Final = "en_US"
_EXAMPLE: Final = date(2001, 1, 16)
_DAY: Final = "yMd"
_YEAR_DIGITS: Final = 4
_LONGEST_LOCALE: Final = 30
"""Characters of a name; looking for the nearest one to an endless name would take long."""

_NO_DECIMALS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DECIMALS: Final = "BHD IQD JOD KWD LYD OMR TND"
_MINOR_DIGITS: Final = {
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys(_THREE_DECIMALS.split(), 3),
}
"""Decimals of the minor unit by ISO 4217 where they are not 2.

Stands here, not taken from CLDR: that follows what is in use and changes, and with it would what a stored amount means.
"""

_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Groups, pseudo locales and `unknown`, which CLDR lists with the territories."""


def money(minor: int, currency: str, locale: str = _LOCALE) -> str:
    """Write an amount in minor units (cents) of an ISO 4217 currency: $41.03, ¥4,103."""
    digits = minor_digits(currency)
    amount = Decimal(minor).scaleb(-digits)
    return str(_amounts(locale, digits).apply(amount, _spoken(locale), currency=currency, currency_digits=False))


def payment(minor: int, currency: str, locale: str = _LOCALE) -> str:
    """Write an amount that was paid in parentheses as bills show it: ($41.03)."""
    return f"({money(minor, currency, locale)})"


def minor_digits(currency: str) -> int:
    """How many decimals the minor unit of an ISO 4217 currency has."""
    return _MINOR_DIGITS.get(currency, 2)


def money_marks(locale: str = _LOCALE) -> tuple[str, str, tuple[int, int]]:
    """Return what `money` puts before decimals and between groups, and the sizes of the last group and the others."""
    spoken = _spoken(locale)
    symbols = spoken.number_symbols["latn"]
    return symbols["decimal"], symbols["group"], spoken.currency_formats["standard"].grouping


def currency_signs(locale: str = _LOCALE) -> dict[str, str]:
    """Return the signs that the locale has for currencies in use, by their codes."""
    return {code: sign for code, sign in _spoken(locale).currency_symbols.items() if known_currency(code)}


def whole_number(number: int, locale: str = _LOCALE) -> str:
    """Write a whole number in groups of digits: 1,000,000."""
    return str(format_decimal(number, locale=_spoken(locale)))


def day(on: date, locale: str = _LOCALE) -> str:
    """Write a date in figures, with all digits of its year: 1/16/2001."""
    return str(format_skeleton(_DAY, on, locale=_spoken(locale)))


def day_of_year(on: date, locale: str = _LOCALE) -> str:
    """Write a date in figures without its year: 1/16."""
    return str(format_skeleton("Md", on, locale=_spoken(locale)))


def typed_day(text: str, locale: str = _LOCALE) -> date:
    """Return the date that was typed, in the order of the locale or as 2001-01-16.

    Raises ContactsError, saying what is understood, for anything else, for a year that is not written with four
    digits (01 is 1901 as well as 2001), and for a day that no calendar has.
    """
    example = day(_EXAMPLE, locale)
    understood = f"A date is written {example} or {_EXAMPLE}"
    numbers = re.findall(r"\d+", text)
    if len(numbers) != len("ymd") or not set(re.sub(r"\d", "", text)) <= set(" ./-") | set(re.sub(r"\d", "", example)):
        raise ContactsError(f"{understood}.")
    order = "yMd" if len(numbers[0]) == _YEAR_DIGITS else _order(locale)
    year, month, on = (numbers[order.index(part)] for part in _DAY)
    if len(year) != _YEAR_DIGITS:
        raise ContactsError(f"{understood}: the year with four digits.")
    try:
        return date(int(year), int(month), int(on))
    except ValueError:
        raise ContactsError(f"{text.strip()} is no day of the calendar. {understood}.") from None


def locale_of(name: str) -> str:
    """Return what a locale that was named by people (fr-ca, fr_CA.UTF-8) is called here: fr_CA.

    Raises ContactsError, whose message says of the name what is wrong, for one that is not known, and for one whose
    dates could not be read as they are written.
    """
    wanted = name.replace("-", "_")
    try:
        locale = str(Locale.parse(wanted))
        written = day(_EXAMPLE, locale)
    except (ValueError, UnknownLocaleError):
        near = get_close_matches(wanted[:_LONGEST_LOCALE], locale_identifiers(), n=1)
        hint = f": did you mean {near[0]}?" if near else ""
        raise ContactsError(f"is no locale that money and dates can be written in{hint}") from None
    with suppress(ContactsError):
        if typed_day(written, locale) == _EXAMPLE:
            return locale
    raise ContactsError("is a locale whose dates cannot be read back as they are written")


def known_currency(code: str) -> bool:
    """Whether a code is that of a currency in use somewhere today, by ISO 4217."""
    return code in _currencies()


def known_country(code: str) -> bool:
    """Whether a code is that of a country or territory, two capital letters of ISO 3166."""
    return len(code) == len("US") and code.isalpha() and code not in _NO_COUNTRIES and code in _territories()


# A ledger is thousands of amounts and days, and Babel would read the name of the locale several times for each.
@cache
def _spoken(locale: str) -> Locale:
    return Locale.parse(locale)


@cache
def _amounts(locale: str, digits: int) -> NumberPattern:
    """Return how the locale writes amounts, with so many decimals."""
    pattern: NumberPattern = copy(_spoken(locale).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return pattern


@cache
def _currencies() -> frozenset[str]:
    return frozenset(c for t in _territories() if len(t) == len("US") for c in get_territory_currencies(t))


@cache
def _territories() -> frozenset[str]:
    return frozenset(Locale.parse("en").territories)


def _order(locale: str) -> str:
    """Return the letters y, M and d as the locale puts them."""
    return "".join(dict.fromkeys(re.findall("[yMd]", _spoken(locale).datetime_skeletons[_DAY].pattern)))
