"""Widths of columns, and text fitted into cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacts_tui.domain.text import UNPAINTABLE
from contacts_tui.ui.present.columns import GAP, column_at, fit, line
from contacts_tui.ui.present.contact_lines import COLUMNS
from contacts_tui.ui.present.fitting import apart, cut, fill, shown, width_of

# 1 cell for the cursor, 6 for the glyphs, and 1 for the scroll bar where there is one.
AT_80, AT_80_WITH_BAR, AT_40_WITH_BAR = 73, 72, 32


@given(st.integers(0, 300))
def test_columns_and_gaps_fill_the_width_exactly(width: int):
    widths = fit(COLUMNS, width)
    if len(widths) == len(COLUMNS):
        assert sum(widths) + GAP * (len(widths) - 1) == width
    elif widths:
        assert sum(widths) + GAP * len(widths) + 1 == width
    assert all(given >= column.least for given, column in zip(widths, COLUMNS, strict=False))


@pytest.mark.parametrize("width", [AT_80, AT_80_WITH_BAR])
def test_at_80_columns_types_and_doubtful_phones_are_whole(width: int):
    text = line(("Billing Notification", "Test Tester", "(416) 123-1234 ?", "test@gmail.com"), COLUMNS, width)
    assert "…" not in text


def test_at_40_columns_the_phone_is_whole_and_dots_stand_for_the_rest():
    text = line(("AutoDialer", "Test Tester", "(416) 123-1234", "test@gmail.com"), COLUMNS, AT_40_WITH_BAR)
    assert "(416) 123-1234" in text
    assert text.endswith(" …")
    assert cell_len(text) == AT_40_WITH_BAR


def test_a_wider_table_gives_no_column_less_than_rounding_takes():
    for width in range(40, 200):
        narrow, wide = fit(COLUMNS, width), fit(COLUMNS, width + 1)
        if len(narrow) == len(wide):
            assert all(before <= after + 1 for before, after in zip(narrow, wide, strict=True))


def test_the_column_under_a_cell_is_found_and_nothing_beyond_the_last():
    keys = [column.key if (column := column_at(x, COLUMNS, AT_80)) else None for x in range(AT_80)]
    assert keys == ["contact_type"] * 21 + ["first_name"] * 16 + ["phones"] * 18 + ["emails"] * 18
    assert column_at(-1, COLUMNS, AT_80) is None
    assert column_at(AT_80 + 1, COLUMNS, AT_80) is None


@given(st.text(max_size=50), st.integers(-2, 60))
def test_what_is_cut_fits_and_says_so(text: str, width: int):
    result = cut(text, width)
    assert cell_len(result) <= max(0, width)
    assert result == shown(text) or result == "" or result.endswith("…")


@given(st.text(max_size=50), st.integers(0, 60))
def test_what_is_filled_is_exactly_as_wide(text: str, width: int):
    assert cell_len(fill(text, width)) == width


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 80))
def test_two_texts_apart_fill_a_line_and_the_right_one_is_whole_if_it_fits(left: str, right: str, width: int):
    text = apart(left, right, width)
    assert cell_len(text) == width
    if width_of(right) <= width:
        assert text.endswith(shown(right))


@given(st.text(max_size=50))
def test_nothing_shown_can_steer_a_terminal_or_hide(text: str):
    assert not UNPAINTABLE.search(shown(text))
    assert "\n" not in shown(text)
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("text", ["x\u200d", "\u200dx", "x\u200d y", "👩\u200d"])
def test_a_joiner_with_nothing_to_join_swallows_no_cell(text: str):
    assert cell_len(fill(text, 10) + "|") == 11


def test_a_family_of_one_picture_stays_together():
    assert shown("👩\u200d👩\u200d👧") == "👩\u200d👩\u200d👧"
