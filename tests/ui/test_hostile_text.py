"""Text from people and files is shown as it is, or stripped; it never acts, and never leaves its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk import open_desk
from drafts import ALTERNATE, MakeFile, draft

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.services.opening import Services

TYPED = {
    "closing markup": "Bob [/b] Ray",
    "an action": "[@click=app.quit]x[/]",
    "a style": "[red on blue]Ann[/]",
    "a lone bracket": "[",
    "a backslash": "Ann \\[b] \\",
    "a formula": "=cmd()",
    "a variable": "$primary {name} %s",
    "Chinese": "\u738b\u5c0f\u660e\u738b\u5c0f\u660e",
    "Arabic": "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 Lee",
    "a variation": "\u2764\ufe0f Lee",
    "combining marks": "Z\u0351\u036b\u0343a\u0323\u0300lgo" + "\u0301" * 40,
    "a bidi override": "Ann\u202egnihsif\u202c Lee",
    "zero width": "A\u200bn\u200bn",
    "a thousand letters": "Wolfeschlegelstein" * 55 + "0123456789",
    "a thousand wide letters": "\u738b" * 1_000,
}
STORED = {
    "a colour": "Ann\x1b[31mLee",
    "a title": "Ann\x1b]0;owned\x07Lee",
    "a clipboard": "Ann\x1b]52;c;b3duZWQ=\x1b\\Lee",
    "an eight bit sequence": "Ann\x9b2JLee\x90q\x9c",
    "line breaks": "Ann\r\nLee\nRay\tx\u2028y\u2029z",
    "bells and deletes": "\x07\x08\x7fAnn\x00Lee",
}
"""What no form takes, but an older or a damaged database can hold."""


EVERY = {**TYPED, **STORED}
THREE = [(list(EVERY.values()) * 2)[at : at + 3] for at in range(0, len(EVERY), 3)]
"""What stands in one contact: first name and phone, last name, e-mail."""


def _fill(services: Services) -> None:
    for number in ("1", "2"):
        account = services.accounts.add(AccountDraft(name="Name", number=number))
        for _ in THREE:
            services.contacts.add(account, draft(ALTERNATE, "First", "Last", "416 967 1111", "ann@example.com"))


@pytest.fixture
def hostile(new_file: MakeFile) -> Path:
    """Two accounts; in the contacts of the first one all that can be typed is one of the texts."""
    path = new_file("hostile", _fill)
    with closing(sqlite3.connect(path)) as connection, connection:
        for contact_id, (first, last, email) in enumerate(THREE, 1):
            connection.execute(
                "UPDATE contact SET first_name = ?, last_name = ? WHERE id = ?", (first, last, contact_id)
            )
            connection.execute(
                "UPDATE phone SET raw = ?, shown = ?, status = 'bad' WHERE contact_id = ?", (first, first, contact_id)
            )
            connection.execute("UPDATE email SET address = ?, key = ? WHERE contact_id = ?", (email, email, contact_id))
    return path


async def test_every_text_of_a_contact_is_shown_everywhere_and_does_nothing(hostile: Path):
    """The desk looks over each screen: no line wider than it, nothing on it that may not be painted."""
    async with open_desk(hostile, account="1", size=(80, 40)) as desk:
        assert desk.text.count("✎  ✕") == len(THREE)
        for _ in THREE:
            await desk.press("enter")
            assert desk.screen_name == "ContactForm"
            await desk.press("tab", "tab", "escape")
            assert desk.screen_name == "ContactsPage"
            await desk.press("d")
            assert " y " in desk.text
            await desk.click_at(12, desk.row_of("Delete "))
            await desk.press("n")
            assert desk.said.endswith("is kept.")
            await desk.press("down")
        for size in ((40, 12), (60, 20), (120, 40), (200, 60)):
            await desk.resize(*size)
        assert desk.changes() == []


async def test_joiners_with_nothing_to_join_do_not_swallow_their_neighbours(hostile: Path):
    with closing(sqlite3.connect(hostile)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = ?, last_name = ''", ("\u200d \u200dLee\u200d",))
    async with open_desk(hostile, account="1") as desk:
        await desk.press("d")
        assert "Delete  Lee, Alternate?" in desk.text
        await desk.press("n")
        assert desk.lines[-2].strip() == "Lee, Alternate is kept."


async def test_a_question_about_every_text_fits_the_screen(hostile: Path):
    with closing(sqlite3.connect(hostile)) as connection, connection:
        connection.execute("UPDATE email SET address = 'ann@example.com', key = 'ann@example.com'")
        connection.execute("UPDATE contact SET first_name = 'Ann', last_name = 'Lee' WHERE id = 1")
    async with open_desk(hostile, account="1") as desk:
        await desk.press("E", *"new@example.com", "enter")
        assert desk.screen_name == "SharingQuestion"
        for size in ((40, 12), (60, 16), (200, 60), (80, 24)):
            await desk.resize(*size)
            assert " y " in desk.text
        await desk.press("end", "space", "n")
        assert desk.said == "Saved Ann Lee, Alternate."


@pytest.mark.parametrize("name", ["closing markup", "an action", "a family", "a title", "a thousand wide letters"])
async def test_every_text_of_an_account_is_shown_everywhere_and_does_nothing(hostile: Path, name: str):
    text = EVERY[name]
    with closing(sqlite3.connect(hostile)) as connection, connection:
        connection.execute(
            "UPDATE account SET name = ?, city = ?, region = ?, address_lines = ?, manager_name = ?, manager_email = ?",
            (text,) * 6,
        )
        connection.execute("UPDATE account SET number = ? WHERE id = 1", (text,))
    async with open_desk(hostile) as desk:
        assert desk.screen_name == "FindScreen"
        await desk.press("down", "up", "enter")
        assert desk.screen_name == "ContactsPage"
        await desk.press("A", "enter")
        assert desk.said.endswith("is as it was.")
        await desk.click_at(3, 0)
        await desk.click_at(3, 2)
        await desk.press("a", "escape")
        await desk.resize(40, 12)
        await desk.resize(200, 60)
        assert desk.changes() == []
        assert not desk.has_left


async def test_every_text_that_is_found_is_shown_and_does_nothing(hostile: Path):
    async with open_desk(hostile, account="2", size=(80, 40)) as desk:
        await desk.press("f", *"first")
        for size in ((40, 12), (60, 20), (120, 40), (9, 9), (80, 24)):
            await desk.resize(*size)
            for _ in range(3):
                await desk.press("pagedown")
            await desk.press("pageup", "pageup", "pageup")
        await desk.press("down", "enter")
        assert desk.screen_name == "ContactsPage"
        for _ in THREE:
            await desk.press(".")
            assert desk.said.startswith("Result ")


@pytest.mark.parametrize("name", ["an action", "a title", "a family", "a bidi override", "a thousand wide letters"])
async def test_every_text_that_is_looked_for_is_only_text(hostile: Path, name: str):
    with closing(sqlite3.connect(hostile)) as connection, connection:
        connection.execute("UPDATE account SET name = ?, city = ?, search_text = ?", (EVERY[name],) * 3)
    async with open_desk(hostile, account="none", size=(80, 40)) as desk:
        await desk.paste(EVERY[name])
        await desk.resize(40, 12)
        await desk.resize(80, 24)
        await desk.press("enter", "escape", "escape")
        assert not desk.has_left


async def test_every_text_that_is_pasted_is_stored_and_shown_as_it_is(bare: Path):
    async with open_desk(bare) as desk:
        texts = [*TYPED.values(), "Ann"]
        for at, (first, last) in enumerate(zip(texts[::2], texts[1::2], strict=False)):
            desk.burst("a")
            desk.burst_paste(first)
            desk.burst("tab")
            desk.burst_paste(last)
            await desk.press("tab", *"416 967 7777", "tab", "tab", "5", "enter")
            if desk.screen_name == "ContactForm":
                assert "contains invisible characters" in desk.words
                await desk.press("enter")
            assert desk.contacts()[at][1:3] == (first.strip(), last.strip())
            assert desk.said.startswith("Saved ")
            if f"{first}{last}".isascii() and len(first + last) < 70:
                assert desk.said == f"Saved {first} {last}, Alternate."
                assert f"{first} {last}"[:60] in desk.lines[-3]
        assert not desk.has_left


async def test_more_than_a_thousand_characters_are_refused_and_kept(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a")
        await desk.paste("x" * 1_001)
        await desk.press("tab", "tab", *"416 967 7777", "tab", "tab", "5", "enter")
        assert "1,001 characters, at most 1,000" in desk.words
        assert len(desk.value) == 1_001
        assert desk.changes() == []


async def test_markup_typed_into_the_filters_is_only_text(several: Path):
    async with open_desk(several) as desk:
        await desk.press(*"[@click=app.quit]x[/b]", "enter")
        assert "[@click=app.quit]x[/b]" in desk.text
        await desk.press("escape", ":", *"[red]", "escape")
        assert not desk.has_left


async def test_what_a_question_and_a_message_name_is_only_text(new_file: MakeFile):
    def fill(services: Services) -> None:
        account = services.accounts.add(AccountDraft(name="[b]Bold[/b] & Sons", number="[/]"))
        for email in ("bob@example.com", "ray@example.com"):
            services.contacts.add(account, draft(ALTERNATE, "Bob [/b]", "[@click=app.quit]Ray", email=email))

    async with open_desk(new_file("markup", fill)) as desk:
        assert "[b]Bold[/b] & Sons  [/]" in desk.lines[0]
        await desk.press("enter")
        assert "Contact Maintenance: Bob [/b] [@click=app.quit]Ray, [b]Bold[/b]" in desk.text
        await desk.press(*"Rob", "enter")
        assert "[x] Bob [/b] [@click=app.quit]Ray, Alternate" in desk.text
        await desk.click("[@click=app.quit]Ray")
        await desk.press("n")
        assert desk.said == "Saved Rob [@click=app.quit]Ray, Alternate."
        await desk.press("A", "escape", "d")
        assert "Delete Rob [@click=app.quit]Ray, Alternate?" in desk.words
        await desk.click("[@click=app.quit]")
        await desk.press("y")
        assert desk.said == "Deleted Rob [@click=app.quit]Ray, Alternate. u brings it back."
        assert not desk.has_left
