"""--read-only: nothing writes, and everything says so."""

import hashlib
from pathlib import Path

from desk import open_desk

from contacts_tui.ui.screens.page_keys import PAGE_KEYS, WRITES

SENTENCE = "This database is open to be read only: nothing can be changed."


def state(path: Path) -> str:
    """A fingerprint of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def test_no_key_opens_anything_that_writes(portal: Path):
    before = state(portal)
    async with open_desk(portal, read_only=True) as desk:
        assert "read-only" in desk.lines[0]
        keys = [binding.key for binding in PAGE_KEYS if binding.action in WRITES - {"resume"}]
        assert {"a", "d", "enter", "A", "E", "P", "e", "delete", "u", "U"} == set(keys)
        for key in keys:
            await desk.press("escape", key)
            assert (desk.screen_name, desk.said) == ("ContactsPage", SENTENCE)
        assert desk.changes() == []
    assert state(portal) == before


async def test_no_entry_of_the_lists_writes(portal: Path):
    async with open_desk(portal, read_only=True, size=(80, 40)) as desk:
        for key in (":", "?"):
            await desk.press(key)
            for title in (
                "Update the contact",
                "Add a contact",
                "Delete the contact",
                "Update the account",
                "new customer",
                "Undo",
                "Do again",
                "Delete the account",
            ):
                assert title not in desk.text
            await desk.press("escape")


async def test_no_click_writes(portal: Path):
    async with open_desk(portal, read_only=True) as desk:
        assert "✎" not in desk.text
        assert "✕" not in desk.text
        assert "[+ Add Contact]" not in desk.text
        assert "Update" not in desk.lines[-1]
        row = desk.row_of("AutoDialer")
        await desk.click_at(75, row)
        await desk.click_at(78, row)
        await desk.click_at(5, row, times=2)
        assert (desk.screen_name, desk.said) == ("ContactsPage", SENTENCE)


async def test_at_40_columns_it_is_said_as_well(portal: Path):
    async with open_desk(portal, read_only=True, size=(40, 12)) as desk:
        assert "read-only" in desk.lines[0]


async def test_an_empty_database_offers_nothing_that_writes(nothing: Path):
    async with open_desk(nothing, read_only=True) as desk:
        assert "Nothing here." in desk.text
        assert "Add" not in desk.text
        await desk.press("A")
        assert desk.said == SENTENCE


async def test_another_account_can_be_opened(several: Path):
    async with open_desk(several, read_only=True) as desk:
        await desk.press(*"marina", "enter")
        assert "Lake Marina  2002" in desk.lines[0]
        assert "read-only" in desk.lines[0]


async def test_the_file_is_not_made_where_it_is_missing(tmp_path: Path):
    path = tmp_path / "contacts.db"
    async with open_desk(path, read_only=True) as desk:
        assert desk.has_left
        assert "There is no database at" in desk.app.refusal
    assert not path.exists()
