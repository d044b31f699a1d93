"""The Contacts page as it stands on the screen, from the header down to the keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from typing_extensions import override

from contacts_tui.domain.account import Page
from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.ui.present.account_lines import Header, is_folded, notice
from contacts_tui.ui.present.key_hints import KeyHint, that_fit
from contacts_tui.ui.widgets.account_header import AccountHeader
from contacts_tui.ui.widgets.action_line import ActionLine, Part, parts_of
from contacts_tui.ui.widgets.contact_list import ContactList
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.notice_line import MenuButton, NoticeLine

MENUS: Final = (
    MenuButton("billing", ("[b BILLING AND PAYMENTS ▾]", "[b BILLING ▾]", "[b ▾]")),
    MenuButton("my_account", ("[m MY ACCOUNT ▾]", "[m ▾]")),
)
NO_CONTACTS: Final = (Part(" No contacts yet. "), Part("[a Add Contact]", "bold", "add"))
NO_ACCOUNT: Final = (
    Part(" Nothing here yet. "),
    Part("[A Add an account]", "bold", "update_account"),
    Part('   "contacts-tui demo" shows an example'),
)
NO_ACCOUNT_OPEN: Final = (Part(" No account is open. "), Part("[f Find an account]", "bold", "find"))
NOTHING_TO_READ: Final = (Part(" Nothing here."),)


class PageView(Vertical):
    """Values in: a page, a sentence, keys. Messages out: those of the table and of the lines that can be clicked."""

    DEFAULT_CSS = """
    PageView {
        height: 1fr;
        #said { color: $text-accent; text-style: bold; }
        #keys { background: $boost; }
        &.-no-account TitleRow { display: none; }
    }
    """

    said: reactive[str] = reactive("")
    """What happened last."""
    keys: reactive[tuple[KeyHint, ...]] = reactive(())
    """What can be pressed now."""
    caller: reactive[Phone | None] = reactive(None)
    """The number that nobody has and that is held."""

    @dataclass
    class AccountShown(Message):
        """Another account is shown than before."""

        account_id: int

    def __init__(self, agent: str, database: str, now: Callable[[], datetime], *, read_only: bool) -> None:
        super().__init__()
        self.page: Page | None = None
        """The account that is shown."""
        self.has_shown = False
        """Whether any account was shown."""
        self.before: tuple[int, int] | None = None
        """Ids of the account that was shown before it, and of the contact under the cursor there, 0 for none."""
        self.accounts = 0
        """How many there are, as far as that is known: 0 if there are none."""
        self._agent = agent
        self._database = database
        self._read_only = read_only
        self._now = now
        self._header = AccountHeader()
        self._notice = NoticeLine(MENUS)
        self.contacts = ContactList(read_only=read_only)
        """The contacts of the account that is shown."""

    @override
    def compose(self) -> ComposeResult:
        yield self._header
        yield self._notice
        yield self.contacts
        yield MessageLine(id="said", whole=True)
        yield ActionLine(id="keys")

    def on_mount(self) -> None:
        """Fit the first frame already, and let the clock go with the minutes."""
        self.on_resize()
        self._tick()

    @property
    def contact(self) -> Contact | None:
        """The contact under the cursor."""
        return self.contacts.contact

    def show(self, page: Page | None, contact_id: int = 0) -> str:
        """Show an account with the cursor on a contact; without one, say what to do about it.

        Returns what there is to say of the filter, if it does not find that contact, or nothing any more.
        """
        is_same = page is not None and self.page is not None and page.account.id == self.page.account.id
        self._note(page)
        self.page = page
        contacts = page.contacts if page else ()
        self._header.header = self._header_of(page) if page else None
        self.set_class(page is None, "-no-account")
        self.watch_caller()
        self.contacts.what_to_do = self._what_to_do()
        return self.contacts.show(contacts, contact_id, is_same_account=is_same)

    def renew(self, page: Page | None) -> None:
        """Show the same account as it is by now, or that there still is none: cursor, window, filter and focus stay."""
        self.page = page
        self._header.header = self._header_of(page) if page else None
        self.watch_caller()
        self.contacts.what_to_do = self._what_to_do()
        self.contacts.renew(page.contacts if page else ())

    def stand(self) -> None:
        """Put the terminal's own cursor where the next key goes."""
        self.contacts.stand()

    def below(self, action: str) -> Offset:
        """Return where a menu drops down: below its button, or at the right end where that is not drawn."""
        return self._notice.below(action) or Offset(self.size.width, 1)

    def _what_to_do(self) -> tuple[Part, ...]:
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

    def _note(self, page: Page | None) -> None:
        """Keep which account was shown before another one."""
        left = self.page.account.id if self.page else None
        self.has_shown = self.has_shown or page is not None
        if page is None or page.account.id == left:
            return
        if left is not None:
            self.before = (left, self.contact.id if self.contact else 0)
        elif self.before is not None and self.before[0] == page.account.id:
            self.before = None
        self.post_message(self.AccountShown(page.account.id))

    def watch_caller(self) -> None:
        """Show who is held as long as anybody is."""
        use = "nobody has this number" if self._read_only else "a and P use it"
        said, more = notice(self.page, read_only=self._read_only) if self.page else ("", "")
        if self.caller:
            said, more = f"Caller {self.caller.shown}: {use}, escape drops it.", ""
        self._notice.sentence, self._notice.more, self._notice.is_whole = said, more, self.caller is not None
        is_folded_away = self._header.folded and self.caller is None
        self._notice.display = not (is_folded_away or self.has_class("-no-account"))

    def watch_said(self, said: str) -> None:
        """Say it."""
        self.query_one("#said", MessageLine).sentence = said

    def watch_keys(self) -> None:
        """Show as many as there is room for."""
        self.query_one("#keys", ActionLine).parts = parts_of(that_fit(self.keys, self.app.size.width - 1))

    def on_resize(self) -> None:
        """Fold or unfold, and fit the keys."""
        self._header.folded = is_folded(self.app.size.width, self.app.size.height)
        self.watch_caller()
        self.watch_keys()
