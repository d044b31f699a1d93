"""All contacts and all accounts: gone through, sorted, and jumped about in, however many there are."""

from collections.abc import Awaitable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from typing_extensions import override

from contacts_tui.domain.listed import ListBy, Listed, ListOf, ListOrder, Place
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.fitting import cut
from contacts_tui.ui.present.list_lines import CALLED, whole
from contacts_tui.ui.screens.closing import close
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.screens.list_left import Left, ListLeft
from contacts_tui.ui.screens.list_pages import ListPages
from contacts_tui.ui.screens.list_reader import ListReader, Wanted
from contacts_tui.ui.screens.question import Answer
from contacts_tui.ui.screens.results import Target
from contacts_tui.ui.screens.second_key import SecondKey
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.filter_field import FilterField
from contacts_tui.ui.widgets.list_table import ListTable
from contacts_tui.ui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from textual.worker import Worker

_BY_NAME: Final = Answer("n", "name", ListBy.NAME.value)
_BY_NUMBER: Final = Answer("a", "account number", ListBy.NUMBER.value)
SORTS: Final = {
    ListOf.CONTACTS: (_BY_NAME, Answer("t", "contact type", ListBy.TYPE.value), _BY_NUMBER),
    ListOf.ACCOUNTS: (_BY_NAME, _BY_NUMBER),
}
"""The keys that may follow `s`."""

JUMP_KEYS: Final = "Jumps to the first one that begins so. enter stays there, escape goes back."
NOT_SORTED: Final = "No list is sorted by that: s tells by what."
NOBODY: Final = {ListOf.CONTACTS: "There are no contacts yet.", ListOf.ACCOUNTS: "There are no accounts yet."}
NOT_THERE: Final = "This row is not there any more."
LONGEST_QUOTED: Final = 30


