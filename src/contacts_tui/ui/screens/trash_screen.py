"""The trash of an account, or of all accounts: who deleted what and when, to be looked through and restored."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from typing_extensions import override

from contacts_tui.domain.account import Account
from contacts_tui.domain.listed import PAGE, Known
from contacts_tui.domain.trash import Restored, Trashed, TrashLook, TrashPart
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.fitting import cut, shown
from contacts_tui.ui.present.trash_lines import whole
from contacts_tui.ui.screens.closing import close, is_open
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.filter_field import FilterField
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.trash_table import TrashTable

if TYPE_CHECKING:
    from textual.worker import Worker

READ_ONLY: Final = "This database is open to be read only: nothing can be restored."
FILTER_KEYS: Final = "enter or down keeps the filter, escape clears it."
NO_ACCOUNT: Final = "No account is open: this is the trash of all accounts."
NOT_THERE: Final = "This row is not there any more."
LONGEST_QUOTED: Final = 30


class TrashScreen(Follower[Restored | None]):
    """Shows what was deleted and restores it; gives what was restored last."""

    AUTO_FOCUS = "TrashTable"
    DEFAULT_CSS = """
    TrashScreen {
        overflow: hidden;
        TrashTable { height: 1fr; }
        FilterField { height: 1; }
        #detail { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "restore", "Restore", id="trash.restore", tooltip="Restore what is under the cursor"),
        Binding("tab", "switch", "All accounts", id="trash.switch", tooltip="All accounts, or the one that is open"),
        Binding("slash", "filter", "Filter", id="trash.filter", key_display="/", tooltip="Filter as you type"),
    ]
    writes = frozenset({"restore"})
    first_to_go = ("help", "filter", "switch")

    def __init__(self, background: Background, account: Account | None, days: int, *, read_only: bool) -> None:
        """`account` is the one that is open; `days` is how long things stay, 0 for ever."""
        super().__init__(background, read_only=read_only)
        self._account = account
        self._look = TrashLook(account.id if account else None, days)
        self._table = TrashTable()
        self._table.pointed = self._tell
        self._field: FilterField | None = None
        self._detail = MessageLine(id="detail")
        self._restored: Restored | None = None
        self._asked = 0
        """How often the trash was read from anew."""
        self._typed: Worker[None] | None = None

    @override
    def body(self) -> Iterable[Widget]:
        return self._table, self._detail

    def on_mount(self) -> None:
        """Show what was deleted last."""
        self.heading = "Trash"
        self.run_worker(self._show(self._look))

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from what was above."""
        self._table.stand()

    @override
    async def follow(self, said: str, _entry: str) -> None:
        """Show the trash as it is now, and say what happened."""
        self.said = said
        await self._refresh()

    @override
    async def renew(self) -> None:
        await self._refresh()

    async def _refresh(self) -> None:
        """Show the trash as it is now, the cursor on its row or in its place; what was said stays."""
        await self._show(self._look, None, stays=True, page=self._table.cursor_page)

    async def _show(
        self,
        look: TrashLook,
        said: str | None = "",
        *,
        stays: bool = False,
        page: int = 0,
        awaited: bool = True,
    ) -> None:
        """Show what is looked at, unless something else was meanwhile, and say something, or nothing new (None)."""
        self._asked += 1
        this = self._asked
        try:
            part = await self._read(look, page, awaited=awaited)
        except ContactsError as error:
            self.said = f"{said or ''} {error}".strip()
            return
        if this != self._asked or not is_open(self):
            return
        self._look = look
        self._table.show_part(part, of_all=look.account_id is None, stays=stays)
        said, nothing = self.said if said is None else said, self._entitle(part)
        self.said = said if nothing in said else f"{said} {nothing}".strip()

    async def _read(
        self, look: TrashLook, page: int, known: Known | None = None, *, awaited: bool = False
    ) -> TrashPart:
        start = page * PAGE
        return await self.background.read(
            lambda services: services.trash.read(look, start, PAGE, known), awaited=awaited
        )

    def _entitle(self, part: TrashPart) -> str:
        """Say above what is shown; where it is nothing, return why."""
        look, account = self._look, self._account
        called = shown(account.called) if account else ""
        whose = called if look.account_id is not None else "all accounts"
        other = "all accounts" if look.account_id is not None else called
        quoted = f' with "{cut(look.text, LONGEST_QUOTED)}"' if look.text else ""
        self.heading = f"Trash of {whose}  {part.count_told}{quoted}{f'   tab: {other}' if other else ''}"
        return "" if part.known.count else self._nothing(whose, other)

    def _nothing(self, whose: str, other: str) -> str:
        if self._look.text:
            return f'Nothing in the trash of {whose} matches "{cut(self._look.text, LONGEST_QUOTED)}". escape clears.'
        days = self._look.days
        stays = f" and stays for {days} {'day' if days == 1 else 'days'}" if days else ""
        more = f" tab shows that of {other}." if other else ""
        return f"The trash of {whose} is empty: what is deleted comes here{stays}.{more}"

    @on(TrashTable.RowsWanted)
    def _fetch_rows(self) -> None:
        self.run_worker(self._fetch(), group="look")

    async def _fetch(self) -> None:
        while (page := self._table.rows_shown.wanted()) is not None:
            await self._fetch_page(page)

    async def _fetch_page(self, page: int) -> None:
        """Have a page at hand; where something was changed since the others were read, read anew what is in sight."""
        rows = self._table.rows_shown
        try:
            part = await self._read(self._look, page, rows.known)
        except ContactsError as error:
            rows.want_none()
            self.said = str(error)
            return
        if rows is not self._table.rows_shown:
            return
        if part.known != rows.known:
            await self._refresh()
        else:
            rows.put(part.stretch)
            self._table.refresh_rows()

    def _tell(self) -> None:
        """Tell what is under the cursor, in the same frame in which the cursor is painted there."""
        under = self._table.under
        self._detail.sentence = whole(under) if under else ""

    @on(TrashTable.Asked)
    async def _do_asked(self, event: TrashTable.Asked) -> None:
        await self.run_action(event.action)

    def action_restore(self) -> None:
        """Restore what is under the cursor, as soon as it is there."""
        if self._read_only:
            self.said = READ_ONLY
        elif self._table.row_count:
            self.run_worker(self._restore_under())

    async def _restore_under(self) -> None:
        with self.background.awaited():
            if self._table.under is None:
                await self._fetch_page(self._table.cursor_page)
            if self._table.under is None:
                self.said = NOT_THERE
            else:
                await self._restore(self._table.under)

    async def _restore(self, trashed: Trashed) -> None:
        try:
            restored = await self.background.write(lambda services: services.trash.restore(trashed))
        except ContactsError as error:
            self.said = str(error)
            await self._refresh()
            return
        self._restored = restored
        if restored.contact_id:
            self.said = f"{restored.sentence} u on the page undoes that."
            await self._refresh()
        else:
            close(self, restored)

    def action_switch(self) -> None:
        """Show the trash of all accounts, or that of the one that is open."""
        if self._account is None:
            self.said = NO_ACCOUNT
            return
        self._close_field()
        other = None if self._look.account_id is not None else self._account.id
        self.run_worker(self._show(replace(self._look, account_id=other, text="")))

    async def action_filter(self) -> None:
        """Let the filter be typed, in the place of the line that tells what is under the cursor."""
        if not self._table.row_count and not self._look.text:
            return
        self._field, self._detail.display = FilterField(), False
        await self.mount(self._field, before=self._detail)
        self._field.focus_entry()
        self.said = FILTER_KEYS

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Filter with each letter; what an older text finds is not shown any more."""
        if self._field:
            self._typed = self.run_worker(partial(self._filter, event.text, awaited=False), group="look")

    async def _filter(self, text: str, *, awaited: bool) -> None:
        said = FILTER_KEYS if self._field else ""
        await self._show(replace(self._look, text=text.strip()), said, awaited=awaited)

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the field for the table."""
        self._close_field()
        self.run_worker(self._filter(event.text, awaited=True))

    def on_filter_entry_cleared(self) -> None:
        """Show everything again."""
        self.action_clear_filter()

    def action_clear_filter(self) -> None:
        """Show everything again."""
        self._close_field()
        self.run_worker(self._filter("", awaited=True))

    def _close_field(self) -> None:
        if self._typed is not None:
            self._typed.cancel()
        if self._field:
            self._field.remove()
            self._field, self._detail.display = None, True
            self._table.focus()

    def on_entry_left_out(self, event: Entry.LeftOut) -> None:
        """Say what the field did not take of a paste."""
        self.said = event.sentence

    @override
    def action_back(self) -> None:
        """Go one level back: clear the filter, then leave."""
        if self._field or self._look.text:
            self.action_clear_filter()
        else:
            self.action_close()

    @override
    def action_close(self) -> None:
        self.dismiss(self._restored)
