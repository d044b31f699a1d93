"""The Contacts page: an account's header and its contacts, and the keys that act on them."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from typing_extensions import override

from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.key_hints import KeyHint
from contacts_tui.ui.screens.desk_screen import DeskScreen
from contacts_tui.ui.screens.page_keys import PAGE_KEYS
from contacts_tui.ui.screens.start import Start
from contacts_tui.ui.widgets.action_line import ActionLine
from contacts_tui.ui.widgets.contact_list import ContactList
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from contacts_tui.ui.screens.question import Question
    from contacts_tui.ui.widgets.entry import Entry
    from contacts_tui.ui.widgets.filter_entry import FilterEntry

NO_CLASSES: Final[list[tuple[int, str]]] = []
AT_ONCE: Final = 0.08
"""Seconds that the first frame waits for the account: read so soon, it costs one painting instead of two."""
SLOW: Final = 0.3
"""Seconds after which a start says that it is still at work: an older or a distant database takes so long."""


class ContactsPage(DeskScreen):
    """Shows one account and routes: a key or click goes to the desk, which shows what came of it.

    The desk is loaded when the first account stands on the screen; keys wait for it.
    """

    AUTO_FOCUS = "ContactsTable"
    DEFAULT_CSS = "ContactsPage { overflow: hidden; }"
    # Its widgets fit themselves in: classes that come with the first size would style them all a second time.
    HORIZONTAL_BREAKPOINTS = VERTICAL_BREAKPOINTS = NO_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    @dataclass
    class Unreadable(Message):
        """There is nothing to show: the database cannot be used, and this is why."""

        sentence: str

    def __init__(self, start: Start) -> None:
        settings = start.settings
        view = PageView(settings.agent, settings.database.name, start.now, read_only=settings.read_only)
        super().__init__(view, read_only=settings.read_only)
        self._start = start
        self._background = start.background

    @override
    def compose(self) -> ComposeResult:
        yield self.view

    async def on_mount(self) -> None:
        """Show the account with the first frame; where that takes long, after it."""
        self._show_keys()
        shown = asyncio.create_task(self._show_first())
        self._begin(shown)
        await asyncio.wait((shown,), timeout=AT_ONCE)

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from the form or question that was above."""
        self.view.stand()

    async def unsaved(self) -> "Question | None":
        """The question that comes before the end if a form is not saved."""
        return await self.desk.unsaved(self.app.screen_stack) if self.desk else None

    def keep(self) -> None:
        """Begin to keep what was typed last: the program ends."""
        if self.desk:
            self.desk.keep(self.app.screen_stack)

    @work
    async def _begin(self, shown: asyncio.Task[bool]) -> None:
        with self._background.awaited():
            if not await shown:
                return
            # Loading takes the processor: at the same time as the painting, the agent would wait for both.
            await self._painted()
            self.desk = await self._start.desk(self, self.view, self._show_keys)
            self.view.contacts.detail()
            await self.desk.find_left()
            if self.view.page is None and self.view.accounts:
                self.action_find()
        if await self._is_warm() and self.desk:
            self.desk.watching.start()
            await self.desk.finding.warm_up()
            await self.desk.trashing.purge_old()

    async def _show_first(self) -> bool:
        """Show what a start shows; False if there is nothing to show."""
        slow = self.set_timer(SLOW, lambda: setattr(self.view, "said", "Opening the database …"))
        try:
            await self._start.show(self.view)
        except ContactsError as error:
            self.post_message(self.Unreadable(str(error)))
            return False
        finally:
            slow.stop()
        self._show_keys()
        return True

    async def _painted(self) -> None:
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    async def _is_warm(self) -> bool:
        """Open the services while the agent already reads the page; keys do not wait for it. False if that failed."""
        try:
            await self._background.read(lambda _: None, awaited=False)
        except ContactsError as error:
            if self.view.page or self.view.accounts:
                self.view.said = str(error)
            else:
                self.post_message(self.Unreadable(str(error)))
            return False
        return True

    def _show_keys(self) -> None:
        active = (found.binding for found in self.active_bindings.values() if found.node is self)
        offered = {action.action for action in self.offered}
        told = [b for b in active if b.show and b.action in offered]
        self.view.keys = tuple(KeyHint(b.key_display or b.key, b.description, b.action) for b in told)

    @on(PageView.AccountShown)
    def _remember(self, event: PageView.AccountShown) -> None:
        remember = partial(
            self._start.own_files.remembered.remember_account, self._start.settings.database_key, event.account_id
        )
        self.run_worker(self._background.run(remember, awaited=False))

    def on_paste(self, event: events.Paste) -> None:
        """Find what was pasted on the page."""
        self.action_find_pasted(event.text)

    @on(ContactsTable.MenuRequested)
    def _open_row_menu(self, event: ContactsTable.MenuRequested) -> None:
        if self.desk:
            self.desk.choosing.row_menu(self.actions, event.pointer)

    @on(ContactList.Detailed)
    @work(exclusive=True, group="look")
    async def _tell_last_change(self, event: ContactList.Detailed) -> None:
        if self.desk:
            await self.desk.last_changes.tell(event.contact)

    def on_filter_entry_kept(self, event: "FilterEntry.Kept") -> None:
        """Leave the filter for the table; what it does not find here is looked for elsewhere if that was asked."""
        contacts = self.view.contacts
        contacts.keep_filter(event.text)
        self.view.said = contacts.no_match
        if contacts.no_match and event.elsewhere:
            self.action_find(event.text)

    def action_clear_filter(self) -> None:
        """Show all contacts again."""
        self.view.contacts.clear_filter()
        self.view.said = ""

    on_filter_entry_cleared = action_clear_filter

    def on_entry_left_out(self, event: "Entry.LeftOut") -> None:
        """Say what the field did not take of a paste."""
        self.view.said = event.sentence

    @on(ActionLine.Chosen)
    @on(ContactsTable.Asked)
    async def _do_by_mouse(self, event: ActionLine.Chosen | ContactsTable.Asked) -> None:
        await self.run_action(event.action)

    def action_back(self) -> None:
        """Go one level back: clear the filter, then let go of the caller; then say how to leave the page."""
        if self.view.contacts.is_filtered:
            self.action_clear_filter()
        elif self.desk is None or not self.desk.finding.drop_caller():
            self.view.said = "This is the page itself. q leaves the program."
