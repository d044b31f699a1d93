"""The Contacts page: an account's header and its contacts, and the keys that act on them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from typing_extensions import override

from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.key_hints import KeyHint
from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.page_keys import PAGE_KEYS, SECOND_KEYS, UNBOUND, WRITES, idle
from contacts_tui.ui.screens.start import Start
from contacts_tui.ui.widgets.action_line import ActionLine
from contacts_tui.ui.widgets.contact_list import ContactList
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from contacts_tui.ui.screens.copying import Part
    from contacts_tui.ui.screens.desk import Desk
    from contacts_tui.ui.screens.question import Question
    from contacts_tui.ui.screens.recording import What
    from contacts_tui.ui.widgets.entry import Entry
    from contacts_tui.ui.widgets.filter_entry import FilterEntry

NO_CLASSES: Final[list[tuple[int, str]]] = []
AT_ONCE: Final = 0.08
"""Seconds that the first frame waits for the account: read so soon, it costs one painting instead of two."""
SLOW: Final = 0.3
"""Seconds after which a start says that it is still at work: an older or a distant database takes so long."""
READ_ONLY: Final = "This database is open to be read only: nothing can be changed."


class ContactsPage(Screen[None]):
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

    def __init__(self, start: Start, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._start = start
        self._settings = settings = start.settings
        self._background = start.background
        self._view = PageView(settings.agent, settings.database.name, now, read_only=settings.read_only)
        self._desk: Desk | None = None

    @override
    def compose(self) -> ComposeResult:
        yield self._view

    async def on_mount(self) -> None:
        """Show the account with the first frame; where that takes long, after it."""
        self._show_keys()
        shown = asyncio.create_task(self._show_first())
        self._begin(shown)
        await asyncio.wait((shown,), timeout=AT_ONCE)

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from the form or question that was above."""
        self._view.stand()

    @property
    def actions(self) -> list[Action]:
        """What can be done here, in the order of the help."""
        actions = [*Action.of(PAGE_KEYS), *SECOND_KEYS, *UNBOUND]
        return [action for action in actions if not self._settings.read_only or action.action not in WRITES]

    def unsaved(self) -> "Question | None":
        """The question that comes before the end if something typed would be lost."""
        return self._desk.unsaved(self.app.screen_stack) if self._desk else None

    @work
    async def _begin(self, shown: asyncio.Task[bool]) -> None:
        with self._background.awaited():
            if not await shown:
                return
            # Loading takes the processor: at the same time as the painting, the agent would wait for both.
            await self._painted()
            self._desk = await self._start.desk(self, self._view, self._show_keys)
            self._view.contacts.detail()
            if self._view.page is None and self._view.accounts:
                self.action_find()
        await self._warm_up()

    async def _show_first(self) -> bool:
        """Show what a start shows; False if there is nothing to show."""
        slow = self.set_timer(SLOW, lambda: setattr(self._view, "said", "Opening the database …"))
        try:
            await self._start.show(self._view)
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

    async def _warm_up(self) -> None:
        """Open the services while the agent already reads the page; keys do not wait for it."""
        try:
            await self._background.read(lambda _: None, awaited=False)
        except ContactsError as error:
            if self._view.page or self._view.accounts:
                self._view.said = str(error)
            else:
                self.post_message(self.Unreadable(str(error)))

    def _show_keys(self) -> None:
        active = (found.binding for found in self.active_bindings.values() if found.node is self)
        parked = len(self._desk.parked) if self._desk else 0
        offered = {action.action for action in self.actions} - idle(self._view.page, parked=parked)
        told = [b for b in active if b.show and b.action in offered]
        self._view.keys = tuple(KeyHint(b.key_display or b.key, b.description, b.action) for b in told)

    @property
    def _writing_desk(self) -> "Desk | None":
        """The desk, where it may change something; where it may not, a sentence says so."""
        if self._settings.read_only:
            self._view.said = READ_ONLY
            return None
        return self._desk

    @on(PageView.AccountShown)
    def _remember(self, event: PageView.AccountShown) -> None:
        remember = partial(self._start.remembered.remember_account, self._settings.database_key, event.account_id)
        self.run_worker(self._background.run(remember, awaited=False))

    def on_paste(self, event: events.Paste) -> None:
        """Find what was pasted on the page."""
        if self._desk:
            self._desk.finding.find_pasted(event.text)

    @on(ContactsTable.MenuRequested)
    def _open_row_menu(self, event: ContactsTable.MenuRequested) -> None:
        if self._desk:
            self._desk.row_menu(self.actions, event.pointer)

    @on(ContactList.Detailed)
    @work(exclusive=True, group="look")
    async def _tell_last_change(self, event: ContactList.Detailed) -> None:
        if self._desk:
            await self._desk.last_changes.tell(event.contact)

    def on_filter_entry_kept(self, event: "FilterEntry.Kept") -> None:
        """Leave the filter for the table; what it does not find here is looked for elsewhere if that was asked."""
        contacts = self._view.contacts
        contacts.keep_filter(event.text)
        self._view.said = contacts.no_match
        if contacts.no_match and event.elsewhere:
            self.action_find(event.text)

    def action_clear_filter(self) -> None:
        """Show all contacts again."""
        self._view.contacts.clear_filter()
        self._view.said = ""

    on_filter_entry_cleared = action_clear_filter

    def on_entry_left_out(self, event: "Entry.LeftOut") -> None:
        """Say what the field did not take of a paste."""
        self._view.said = event.sentence

    @on(ActionLine.Chosen)
    @on(ContactsTable.Asked)
    async def _do_by_mouse(self, event: ActionLine.Chosen | ContactsTable.Asked) -> None:
        await self.run_action(event.action)

    def action_update(self, focus: str = "first_name") -> None:
        """Open the contact under the cursor."""
        if desk := self._writing_desk:
            desk.update(focus)

    def action_add(self) -> None:
        """Open an empty form."""
        if desk := self._writing_desk:
            desk.add()

    def action_delete(self) -> None:
        """Ask, then delete the contact under the cursor."""
        if desk := self._writing_desk:
            desk.delete()

    def action_record(self, what: "What") -> None:
        """Open an empty form for a payment or a bill."""
        if desk := self._writing_desk:
            desk.record(what)

    def action_update_account(self, which: str = "") -> None:
        """Open the account; where there is none, or `new` is asked for, an empty form."""
        if desk := self._writing_desk:
            desk.update_account(None if which else self._view.page)

    def action_delete_account(self) -> None:
        """Ask, then delete the account with its contacts."""
        if desk := self._writing_desk:
            desk.delete_account()

    def action_undo(self) -> None:
        """Take back the last change."""
        if desk := self._writing_desk:
            desk.undo()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if desk := self._writing_desk:
            desk.redo()

    def action_copy(self, part: "Part" = "") -> None:
        """Copy the contact under the cursor, or a part of it."""
        if self._desk:
            self._desk.copy(part)

    def action_plain(self) -> None:
        """Show the account as plain text to select from."""
        if self._desk:
            self._desk.plain()

    def action_my_account(self, entry: str = "") -> None:
        """Open an entry of MY ACCOUNT, or the menu."""
        if self._desk:
            self._desk.my_account(entry)

    def action_billing(self, entry: str = "") -> None:
        """Open an entry of BILLING AND PAYMENTS, or the menu."""
        if self._desk:
            self._desk.billing(entry)

    async def action_filter(self) -> None:
        """Type what the contacts are filtered by."""
        if self._desk:
            await self._desk.arranging.filter()

    def action_sort(self, by: str = "") -> None:
        """Sort the contacts, or ask by what."""
        if self._desk:
            self._desk.arranging.sort(by)

    def action_resume(self) -> None:
        """Open the form that was parked last."""
        if desk := self._writing_desk:
            desk.resume()

    def action_find(self, text: str = "") -> None:
        """Find accounts and contacts."""
        if self._desk:
            self._desk.finding.find(text)

    def action_result(self, by: int) -> None:
        """Show another result of the last Find."""
        if self._desk:
            self._desk.finding.go(by)

    def action_account_before(self) -> None:
        """Show the account that was shown before."""
        if self._desk:
            self._desk.finding.back()

    def action_more(self) -> None:
        """Choose from every action."""
        if self._desk:
            self._desk.more(self.actions)

    def action_help(self) -> None:
        """Read about every key."""
        if self._desk:
            self._desk.help(self.actions)

    def action_back(self) -> None:
        """Go one level back: clear the filter, then let go of the caller; then say how to leave the page."""
        if self._view.contacts.is_filtered:
            self.action_clear_filter()
        elif self._desk is None or not self._desk.finding.drop_caller():
            self._view.said = "This is the page itself. q leaves the program."
