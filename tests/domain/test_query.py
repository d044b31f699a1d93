"""What is looked for, and where it stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.query import Query, is_number
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.domain.text import fold

ANN = contact_text("Ánn O'Lee", [("+14161231234", "4161231234"), (None, "5551234")], ["Ann.Lee@Example.com"])
LONDON = contact_text("Bo", [("+442079460018", "2079460018")], [])
MARKED = "aÉßłﬁ\u0301\u200b 1-2(3)+x."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "ann",
        "lee ANN",
        "ANN o'lee",
        "416-123",
        "(416) 123 1234",
        "+14161231234",
        "+1 (416) 123-1234 ext 45",
        "1231234",
        "1234",
        "416 1234",
        "ann 416-123",
        "011 1 416 123 1234",
        "tel:+1-416-123-1234",
        "555-1234",
        "lee@EXAMPLE",
    ],
)
def test_a_contact_is_found_by_words_in_any_order_and_by_any_notation_of_a_phone(text: str):
    assert Query.of(text).is_in(ANN)


@pytest.mark.parametrize("text", ["0044 20 7946 0018", "020 7946 0018", "+44 (20) 7946-0018"])
def test_what_is_dialled_before_a_number_is_not_looked_for(text: str):
    assert Query.of(text).is_in(LONDON)


@pytest.mark.parametrize("text", ["bob", "ann bob", "416-124", "%", "_", "12345678"])
def test_what_does_not_stand_in_it_does_not_find_it(text: str):
    assert not Query.of(text).is_in(ANN)


def test_an_account_number_is_found_with_its_zeros_and_marks():
    assert Query.of("P-0001").is_in(account_text("P-0001", "Maneba"))
    assert Query.of("00123").is_in(account_text("00123", "Maneba"))


@pytest.mark.parametrize(
    "text", ["4161231234", "(416) 123-1234 x45", "416-123 #4", "+44;ext=5", "tel: +1 416", "4, Ext. 12"]
)
def test_a_number_or_a_part_of_it_is_one_with_an_extension_too(text: str):
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "-", "x45", "ann 416", "416 ann", "416%", "1-800-FLOWERS", "1" * 1_000 + "a"])
def test_what_is_more_or_less_than_a_number_is_none(text: str):
    assert not is_number(text)


def test_two_numbers_are_two_words_too():
    both = account_text("11111", "Maneba") + "\n" + ANN
    assert Query.of("11111 1234").is_in(both)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("lee", "Ann Lée, Leeds", ["Lée", "Lee"]),
        ("4161", "(416) 123-1234 ?", ["416) 1"]),
        ("416-123", "(416) 123-1234", ["416) 123"]),
        ("ss", "Straße", ["ß"]),
        ("a b", "Abba", ["Abba"]),
        ("", "Ann", []),
        ("zz", "Ann", []),
    ],
)
def test_what_was_found_is_marked_as_it_is_shown(query: str, text: str, marked: list[str]):
    assert [text[begin:end] for begin, end in Query.of(query).stretches(text)] == marked


@given(st.text(MARKED), st.text(MARKED))
def test_marks_stand_inside_the_text_in_order_and_apart(query: str, text: str):
    edges = [edge for stretch in Query.of(query).stretches(text) for edge in stretch]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


@given(st.text(min_size=1), st.text(), st.text())
def test_any_part_of_a_text_finds_it(part: str, before: str, after: str):
    whole = fold(before + part + after)
    if fold(part) in whole:
        assert Query.of(part).is_in(whole)
