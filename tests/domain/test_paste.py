"""A person out of pasted text."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.paste import pasted_person


def person(first: str, last: str, phone: str = "", email: str = "") -> ContactDraft:
    return ContactDraft(first, last, (phone,) if phone else (), (email,) if email else ())


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Ann Lee <ann@example.com> 416 967 1111", person("Ann", "Lee", "416 967 1111", "ann@example.com")),
        ("Ann Lee <ann@example.com> (416) 967-1111 x45", person("Ann", "Lee", "(416) 967-1111 x45", "ann@example.com")),
        ('"Lee, Ann" <ann@example.com>', person("Ann", "Lee", email="ann@example.com")),
        ("Lee, Ann Marie <ann@example.com>", person("Ann Marie", "Lee", email="ann@example.com")),
        ("Ann Lee, 416-967-1111, ann@example.com", person("Ann", "Lee", "416-967-1111", "ann@example.com")),
        ("ann@example.com; 416-967-1111; Ann Lee", person("Ann", "Lee", "416-967-1111", "ann@example.com")),
        ("Ann Lee\t416-967-1111\tann@example.com", person("Ann", "Lee", "416-967-1111", "ann@example.com")),
        ("Ann\tLee\t+44 20 7946 0018", person("Ann", "Lee", "+44 20 7946 0018")),
        (
            "Ann Lee\r\nTel: 416.967.1111\r\nE-mail: ann@example.com",
            person("Ann", "Lee", "416.967.1111", "ann@example.com"),
        ),
        ("Ann <mailto:ann@example.com>", person("Ann", "", email="ann@example.com")),
        ("Ludwig van Beethoven <l@example.at>", person("Ludwig", "van Beethoven", email="l@example.at")),
        ("ann marie lee ann@example.com", person("ann marie", "lee", email="ann@example.com")),
        ("Seán O'Brien-Lee 416 967 1111", person("Seán", "O'Brien-Lee", "416 967 1111")),
        ("李明 <li@example.com>", person("李明", "", email="li@example.com")),
        ("ann@example.com", person("", "", email="ann@example.com")),
        ("416 967 1111", person("", "", "416 967 1111")),
        ("Ann 555-1234 / 555-1235", ContactDraft("Ann", "", ("555-1234", "555-1235"))),
        ("a@example.com, b@example.com", ContactDraft(emails=("a@example.com", "b@example.com"))),
    ],
)
def test_a_person_is_understood(text: str, draft: ContactDraft):
    assert pasted_person(text) == draft


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann",
        "Ann Lee",
        "Lee, Ann",
        "[@click=app.quit]x",
        "Ann Lee, Acme, 416-967-1111",
        "Ann Lee (cell) 416-967-1111",
        "Ann Lee fax: 416-967-1111",
        "Ann Lee 42 <ann@example.com>",
        "Ann Lee 911",
        "Ann Lee\nAcme Inc\nann@example.com",
        "Ann Lee 416 967 1111 416 967 1112",
        "Ann Lee <ann@example.com> <>",
        "Ann Lee <ann at example.com>",
        "Ann Lee @ann 416 967 1111",
        "Ann <ann@example.com>" + " " * 1000,
    ],
)
def test_what_is_no_person_or_not_understood_whole_is_left_as_it_is(text: str):
    assert pasted_person(text) is None


PIECES = st.sampled_from(
    [
        "Ann",
        "Lee",
        "van",
        '"Lee, Ann"',
        "<ann@example.com>",
        "ann@example.com",
        "416 967 1111",
        "x45",
        "42",
        "(",
        ")",
        "+",
        ",",
        "/",
        "<",
        ">",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=8), st.sampled_from([" ", "\t", "\n", ", "]))
def test_no_letter_and_no_digit_is_lost(pieces: list[str], between: str):
    text = between.join(pieces)
    draft = pasted_person(text)
    if draft is not None:
        kept = "".join((draft.first_name, draft.last_name, *draft.phones, *draft.emails))
        assert Counter(filter(str.isalnum, kept)) == Counter(filter(str.isalnum, text))


def test_a_hostile_text_is_answered_at_once():
    for text in ("1 " * 500, "a@" * 500, "<" * 1000, "(" * 1000, "1-" * 499 + "a"):
        assert pasted_person(text) is None
