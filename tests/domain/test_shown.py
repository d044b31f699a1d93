"""Money and dates as a locale writes them."""

from contextlib import suppress
from datetime import date

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.shown import (
    day,
    day_of_year,
    known_country,
    known_currency,
    locale_of,
    money,
    payment,
    typed_day,
)
from contacts_tui.errors import ContactsError

LOCALES = [
    "en_US",
    "en_GB",
    "en_CA",
    "fr_CA",
    "de_DE",
    "sv_SE",
    "ja_JP",
    "ko_KR",
    "hu_HU",
    "ar_EG",
    "fa_IR",
    "bg_BG",
    "zh_CN",
]


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (4103, "USD", "$41.03"),
        (0, "USD", "$0.00"),
        (5, "USD", "$0.05"),
        (-4103, "USD", "-$41.03"),
        (123456789012345678901, "USD", "$1,234,567,890,123,456,789.01"),
        (4103, "JPY", "¥4,103"),
        (4103, "ISK", "ISK4,103"),
        (4103, "KWD", "KWD4.103"),
        (4103, "IQD", "IQD4.103"),
        (4103, "CAD", "CA$41.03"),
    ],
)
def test_minor_units_have_the_decimals_of_their_currency(minor: int, currency: str, text: str):
    assert money(minor, currency) == text


def test_another_locale_writes_money_and_days_its_own_way():
    assert money(123450, "EUR", "de_DE") == "1.234,50\u00a0€"
    assert day(date(2001, 1, 16), "de_DE") == "16.1.2001"


def test_a_payment_stands_in_parentheses():
    assert payment(4103, "USD") == "($41.03)"


@given(st.integers(-(10**20), 10**20))
def test_no_cent_is_lost(minor: int):
    assert int("".join(c for c in money(minor, "USD") if c in "-0123456789")) == minor


def test_a_day_is_written_without_its_year_in_the_order_of_the_locale():
    assert (day_of_year(date(2001, 1, 16)), day_of_year(date(2001, 1, 16), "de_DE")) == ("1/16", "16.1.")


def test_a_day_is_written_with_its_whole_year():
    assert day(date(2001, 1, 16)) == "1/16/2001"
    assert day(date(2019, 2, 22)) == "2/22/2019"


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("1/16/2001", "en_US"),
        ("01/16/2001", "en_US"),
        (" 1-16-2001 ", "en_US"),
        ("1.16.2001", "en_US"),
        ("2001-01-16", "en_US"),
        ("2001/1/16", "en_US"),
        ("16.1.2001", "de_DE"),
        ("2001-01-16", "de_DE"),
        ("16/1/2001", "en_GB"),
        ("\u0661\u0666/\u0661/\u0662\u0660\u0660\u0661", "ar_EG"),
    ],
)
def test_a_day_is_understood_in_the_order_of_the_locale_or_year_first(text: str, locale: str):
    assert typed_day(text, locale) == date(2001, 1, 16)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(LOCALES))
def test_a_day_is_read_as_it_is_written(on: date, locale: str):
    assert typed_day(day(on, locale), locale) == on
    assert typed_day(on.isoformat(), locale) == on


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A date is written 1/16/2001 or 2001-01-16."),
        ("yesterday", "A date is written 1/16/2001 or 2001-01-16."),
        ("Jan 16, 2001", "A date is written 1/16/2001 or 2001-01-16."),
        ("1/2001", "A date is written 1/16/2001 or 2001-01-16."),
        ("1/16/01", "A date is written 1/16/2001 or 2001-01-16: the year with four digits."),
        ("2/30/2001", "2/30/2001 is no day of the calendar. A date is written 1/16/2001 or 2001-01-16."),
        ("16/1/2001", "16/1/2001 is no day of the calendar. A date is written 1/16/2001 or 2001-01-16."),
        ("0000-01-16", "0000-01-16 is no day of the calendar. A date is written 1/16/2001 or 2001-01-16."),
    ],
)
def test_what_is_no_day_is_refused_with_what_is_understood(text: str, sentence: str):
    with pytest.raises(ContactsError) as refused:
        typed_day(text)
    assert str(refused.value) == sentence


@settings(deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="0123456789/-. \u00b2\u0661", max_size=14), st.sampled_from(LOCALES))
def test_whatever_the_text_there_is_a_day_or_a_sentence(text: str, locale: str):
    sentence = ""
    try:
        on = typed_day(text, locale)
    except ContactsError as error:
        sentence = str(error)
    assert "is written" in sentence or isinstance(on, date)


def test_codes_are_those_of_today():
    assert all(map(known_currency, ["USD", "CAD", "EUR", "JPY", "KWD"]))
    assert not any(map(known_currency, ["", "usd", "DEM", "XXX", "XTS", "$", "DOLLARS"]))
    assert all(map(known_country, ["US", "CA", "GB", "MX", "JP"]))
    assert not any(map(known_country, ["", "us", "UK", "ZZ", "EU", "USA", "01", "001"]))


@pytest.mark.parametrize(
    ("name", "locale"), [("en_US", "en_US"), ("fr-ca", "fr_CA"), ("de_DE.UTF-8", "de_DE"), ("zh_CN", "zh_Hans_CN")]
)
def test_a_locale_is_known_by_its_usual_names(name: str, locale: str):
    assert locale_of(name) == locale


@pytest.mark.parametrize("name", ["en_UX", "", "C", "../en", "e\x00n", "x" * 100_000])
def test_a_locale_that_is_none_is_refused(name: str):
    with pytest.raises(ContactsError, match="is no locale"):
        locale_of(name)


def test_the_nearest_locale_is_named():
    with pytest.raises(ContactsError, match="did you mean fr_CA"):
        locale_of("fr_CAN")


def test_in_every_locale_that_is_taken_a_date_is_read_as_it_was_written():
    taken = []
    for name in locale_identifiers():
        with suppress(ContactsError):
            taken.append(locale_of(name))
    assert len(taken) > 1_000
    for locale in taken:
        assert typed_day(day(date(2019, 2, 22), locale), locale) == date(2019, 2, 22)
        assert money(4103, "USD", locale)
