"""A screen that is closed by what went on behind it closes itself, and no other."""

from pathlib import Path

import pytest
from desk import open_desk
from held_up import held_up

from contacts_tui.services.contacts import Contacts
from contacts_tui.ui.screens.closing import close
from contacts_tui.ui.screens.leaving import before_the_end


async def test_a_form_that_has_saved_takes_the_question_above_it_along(office: Path, monkeypatch: pytest.MonkeyPatch):
    asked, goes_on = held_up(monkeypatch, Contacts, "update", before=True)
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "enter", *"Rob")
        desk.burst("enter")
        await desk.wait_until(asked.is_set, "it is never saved")
        question = before_the_end(open_forms=True, parked=0, trouble="")
        assert question is not None
        desk.app.push_screen(question)
        await desk.wait_for("not saved")
        goes_on.set()
        await desk.settle()
        assert desk.screen_name == "ContactsPage"
        assert desk.said == "Saved Rob Ray, Alternate."
        await desk.press("h")
        assert desk.screen_name == "HistoryScreen"


async def test_a_screen_that_is_closed_already_closes_no_other(office: Path):
    async with open_desk(office) as desk:
        await desk.press("h")
        history = desk.app.screen
        await desk.press("?")
        close(history, None)
        close(history, None)
        await desk.settle()
        assert desk.screen_name == "ContactsPage"
