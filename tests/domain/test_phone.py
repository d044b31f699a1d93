"""Phone numbers as people say them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.contact import Phone, PhoneStatus
from contacts_tui.domain.phone import read_phone

HOSTILE = st.text(max_size=300) | st.text(alphabet="0123456789+()-./ x#;,*:telabc\u0660\uff11\uff0b\u00b2", max_size=60)


@pytest.mark.parametrize(
    ("raw", "e164", "shown"),
    [
        ("416.967.1111 x45", "+14169671111", "(416) 967-1111 x45"),
        ("+1 (416) 967-1111 ext 45", "+14169671111", "(416) 967-1111 x45"),
        ("416-967-1111 #45", "+14169671111", "(416) 967-1111 x45"),
        ("tel:+1-416-967-1111", "+14169671111", "(416) 967-1111"),
        ("tel:+1-416-967-1111;ext=45", "+14169671111", "(416) 967-1111 x45"),
        ("1 416 967 1111", "+14169671111", "(416) 967-1111"),
        ("011 44 20 7946 0018", "+442079460018", "+44 20 7946 0018"),
        ("0044 20 7946 0018", "+442079460018", "+44 20 7946 0018"),
        ("00 44 20 7946 0018", "+442079460018", "+44 20 7946 0018"),
        ("001 416 967 1111", "+14169671111", "(416) 967-1111"),
        ("\u0660\u0660\u0664\u0664 20 7946 0018", "+442079460018", "+44 20 7946 0018"),
        ("\u0664\u0661\u0666\u0669\u0666\u0667\u0661\u0661\u0661\u0661", "+14169671111", "(416) 967-1111"),
        ("\uff14\uff11\uff16\uff19\uff16\uff17\uff11\uff11\uff11\uff11", "+14169671111", "(416) 967-1111"),
        ("1-800-FLOWERS", "+18003569377", "(800) 356-9377"),
        ("866-468-3472", "+18664683472", "(866) 468-3472"),
        ("+39 06 1234 5678", "+390612345678", "+39 06 1234 5678"),
        ("+800 1234 5678", "+80012345678", "+800 1234 5678"),
    ],
)
def test_a_valid_number_is_understood_in_any_notation_and_kept_as_said(raw: str, e164: str, shown: str):
    phone, sentence = read_phone(raw, "US")
    assert (phone.status, phone.e164, phone.shown, phone.raw, sentence) == (PhoneStatus.VALID, e164, shown, raw, "")
    assert phone.digits == e164[1:]
    assert phone.marked == shown


@pytest.mark.parametrize("raw", ["4161231234", "4161111234", "+1 416 123 1234"])
def test_the_portals_own_numbers_are_possible_but_not_assigned(raw: str):
    phone, sentence = read_phone(raw, "US")
    assert (phone.status, sentence, phone.region) == (PhoneStatus.POSSIBLE, "not an assigned number", None)
    assert phone.e164 in {"+14161231234", "+14161111234"}
    assert phone.marked in {"(416) 123-1234 ?", "(416) 111-1234 ?"}


@pytest.mark.parametrize(("raw", "region"), [("4169671111", "CA"), ("8005551234", "US"), ("+44 20 7946 0018", "GB")])
def test_a_valid_number_knows_its_country(raw: str, region: str):
    assert read_phone(raw, "US")[0].region == region


def test_a_number_of_no_country_has_none():
    assert read_phone("+800 1234 5678", "US")[0].region is None


@pytest.mark.parametrize("raw", ["555-1234", "5551234 x9", "555-FLOW"])
def test_a_local_number_is_doubted_and_stays_as_it_was_said(raw: str):
    phone, sentence = read_phone(raw, "US")
    assert (phone.status, phone.e164, phone.shown, sentence) == (PhoneStatus.LOCAL, None, raw, "area code missing")


@pytest.mark.parametrize(
    ("raw", "region"),
    [("911", "US"), ("411", "US"), ("411", "CA"), ("tel:911", "US"), ("*98", "CA"), ("999", "GB"), ("110", "DE")],
)
def test_a_short_number_of_the_region_is_doubted_and_stays_as_it_was_said(raw: str, region: str):
    phone, sentence = read_phone(raw, region)
    assert (phone.status, phone.e164, phone.shown, sentence) == (PhoneStatus.SHORT, None, raw, "a short number")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("12", "too short: 2 digits, at least 10"),
        ("1", "too short: 1 digit"),
        ("999", "too short: 3 digits, at least 10"),
        ("+1 911", "too short: 3 digits after +1, at least 10"),
        ("416967111", "too short: 9 digits, at least 10"),
        ("41696711111", "too long: 11 digits, at most 10"),
        ("020 7946 0018", "too long: 11 digits, at most 10"),
        ("9" * 24, "too long: 24 digits"),
        ("abc", "letters only, no number"),
        ("tel:abc", "letters only, no number"),
        ("+", "no digits"),
        ("", "no digits"),
        ("+999 123456789", "no such country code"),
        ("4169671111 4169671112", "two numbers: put one in each field"),
        ("416-967-1111 or 416-967-1112", "two numbers: put one in each field"),
        ("416-967-1111, 416-967-1112", "two numbers: put one in each field"),
        ("416-967-1111 (cell)", "more than a phone number"),
        ("*98", "too short: 2 digits"),
    ],
)
def test_an_impossible_number_is_bad_for_a_reason_that_is_told(raw: str, reason: str):
    region = "GB" if raw.startswith("*") else "US"
    phone, sentence = read_phone(raw, region)
    assert (phone.status, phone.e164, phone.shown) == (PhoneStatus.BAD, None, raw)
    assert sentence.startswith(reason)


def test_a_number_is_written_as_at_home_only_in_its_own_country():
    assert read_phone("020 7946 0018", "GB")[0].shown == "020 7946 0018"
    assert read_phone("+1 416 967 1111", "GB")[0].shown == "+1 416-967-1111"
    assert read_phone("+1 416 967 1111", "CA")[0].shown == "(416) 967-1111"


@pytest.mark.parametrize("region", ["ZZ", "", "us", "??"])
def test_without_a_known_region_only_international_numbers_are_understood(region: str):
    assert read_phone("4169671111", region)[1] == "country code missing: begin with +"
    assert read_phone("+14169671111", region)[0].shown == "+1 416-967-1111"


def test_zero_zero_is_left_alone_where_the_number_can_be_dialled_as_typed():
    assert read_phone("00 1 416 967 1111", "GB")[0].e164 == "+14169671111"
    assert read_phone("0039 06 1234", "IT")[0].e164 == read_phone("+39 06 1234", "US")[0].e164


def test_an_old_mexican_mobile_number_is_brought_up_to_date_with_a_doubt():
    phone, sentence = read_phone("+52 1 55 1234 5678", "US")
    assert (phone.status, phone.e164) == (PhoneStatus.VALID, "+525512345678")
    assert sentence == "the 1 behind +52 is no longer dialled"


def test_two_ways_to_say_a_number_are_one_number_and_its_extension_another():
    said = [read_phone(raw, "US")[0].key for raw in ("4169671111", "+1 (416) 967-1111", "416 967 1111 x45")]
    assert said[0] == said[1] != said[2]


@settings(deadline=None)
@given(HOSTILE, st.sampled_from(["US", "CA", "GB", "DE", "MX", "AU", "ZZ", ""]))
def test_whatever_the_text_there_is_a_phone_and_a_sentence_where_it_is_not_valid(raw: str, region: str):
    phone, sentence = read_phone(raw, region)
    assert phone.raw == raw
    assert sentence or phone.status is PhoneStatus.VALID
    assert (phone.e164 is not None) == (phone.status in {PhoneStatus.VALID, PhoneStatus.POSSIBLE})
    assert phone.e164 is not None or phone.shown == raw
    assert len(sentence) <= 64
    assert sentence.isprintable()


@settings(deadline=None)
@given(st.integers(min_value=2_000_000_000, max_value=9_999_999_999), st.integers(min_value=1, max_value=9999))
def test_what_is_shown_is_read_again_as_the_same_number(national: int, extension: int):
    phone, _ = read_phone(f"{national} x{extension}", "US")
    again, _ = read_phone(phone.shown, "US")
    assert (again.key, again.status) == (phone.key, phone.status)


def test_a_thousand_characters_and_more_are_answered():
    assert read_phone("416-967-1111 " * 1000, "US")[0].status is PhoneStatus.BAD
    assert isinstance(read_phone("(" * 5000, "US")[0], Phone)
