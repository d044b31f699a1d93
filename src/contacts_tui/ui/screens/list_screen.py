"""All contacts and all accounts: gone through, sorted, and jumped about in, however many there are."""

from collections.abc import Awaitable
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from typing_extensions import override

from contacts_tui.domain.listed import ListBy, Listed, ListOf, ListOrder, Place
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.fitting import quotable
from contacts_tui.ui.present.list_lines import CALLED, cells, columns, whole
from contacts_tui.ui.screens.closing import close
from contacts_tui.ui.screens.list_left import Left, ListLeft
from contacts_tui.ui.screens.list_reader import ListReader, Wanted
from contacts_tui.ui.screens.paged_screen import Historian, PagedScreen, history_key
from contacts_tui.ui.screens.question import Answer
from contacts_tui.ui.screens.results import Target
from contacts_tui.ui.screens.second_key import SecondKey
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.paged_table import PagedTable
from contacts_tui.ui.widgets.row_table import RowTable

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
NOTHING_TO_OPEN: Final = "There is nothing here to open."
NOTHING_TO_JUMP_TO: Final = "There is nothing here to jump to."


class ListScreen(PagedScreen[Left, ListOrder, Listed]):
    """Shows a list at once, of its rows those that are there; gives what was chosen, and how it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="lists.open", tooltip="Open the account, the cursor on the contact"),
        Binding("tab", "switch", "Switch", id="lists.switch", tooltip="All contacts, or all accounts"),
        Binding("slash", "jump", "Jump", id="lists.jump", key_display="/", tooltip="Jump to the first that begins so"),
        Binding("s", "sort", "Sort", id="lists.sort", tooltip="Sort: n, t or a says by what; again: the other way"),
        history_key("lists"),
    ]
    first_to_go = ("help", "history", "sort", "back")

    def __init__(
        self,
        background: Background,
        reader: ListReader,
        left: Left,
        first: Awaitable[Place[Listed]],
        history: Historian,
    ) -> None:
        """`first` is the place at which the list was left, which is being read already."""
        super().__init__(background, reader, PagedTable(left.shown.order, columns, cells), whole, history)
        self._reader = reader
        self._left = left
        self._first = first
        self._jumped_to = ""
        """The text whose place is shown."""
        self._missed = ("", "")
        """What is said of a text with which nothing begins, and on which row the cursor stands as long as it is so."""
        self._before: tuple[Wanted, int] = (0, 0)
        """What was under the cursor before the jump, and in which line of the window."""

    def on_mount(self) -> None:
        """Show the list as soon as it is read: the screen is there before it."""
        self.heading = CALLED[self._left.of]
        self.run_worker(self._show_first())

    async def _show_first(self) -> None:
        await self.show(self._order, self._first)

    @property
    def _order(self) -> ListOrder:
        return self._left.shown.order

    async def _show(
        self, order: ListOrder, wanted: Wanted, line: int | None = None, *, awaited: bool = True
    ) -> Place[Listed] | None:
        """Show what is wanted in an order; where it cannot be read, say why and return None."""
        return await self.show(order, self._reader.find(order, wanted, awaited=awaited), line)

    @override
    def tell(self, look: ListOrder, place: Place[Listed]) -> None:
        self._left = replace(self._left, of=look.of).with_shown(ListLeft(look))
        self.table.sorted_by = (look.by.value, look.is_reversed)
        self.head(f"{CALLED[look.of]}  {place.count_told}", f"   tab: {self._left.switched.of.value}")
        self._missed = ("", "")
        self._hold()

    @override
    def owner_of(self, row: Listed) -> tuple[int, int]:
        return row.target

    def _hold(self) -> None:
        """Say what is so now: that there is nobody, that nothing begins so, or what the field does."""
        nobody = "" if self.table.row_count else NOBODY[self._left.of]
        self.holds = nobody or self._missed[0] or (JUMP_KEYS if self.slot.is_open else "")

    @override
    def pointed(self) -> None:
        super().pointed()
        if self._missed[0] and self.table.cursor_key != self._missed[1]:
            self._missed = ("", "")
            self._hold()

    @on(RowTable.CellOpened)
    def action_open(self) -> None:
        """Open what is under the cursor, as soon as it is there."""
        if not (self.is_without_rows(NOTHING_TO_OPEN) or self.is_displaced()):
            self.run_worker(self._open())

    async def _open(self) -> None:
        if under := await self.reach_under():
            self._leave(under)

    def _leave(self, chosen: Listed | None) -> None:
        self._keep_place()
        close(self, replace(self._left, target=Target(*chosen.target) if chosen else None))

    def _keep_place(self) -> None:
        """Remember where the list is, for the next time it is shown."""
        self._left = self._left.with_shown(ListLeft(self._order, self._under))

    def action_switch(self) -> None:
        """Show the other list."""
        self._leave_field()
        self._keep_place()
        self.said, other = "", self._left.switched.shown
        self.run_worker(self._show(other.order, other.at))

    @on(RowTable.TitleClicked)
    def _sort_by_mouse(self, event: RowTable.TitleClicked) -> None:
        self.action_sort(event.column)

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
        if await self._show(order, self.table.cursor_row and self._under):
            answer = next(answer for answer in SORTS[order.of] if answer.value == order.by.value)
            how = ", the other way round" if order.is_reversed else ""
            self.said = f"Sorted by {answer.label}{how}. s {answer.key} turns it round."

    @property
    def _under(self) -> Wanted:
        return self.table.under or self.table.cursor_row

    async def action_jump(self) -> None:
        """Let the beginning be typed, in the place of the line that tells what is under the cursor."""
        if self.is_without_rows(NOTHING_TO_JUMP_TO):
            return
        if not self.slot.is_open:
            self._before, self._jumped_to = (self._under, self.table.cursor_line), ""
        self.said = ""
        await self.slot.open()
        self._hold()

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Jump with each letter; a place that is not read yet when the next one is typed is not read at all."""
        if self.slot.is_open:
            self.type(partial(self._jump, event.text, awaited=False))

    async def _jump(self, text: str, *, awaited: bool) -> None:
        """Show the first row that begins with a text; without one, where the jump began."""
        wanted, line = (text, 0) if text.strip() else self._before
        place = await self._show(self._order, wanted, line, awaited=awaited)
        if place is not None:
            self._jumped_to = text
            if not place.is_so:
                missed = f'Nothing begins with "{quotable(text)}": it would stand here.'
                self._missed = (missed, self.table.cursor_key or "")
            self._hold()

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the field for the table, the cursor on what the text in it finds."""
        self.overtake()
        self.run_worker(self._keep(event.text))

    async def _keep(self, text: str) -> None:
        with self.background.awaited():
            if text != self._jumped_to:
                await self._jump(text, awaited=True)
            self.close_field()
            self._hold()

    @property
    @override
    def is_filtered(self) -> bool:
        return self.slot.is_open

    @override
    def action_clear_filter(self) -> None:
        self._leave_field()
        self.run_worker(self._show(self._order, *self._before))

    def _leave_field(self) -> None:
        self.overtake()
        self.close_field()
        self._missed = ("", "")
        self._hold()

    @override
    def action_close(self) -> None:
        self._leave(None)
