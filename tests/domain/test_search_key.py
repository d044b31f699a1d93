"""The keys by which accounts and contacts are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.search_key import LONGEST, WORDS, KeyKind, account_keys, at_home, contact_keys
from contacts_tui.domain.text import fold


def contact(first: str, last: str, *phones: tuple[str | None, str], emails: tuple[str, ...] = ()) -> Contact:
    numbers = tuple(Phone(digits, e164, "", digits, None, PhoneStatus.VALID, digits) for e164, digits in phones)
    addresses = tuple(Email(address, address.casefold()) for address in emails)
    return Contact(ContactType.ALTERNATE, first, last, numbers, addresses)


def of_kind(keys: set, kind: KeyKind) -> set[str]:
    return {text for this, text in keys if this is kind}


def test_a_contact_is_found_by_each_word_of_its_name_each_email_and_each_end_of_each_phone():
    keys = contact_keys(contact("Anne-Marie", "O'Brien", ("+14169671111", "4169671111"), emails=("Anne@Example.com",)))
    assert of_kind(keys, KeyKind.CONTACT_NAME) == {"o'brien anne-marie"}
    assert of_kind(keys, KeyKind.CONTACT_TYPE) == {"5 o'brien anne-marie"}
    assert of_kind(keys, KeyKind.CONTACT_WORD) == {
        "anne-marie o'brien",
        "marie o'brien anne-",
        "brien anne-marie o'",
    }
    assert of_kind(keys, KeyKind.EMAIL) == {"anne@example.com"}
    assert of_kind(keys, KeyKind.PHONE) == {"14169671111"}
    assert of_kind(keys, KeyKind.PHONE_AT_HOME) == {"4169671111"}
    assert of_kind(keys, KeyKind.PHONE_BACKWARDS) == {"11117696141"}


def test_a_phone_without_its_area_code_is_found_by_its_digits():
    keys = contact_keys(contact("", "", (None, "5551234")))
    assert of_kind(keys, KeyKind.PHONE) == {"5551234"}
    assert not of_kind(keys, KeyKind.PHONE_AT_HOME)


def test_a_contact_without_a_name_stands_in_the_lists():
    keys = contact_keys(contact("", "", emails=("a@example.com",)))
    assert of_kind(keys, KeyKind.CONTACT_NAME) == {""}
    assert of_kind(keys, KeyKind.CONTACT_TYPE) == {"5 "}


def test_an_account_is_found_by_its_number_and_each_word_of_its_name():
    keys = account_keys("P-0007", "Harbour  Light Café")
    assert of_kind(keys, KeyKind.ACCOUNT_NUMBER) == {"p-0007"}
    assert of_kind(keys, KeyKind.ACCOUNT_NAME) == {"harbour light cafe"}
    assert of_kind(keys, KeyKind.ACCOUNT_WORD) == {"light cafe harbour", "cafe harbour light"}


@pytest.mark.parametrize("code", sorted(COUNTRY_CODE_TO_REGION_CODE))
def test_the_code_of_every_country_is_left_out_of_what_is_dialled_at_home(code: int):
    assert at_home(f"+{code}5551234") == "5551234"


@given(st.text(max_size=1_000), st.text(max_size=1_000))
def test_no_key_is_longer_and_no_name_has_more_of_them_than_an_index_takes(first: str, last: str):
    keys = contact_keys(contact(first, last))
    assert all(len(text) <= LONGEST for _, text in keys)
    assert len(of_kind(keys, KeyKind.CONTACT_WORD)) <= WORDS


@given(st.text("ab éł", min_size=1, max_size=20), st.text("ab éł", max_size=20))
def test_each_word_of_a_name_begins_a_key(first: str, last: str):
    keys = contact_keys(contact(first, last))
    begun = of_kind(keys, KeyKind.CONTACT_NAME) | of_kind(keys, KeyKind.CONTACT_WORD)
    words = fold(f"{first} {last}").split()[:WORDS]
    assert all(any(key.startswith(word) for key in begun) for word in words)
