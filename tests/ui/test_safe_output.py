"""The line filter: nothing raw passes, and lines keep their width."""

from pathlib import Path

import pytest
from desk import open_desk
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
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


def test_a_link_to_a_web_address_stays():
    segment = Segment("here", Style(link="https://portal.example.com/a%20b?c;d=(e)#f", bold=True))
    assert filtered(segment) == [segment]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://portal/\x1b\\\x1b]52;c;b3duZWQ=\x07",
        "https://portal/\x9c",
        "https://portal/\u202e",
        "https://portal/" + "x" * 10_000,
    ],
)
def test_a_link_to_anything_else_goes_and_its_text_stays(link: str):
    (segment,) = filtered(Segment("here", Style(link=link, bold=True)))
    assert (segment.text, segment.style) == ("here", Style(bold=True))


@given(st.text())
def test_no_link_steers_the_terminal(link: str):
    (segment,) = filtered(Segment("here", Style(link=f"https://{link}")))
    assert segment.style is not None
    assert not UNPAINTABLE.search(segment.style.link or "")


async def test_a_line_that_stays_is_not_looked_through_again(office: Path, monkeypatch: pytest.MonkeyPatch):
    looked, apply = [], ControlFilter.apply

    def counted(this: ControlFilter, segments: list[Segment], background: Color) -> list[Segment]:
        looked.append(segments)
        return apply(this, segments, background)

    async with open_desk(office) as desk:
        monkeypatch.setattr(ControlFilter, "apply", counted)
        await desk.press("down")
        assert 0 < len(looked) <= 4
