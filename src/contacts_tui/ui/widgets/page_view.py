"""The Contacts page as it stands on the screen, from the header down to the keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from typing_extensions import override

from contacts_tui.domain.account import Page
from contacts_tui.domain.arranged import Arranged, Order
from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.account_lines import Header, is_folded, is_written_out
from contacts_tui.ui.present.contact_lines import whole
from contacts_tui.ui.present.fitting import cut
from contacts_tui.ui.present.key_hints import KeyHint, that_fit
from contacts_tui.ui.widgets.account_header import AccountHeader
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.side_panel import SidePanel
from contacts_tui.ui.widgets.title_row import TitleRow

NOTICE: Final = "Auto Pay is off."
NO_CONTACTS: Final = (Part(" No contacts yet. "), Part("[a Add Contact]", "bold", "add"))
NO_ACCOUNT: Final = (
    Part(" Nothing here yet. "),
    Part("[A Add an account]", "bold", "update_account"),
    Part('   "contacts-tui demo" shows an example'),
)
NO_ACCOUNT_OPEN: Final = (Part(" No account is open. "), Part("[f Find an account]", "bold", "find"))
NOTHING_TO_READ: Final = (Part(" Nothing here."),)
NO_MATCH: Final = 'No contact here matches "{}". escape clears.'
LONGEST_QUOTED: Final = 30
FILTER_KEYS: Final = "enter or down keeps it, escape clears."
STAYS: Final = "The filter does not find it: it stays in sight until the filter changes."
NOTHING_ELSE: Final = "The filter finds nothing else and is cleared."


class PageView(Vertical):
    """Values in: a page, a sentence, keys. Messages out: those of the table and of the lines that can be clicked."""

    DEFAULT_CSS = """
    PageView {
        height: 1fr;
        #body { height: 1fr; }
        ContactsTable { height: 1fr; width: 2fr; }
        #empty { height: 1fr; text-wrap: wrap; }
        #notice, #detail { color: $text-muted; }
        #said { color: $text-accent; text-style: bold; }
        #keys { background: $boost; }
        &.-empty { ContactsTable, SidePanel { display: none; } }
        &.-filled { #empty { display: none; } }
        &.-folded { #notice { display: none; } }
        &.-caller { #notice { display: block; } }
        &.-without-panel SidePanel { display: none; }
        &.-with-panel { #detail { display: none; } ContactsTable { min-width: 80; } }
        &.-with-panel.-folded #detail { display: block; }
        &.-no-account { TitleRow, #notice { display: none; } }
    }
    """

    said: reactive[str] = reactive("")
    """What happened last."""
    keys: reactive[tuple[KeyHint, ...]] = reactive(())
    """What can be pressed now."""
    caller: reactive[str] = reactive("")
    """The number that nobody has and that is held; empty without one."""

    @dataclass
    class AccountShown(Message):
        """Another account is shown than before."""

        account_id: int

    @dataclass
    class Detailed(Message):
        """The side panel shows a contact, and nothing yet of who changed it last."""

        contact: Contact

    def __init__(self, agent: str, database: str, now: Callable[[], datetime], *, read_only: bool) -> None:
        super().__init__()
        self.page: Page | None = None
        """The account that is shown."""
        self.before: tuple[int, int] | None = None
        """Ids of the account that was shown before it, and of the contact under the cursor there, 0 for none."""
        self.accounts = 0
        """How many there are, as far as that is known: 0 if there are none."""
        self._agent = agent
        self._database = database
        self._read_only = read_only
        self._now = now
        self._arranged = Arranged()
        self._header = AccountHeader()
        self._title = TitleRow(read_only=read_only)
        self._table = ContactsTable()
        self._table.read_only = read_only
        self._panel = SidePanel()

    @override
    def compose(self) -> ComposeResult:
        yield self._header
        yield MessageLine(id="notice")
        yield self._title
        with Horizontal(id="body"):
            yield self._table
            yield ActionLine(id="empty")
            yield self._panel
        yield MessageLine(id="detail")
        yield MessageLine(id="said", whole=True)
        yield ActionLine(id="keys")

    def on_mount(self) -> None:
        """Let the clock go with the minutes."""
        self._tick()

    @property
    def contact(self) -> Contact | None:
        """The contact under the cursor."""
        return self._table.contact

    def detail(self) -> None:
        """Ask who changed the contact under the cursor last, if there is a panel to show it."""
        if self.contact and is_written_out(self.app.size.width):
            self.post_message(self.Detailed(self.contact))

    def tell_last_change(self, contact: Contact, *lines: str) -> None:
        """Say who changed a contact last, if it is still the one under the cursor."""
        if contact == self._panel.contact:
            self._panel.last_change = lines

    @property
    def order(self) -> Order:
        """In which order the contacts stand."""
        return self._arranged.order

    @order.setter
    def order(self, order: Order) -> None:
        self._arrange(replace(self._arranged, order=order))

    @property
    def is_filtered(self) -> bool:
        """Whether there is a filter, or a field to type one into."""
        return self._title.is_open

    @property
    def no_match(self) -> str:
        """What is said where the filter finds nothing; empty where it does, or where there is none."""
        found_none = self._arranged.contacts and not self._table.contacts
        return NO_MATCH.format(cut(self._arranged.filter.strip(), LONGEST_QUOTED)) if found_none else ""

    def open_filter(self) -> None:
        """Let the filter be typed."""
        self._title.open()
        self.said = FILTER_KEYS

    def filter(self, text: str) -> None:
        """Show the contacts that a text finds, the cursor on the same one or else on the first."""
        was = self.contact
        self._arrange(self._arranged.filtered(text))
        found = self._table.contacts
        if found and was not in found:
            self._table.move_to(found[0].id)

    def keep_filter(self, text: str) -> None:
        """Leave the filter for the table; one without words is cleared, one that finds nothing is not left."""
        self.filter(text)
        if not text.strip():
            self.clear_filter()
        elif self.no_match:
            self.said = self.no_match
        else:
            self.focus_table()
            self.said = ""

    def clear_filter(self) -> None:
        """Show all contacts again, the cursor on the same one."""
        self._title.close()
        self._arrange(self._arranged.filtered(""))
        self.focus_table()
        self.said = ""

    def focus_table(self) -> None:
        """Let the next key go to the table."""
        self._table.focus()

    def show(self, page: Page | None, contact_id: int = 0) -> str:
        """Show an account with the cursor on a contact; without one, say what to do about it.

        Returns what there is to say of the filter, if it does not find that contact, or nothing any more.
        """
        is_same = page is not None and self.page is not None and page.account.id == self.page.account.id
        self._note(page)
        self.page = page
        contacts = page.contacts if page else ()
        self._header.header = self._header_of(page) if page else None
        self.watch_caller()
        self.set_class(page is None, "-no-account")
        arranged = self._arranged.reloaded(contacts, contact_id) if is_same else Arranged(contacts, order=self.order)
        said = self._settle_filter(arranged, contact_id)
        if contact_id:
            self._table.move_to(contact_id)
        if contacts:
            self.focus_table()
        return said

    def _settle_filter(self, arranged: Arranged, contact_id: int) -> str:
        """Show contacts; a filter that is of another account, or that leaves none of them in sight, is dropped."""
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
        self._title.counts = len(contacts), len(arranged.contacts)
        self.query_one("#empty", ActionLine).parts = self._what_to_do()
        self.set_class(bool(contacts), "-filled")
        self.set_class(not contacts, "-empty")
        self._tell()

    def stand(self) -> None:
        """Put the terminal's own cursor where the next key goes: on the row under the table's, or into the filter."""
        self._table.stand()
        self._title.stand()

    def _what_to_do(self) -> tuple[Part, ...]:
        if self.no_match:
            return (Part(f" {self.no_match}"),)
        if self.page is None and self.accounts:
            return NO_ACCOUNT_OPEN
        if self._read_only:
            return NOTHING_TO_READ
        return NO_CONTACTS if self.page else NO_ACCOUNT

    def _header_of(self, page: Page) -> Header:
        clock = f"{self._now():%H:%M}"
        return Header(page.account, page.standing, self._agent, self._database, clock, self._read_only)

    def _tick(self) -> None:
        now = self._now()
        if self._header.header is not None:
            self._header.header = replace(self._header.header, clock=f"{now:%H:%M}")
        self.set_timer(60 - now.second, self._tick)

    @on(FilterEntry.Typed)
    def _filter_as_typed(self, event: FilterEntry.Typed) -> None:
        if self.is_filtered:
            self.filter(event.text)

    @on(ContactsTable.Pointed)
    def _tell(self) -> None:
        contact = self.contact
        self.query_one("#detail", MessageLine).sentence = whole(contact) if contact else ""
        self._panel.contact = contact
        self.detail()

    def _note(self, page: Page | None) -> None:
        """Keep which account was shown before another one."""
        left = self.page.account.id if self.page else None
        if page is None or page.account.id == left:
            return
        if left is not None:
            self.before = (left, self.contact.id if self.contact else 0)
        self.post_message(self.AccountShown(page.account.id))

    def watch_caller(self) -> None:
        """Show who is held as long as anybody is."""
        use = "nobody has this number" if self._read_only else "a and P use it"
        held = f"Caller {self.caller}: {use}, escape drops it."
        self.query_one("#notice", MessageLine).sentence = held if self.caller else NOTICE
        self.set_class(bool(self.caller), "-caller")

    def watch_said(self, said: str) -> None:
        """Say it."""
        self.query_one("#said", MessageLine).sentence = said

    def watch_keys(self) -> None:
        """Show as many as there is room for."""
        hints = that_fit(self.keys, self.app.size.width - 1)
        parts: list[Part] = []
        for hint in hints:
            gap = Part("  " if parts else " ")
            parts += [gap, Part(hint.key, "bold", hint.action), Part(f" {hint.word}", "", hint.action)]
        self.query_one("#keys", ActionLine).parts = parts

    def on_resize(self) -> None:
        """Fold or unfold, and fit the keys."""
        folded = is_folded(self.app.size.width, self.app.size.height)
        self._header.folded = folded
        self.set_class(folded, "-folded")
        with_panel = is_written_out(self.app.size.width)
        if with_panel and not self.has_class("-with-panel"):
            self.detail()
        self.set_class(with_panel, "-with-panel")
        self.set_class(not with_panel, "-without-panel")
        self.watch_keys()
