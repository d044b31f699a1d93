"""Keys that arrive in one burst act as if they were typed slowly."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from desk import Stored, open_desk

JO = ("a", *"Jo", "tab", *"Doe", "tab", *"416 967 7777", "tab", *"jo@gmail.com", "tab", "5", "enter")
DOE = Stored("Alternate", "Jo", "Doe", ("416 967 7777",), ("jo@gmail.com",))


async def test_a_contact_typed_before_the_page_is_there_is_added(portal: Path):
    may_read = threading.Event()
    async with open_desk(portal, ready=False, before_first=lambda: bool(may_read.wait(10))) as desk:
        desk.burst(*JO)
        await desk.pilot.pause()
        assert desk.screen_name == "ContactsPage"
        may_read.set()
        await desk.settle()
        assert desk.contacts()[7:] == [DOE]


async def test_adding_and_deleting_in_one_burst_acts_on_the_contact_that_was_added(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "d", "y")
        assert len(desk.contacts()) == 7
        assert [(c.action, c.contact_id) for c in desk.changes()] == [("added", 8), ("deleted", 8)]


async def test_two_contacts_in_one_burst_are_two_contacts(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO[:-1], "ctrl+n", *"Al", "tab", "tab", *"416 967 8888", "tab", "tab", "2", "enter")
        assert desk.contacts()[7:] == [DOE, Stored("Authorized User", "Al", "", ("416 967 8888",), ())]


async def test_an_answer_typed_ahead_answers_the_question_it_was_meant_for(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter", "y", "down", "d", "y")
        assert [(c.action, c.contact_id) for c in desk.changes()] == [("updated", 1), ("updated", 2), ("deleted", 2)]


async def test_keys_wait_for_a_slow_write(portal: Path):
    async with open_desk(portal) as desk:
        with closing(sqlite3.connect(portal, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            timer = threading.Timer(0.3, other.execute, ("ROLLBACK",))
            timer.start()
            await desk.press(*JO, "d", "n")
            timer.join()
        assert desk.contacts()[7:] == [DOE]
        assert desk.said == "Jo Doe, Alternate is kept."


async def test_a_hundred_letters_arrive_in_order(portal: Path):
    letters = "".join(chr(ord("a") + n % 26) for n in range(100))
    async with open_desk(portal) as desk:
        await desk.press("a", *letters, "tab", *reversed(letters), "tab", *"416 967 7777", "tab", "tab", "5", "enter")
        assert desk.contacts()[7:] == [Stored("Alternate", letters, letters[::-1], ("416 967 7777",), ())]


async def test_a_paste_keeps_its_place_between_keys(portal: Path):
    async with open_desk(portal) as desk:
        desk.burst("a", *"Jo")
        await desk.paste("hn")
        await desk.press(*"ny")
        assert desk.value == "Johnny"


async def test_a_burst_of_a_paste_and_keys_keeps_its_order(portal: Path):
    async with open_desk(portal) as desk:
        desk.burst("a", *"Jo")
        desk.burst_paste("hn")
        await desk.press(*"ny", "tab", *"Doe")
        assert "Johnny" in desk.text
        assert desk.value == "Doe"


async def test_quitting_behind_text_in_one_burst_asks(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "ctrl+q")
        assert "A form was changed and is not saved. Leave?" in desk.words


async def test_a_program_that_ends_while_it_saves_ends_quietly_and_keeps_what_it_saved(portal: Path):
    async with open_desk(portal) as desk:
        with closing(sqlite3.connect(portal, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            desk.burst(*JO)
            await desk.wait_until(lambda: desk.app.background.waiting and "> 5 Alternate" in desk.text, "not saving")
            desk.app.exit()
            await desk.settle()
    assert desk.app.crash_log is None
    assert desk.contacts()[7:] in ([], [DOE])