class ListScreen(Follower[Left]):
    """Shows a list at once, of its rows those that are there; gives what was chosen, and how it was left."""

    AUTO_FOCUS = "ListTable"
    DEFAULT_CSS = """
    ListScreen {
        overflow: hidden;
        ListTable { height: 1fr; }
        FilterField { height: 1; }
        #detail { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="lists.open", tooltip="Open the account, the cursor on the contact"),
        Binding("tab", "switch", "Switch", id="lists.switch", tooltip="All contacts, or all accounts"),
        Binding("slash", "jump", "Jump", id="lists.jump", key_display="/", tooltip="Jump to the first that begins so"),
        Binding("s", "sort", "Sort", id="lists.sort", tooltip="Sort: n, t or a says by what; again: the other way"),
    ]
    first_to_go = ("help", "sort")

    def __init__(self, background: Background, reader: ListReader, left: Left, first: Awaitable[Place]) -> None:
        """`first` is the place at which the list was left, which is being read already."""
        super().__init__(background)
        self._reader = reader
        self._left = left
        self._first = first
        self._table = ListTable()
        self._table.pointed = self._tell
        self._pages = ListPages(reader, self._table, self._entitle)
        self._field: FilterField | None = None
        self._detail = MessageLine(id="detail")
        self._jumping: Worker[None] | None = None
        self._jumped_to = ""
        """The text whose place is shown."""
        self._before: tuple[Wanted, int] = (0, 0)
        """What was under the cursor before the jump, and in which line of the window."""

    @override
    def body(self) -> Iterable[Widget]:
        return self._table, self._detail

    def on_mount(self) -> None:
        """Show the list as soon as it is read: the screen is there before it."""
        self.heading = CALLED[self._left.of]
        self.run_worker(self._show_found(self._order, self._first))

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from what was above."""
        self._table.stand()

    @override
    async def follow(self, said: str, _entry: str) -> None:
        """Show the list as it is now, the cursor where it is, and say what happened."""
        self.said = said
        await self.renew()

    @override
    async def renew(self) -> None:
        try:
            await self._pages.refresh()
        except ContactsError as error:
            self.said = f"{self.said} {error}".strip()

    @property
    def _order(self) -> ListOrder:
        return self._left.shown.order

    async def _show(
        self, order: ListOrder, wanted: Wanted, line: int | None = None, *, awaited: bool = True
    ) -> Place | None:
        """Show what is wanted in an order; where it cannot be read, say why and return None."""
        return await self._show_found(order, self._reader.find(order, wanted, awaited=awaited), line)

    async def _show_found(self, order: ListOrder, finding: Awaitable[Place], line: int | None = None) -> Place | None:
        try:
            return await self._pages.show(order, finding, line)
        except ContactsError as error:
            self.said = str(error)
            return None

    def _entitle(self, order: ListOrder, place: Place) -> None:
        self._left = replace(self._left, of=order.of).with_shown(ListLeft(order))
        self.heading = f"{CALLED[order.of]}  {place.count_told}   tab: {self._left.switched.of.value}"
        if not place.known.count:
            self.said = NOBODY[order.of]

    @on(ListTable.RowsWanted)
    def _fetch_rows(self) -> None:
        self.run_worker(self._fetch(), group="look")

    async def _fetch(self) -> None:
        try:
            await self._pages.fetch_wanted()
        except ContactsError as error:
            self.said = str(error)

    def _tell(self) -> None:
        """Tell what is under the cursor, in the same frame in which the cursor is painted there."""
        under = self._table.under
        self._detail.sentence = whole(under) if under else ""

    @on(ListTable.Asked)
    async def _do_asked(self, event: ListTable.Asked) -> None:
        await self.run_action(event.action)

    def action_open(self) -> None:
        """Open what is under the cursor, as soon as it is there."""
        if self._table.under:
            self._leave(self._table.under)
        elif self._table.row_count:
            self.run_worker(self._open_once_there())
        else:
            self.said = self.said or NOBODY[self._left.of]

    async def _open_once_there(self) -> None:
        with self.background.awaited():
            try:
                under = await self._pages.fetch_under()
            except ContactsError as error:
                self.said = str(error)
                return
            if under:
                self._leave(under)
            else:
                self.said = NOT_THERE

    def _leave(self, chosen: Listed | None) -> None:
        self._keep_place()
        close(self, replace(self._left, target=Target(*chosen.target) if chosen else None))

    def _keep_place(self) -> None:
        """Remember where the list is, for the next time it is shown."""
        self._left = self._left.with_shown(ListLeft(self._order, self._under))

    def action_switch(self) -> None:
        """Show the other list."""
        self._close_field()
        self._keep_place()
        self.said, other = "", self._left.switched.shown
        self.run_worker(self._show(other.order, other.at))

    def action_sort(self, by: str = "") -> None:
        """Sort, the other way round where that is the order already; without saying by what, ask."""
        sorts = SORTS[self._left.of]
        if not by:
            self.app.push_screen(SecondKey("Sort by:", sorts), lambda by: self.action_sort(by) if by else None)
        elif by in {answer.value for answer in sorts}:
            self.run_worker(self._sort(self._order.asked_by(ListBy(by))))
        else:
            self.said = NOT_SORTED

    async def _sort(self, order: ListOrder) -> None:
        """Show another order: the cursor stays on its row, or at the top where it has not been moved yet."""
        if await self._show(order, self._table.cursor_row and self._under):
            answer = next(answer for answer in SORTS[order.of] if answer.value == order.by.value)
            how = ", the other way round" if order.is_reversed else ""
            self.said = f"Sorted by {answer.label}{how}. s {answer.key} turns it round."

    @property
    def _under(self) -> Wanted:
        return self._table.under or self._table.cursor_row

    async def action_jump(self) -> None:
        """Let the beginning be typed, in the place of the line that tells what is under the cursor."""
        if not self._table.row_count:
            self.said = self.said or NOBODY[self._left.of]
            return
        self._before, self._jumped_to = (self._under, self._table.cursor_line), ""
        self._field, self._detail.display = FilterField(), False
        await self.mount(self._field, before=self._detail)
        self._field.focus_entry()
        self.said = JUMP_KEYS

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Jump with each letter; a place that is not read yet when the next one is typed is not read at all."""
        if self._field:
            self._overtake()
            self._jumping = self.run_worker(partial(self._jump, event.text, awaited=False), group="look")

    def _overtake(self) -> None:
        if self._jumping is not None:
            self._jumping.cancel()

    async def _jump(self, text: str, *, awaited: bool) -> None:
        """Show the first row that begins with a text; without one, where the jump began."""
        wanted, line = (text, 0) if text.strip() else self._before
        place = await self._show(self._order, wanted, line, awaited=awaited)
        if place is not None:
            self._jumped_to = text
            quoted = cut(text.strip(), LONGEST_QUOTED)
            self.said = JUMP_KEYS if place.is_so else f'Nothing begins with "{quoted}": it would stand here.'

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the field for the table, the cursor on what the text in it finds."""
        self._overtake()
        self.run_worker(self._keep(event.text))

    async def _keep(self, text: str) -> None:
        with self.background.awaited():
            if text != self._jumped_to:
                await self._jump(text, awaited=True)
            self._close_field()

    def on_filter_entry_cleared(self) -> None:
        """Go back to where the jump began."""
        self.action_clear_filter()

    def action_clear_filter(self) -> None:
        """Go back to where the jump began."""
        self._overtake()
        self._close_field()
        self.run_worker(self._show(self._order, *self._before))

    def _close_field(self) -> None:
        if self._field:
            self._field.remove()
            self._field, self._detail.display = None, True
            self._table.focus()
            self.said = "" if self.said == JUMP_KEYS else self.said

    def on_entry_left_out(self, event: Entry.LeftOut) -> None:
        """Say what the field did not take of a paste."""
        self.said = event.sentence

    @override
    def action_back(self) -> None:
        """Go one level back: leave the field, then the lists."""
        if self._field:
            self.action_clear_filter()
        else:
            self.action_close()

    @override
    def action_close(self) -> None:
        self._leave(None)
