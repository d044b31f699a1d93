"""Web addresses with the number of an account in them."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.link import LONGEST, Link, is_address
from contacts_tui.errors import ContactsError

NUMBERED = "https://portal.example.com/reports/{account}/all?of={account}#top"


@pytest.mark.parametrize(
    "text",
    [
        NUMBERED,
        "http://portal",
        "HTTPS://Portal.Example.com:8443",
        "https://[2001:db8::1]/x",
        "https://10.0.0.7?account={account}",
        "https://portal/a%20b;c=d/~mona/(x)'y'",
    ],
)
def test_an_address_of_the_web_is_a_link(text: str):
    assert Link.of(text).template == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not begin with http:// or https://"),
        ("javascript:alert(1)", "does not begin with"),
        ("file:///etc/passwd", "does not begin with"),
        (" https://portal", "does not begin with"),
        ("https://", "is no web address"),
        ("https://a b", "a blank is written %20"),
        ("https://portal/é", "é %C3%A9"),
        ("https://portal\\evil", "is no web address"),
        ("https://mona:secret@portal/", "is no web address"),
        ("https://portal:123456/", "is no web address"),
        ("https://portal/\x1b\\", "is no web address"),
        ("https://portal/\n", "is no web address"),
        ("https://{account}.example.com/", "{account} stands behind the host"),
        ("https://portal{account}", "{account} stands behind the host"),
        ("https://portal/{acount}", "has {acount} in it, where only {account} is filled in: did you mean {account}?"),
        ("https://portal/{account", "has {account in it"),
        ("https://portal/}", "has } in it, where only {account} is filled in"),
        ("https://portal/{0.__class__}", "has {0.__class__} in it"),
        ("https://portal/" + "x" * LONGEST, "is longer than 2,000 characters"),
    ],
)
def test_what_is_wrong_with_another_text_is_said(text: str, why: str):
    with pytest.raises(ContactsError) as refused:
        Link.of(text)
    assert why in str(refused.value)


@given(st.text(max_size=100).filter(lambda number: number.strip(".")))
def test_a_number_stands_in_its_place_and_nowhere_else(number: str):
    address = Link.of(NUMBERED).of_account(number)
    assert is_address(address)
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "portal.example.com", "top")
    _, reports, segment, last = parts.path.split("/")
    assert (reports, unquote(segment), last) == ("reports", number, "all")
    assert unquote(parts.query.removeprefix("of=")) == number


@given(st.text())
def test_whatever_is_taken_for_a_link_is_an_address_without_control_characters(text: str):
    try:
        address = Link.of(f"https://{text}").of_account("11111")
    except ContactsError:
        return
    assert is_address(address)
    assert all("!" <= character <= "~" for character in address)


@pytest.mark.parametrize("number", ["", ".", "..", "....", "7" * LONGEST])
def test_a_number_that_cannot_stand_in_an_address_is_refused(number: str):
    with pytest.raises(ContactsError):
        Link.of(NUMBERED).of_account(number)
    assert Link.of("https://portal").of_account(number) == "https://portal"


def test_a_link_that_waits_for_a_number_is_no_address():
    assert not is_address(NUMBERED)
