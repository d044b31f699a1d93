"""The line filter: nothing raw passes, and lines keep their width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color

from contacts_tui.domain.text import UNPAINTABLE
from contacts_tui.ui.safe_output import ControlFilter


def filtered(*segments: Segment) -> list[Segment]:
    return ControlFilter().apply(list(segments), Color(0, 0, 0))


@given(st.text())
def test_no_control_or_invisible_character_passes(text: str):
    assert not UNPAINTABLE.search(filtered(Segment(text))[0].text)


@pytest.mark.parametrize("text", ["a\u00adb", "a\u115fb", "a\u202eb", "a\x1b[31mb", "王\u3164"])
def test_a_line_keeps_the_width_it_was_measured_with(text: str):
    assert cell_len(filtered(Segment(text))[0].text) == cell_len(text)


@pytest.mark.parametrize("text", ["plain", "👩\u200d👧", "\u0646\u0645\u06cc\u200c\u062e", "❤\ufe0f", "王"])
def test_what_may_be_painted_stays_as_it_is(text: str):
    segment = Segment(text)
    assert filtered(segment) == [segment]


def test_the_terminals_own_control_codes_stay():
    segment = Segment("\x1b[H", None, [(ControlType.HOME,)])
    assert filtered(segment) == [segment]
