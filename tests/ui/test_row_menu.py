"""The menu that a right click on a row opens."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

RIGHT = 3


async def open_menu(desk: Desk, text: str = "AutoDialer") -> None:
    await desk.click(text, button=RIGHT)
    assert desk.screen_name == "ActionMenu"


async def test_a_right_click_moves_the_cursor_and_offers_what_can_be_done_there(portal: Path):
    async with open_desk(portal) as desk:
        await open_menu(desk)
        for word in ("e Update", "E Email", "P Phone", "d Delete", "y Copy", "h History", "Copy phone", "Copy e-mail"):
            assert word in desk.words
        for word in ("Move to another account", "Copy to another account"):
            assert word in desk.words
        await desk.press("enter")
        assert desk.screen_name == "ContactForm"
        assert "> 6 AutoDialer" in desk.text


@pytest.mark.parametrize(
    ("keys", "screen", "field"),
    [
        (("down", "enter"), "ContactForm", "emails-0"),
        (("down", "down", "enter"), "ContactForm", "phones-0"),
        (("e",), "ContactForm", "first_name-0"),
        (("P",), "ContactForm", "phones-0"),
        (("d",), "Question", ""),
        (("h",), "HistoryScreen", ""),
        (("x", "a", "A", "up", "down", "down", "down", "down", "enter"), "Question", ""),
    ],
)
async def test_arrows_enter_and_the_letters_choose(portal: Path, keys: tuple[str, ...], screen: str, field: str):
    async with open_desk(portal) as desk:
        await open_menu(desk)
        await desk.press(*keys)
        assert (desk.screen_name, desk.field) == (screen, field)


async def test_a_click_chooses(office: Path):
    async with open_desk(office) as desk:
        await open_menu(desk, "Bob Ray")
        await desk.click("Copy e-mail")
        assert desk.app.clipboard == "bob@example.com"
        assert desk.said == "Sent to the terminal: bob@example.com."


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_a_key_closes_it_and_does_nothing(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await open_menu(desk)
        await desk.press(key)
        assert (desk.screen_name, desk.said) == ("ContactsPage", "")


@pytest.mark.parametrize("button", [1, RIGHT])
async def test_a_click_beside_it_closes_it_and_does_nothing(portal: Path, button: int):
    async with open_desk(portal) as desk:
        await open_menu(desk)
        await desk.click("[+ Add Contact]", button=button)
        assert desk.screen_name == "ContactsPage"
        await open_menu(desk)
        await desk.click_at(78, desk.row_of("Billing Contact"), button=button)
        assert desk.screen_name == "ContactsPage"
        assert desk.line_of(">").startswith(">AutoDialer")


async def test_a_second_click_at_the_same_place_chooses_nothing(portal: Path):
    async with open_desk(portal) as desk:
        row = desk.row_of("AutoDialer")
        await desk.click_at(10, row, button=RIGHT, times=2)
        assert desk.screen_name == "ActionMenu"
        await desk.click_at(10, row)
        assert desk.screen_name == "ActionMenu"


async def test_a_right_click_on_a_glyph_opens_the_menu_and_nothing_else(portal: Path):
    async with open_desk(portal) as desk:
        row = desk.row_of("Billing Contact")
        for x in (75, 78):
            await desk.click_at(x, row, button=RIGHT)
            assert desk.screen_name == "ActionMenu"
            await desk.press("escape")
        await desk.click_at(30, row, button=RIGHT, times=2)
        assert desk.screen_name == "ActionMenu"


async def test_a_right_click_elsewhere_does_nothing(portal: Path):
    async with open_desk(portal) as desk:
        for text in ("MANEBA", "Auto Pay", "[+ Add Contact]", "Contact Type", "Test Tester, Auth", "a Add", ": More"):
            await desk.click(text, button=RIGHT)
            assert (desk.screen_name, desk.said) == ("ContactsPage", "")
        await desk.click_at(10, 18, button=RIGHT)
        assert desk.screen_name == "ContactsPage"
        assert desk.line_of(">").startswith(">Authorized User")
        await desk.press("a")
        await desk.click_at(20, 10, button=RIGHT)
        assert desk.screen_name == "ContactForm"


async def test_where_nothing_can_be_changed_it_offers_to_copy_only(portal: Path):
    async with open_desk(portal, read_only=True) as desk:
        await open_menu(desk)
        for word in ("Update", "Email", "Delete"):
            assert word not in desk.words
        await desk.press("d", "e", "enter")
        assert desk.said == "Sent to the terminal: Test Tester, AutoDialer."


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (200, 60)])
async def test_it_stays_inside_the_screen_wherever_it_was_asked_for(portal: Path, size: tuple[int, int]):
    async with open_desk(portal, size=size) as desk:
        row = desk.row_of(">") + 1
        width = desk.app.screen.query_one("ContactsTable").region.width
        for x in (0, width // 2, width - 2):
            await desk.click_at(x, row, button=RIGHT)
            box = desk.app.screen.query_one("#box").region
            assert desk.app.screen.region.contains_region(box)
            await desk.press("up")
            await desk.wait_for("Copy e-mail")
            await desk.resize(40, 12)
            assert desk.app.screen.region.contains_region(desk.app.screen.query_one("#box").region)
            await desk.resize(*size)
            await desk.press("escape")
