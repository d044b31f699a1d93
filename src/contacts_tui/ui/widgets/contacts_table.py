"""The contacts of one account, with what can be clicked on each row."""

from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.message import Message
from textual.reactive import reactive

from contacts_tui.domain.arranged import By, Order
from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.columns import Column
from contacts_tui.ui.present.contact_lines import COLUMNS, called, cells, columns
from contacts_tui.ui.widgets.row_table import RowTable

UPDATE: Final = "✎"
DELETE: Final = "✕"

_COLUMNS: Final = {By.TYPE: "contact_type", By.NAME: "first_name", By.PHONE: "phones", By.EMAIL: "emails"}
"""The column that shows what contacts are sorted by."""


class ContactRows:
    """Contacts as rows; a contact's cells are made when it comes into sight."""

    def __init__(self, contacts: tuple[Contact, ...], beside: tuple[Column, ...]) -> None:
        self._contacts = contacts
        self._has_emails = len(beside) == len(COLUMNS)
        self._index = {str(contact.id): index for index, contact in enumerate(contacts)}

    def __len__(self) -> int:
        return len(self._contacts)

    def row(self, index: int) -> tuple[str, ...]:
        """Return the cells of a contact; where its e-mail has none, it is called by that if it has no name."""
        contact = self._contacts[index]
        kind, name, *reach = cells(contact)
        return kind, name if self._has_emails else called(contact), *reach

    def key(self, index: int) -> str:
        """Return the id of a contact."""
        return str(self._contacts[index].id)

    def called(self, index: int) -> str:
        """Return what a contact is called in a sentence."""
        return self._contacts[index].called

    def find(self, key: str) -> int | None:
        """Return where the contact with an id stands, None if it is not here."""
        return self._index.get(key)


class ContactsTable(RowTable):
    """The table of the Contacts page: `contacts` in, requests out."""

    contacts: reactive[tuple[Contact, ...]] = reactive(())
    """What is shown, in this order; the cursor stays on its contact, else on its place."""
    order: reactive[Order] = reactive(Order())
    """The order in which they are given: the titles tell of it."""
    read_only: reactive[bool] = reactive(default=False)
    """Whether the glyphs that update and delete are left out."""

    @dataclass
    class Asked(Message):
        """A click asks for an action with the contact under the cursor, or with all of them."""

        action: str

    def __init__(self) -> None:
        super().__init__(COLUMNS, glyphs=UPDATE + DELETE)

    @property
    def contact(self) -> Contact | None:
        """The contact under the cursor; None if there is none."""
        return self.contacts[self.cursor_row] if self.contacts else None

    def watch_contacts(self) -> None:
        """Show the contacts."""
        self.show(self._rows(), self._cursor_key)

    def renew(self, contacts: tuple[Contact, ...]) -> None:
        """Show the same contacts as they are by now; neither the cursor nor the window moves."""
        self.set_reactive(ContactsTable.contacts, contacts)
        self.exchange(self._rows())

    def watch_order(self) -> None:
        """Tell by which column the contacts are sorted."""
        self.sorted_by = (_COLUMNS[self.order.by], self.order.is_reversed) if self.order.by else None

    def watch_read_only(self) -> None:
        """Show the glyphs only where they can do something."""
        self.glyphs = "" if self.read_only else UPDATE + DELETE

    def on_resize(self, _event: events.Resize) -> None:
        """Share the room there is now among the columns."""
        self.columns_shown = columns(self.room)
        self.exchange(self._rows())

    def _rows(self) -> ContactRows:
        return ContactRows(self.contacts, self.columns_shown)

    @on(RowTable.CellOpened)
    def _update_field(self, event: RowTable.CellOpened) -> None:
        event.stop()
        self.post_message(self.Asked(f"update('{event.column}')"))

    @on(RowTable.GlyphClicked)
    def _update_or_delete(self, event: RowTable.GlyphClicked) -> None:
        event.stop()
        self.post_message(self.Asked("update" if event.glyph == UPDATE else "delete"))

    @on(RowTable.TitleClicked)
    def _sort(self, event: RowTable.TitleClicked) -> None:
        event.stop()
        by = next(by for by, column in _COLUMNS.items() if column == event.column)
        self.post_message(self.Asked(f"sort('{by.value}')"))
