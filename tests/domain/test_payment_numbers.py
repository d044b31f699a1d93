"""Full numbers of cards and bank accounts in what people type."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.payment_numbers import full_number


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "tok_4111_1111_1111_1111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "4111\u00a01111\u20111111\u22121111",
        "41\u200b11\u200d1111\u00ad1111\ufeff1111",
        "\uff14\uff11\uff11\uff11 1111 1111 1111",
        "\u0664\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661",
        "4\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31 1111 1111 1111",
        "4111\n1111\n1111\n1111",
        "paid with 4111111111111111, thanks",
        "visa4111111111111111exp",
        "2019-02-22 4111 1111 1111 1111 123 12/25",
        "call 416-967-1111 4111-1111-1111-1111",
        "+4111111111111111",
        "+14169671111 4111111111111111",
        "4222222222222",  # Visa of 13 digits
        "5555555555554444",  # Mastercard
        "2223003122003222",
        "3782 822463 10005",  # American Express
        "on 2019 3782 822463 10005",
        "3056 930902 5904",  # Diners Club
        "3530111333300000",  # JCB
        "6011111111111117",  # Discover
        "6200000000000005",  # UnionPay
        "6304000000000000",  # Maestro
        "6759649826438453",
        "501800000009",  # of 12 digits
        "2200123456789019",  # Mir
    ],
)
def test_a_card_is_found_however_it_is_written(text: str):
    assert full_number(text) == "a card number"


@pytest.mark.parametrize(
    "text",
    [
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "de89 3704 0044 0532 0130 00",
        "IBAN:DE89-3704-0044-0532-0130-00, please",
        "to GB29NWBK60161331926819 today",
        "GB29 NWBK 6016 1331 9268 19",
        "\uff27\uff2229NWBK60161331926819",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NO93 8601 1117 947",
        "BE68 5390 0754 7034",
        "CH93 0076 2011 6238 5295 7",
        "MT84MALT011000012345MTLCAST001S",
        "BR1800360305000010009795493C1",
        "SA03 8000 0000 6080 1016 7519",
        "ES9121000418450200051332",
        "NL91ABNA0417164300BIC",
    ],
)
def test_an_iban_is_found_in_any_case_and_spacing(text: str):
    assert full_number(text) == "an IBAN"


@pytest.mark.parametrize(
    "text",
    [
        "021000021 123456789",
        "021000021/1234567",
        "011401533 1234-5678-90",
        "routing 021000021 account 1234",
        "Routing number: 021000021, account number: 9876543210",
        "acct 9876543210, ABA 021000021",
        "\u2446021000021\u2446 9876543210\u2448",
        "bank account 12345678",
        "Bank acct. no. 1234-5678",
        "checking account number is 000123456",
        "savings account #12345678901234567",
    ],
)
def test_a_bank_account_is_found_beside_its_routing_number_or_its_name(text: str):
    assert full_number(text) == "a bank account number"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+14169671111",
        "+1 416-967-1111 x45",
        "416-967-1111 416-967-1112",
        "416 967 1118 416 967 1112",
        "416 967 1119 416 967 1112",
        "(866) 468-3472",
        "+44 20 7946 0018",
        "+62 812-3456-7890",
        "+62 812 3456 7890 or +62 812 3456 7891",
        "+501800000009",
        "+341111111111111",
        "INV-2019-000123",
        "Bill 2001-01-16 of account 5000123",
        "account 5000123",
        "acct 123456789",
        "payment for account 4711001, invoice 20190222001",
        "2019-02-22",
        "2019-02-22 14:30:22",
        "20190222143022",
        "1550845822",
        "1550845822123",
        "94105-1234",
        "M5V 2T6",
        "192.168.100.200",
        "$1,234,567.89",
        "tok_1MzkqL2eZvKYlo2C9s6hJ0qE",
        "pm_1MzkqLeZvKYlo2CS6hJ0qE42",
        "pi_3MtwBwLkdIwHu7ix28a3tqPa",
        "550e8400-e29b-41d4-a716-446655440000",
        "**** **** **** 1111",
        "Visa ending 1111",
        "xxxx-xxxx-xxxx-4444",
        "bank account ending 6789",
        "bank account of 4169671111",
        "4111111111111112",  # fails Luhn
        "04111111111111111",  # part of a longer number
        "411111111111111110000",
        "9111111111111111",
        "1111111111111117",  # no issuer
        "0000000000000000",
        "DE89370400440532013001",  # fails the check
        "DE893704004405320130000",  # too long
        "DE8937040044053201300",  # too short
        "XX89370400440532013000",
        "021000021",
        "021000022 123456789",  # no routing number
        "991000025 123456789",
        "021000021 20190222",
        "021000021 2019-02-22",
        "021000021 1234",
        "routing 021000021, since 2019",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert not full_number(text)


ISSUED = (
    *((f"{n}", length) for n in (2200, 2204) for length in range(16, 20)),
    *((f"{n}", 16) for n in (2221, 2345, 2720, 51, 55)),
    *((f"{n}", 15) for n in (34, 37)),
    *((f"{n}", length) for n in (300, 305, 36, 38, 39) for length in range(14, 20)),
    *((f"{n}", length) for n in (3528, 3589) for length in range(16, 20)),
    *(("4", length) for length in (13, 16, 18, 19)),
    *((f"{n}", length) for n in (50, 56, 58, 60, 62, 644, 65, 69) for length in range(12, 20)),
)


@st.composite
def cards(draw: st.DrawFn) -> str:
    issuer, length = draw(st.sampled_from(ISSUED))
    figures = length - len(issuer) - 1
    body = issuer + draw(st.text("0123456789", min_size=figures, max_size=figures))
    return next(body + check for check in "0123456789" if is_valid(body + check))


def is_valid(digits: str) -> bool:
    """Luhn's check, the other way round than the program does it."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        value = digit * 2 if place % 2 else digit
        total += value - 9 if value > 9 else value
    return total % 10 == 0


