"""Text from people: cleaned, folded, painted."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.text import clean, controls, fold, has_invisible, painted, without_controls

ANY = st.text() | st.text(alphabet="aÉß\u0131\u0130\u00d8\u2122\u200b\u200d\u202e\u0301\x1b\n\ud83d \ufe0f")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ann  LEE", "ann lee"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("ŁUKASZ Ørsted", "lukasz orsted"),
        ("Straße", "strasse"),
        ("\u0130stanbul d\u0131\u015f", "istanbul dis"),
        ("Þór Ærø", "thor aero"),
        (" 李\u3000明 ", "李 明"),
        ("\uff21\uff2e\uff2e", "ann"),
        ("A\u200bnn\u202e Lee\ufeff", "ann lee"),
    ],
)
def test_case_accents_and_inner_white_space_make_no_difference(text: str, folded: str):
    assert fold(text) == folded


@settings(deadline=None)
@given(ANY)
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(ANY)
def test_upper_case_folds_like_lower_case(text: str):
    assert fold(text.casefold()) == fold(text)


@settings(deadline=None)
@given(ANY)
def test_what_is_painted_is_one_line_without_controls_or_invisible_characters(text: str):
    line = painted(text)
    assert not controls(line)
    assert not has_invisible(line)
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert painted(line) == line


@pytest.mark.parametrize(
    "text", ["[/b] Ray", "=cmd()", "李明", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "👩\u200d💻 \u2764\ufe0f"]
)
def test_scripts_emoji_and_what_looks_like_markup_are_painted_as_they_are(text: str):
    assert painted(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb", "a b"), ("a\r\n\tb", "a b"), ("a\x1b[31mb", "a[31mb"), ("a\u202eb\u200b", "ab"), ("a\ud800", "a")],
)
def test_line_breaks_become_spaces_and_the_rest_goes(text: str, line: str):
    assert painted(text) == line


def test_control_characters_are_named_in_their_order():
    assert controls("a\x1b\u2028\x9b") == ["U+001B", "U+2028", "U+009B"]
    assert without_controls("a\x1bb\u2028") == "ab"


def test_only_outer_white_space_is_cleaned():
    assert clean(" \u00a0Ann  Lee\u200b \t") == "Ann  Lee\u200b"
