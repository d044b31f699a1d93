"""Every action, to choose from and to read."""

from pathlib import Path

import pytest
from desk import open_desk

from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.page_keys import PAGE_KEYS, SECOND_KEYS, UNBOUND


async def test_every_action_is_listed_and_found_by_its_words(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape", "p", ":")
        told = [*(action.title for action in SECOND_KEYS), *(action.title for action in UNBOUND)]
        for title in [*(b.tooltip for b in PAGE_KEYS if b.tooltip), *told]:
            desk.burst("home", "ctrl+k")
            await desk.paste(title)
            assert desk.text.count(title) == 2
        await desk.retype("")
        await desk.type("new CUSTOMER")
        assert "Add an account: a new customer" in desk.text
        assert "Delete the contact" not in desk.text


async def test_help_tells_of_the_keys_of_a_form_and_the_filter_too(portal: Path):
    async with open_desk(portal, size=(80, 40)) as desk:
        await desk.press("?", *"in the filter")
        assert "enter        In the filter: Keep the filter, or look in all accounts" in desk.text
        assert "escape ctrl+g In the filter: Clear the filter" in desk.text
        await desk.press("escape")
        await desk.press("?", *"in a form")
        for binding in Form.BINDINGS:
            if getattr(binding, "tooltip", ""):
                assert f"In a form: {binding.tooltip}" in desk.text
        assert "screenshot" not in desk.text.lower()


async def test_enter_does_what_is_under_the_cursor(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(":", *"delete", "enter")
        assert "Delete Test Tester, Authorized User?" in desk.text


async def test_down_enter_and_a_click_choose_too(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(":", *"update", "down", "up", "down", "enter")
        assert desk.field == "emails-0"
        await desk.press("escape", "?")
        await desk.click("Update, with the cursor in Phone")
        assert desk.field == "phones-0"


async def test_help_runs_nothing_that_belongs_elsewhere(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("?", *"in a form", "enter")
        assert desk.screen_name == "ContactsPage"
        assert desk.changes() == []


async def test_it_says_what_enter_does_with_the_action_under_the_cursor(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("?")
        assert "enter does it" in desk.words
        await desk.type("in the history")
        assert "enter closes   this key is pressed where the line says" in desk.text
        await desk.press("home", "ctrl+k", *"trash")
        assert "enter does it" in desk.words
        await desk.press("down")
        assert "enter closes" in desk.words


async def test_what_matches_nothing_says_so(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(":", *"[/b]zz", "enter")
        assert "Nothing is called that. escape closes." in desk.text
        await desk.press("ctrl+g")
        assert desk.screen_name == "ContactsPage"


async def test_the_end_of_the_list_is_reached_by_pages(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("?", *["pagedown"] * 10)
        assert "ctrl+g" in desk.text
        await desk.press(*["pageup"] * 10, "enter")
        assert desk.screen_name == "FindScreen"


async def test_leaving_is_an_action_as_well(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(":", *"leave the program", "enter")
        assert desk.has_left


async def test_at_40_by_12_every_title_can_be_read_whole(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press(":", *"with the cursor")
        assert "Update, with the cursor in Email" in desk.words
        assert "Update, with the cursor in Phone" in desk.words
        assert "escape closes" in desk.words


@pytest.mark.parametrize("key", [":", "?"])
async def test_it_fits_itself_to_every_size(portal: Path, key: str):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press(key, *["pagedown"] * 4)
        for size in ((80, 24), (40, 12), (120, 40), (20, 12)):
            await desk.resize(*size)
            assert desk.screen_name == "ActionList"
            assert any("│ >" in line for line in desk.lines)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_no_line_of_the_keys_is_cut(portal: Path, size: tuple[int, int]):
    async with open_desk(portal, size=size) as desk:
        await desk.press("?", *"the history: copy")
        assert "In the history: Copy the change to the terminal's clipboard" in desk.words
        await desk.retype("the history: take")
        assert "In the history: Take back the change under the cursor; asks first" in desk.words


async def test_without_an_account_what_needs_one_is_not_offered(several: Path):
    async with open_desk(several) as desk:
        await desk.press("escape", ":")
        assert "Find accounts and contacts" in desk.words
        for word in ("Update the contact", "Undo", "Sort", "History", "Billing Center", "Record", "Delete the account"):
            await desk.retype(word)
            assert "Nothing is called that" in desk.words
        await desk.press("escape", "?", *"update the contact")
        assert "Update the contact under the cursor" in desk.words