SEPARATORS = st.sampled_from(["", " ", "-", ".", "\u00a0", "\u2010", "\u200b", "\t"])


@settings(deadline=None, max_examples=300)
@given(cards(), st.data(), st.text(max_size=30), st.text(max_size=30))
def test_any_card_in_any_spacing_is_found_in_any_text(card: str, data: st.DataObject, before: str, behind: str):
    separators = data.draw(st.lists(SEPARATORS, min_size=len(card), max_size=len(card)))
    spaced = "".join(digit + mark for digit, mark in zip(card, separators, strict=True)).rstrip(
        " -.\u00a0\u2010\u200b\t"
    )
    assert full_number(f"{before} a {spaced} b {behind}")
    assert full_number(f"{before} card:{spaced}; {behind}")


@settings(deadline=None, max_examples=300)
@given(cards(), st.sampled_from(["", " ", "-"]), st.sampled_from(["2019 ", "22 02 ", "1,", "7 416-967-1111 "]))
def test_a_card_is_found_beside_other_numbers(card: str, mark: str, other: str):
    grouped = mark.join(re.findall(".{1,4}", card))
    assert full_number(f"{other}{grouped}")
    assert full_number(f"{grouped} 12/25 {other}")


@settings(deadline=None, max_examples=500)
@given(st.integers(10**9, 10**15 - 1).map(str), st.sampled_from([" ", "-", "."]))
def test_no_phone_number_behind_its_plus_is_a_card(digits: str, mark: str):
    assert not full_number(f"+{digits}")
    assert not full_number(f"phone: +{mark.join(re.findall('.{1,4}', digits))}")


@settings(deadline=None)
@given(st.text(max_size=200) | st.text("0123456789 -.+DEGB\u0664\u200b", max_size=60))
def test_whatever_the_text_there_is_an_answer(text: str):
    assert full_number(text) in {"", "a card number", "an IBAN", "a bank account number"}


@pytest.mark.parametrize(
    "text", ["4", "4 ", "6-", "62", "DE89", "de8", "021000021 ", "ABA 0", "bank account ", "4\u0301", "+4"]
)
def test_a_very_long_text_is_answered(text: str):
    assert isinstance(full_number(text * (100_000 // len(text))), str)
