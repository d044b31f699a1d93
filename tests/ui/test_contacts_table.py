"""The contacts of an account in a table: what it shows, and what it asks for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.row_table import RowTable


def contact(number: int, contact_type: ContactType = ContactType.ALTERNATE) -> Contact:
    phone = Phone("4161231234", "+14161231234", "", "4161231234", None, PhoneStatus.POSSIBLE, "(416) 123-1234")
    return Contact(
        contact_type, "Test", f"Tester{number}", (phone,), (Email("test@gmail.com", "test@gmail.com"),), id=number
    )


class PageApp(App[None]):
    CSS = "ContactsTable { height: 1fr; }"

    def __init__(self, contacts: tuple[Contact, ...]) -> None:
        super().__init__()
        self.table = ContactsTable()
        self.table.contacts = contacts
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_contacts_table_asked(self, event: ContactsTable.Asked) -> None:
        self.told.append(event)

    def on_row_table_cell_opened(self, event: RowTable.CellOpened) -> None:
        self.told.append(event)

    def on_row_table_glyph_clicked(self, event: RowTable.GlyphClicked) -> None:
        self.told.append(event)

    @property
    def lines(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


@asynccontextmanager
async def running(app: PageApp, size: tuple[int, int] = (80, 12)) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


SEVEN = tuple(contact(n) for n in range(1, 8))


async def test_at_80_columns_the_rows_are_those_of_the_page():
    app = PageApp((contact(1, ContactType.BILLING_NOTIFICATION), contact(2)))
    async with running(app):
        assert app.lines[:3] == [
            " Contact Type         Name            Phone             Email                   ",
            ">Billing Notification Test Tester1    (416) 123-1234 ?  test@gmail.com     ✎  ✕ ",
            " Alternate            Test Tester2    (416) 123-1234 ?  test@gmail.com     ✎  ✕ ",
        ]


async def test_at_40_columns_the_name_has_the_room_of_the_emails_and_no_row_looks_empty():
    nameless = Contact(ContactType.BILLING_NOTIFICATION, "", "", (), (Email("b@ex.org", "b@ex.org"),), id=2)
    app = PageApp((contact(1), nameless))
    async with running(app, (40, 12)):
        assert app.lines[:3] == [
            " Conta… Name       Phone                ",
            ">Alter… Test Test… (416) 123-1234… ✎  ✕ ",
            " Billi… [b@ex.org]                 ✎  ✕ ",
        ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_rows_are_as_wide_as_the_screen_and_shorter_by_the_scroll_bar(width: int):
    app = PageApp(SEVEN)
    async with running(app, (width, 12)) as pilot:
        assert {cell_len(text) for text in app.lines} == {width}
        app.table.contacts = tuple(contact(n) for n in range(1, 60))
        await pilot.pause()
        assert {cell_len(text) for text in app.lines} == {width - 1}
        assert all(text.rstrip().endswith("✎  ✕") for text in app.lines[1:])


async def test_the_glyphs_ask_for_update_and_delete():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        await pilot.click(offset=(75, 2))
        await pilot.click(offset=(78, 3))
        await pilot.pause()
        assert app.told == [ContactsTable.Asked("update"), ContactsTable.Asked("delete")]
        assert app.table.contact == SEVEN[2]


async def test_a_double_click_on_a_cell_asks_for_its_field():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        for y, x in enumerate((5, 23, 40, 60), start=1):
            await pilot.double_click(offset=(x, y))
            assert app.table.contact == SEVEN[y - 1]
        await pilot.pause()
        fields = ("contact_type", "first_name", "phones", "emails")
        assert app.told == [ContactsTable.Asked(f"update('{field}')") for field in fields]


async def test_read_only_there_is_nothing_to_click():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        app.table.read_only = True
        await pilot.pause()
        assert "✎" not in "".join(app.lines)
        assert "✕" not in "".join(app.lines)
        await pilot.click(offset=(75, 2))
        await pilot.click(offset=(78, 3))
        await pilot.pause()
        assert app.told == []


async def test_the_contact_under_the_cursor_follows_keys_and_calls():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        await pilot.press("down")
        assert app.table.contact == SEVEN[1]
        app.table.move_to("6")
        assert app.table.contact == SEVEN[5]
        app.table.move_to("99")
        assert app.table.contact == SEVEN[5]


async def test_after_a_change_the_cursor_stands_on_the_same_contact():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        app.table.move_to("4")
        changed = replace(SEVEN[3], last_name="Changed")
        app.table.contacts = (contact(9), *SEVEN[:3], changed)
        await pilot.pause()
        assert app.table.contact == changed
        assert app.lines[5].startswith(">Alternate            Test Changed")


async def test_after_a_delete_the_cursor_stands_on_the_contact_that_took_the_place():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        app.table.move_to("4")
        app.table.contacts = SEVEN[:3] + SEVEN[4:]
        await pilot.pause()
        assert app.table.contact == SEVEN[4]
        app.table.contacts = ()
        await pilot.pause()
        assert app.table.contact is None


async def test_a_contact_added_and_moved_to_at_once_is_in_sight():
    app = PageApp(SEVEN)
    async with running(app) as pilot:
        app.table.contacts = tuple(contact(n) for n in range(1, 60))
        app.table.move_to("59")
        await pilot.pause()
        assert any(text.startswith(">Alternate            Test Tester59") for text in app.lines)
