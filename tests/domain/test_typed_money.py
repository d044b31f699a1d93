"""Amounts of money as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.shown import money, payment
from contacts_tui.domain.typed_money import typed_money
from contacts_tui.errors import ContactsError, UnclearAmount

LOCALES = (
    *(
        "en_US",
        "en_CA",
        "en_GB",
        "en_IN",
        "en_ZA",
        "de_DE",
        "de_AT",
        "de_CH",
        "fr_FR",
        "fr_CA",
        "fr_CH",
        "nl_NL",
        "da_DK",
    ),
    *(
        "sv_SE",
        "nb_NO",
        "pl_PL",
        "es_ES",
        "es_MX",
        "pt_BR",
        "pt_PT",
        "he_IL",
        "ar_EG",
        "fa_IR",
        "hi_IN",
        "mr_IN",
        "bn_BD",
    ),
    *("ja_JP", "zh_CN", "lv_LV", "ks_IN"),
)
CURRENCIES = ("USD", "CAD", "EUR", "GBP", "CHF", "DKK", "INR", "EGP", "JPY", "CLP", "XOF", "KWD", "TND")
MOST = 10**15 - 1
UNDERSTOOD = "An amount is written 1234.56 or $1,234.56."


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("41.03", 4103),
        ("$41.03", 4103),
        ("$ 41.03", 4103),
        ("USD 41.03", 4103),
        ("usd41.03", 4103),
        ("41.03 $", 4103),
        ("$41.03 USD", 4103),
        ("\t 41.03 \n", 4103),
        ("1,234.5", 123450),
        ("1,234.50", 123450),
        ("1234.50", 123450),
        ("1,234", 123400),
        ("1,234,567.89", 123456789),
        ("41", 4100),
        ("0041.03", 4103),
        (".5", 50),
        ("$.50", 50),
        ("0", 0),
        ("-0.00", 0),
        ("-41.03", -4103),
        ("\u221241.03", -4103),
        ("-$41.03", -4103),
        ("$-41.03", -4103),
        ("41.03-", -4103),
        ("(41.03)", -4103),
        ("($41.03)", -4103),
        ("$(41.03)", -4103),
        ("( USD 41.03 )", -4103),
        ("\uff14\uff11.\uff10\uff13", 4103),
        ("4\u200b1.03", 4103),
        ("9,999,999,999,999.99", MOST),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_the_united_states(text: str, minor: int):
    assert typed_money(text, "USD") == minor


@pytest.mark.parametrize(
    ("text", "currency", "locale", "minor"),
    [
        ("41,03", "EUR", "de_DE", 4103),
        ("1.234,50", "EUR", "de_DE", 123450),
        ("1.234", "EUR", "de_DE", 123400),
        ("41,03 \u20ac", "EUR", "de_DE", 4103),
        (",5", "EUR", "de_DE", 50),
        ("1\u202f234,50", "EUR", "fr_FR", 123450),
        ("1 234,50 \u20ac", "EUR", "fr_FR", 123450),
        ("41,03 $", "USD", "fr_FR", 4103),
        ("1\u2019234.50", "CHF", "de_CH", 123450),
        ("CHF-1'234.50", "CHF", "de_CH", -123450),
        ("1,23,456", "INR", "en_IN", 12345600),
        ("\u20b91,23,456.70", "INR", "en_IN", 12345670),
        ("123,456", "INR", "en_IN", 12345600),
        ("\u0661\u066c\u0662\u0663\u0664\u066b\u0665", "EGP", "ar_EG", 123450),
        ("1,234.5", "EGP", "ar_EG", 123450),
        ("kr. 50", "DKK", "da_DK", 5000),
        ("kr 50", "DKK", "da_DK", 5000),
        ("kr.50", "DKK", "da_DK", 5000),
        ("$41.03", "CAD", "en_CA", 4103),
        ("CA$41.03", "CAD", "en_US", 4103),
        ("4103", "JPY", "en_US", 4103),
        ("\xa54,103", "JPY", "en_US", 4103),
        ("\uffe54,103", "JPY", "en_US", 4103),
        ("1.234", "KWD", "en_US", 1234),
        ("1,234", "KWD", "en_US", 1234000),
        ("1.2", "KWD", "en_US", 1200),
    ],
)
def test_an_amount_is_read_as_its_locale_and_currency_write_it(text: str, currency: str, locale: str, minor: int):
    assert typed_money(text, currency, locale) == minor


@settings(deadline=None, max_examples=400)
@given(st.integers(-MOST, MOST) | st.integers(-10_000, 10_000), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_what_is_shown_is_read_again_as_the_same_amount(minor: int, currency: str, locale: str):
    assert typed_money(money(minor, currency, locale), currency, locale) == minor
    assert typed_money(payment(abs(minor), currency, locale), currency, locale) == -abs(minor)


@pytest.mark.parametrize(
    ("text", "currency", "locale", "readings", "sentence"),
    [
        ("1.234", "USD", "en_US", (123400, 123), "1.234 may mean $1,234.00 or $1.23: write 1234.00 or 1.23."),
        ("1,23", "USD", "en_US", (123, 12300), "1,23 may mean $1.23 or $123.00: write 1.23 or 123.00."),
        ("-1,23", "USD", "en_US", (-123, -12300), "-1,23 may mean -$1.23 or -$123.00: write -1.23 or -123.00."),
        (",50", "USD", "en_US", (50, 5000), ",50 may mean $0.50 or $50.00: write 0.50 or 50.00."),
        ("1.234,50", "USD", "en_US", (123450,), "1.234,50 may mean $1,234.50: if so, write 1234.50."),
        ("1.234.567", "USD", "en_US", (123456700,), "1.234.567 may mean $1,234,567.00: if so, write 1234567.00."),
        ("1,23,456", "USD", "en_US", (12345600,), "1,23,456 may mean $123,456.00: if so, write 123456.00."),
        ("1 234", "USD", "en_US", (123400,), "1 234 may mean $1,234.00: if so, write 1234.00."),
        ("1.234", "JPY", "en_US", (1234,), "1.234 may mean \xa51,234: if so, write 1234."),
        ("1,23", "KWD", "en_US", (1230, 123000), "1,23 may mean KWD1.230 or KWD123.000: write 1.230 or 123.000."),
        ("1,234", "EUR", "de_DE", (123400, 123), "1,234 may mean 1.234,00\xa0€ or 1,23\xa0€: write 1234,00 or 1,23."),
        (
            "41.03",
            "EUR",
            "de_DE",
            (4103, 410300),
            "41.03 may mean 41,03\xa0€ or 4.103,00\xa0€: write 41,03 or 4103,00.",
        ),
        ("41.03", "EUR", "fr_FR", (4103,), "41.03 may mean 41,03\xa0€: if so, write 41,03."),
    ],
)
def test_what_can_be_read_otherwise_is_asked_about(
    text: str, currency: str, locale: str, readings: tuple[int, ...], sentence: str
):
    with pytest.raises(UnclearAmount) as unclear:
        typed_money(text, currency, locale)
    assert (unclear.value.readings, str(unclear.value)) == (readings, sentence)


@pytest.mark.parametrize(
    ("text", "currency", "sentence"),
    [
        ("\u20ac41.03", "USD", f"This amount is in USD, not in EUR (€). {UNDERSTOOD}"),
        ("41.03 EUR", "USD", f"This amount is in USD, not in EUR. {UNDERSTOOD}"),
        ("$41.03 CAD", "USD", f"This amount is in USD, not in CAD. {UNDERSTOOD}"),
        ("$41.03", "CAD", "This amount is in CAD, not in USD ($). An amount is written 1234.56 or CA$1,234.56."),
        ("41.03", "JPY", "JPY has no decimals. An amount is written 1234 or \xa51,234."),
        ("41.0312", "USD", f"USD has two decimals. {UNDERSTOOD}"),
        ("0.123", "USD", f"USD has two decimals. {UNDERSTOOD}"),
        ("1.2345", "KWD", "KWD has three decimals. An amount is written 1234.567 or KWD1,234.567."),
        ("10000000000000.00", "USD", f"An amount has at most 15 digits with its decimals. {UNDERSTOOD}"),
        ("9" * 40, "USD", f"An amount has at most 15 digits with its decimals. {UNDERSTOOD}"),
    ],
)
def test_what_is_wrong_with_an_amount_is_named(text: str, currency: str, sentence: str):
    with pytest.raises(ContactsError) as refused:
        typed_money(text, currency)
    assert str(refused.value) == sentence
    assert not isinstance(refused.value, UnclearAmount)


NO_AMOUNTS = (
    "| |abc|$|-|()|.|41.|$41,|1e5|NaN|Infinity|0x10|1_000|+41.03|41\u00b2|\u2460|\u00bd|(41.03|41.03)|(-41.03)|--41.03"
    "|-41.03-|1,,234|1..5|1,2345.00|1,234,56.00|0,123|1 23|1\n234|1-234|1/16/2001|41.03 41.03|41.03 DEM|41.03 dollars"
    "|Rs.50|1,234'567|4\x001"
)


@pytest.mark.parametrize("text", [*NO_AMOUNTS.split("|"), "9" * 61, "1" + " " * 70 + "2"])
def test_what_is_no_amount_is_refused_with_what_is_understood(text: str):
    with pytest.raises(ContactsError) as refused:
        typed_money(text, "USD")
    assert str(refused.value) == UNDERSTOOD


HOSTILE = st.text(max_size=80) | st.text(
    alphabet="0123456789.,'\u2019 -()$\u20ac\u0661\u066b\u00b2\u202fUSD", max_size=20
)


def answer(text: str, currency: str, locale: str) -> int | ContactsError:
    try:
        return typed_money(text, currency, locale)
    except ContactsError as error:
        return error


@settings(deadline=None, max_examples=300)
@given(HOSTILE, st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_whatever_the_text_there_is_an_amount_or_a_sentence_that_can_be_followed(text: str, currency: str, locale: str):
    answered = answer(text, currency, locale)
    match answered:
        case int():
            assert abs(answered) <= MOST
        case UnclearAmount():
            told = str(answered).rpartition("write ")[2].removesuffix(".").split(" or ")
            assert answered.readings == tuple(typed_money(each, currency, locale) for each in told)
            assert all(money(reading, currency, locale) in str(answered) for reading in answered.readings)
        case _:
            plain, shown = str(answered).rpartition("is written ")[2].removesuffix(".").split(" or ")
            assert typed_money(plain, currency, locale) == typed_money(shown, currency, locale) > 0
