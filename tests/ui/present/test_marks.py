"""Where in a line stands what was looked for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacts_tui.domain.query import Query
from contacts_tui.ui.present.columns import Column, line, titles
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.present.marks import marks, pieces

COLUMNS = (Column("name", "Name", least=4, enough=10), Column("email", "Email", least=4, enough=20))
ODD = "aAlLeE éß1王👩\u200d👧❤\ufe0f👍🏽🇨🇦e\u0301म\u0947\u0301…()-"

texts = st.text(ODD, max_size=40) | st.text(max_size=40)
stretches = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)))


def marked(cells: tuple[str, str], text: str, width: int = 31) -> list[str]:
    whole = line(cells, COLUMNS, width)
    return [whole[begin:end] for begin, end in marks(cells, COLUMNS, width, Query.of(text).stretches)]


def test_what_is_found_is_marked_in_each_cell():
    assert marked(("Ann Lee", "lee@example.com"), "lee") == ["Lee", "lee"]


def test_what_is_cut_off_is_marked_on_the_dots():
    assert marked(("Annabel Leeward", ""), "leew") == ["L…"]
    assert marked(("Annabel de Leeward", ""), "leew") == ["…"]


def test_what_stands_in_a_column_that_is_left_out_is_not_marked():
    assert marked(("Ann", "lee@example.com"), "lee", width=8) == []


def test_text_that_cannot_be_painted_moves_no_mark():
    assert marked(("A\u202en\x1bn Lee", "l\u200bee"), "lee") == ["Lee", "lee"]


@given(texts, texts, st.text("ale1 ", max_size=5), st.integers(0, 60))
def test_marks_stand_inside_the_line(name: str, email: str, text: str, width: int):
    whole = line((name, email), COLUMNS, width)
    for begin, end in marks((name, email), COLUMNS, width, Query.of(text).stretches):
        assert 0 <= begin < end <= len(whole)


@given(texts, stretches)
def test_pieces_are_the_text_and_as_wide_as_the_text(text: str, found: list[tuple[int, int]]):
    text = shown(text)
    apart = list(pieces(text, found))
    assert "".join(piece for piece, _ in apart) == text
    assert sum(cell_len(piece) for piece, _ in apart) == cell_len(text)
    assert all(one != after for (_, one), (_, after) in pairwise(apart))


@pytest.mark.parametrize(
    "whole", ["👩\u200d👩\u200d👧", "e\u0301", "王", "👍🏽", "❤\ufe0f", "🇨🇦", "क\u093f", "\u1100\u1161\u11a8"]
)
def test_a_character_is_marked_with_all_that_is_drawn_on_it(whole: str):
    text = f"a{whole}b{whole}"
    for place in range(1, 1 + len(whole)):
        assert list(pieces(text, [(place, place + 1)])) == [("a", False), (whole, True), (f"b{whole}", False)]


def test_two_flags_in_a_row_are_two_characters():
    assert list(pieces("🇨🇦🇺🇸", [(2, 3)])) == [("🇨🇦", False), ("🇺🇸", True)]


def test_the_title_of_the_sorted_column_has_its_mark_however_narrow_it_is():
    assert titles(COLUMNS, 31, "email", "▲") == "Name       Email ▲             "
    assert titles(COLUMNS, 9, "name", "▼") == "N… ▼ Ema…"
