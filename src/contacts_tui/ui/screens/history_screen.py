"""The history of a contact or of an account: every change of it, which can be taken back from here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.domain.audited import AuditedChange, AuditPage
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.clipboard import fits
from contacts_tui.ui.present.fitting import quotable, shown
from contacts_tui.ui.present.history_lines import detail, whole
from contacts_tui.ui.screens.closing import is_open
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.screens.page_keys import READ_ONLY
from contacts_tui.ui.screens.plain_view import PlainView
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.filter_field import FILTER_KEYS
from contacts_tui.ui.widgets.filter_slot import FilterSlot
from contacts_tui.ui.widgets.history_table import HistoryTable
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from textual.worker import Worker

NOTHING: Final = "Nothing is known of any change here."
NO_CHANGE: Final = "There is no change under the cursor."
_AT_ONCE: Final = 100
"""Changes that are looked for before the table waits to be scrolled."""
_HIGH: Final = 20
"""Lines of a screen from which on a change has room to be told whole."""


@dataclass(frozen=True, slots=True)
class TakingBack:
    """How a change is taken back; what came of it is said by `view`, and told to `follow`."""

    take_back: Callable[[AuditedChange], None]
    view: PageView


class HistoryScreen(Follower[None]):
    """Shows changes, newest first, as they are read; those of what is in the trash, or gone, too."""

    AUTO_FOCUS = "HistoryTable"
    DEFAULT_CSS = """
    HistoryScreen {
        overflow: hidden;
        HistoryTable { height: 1fr; }
        #detail { color: $text-muted; padding: 0 1; text-wrap: nowrap; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Whole", id="history.open", tooltip="The whole change, to select from"),
        Binding("tab", "switch", "Switch", id="history.switch", tooltip="The whole account, or the contact"),
        Binding("u", "undo", "Undo", id="history.undo", tooltip="Take back the change under the cursor; asks first"),
        Binding("slash", "filter", "Filter", id="history.filter", key_display="/", tooltip="Filter as you type"),
        Binding("y", "copy", "Copy", id="history.copy", tooltip="Copy the change to the terminal's clipboard"),
    ]
    writes = frozenset({"undo"})
    first_to_go = ("help", "copy", "back", "open", "filter", "switch")

    def __init__(self, account_id: int, contact_id: int, background: Background, taking: TakingBack | None) -> None:
        """`contact_id` is 0 for the whole account; without `taking`, nothing is taken back."""
        super().__init__(background, read_only=taking is None)
        self._account_id = account_id
        self._contact_id = contact_id
        self._shown_contact = contact_id
        """The contact whose changes are shown; 0 for those of the account."""
        self._taking = taking
        self._table = HistoryTable()
        self._table.pointed = self._tell
        self._detail = Static(id="detail", markup=False)
        self._slot = FilterSlot()
        self._hint = ""
        """What the field does, as long as it is typed into."""
        self._text = ""
        self._changes: tuple[AuditedChange, ...] = ()
        self._newest = 0
        """The newest change that was looked at."""
        self._next: int | None = None
        """Before which change the next ones are read; None if all are there."""
        self._reading: Worker[None] | None = None

    @override
    def body(self) -> Iterable[Widget]:
        return self._slot, self._table, self._detail

    def on_mount(self) -> None:
        """Begin to read; say what the page says from now on."""
        self.heading = "History"
        if self._taking:
            self.watch(self._taking.view, "said", self._say, init=False)
        self._read_anew()

    def _say(self, sentence: str) -> None:
        self.said = sentence

    def on_resize(self) -> None:
        """Use the room there is."""
        self._detail.styles.height = 6 if self.app.size.height >= _HIGH else 3
        self._tell()

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from what was above."""
        self._table.stand()

    @override
    async def follow(self, said: str, _entry: str) -> None:
        """Show the changes as they are now, the newest first, and say what happened."""
        self.said = said
        self._overtake()
        await self._read(stays=False)

    @override
    async def renew(self) -> None:
        asked, seen, before = self._asked, self._newest, None
        newest, new = seen, list[AuditedChange]()
        try:
            while before is None or before > seen:
                page = await self._page(*asked, before, awaited=False)
                if (asked, seen) != (self._asked, self._newest) or not is_open(self):
                    return
                new += [change for change in page.changes if change.id > seen]
                newest, before = max(newest, page.newest), page.next_before or seen
        except ContactsError as error:
            self.said = str(error)
        else:
            self._newest = newest
            self._show(page.called, (*new, *self._changes), self._next, stays=True)

    def _overtake(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def _read_anew(self) -> None:
        self._overtake()
        self._reading = self.run_worker(partial(self._read, stays=False), group="look")

    @on(HistoryTable.MoreWanted)
    def _read_on(self) -> None:
        is_reading = self._reading is not None and not self._reading.is_finished
        if self._next is not None and not is_reading:
            self._reading = self.run_worker(partial(self._read, stays=True), group="look")

    @property
    def _asked(self) -> tuple[int, int, str]:
        return self._account_id, self._shown_contact, self._text

    async def _read(self, *, stays: bool) -> None:
        """Read on, or from the newest change, until enough are found; what a filter leaves out takes several reads."""
        asked, before = self._asked, self._next if stays else None
        wanted = _AT_ONCE + (len(self._changes) if stays else 0)
        try:
            while True:
                page = await self._page(*asked, before, awaited=not stays)
                if asked != self._asked or not is_open(self):
                    return
                if not stays:
                    self._changes, self._newest = (), page.newest
                before = page.next_before
                self._show(page.called, (*self._changes, *page.changes), before, stays=stays)
                if before is None or len(self._changes) >= wanted:
                    return
                stays = True
        except ContactsError as error:
            self.said = str(error)

    async def _page(
        self, account_id: int, contact_id: int, text: str, before: int | None, *, awaited: bool
    ) -> AuditPage:
        return await self.background.read(
            lambda services: services.audit.page(account_id, contact_id, text, before), awaited=awaited
        )

    def _show(self, called: str, found: tuple[AuditedChange, ...], before: int | None, *, stays: bool) -> None:
        self._changes, self._next = found, before
        self._table.show_changes(found, of_account=not self._shown_contact, stays=stays)
        count = f"{len(found):,}{'' if before is None else ' and more'}"
        self.heading = shown(f"History of {called}  {count}")
        self._hold()
        self._tell()

    def _hold(self) -> None:
        """Say what is so now: that there is nothing, or what the field does."""
        if self._changes or self._next is not None:
            self.holds = self._hint
        else:
            self.holds = f'No change here matches "{quotable(self._text)}". escape clears.' if self._text else NOTHING

    def _tell(self) -> None:
        """Tell all there is of the change under the cursor, in the same frame in which the cursor is painted there."""
        under, height = self._table.under, 6 if self.app.size.height >= _HIGH else 3
        self._detail.update(Content(detail(under, self.app.size.width - 2, height) if under else ""), layout=False)

    @on(HistoryTable.Asked)
    async def _do_asked(self, event: HistoryTable.Asked) -> None:
        await self.run_action(event.action)

    def _under(self) -> AuditedChange | None:
        """Return the change under the cursor; without one, say so and return None."""
        if self._table.under is None:
            self.said = NO_CHANGE
        return self._table.under

    def action_open(self) -> None:
        """Show the whole change as plain text."""
        if under := self._under():
            self.app.push_screen(PlainView(whole(under)))

    def action_copy(self) -> None:
        """Send the whole change to the terminal's clipboard."""
        if under := self._under():
            text = "\n".join(whole(under))
            if fits(text):
                self.app.copy_to_clipboard(text)
                self.said = f"Sent to the terminal: {whole(under)[0]}."
            else:
                self.said = "That is too long for a clipboard: nothing was sent. enter shows it to select from."

    def action_switch(self) -> None:
        """Show the changes of the account, or those of the contact: of the one under the cursor if there was none."""
        under = self._table.under
        contact_id = self._contact_id or (under.contact_id if under else 0)
        if self._shown_contact:
            self._shown_contact = 0
        elif contact_id:
            self._contact_id = self._shown_contact = contact_id
        else:
            self.said = "This is the whole account. On a change of a contact, tab shows all changes of that."
            return
        self._read_anew()

    def action_undo(self) -> None:
        """Ask, then take back the change under the cursor with all that was done at once with it."""
        if self._taking is None:
            self.said = READ_ONLY
        elif under := self._under():
            # The same sentence a second time is news again.
            self._taking.view.said = ""
            self._taking.take_back(under)

    async def action_filter(self) -> None:
        """Let the filter be typed."""
        self.said, self._hint = "", FILTER_KEYS
        self._hold()
        await self._slot.open()

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Filter with each letter."""
        if self._slot.is_open:
            self._text = event.text
            self._read_anew()

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the filter for the table; one without words is cleared."""
        if event.text.strip():
            self._table.focus()
            self.said = self._hint = ""
            self._hold()
        else:
            self.action_clear_filter()

    @property
    @override
    def is_filtered(self) -> bool:
        return self._slot.is_open

    @override
    def action_clear_filter(self) -> None:
        if self._slot.is_open:
            self._slot.close()
            self._text = self.said = self._hint = ""
            self._table.focus()
            self._read_anew()

    @override
    def action_close(self) -> None:
        self.dismiss(None)
