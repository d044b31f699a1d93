"""The trash of an account, or of all accounts: who deleted what and when, to be looked through and restored."""

from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from typing_extensions import override

from contacts_tui.domain.account import Account
from contacts_tui.domain.listed import Place
from contacts_tui.domain.trash import Restored, Trashed, TrashLook
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.fitting import quotable, shown
from contacts_tui.ui.present.trash_lines import cells, columns, whole
from contacts_tui.ui.screens.closing import close
from contacts_tui.ui.screens.page_keys import READ_ONLY
from contacts_tui.ui.screens.paged_screen import Historian, PagedScreen, history_key
from contacts_tui.ui.screens.trash_reader import TrashReader
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.filter_field import FILTER_KEYS
from contacts_tui.ui.widgets.paged_table import PagedTable
from contacts_tui.ui.widgets.row_table import RowTable

NO_ACCOUNT: Final = "No account is open: this is the trash of all accounts."
NOTHING_TO_RESTORE: Final = "There is nothing here to restore."
NOTHING_TO_FILTER: Final = "There is nothing here to filter."


class TrashScreen(PagedScreen[Restored | None, TrashLook, Trashed]):
    """Shows what was deleted and restores it; gives what was restored last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "restore", "Restore", id="trash.restore", tooltip="Restore what is under the cursor"),
        Binding("tab", "switch", "Switch", id="trash.switch", tooltip="All accounts, or the one that is open"),
        Binding("slash", "filter", "Filter", id="trash.filter", key_display="/", tooltip="Filter as you type"),
        history_key("trash"),
    ]
    writes = frozenset({"restore"})
    first_to_go = ("help", "history", "back", "filter", "switch")

    def __init__(
        self, background: Background, account: Account | None, days: int, history: Historian, *, read_only: bool
    ) -> None:
        """`account` is the one that is open; `days` is how long things stay, 0 for ever."""
        look, self._reader = TrashLook(account.id if account else None, days), TrashReader(background)
        table = PagedTable(look, columns, cells)
        super().__init__(background, self._reader, table, whole, history, read_only=read_only, newest_first=True)
        self._account = account
        self._restored: Restored | None = None

    def on_mount(self) -> None:
        """Show what was deleted last."""
        self.heading = "Trash"
        self.run_worker(self._look_at(self._look))

    @property
    def _look(self) -> TrashLook:
        return self.pages.look

    async def _look_at(self, look: TrashLook, *, awaited: bool = True) -> None:
        """Show something else of the trash, from what was deleted last."""
        await self.show(look, self._reader.find(look, 0, awaited=awaited), 0)

    @override
    def tell(self, look: TrashLook, place: Place[Trashed]) -> None:
        called = shown(self._account.called) if self._account else ""
        whose = called if look.account_id is not None else "all accounts"
        other = "all accounts" if look.account_id is not None else called
        quoted = f' with "{quotable(look.text)}"' if look.text else ""
        self.head(f"Trash of {whose}  {place.count_told}{quoted}", f"   tab: {other}" if other else "")
        nothing = "" if place.known.count else self._nothing(look, whose, other)
        self.holds = nothing or (FILTER_KEYS if self.slot.is_open else "")

    @override
    def owner_of(self, row: Trashed) -> tuple[int, int]:
        return row.account_id, row.contact.id if row.contact else 0

    @staticmethod
    def _nothing(look: TrashLook, whose: str, other: str) -> str:
        if look.text:
            return f'Nothing in the trash of {whose} matches "{quotable(look.text)}". escape clears.'
        stays = f" and stays for {look.days} {'day' if look.days == 1 else 'days'}" if look.days else ""
        more = f" tab shows that of {other}." if other else ""
        return f"The trash of {whose} is empty: what is deleted comes here{stays}.{more}"

    @on(RowTable.CellOpened)
    def action_restore(self) -> None:
        """Restore what is under the cursor, as soon as it is there."""
        if self._read_only:
            self.said = READ_ONLY
        elif not (self.is_without_rows(NOTHING_TO_RESTORE) or self.is_displaced()):
            self.run_worker(self._restore_under())

    async def _restore_under(self) -> None:
        with self.background.awaited():
            under = await self.reach_under()
            if under is not None:
                await self._restore(under)

    async def _restore(self, trashed: Trashed) -> None:
        try:
            restored = await self.background.write(lambda services: services.trash.restore(trashed))
        except ContactsError as error:
            self.said = str(error)
            await self.renew()
            return
        self._restored = restored
        if restored.contact_id:
            await self.renew()
            self.say_only(f"{restored.sentence} u on the page undoes that.")
            # It was the agent who took it away.
            self.table.displacement()
        else:
            close(self, restored)

    def action_switch(self) -> None:
        """Show the trash of all accounts, or that of the one that is open."""
        if self._account is None:
            self.said = NO_ACCOUNT
            return
        other = None if self._look.account_id is not None else self._account.id
        self._leave_field(replace(self._look, account_id=other, text=""))

    async def action_filter(self) -> None:
        """Let the filter be typed, in the place of the line that tells what is under the cursor."""
        if self._look.text or not self.is_without_rows(NOTHING_TO_FILTER):
            self.said, self.holds = "", FILTER_KEYS
            await self.slot.open()

    def on_filter_entry_typed(self, event: FilterEntry.Typed) -> None:
        """Filter with each letter; what an older text finds is not shown any more."""
        if self.slot.is_open:
            self.type(partial(self._look_at, replace(self._look, text=event.text.strip()), awaited=False))

    def on_filter_entry_kept(self, event: FilterEntry.Kept) -> None:
        """Leave the field for the table."""
        self._leave_field(replace(self._look, text=event.text.strip()))

    @property
    @override
    def is_filtered(self) -> bool:
        return self.slot.is_open or bool(self._look.text)

    @override
    def action_clear_filter(self) -> None:
        self._leave_field(replace(self._look, text=""))

    def _leave_field(self, look: TrashLook) -> None:
        """Take the field away, and show something, which what was typed before does not overtake."""
        self.overtake()
        self.close_field()
        self.said = ""
        self.run_worker(self._look_at(look))

    @override
    def action_close(self) -> None:
        self.dismiss(self._restored)
