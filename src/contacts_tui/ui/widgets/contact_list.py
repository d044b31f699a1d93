"""The contacts of the page: how many there are, the filter, the table, and the contact under the cursor, whole."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from typing_extensions import override

from contacts_tui.domain.arranged import Arranged, Order
from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.account_lines import is_folded, is_written_out
from contacts_tui.ui.present.contact_lines import whole
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.filtered_table import FilteredTable
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.side_panel import SidePanel
from contacts_tui.ui.widgets.title_row import TitleRow

if TYPE_CHECKING:
    from contacts_tui.ui.widgets.filter_entry import FilterEntry
    from contacts_tui.ui.widgets.filter_field import FilterField

NAMES: Final = ("Customer Contacts", "Contacts")
ADD: Final = (Part("[+ Add Contact]", "bold", "add"), Part("[+ Add]", "bold", "add"))
NO_MATCH: Final = 'No contact here matches "{}". enter looks in all accounts, escape clears.'
STAYS: Final = "The filter does not find it: it stays in sight until the filter changes."
NOTHING_ELSE: Final = "The filter finds nothing else and is cleared."


class ContactList(FilteredTable[ContactsTable]):
    """Values in: contacts, an order, a filter. Messages out: those of the table and of the filter's field."""

    DEFAULT_CSS = """
    ContactList {
        height: 1fr;
        #body { height: 1fr; }
        ContactsTable { height: 1fr; width: 2fr; }
        ContactsTable.-beside-panel { min-width: 80; }
        #empty { height: 1fr; text-wrap: wrap; }
        #detail { color: $text-muted; }
    }
    """

    @dataclass
    class Detailed(Message):
        """The side panel shows a contact, and nothing yet of who changed it last."""

        contact: Contact

    def __init__(self, *, read_only: bool) -> None:
        super().__init__(TitleRow(NAMES, None if read_only else ADD), ContactsTable(), NO_MATCH)
        self.what_to_do: tuple[Part, ...] = ()
        """What is said where there are no contacts."""
        self._arranged = Arranged()
        self._table.read_only = read_only
        self._table.pointed = self._tell
        self._body = Horizontal(self._table, id="body")
        self._empty: ActionLine | None = None
        self._panel: SidePanel | None = None
        self._detail = MessageLine(id="detail")

    @override
    def compose(self) -> ComposeResult:
        yield self._title
        yield self._body
        yield self._detail

    def on_mount(self) -> None:
        """Fit the first frame already."""
        self.on_resize()

    @property
    def contact(self) -> Contact | None:
        """The contact under the cursor."""
        return self._table.contact

    @property
    def order(self) -> Order:
        """In which order the contacts stand."""
        return self._arranged.order

    @order.setter
    def order(self, order: Order) -> None:
        self._arranged = replace(self._arranged, order=order)
        if self._arranged.contacts:
            self._arrange(self._arranged)

    @property
    @override
    def sought(self) -> str:
        return self._arranged.filter

    def show(self, contacts: tuple[Contact, ...], contact_id: int = 0, *, is_same_account: bool) -> str:
        """Show contacts with the cursor on one of them. Another account's are shown without the filter.

        Returns what there is to say of the filter, if it does not find that contact, or nothing any more.
        """
        fresh = Arranged(contacts, order=self.order)
        said = self._settle_filter(
            self._arranged.reloaded(contacts, contact_id) if is_same_account else fresh, contact_id
        )
        if contact_id:
            self._table.move_to(str(contact_id))
        if contacts:
            self.focus_table()
        return said

    def renew(self, contacts: tuple[Contact, ...]) -> None:
        """Show the same account's contacts as they are by now: cursor, window, filter, order and focus stay."""
        self._arranged = self._arranged.reloaded(contacts)
        self._table.renew(self._arranged.in_sight())
        self._tell_arranged()

    def displacement(self) -> str:
        """Return, once, that others have put the cursor on another contact than the agent; empty if not."""
        return self._table.displacement()

    async def open_filter(self, make: "type[FilterField]") -> None:
        """Let the filter be typed, into the field that was made before if there is one."""
        await self._title.open(make)

    @override
    def narrow(self, text: str) -> None:
        self._arrange(self._arranged.filtered(text))

    def detail(self) -> None:
        """Ask who changed the contact under the cursor last, if there is a panel to show it."""
        if self.contact and self._has_panel:
            self.post_message(self.Detailed(self.contact))

    def tell_last_change(self, contact: Contact, *lines: str) -> None:
        """Say who changed a contact last, if it is still the one under the cursor."""
        if self._panel is not None and contact == self._panel.contact:
            self._panel.last_change = lines

    def _settle_filter(self, arranged: Arranged, contact_id: int) -> str:
        """Show contacts; a filter that leaves none of them in sight is dropped."""
        is_dropped = not arranged.filter or not arranged.in_sight()
        if is_dropped:
            self._title.close()
        self._arrange(arranged.filtered("") if is_dropped else arranged)
        if is_dropped:
            return NOTHING_ELSE if arranged.filter and arranged.contacts else ""
        return STAYS if contact_id and not arranged.finds(contact_id) else ""

    def _arrange(self, arranged: Arranged) -> None:
        self._arranged = arranged
        contacts = arranged.in_sight()
        self._table.order, self._table.sought = arranged.order, arranged.query
        self._table.contacts = contacts
        self._tell_arranged()

    def _tell_arranged(self) -> None:
        self.tell_counts(len(self._table.contacts), len(self._arranged.contacts))
        self._tell_empty()
        self._tell()

    def _tell_empty(self) -> None:
        """Say what to do, in the place of a table that would be empty."""
        is_empty = not self._table.contacts
        self._show_panel()
        if is_empty and self._empty is None:
            self._empty = ActionLine(id="empty")
            self._body.mount(self._empty)
        if self._empty is not None:
            self._empty.display = is_empty
            self._empty.parts = (Part(f" {self.no_match}"),) if self.no_match else self.what_to_do

    def on_filter_entry_typed(self, event: "FilterEntry.Typed") -> None:
        """Filter with each letter."""
        if self.is_filtered:
            self.filter(event.text)

    def _tell(self) -> None:
        contact = self.contact
        self._detail.sentence = whole(contact) if contact else ""
        if self._panel is not None:
            self._panel.contact = contact
        self.detail()

    def on_resize(self) -> None:
        """Show the panel where there is room for it; then the line below the table says nothing more."""
        width, height = self.app.size
        self._table.set_class(is_written_out(width), "-beside-panel")
        self._detail.display = not is_written_out(width) or is_folded(width, height)
        self._show_panel()

    @property
    def _has_panel(self) -> bool:
        return self._panel is not None and self._panel.display

    def _show_panel(self) -> None:
        """Show the panel where there is room for it and a contact in it."""
        is_wanted = is_written_out(self.app.size.width) and bool(self._table.contacts)
        if is_wanted and self._panel is None:
            self._panel = SidePanel()
            self._panel.contact = self.contact
            self._body.mount(self._panel)
            self.detail()
        elif self._panel is not None and self._panel.display != is_wanted:
            self._panel.display = is_wanted
            self.detail()
