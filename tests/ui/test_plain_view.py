"""The account as plain text."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk import open_desk


async def test_all_of_the_account_stands_there_without_frames(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("Y")
        assert desk.screen_name == "PlainView"
        assert desk.lines[0].startswith("MANEBA  11111  Stand-Alone  since 1/16/2001 ")
        assert desk.text.count("Test Tester") == 7
        assert "closes" in desk.lines[-1]
        assert not set("│╭─▁✎✕>") & set(desk.text)
        assert desk.app.ansi_color is True


@pytest.mark.parametrize("key", ["escape", "q", "enter", "ctrl+g"])
async def test_a_key_closes_it_and_does_nothing_else(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await desk.press("down", "Y", "a", "d", key)
        assert desk.screen_name == "ContactsPage"
        assert desk.app.ansi_color is None
        assert not desk.has_left
        await desk.press("enter")
        assert desk.screen_name == "ContactForm"


async def test_it_scrolls_to_its_end_at_40_by_12(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("Y")
        assert desk.lines[0].startswith("MANEBA  11111")
        assert desk.lines[-1].startswith("escape closes")
        await desk.press("end")
        await desk.wait_until(lambda: desk.lines[-2].strip() == "test@gmail.com", "the end is not there")
        await desk.press("pageup", "up", "home")
        await desk.wait_until(lambda: desk.lines[0].startswith("MANEBA  11111"), "the beginning is not there")


async def test_it_is_there_where_nothing_can_be_changed(portal: Path):
    async with open_desk(portal, read_only=True) as desk:
        await desk.press(":", *"as plain text", "enter")
        assert desk.screen_name == "PlainView"


async def test_without_an_account_it_is_said_what_is_missing(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("Y")
        assert desk.said == "There is no account yet. A adds one."


async def test_leaving_the_program_from_it_asks_about_what_is_parked(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape", "p", "Y", "ctrl+q")
        assert "1 parked form is not saved. Leave?" in desk.words
        assert desk.app.ansi_color is None
        await desk.press("n")
        assert desk.screen_name == "PlainView"
        assert desk.app.ansi_color is True
        await desk.press("ctrl+q", "y")
        assert desk.has_left


async def test_text_from_people_is_only_text(portal: Path):
    """The desk looks over each screen: nothing on it that may not be painted."""
    text = "[@click=app.quit]x[/] \x1b]0;owned\x07\u202e\u738b[/b]" + "y" * 200
    with closing(sqlite3.connect(portal)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = ?", (text,))
        connection.execute("UPDATE account SET name = ?, city = ?", (text, text))
    async with open_desk(portal) as desk:
        await desk.press("Y")
        assert desk.words.startswith("[@click=app.quit]x[/] ]0;owned\u738b[/b]y")
        await desk.click_at(3, 0)
        await desk.resize(40, 12)
        await desk.press("end", "home")
        assert desk.screen_name == "PlainView"
        assert not desk.has_left
