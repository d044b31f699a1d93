"""From 120 columns on, the contact under the cursor stands beside the table."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, open_desk

from contacts_tui.domain.contact import Contact
from contacts_tui.errors import NotSaved
from contacts_tui.services.contacts import Contacts, LastChange
from contacts_tui.ui.screens import last_changes

WIDE = (120, 30)

pytestmark = pytest.mark.usefixtures("utc")


@pytest.fixture
def dated(office: Path) -> Path:
    """The office, each contact last changed at an hour of its own."""
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE change SET made_at = printf('2019-01-31 %02d:05:00.000000', contact_id)")
    return office


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the contacts whose last change was read."""
    ids: list[int] = []
    read = Contacts.last_change

    def count(contacts: Contacts, contact: Contact) -> LastChange | None:
        ids.append(contact.id)
        return read(contacts, contact)

    monkeypatch.setattr(Contacts, "last_change", count)
    return ids


def panel_of(desk: Desk) -> str:
    """What the panel says, as one line."""
    lines = [line.partition("│")[2] for line in desk.lines if "│" in line]
    return " ".join(" ".join(lines).split())


async def test_it_shows_all_values_of_the_contact_under_the_cursor(dated: Path):
    async with open_desk(dated, size=WIDE) as desk:
        assert panel_of(desk) == (
            "Contact Type Responsible Party First Name Ann Last Name Lee Phone (416) 967-1111 typed as 416 967 1111 "
            "Email ann@example.com Last Change 1/31/2019 01:05 by filler"
        )
        await desk.press("down", "down", "down")
        assert panel_of(desk).startswith("Contact Type Alternate First Name Bob")
        assert panel_of(desk).endswith("Last Change 1/31/2019 04:05 by filler")


async def test_the_table_beside_it_shows_as_much_as_at_80_columns(dated: Path):
    async with open_desk(dated) as desk:
        narrow = [line.rstrip() for line in desk.lines if "✎" in line]
        for width in (120, 160, 240):
            await desk.resize(width, 24)
            beside = [line.partition("│")[0].rstrip() for line in desk.lines if "✎" in line]
            assert [line.split() for line in beside] == [line.split() for line in narrow]
            assert desk.lines[desk.row_of("✎")].index("│") >= 80


async def test_it_takes_the_place_of_the_detail_line_and_below_120_columns_nothing_changes(dated: Path):
    detail = "Ann Lee, Responsible Party: "
    async with open_desk(dated, size=(119, 24)) as desk:
        assert detail in desk.text
        assert "│" not in desk.text
        await desk.resize(120, 24)
        assert detail not in desk.text
        assert panel_of(desk).endswith("by filler")
        await desk.resize(120, 16)
        assert detail in desk.text
        assert "Contact Type  Responsible Party" in desk.text
        await desk.resize(119, 24)
        assert "│" not in desk.text


async def test_nothing_is_read_where_there_is_no_panel(dated: Path, asked: list[int]):
    async with open_desk(dated) as desk:
        await desk.press("down", "down", "up")
        assert asked == []


async def test_nothing_is_read_about_contacts_that_the_cursor_only_passes(
    dated: Path, asked: list[int], monkeypatch: pytest.MonkeyPatch
):
    async with open_desk(dated, size=WIDE) as desk:
        assert asked == [1]
        rested = asyncio.Event()
        monkeypatch.setattr(last_changes, "rest", rested.wait)
        desk.burst(*["down", "up", "down"] * 5, "end")
        await desk.wait_until(lambda: desk.app.gate.quiet and ">Authorized" in desk.text, "the last row")
        assert asked == [1]
        assert panel_of(desk).endswith("Last Change …")
        rested.set()
        await desk.settle()
        assert asked == [1, 5]
        assert panel_of(desk).endswith("1/31/2019 05:05 by filler")


async def test_what_was_read_of_one_contact_is_never_shown_for_another(dated: Path):
    async with open_desk(dated, size=WIDE) as desk:
        view = desk.app.screen_stack[0].query_one("PageView")
        first = view.contact
        await desk.press("down")
        view.contacts.tell_last_change(first, "of the first")
        await desk.settle()
        assert "of the first" not in desk.text
        assert panel_of(desk).endswith("02:05 by filler")


async def test_keys_do_not_wait_for_it(dated: Path, monkeypatch: pytest.MonkeyPatch):
    async with open_desk(dated, size=WIDE) as desk:
        go = threading.Event()
        begun = threading.Event()
        read = Contacts.last_change

        def wait_and_read(contacts: Contacts, contact: Contact) -> LastChange | None:
            begun.set()
            assert go.wait(15)
            return read(contacts, contact)

        monkeypatch.setattr(Contacts, "last_change", wait_and_read)
        desk.burst("down")
        await desk.wait_until(begun.is_set, "nothing is read")
        desk.burst("y", "down", "d")
        await desk.wait_for("Delete Front Desk")
        go.set()


async def test_after_a_save_it_says_who_saved(dated: Path):
    async with open_desk(dated, size=WIDE) as desk:
        await desk.press("end", "up", "enter")
        await desk.press(*"Rob", "enter")
        assert desk.said == "Saved Rob Ray, Alternate."
        assert "First Name Rob" in panel_of(desk)
        assert panel_of(desk).endswith("by mona")


async def test_a_contact_of_which_no_change_is_known_says_so(dated: Path):
    with closing(sqlite3.connect(dated)) as connection, connection:
        connection.execute("DELETE FROM change")
    async with open_desk(dated, size=WIDE, read_only=True) as desk:
        assert panel_of(desk).endswith("Last Change not known")


async def test_what_cannot_be_read_is_said_in_it(dated: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise NotSaved("The database is out of reach.")

    monkeypatch.setattr(Contacts, "last_change", fail)
    async with open_desk(dated, size=WIDE) as desk:
        assert panel_of(desk).endswith("Last Change The database is out of reach.")


async def test_without_a_contact_there_is_none(bare: Path):
    async with open_desk(bare, size=WIDE) as desk:
        assert "│" not in desk.text
        assert "No contacts yet. [a Add Contact]" in desk.text


async def test_text_from_people_is_only_text(dated: Path):
    """The desk looks over each screen: nothing on it that may not be painted."""
    odd = (
        "[@click=app.quit]x",
        "\x1b]0;owned\x07\u202eAnn",
        "\u738b" * 90,
        "\U0001f469\u200d\U0001f467 Lee",
        "x" * 900,
    )
    with closing(sqlite3.connect(dated)) as connection, connection:
        for contact_id, text in enumerate(odd, 1):
            connection.execute(
                "UPDATE contact SET first_name = ?, last_name = ? WHERE id = ?", (text, text, contact_id)
            )
            connection.execute("UPDATE phone SET raw = ?, shown = ? WHERE contact_id = ?", (text, text, contact_id))
            connection.execute("UPDATE email SET address = ? WHERE contact_id = ?", (text, contact_id))
            connection.execute("UPDATE change SET agent = ? WHERE contact_id = ?", (text, contact_id))
    async with open_desk(dated, size=WIDE) as desk:
        assert panel_of(desk).endswith("by [@click=app.quit]x")
        await desk.click_at(100, 9)
        for _ in odd:
            for size in ((120, 20), (200, 60), WIDE):
                await desk.resize(*size)
            await desk.press("down")
        assert not desk.has_left
