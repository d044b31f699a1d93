"""Copying what is under the cursor for the clipboard of the terminal."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk import open_desk

from contacts_tui.ui.clipboard import LONGEST

HOSTILE = "Ann\x1b]52;c;b3duZWQ=\x07\u202eLee\u200b\n[/b]\x9b"


async def test_y_sends_the_whole_contact_a_value_on_each_line(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "y")
        assert desk.app.clipboard == "Bob Ray\nAlternate\n(416) 967-2222\nbob@example.com"
        assert desk.said == "Sent to the terminal: Bob Ray, Alternate."
        assert desk.changes() == []


async def test_all_phones_and_e_mails_of_a_contact_go_along(office: Path):
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE phone SET contact_id = 1, position = 1 WHERE contact_id = 4")
        connection.execute("UPDATE email SET contact_id = 1, position = 1 WHERE contact_id = 4")
    async with open_desk(office) as desk:
        await desk.press("y")
        assert desk.app.clipboard.splitlines() == [
            "Ann Lee",
            "Responsible Party",
            "(416) 967-1111",
            "(416) 967-2222",
            "ann@example.com",
            "bob@example.com",
        ]


@pytest.mark.parametrize(
    ("words", "sent"), [("copy the phone", "(416) 967-1111"), ("copy the e-mail", "ann@example.com")]
)
async def test_a_phone_or_an_e_mail_alone_is_chosen_from_the_list_of_actions(office: Path, words: str, sent: str):
    async with open_desk(office) as desk:
        await desk.press(":", *words, "enter")
        assert desk.app.clipboard == sent
        assert desk.said == f"Sent to the terminal: {sent}."


async def test_what_a_contact_does_not_have_is_not_sent(office: Path):
    async with open_desk(office) as desk:
        await desk.press("end", "y", ":", *"copy the e-mail", "enter")
        assert desk.said == "Ann Lee, Authorized User has no e-mail: nothing was sent."
        assert desk.app.clipboard == "Ann Lee\nAuthorized User\n(416) 967-1111"


async def test_without_a_contact_it_is_said_what_is_missing(bare: Path):
    async with open_desk(bare) as desk:
        await desk.press("y")
        assert desk.said == "There is no contact under the cursor. a adds one."
        assert desk.app.clipboard == ""


async def test_a_y_right_behind_a_refused_delete_was_meant_for_its_question(office: Path):
    async with open_desk(office) as desk:
        await desk.press("d", "y")
        assert desk.said.startswith("Ann Lee is the only Responsible Party")
        assert desk.said.endswith("y again copies the contact.")
        assert desk.app.clipboard == ""
        await desk.press("y")
        assert desk.said == "Sent to the terminal: Ann Lee, Responsible Party."


async def test_only_a_bare_y_was_meant_for_the_question(office: Path):
    async with open_desk(office) as desk:
        await desk.press("d", ":", *"copy the phone", "enter")
        assert desk.said == "Sent to the terminal: (416) 967-1111."


async def test_read_only_no_key_is_named_that_does_nothing(bare: Path):
    async with open_desk(bare, read_only=True) as desk:
        await desk.press("y")
        assert desk.said == "There is no contact under the cursor."


async def test_copying_is_there_where_nothing_can_be_changed(portal: Path):
    async with open_desk(portal, read_only=True) as desk:
        await desk.press("y")
        assert desk.said == "Sent to the terminal: Test Tester, Authorized User."


async def test_nothing_that_steers_a_terminal_is_sent(office: Path):
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = ?, last_name = '\u200d' WHERE id = 1", (HOSTILE,))
        connection.execute("UPDATE phone SET shown = ? WHERE contact_id = 1", (HOSTILE,))
        connection.execute("UPDATE email SET address = '\u200b\x07' WHERE contact_id = 1")
    clean = "Ann]52;c;b3duZWQ=Lee [/b]"
    async with open_desk(office) as desk:
        await desk.press("y")
        assert [line.strip() for line in desk.app.clipboard.split("\n")] == [clean, "Responsible Party", clean]
        await desk.press(":", *"copy the phone", "enter")
        assert desk.app.clipboard == clean
        await desk.press(":", *"copy the e-mail", "enter")
        assert desk.said.endswith("has no e-mail: nothing was sent.")


async def test_what_no_terminal_takes_is_not_sent(office: Path):
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE email SET address = ? WHERE contact_id = 1", ("x" * LONGEST,))
    async with open_desk(office) as desk:
        await desk.press("y")
        assert desk.said == "That is too long for a clipboard: nothing was sent. Y shows it to select from."
        assert desk.app.clipboard == ""
