"""The line under the header: its sentence, and the buttons beside it."""

from pathlib import Path

import pytest
from desk import open_desk
from textual.app import App

from contacts_tui.ui.widgets.notice_line import MenuButton, NoticeLine

BUTTONS = (MenuButton("one", ("[1 ONE LONG ▾]", "[1 ▾]")), MenuButton("two", ("[2 TWO ▾]",)))


@pytest.mark.parametrize(
    ("width", "is_whole", "line"),
    [
        (50, False, " A sentence, said.      [1 ONE LONG ▾]  [2 TWO ▾]"),
        (46, False, " A sentence, said.  [1 ONE LONG ▾]  [2 TWO ▾]"),
        (45, False, " A sentence, said.          [1 ▾]  [2 TWO ▾]"),
        (37, True, " A sentence, said.  [1 ▾]  [2 TWO ▾]"),
        (36, True, " A sentence, said."),
        (36, False, " A sentence, sai…  [1 ▾]  [2 TWO ▾]"),
        (12, True, " A sentence…"),
    ],
)
async def test_sentence_and_buttons_share_the_line(width: int, is_whole: bool, line: str):
    app: App[None] = App()
    async with app.run_test(size=(width, 5)) as pilot:
        notice = NoticeLine(BUTTONS)
        await app.screen.mount(notice)
        notice.sentence, notice.is_whole = "A sentence, said.", is_whole
        await pilot.pause()
        shown = app.screen._compositor.render_strips()[0].text
        assert shown.rstrip() == line
        below = notice.below("two")
        assert (below is None) == ("TWO" not in line)
        if below is not None:
            assert shown[below.x :].startswith("[2 TWO ▾]")
            assert below.y == 1


async def test_a_held_caller_is_whole_before_the_button(several: Path):
    async with open_desk(several, size=(61, 20)) as desk:
        await desk.press(*"4165552222", "enter", *"marina", "enter")
        assert desk.line_of("Caller") == "Caller (416) 555-2222: a and P use it, escape drops it."
        await desk.resize(71, 20)
        assert desk.line_of("Caller").endswith("escape drops it.  [b ▾]  [m ▾]")
        await desk.press("escape")
        await desk.resize(80, 20)
        assert desk.line_of("Auto Pay").endswith("[m MY ACCOUNT ▾]")
        await desk.resize(60, 24)
        assert "MY ACCOUNT" not in desk.text
