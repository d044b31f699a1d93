"""What is the same on every screen over the page: the keys that find, the list of actions, and saying so."""

import re
from pathlib import Path

import pytest
from desk import Desk, open_desk

OVER = {"h": "HistoryScreen", "t": "TrashScreen", "l": "ListScreen", "bb": "CenterScreen", "bv": "BillScreen"}
every_screen = pytest.mark.parametrize("keys", OVER)


def said(desk: Desk) -> str:
    return desk._words_of(desk.app.screen.query_one("#said")).strip()


@every_screen
async def test_a_number_that_is_typed_is_looked_for_whole(billed: Path, keys: str):
    async with open_desk(billed) as desk:
        await desk.press(*keys)
        assert desk.screen_name == OVER[keys]
        for typed in ("416967", "+1416"):
            await desk.press("escape", *keys, *typed)
            assert (desk.screen_name, desk.value) == ("FindScreen", typed)
            await desk.press("escape")
            assert desk.screen_name == "ContactsPage"


@every_screen
async def test_f_and_a_paste_find(billed: Path, keys: str):
    async with open_desk(billed) as desk:
        await desk.press(*keys, "f", *"lee")
        assert (desk.screen_name, desk.value) == ("FindScreen", "lee")
        await desk.press("escape", *keys)
        desk.burst_paste("(416) 967-1111'\\")
        desk.burst("5")
        await desk.settle()
        assert (desk.screen_name, desk.value) == ("FindScreen", "(416) 967-1111'\\5")


@every_screen
async def test_a_colon_lists_what_can_be_done_there(billed: Path, keys: str):
    async with open_desk(billed) as desk:
        await desk.press(*keys, ":")
        assert "Actions" in desk.words
        await desk.press(*"one level back", "enter")
        assert desk.screen_name == "ContactsPage"


async def test_a_number_typed_on_a_bill_of_the_billing_center_leaves_both(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "/", *"bill", "enter", "enter")
        assert desk.screen_name == "BillScreen"
        await desk.press(*"416967")
        assert (desk.screen_name, desk.value) == ("FindScreen", "416967")
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"


async def test_what_was_restored_is_on_the_page_behind_find(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t", "enter", *"2003", "enter")
        assert "Harbour Light  2003" in desk.lines[0]
        await desk.press("-")
        assert "Front Desk" in desk.text


async def test_a_history_without_changes_says_so_to_each_key(office: Path):
    async with open_desk(office) as desk:
        await desk.press("h", "/", *"zz", "enter")
        for key in ("enter", "u", "y"):
            await desk.press(key)
            assert said(desk).startswith("There is no change under the cursor. No change here matches")


async def test_an_empty_trash_says_so_to_each_key(office: Path):
    async with open_desk(office) as desk:
        await desk.press("t", "enter")
        assert said(desk).startswith("There is nothing here to restore. The trash of Hill Dental 2001 is empty")
        await desk.press("/")
        assert said(desk).startswith("There is nothing here to filter. The trash of Hill Dental 2001 is empty")


async def test_at_40_columns_the_first_keys_and_the_time_of_day_are_there(littered: Path):
    async with open_desk(littered, account="2001", size=(40, 12)) as desk:
        await desk.press("t")
        assert desk.lines[0].startswith(" Trash of Hill Dental 2001  2  ")
        assert desk.lines[-1].split() == ["enter", "Restore", "tab", "Switch", "/", "Filter"]
        await desk.press("escape", "l")
        assert desk.lines[-1].split() == ["enter", "Open", "tab", "Switch", "/", "Jump"]
        await desk.press("escape", "h")
        assert any(re.match(r">\d+/\d+ \d\d:\d\d ", line) for line in desk.lines)
        assert desk.lines[-1].split() == ["tab", "Switch", "u", "Undo", "/", "Filter"]
