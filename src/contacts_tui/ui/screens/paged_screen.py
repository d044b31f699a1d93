"""What the lists and the trash have in common: a long table that others change, and a field that is typed into."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeAlias

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from typing_extensions import override

from contacts_tui.domain.listed import Place
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.follower import Follower, Given
from contacts_tui.ui.screens.over_page import OverPage
from contacts_tui.ui.screens.pages import Pages, Reader
from contacts_tui.ui.widgets.filter_slot import FilterSlot
from contacts_tui.ui.widgets.message_line import MessageLine
from contacts_tui.ui.widgets.paged_rows import Look, Shown
from contacts_tui.ui.widgets.paged_table import PagedTable

if TYPE_CHECKING:
    from textual.worker import Worker

NOT_THERE: Final = "This row is not there any more."
NOTHING_CHANGED: Final = "There is nothing here that has a history."

Historian: TypeAlias = Callable[[int, int], OverPage[None]]
"""Makes the screen of the changes of an account's contact, or (0) of the account."""


def history_key(kind: str) -> Binding:
    """Return the key of a kind of these screens that opens the history of a row."""
    tooltip = "Who changed what is under the cursor, and how"
    return Binding("h", "history", "History", id=f"{kind}.history", tooltip=tooltip)


class PagedScreen(Follower[Given], Generic[Given, Look, Shown]):
    """Shows of a long list what is in sight, and whole what is under the cursor."""

    AUTO_FOCUS = "PagedTable"
    DEFAULT_CSS = """
    PagedScreen {
        overflow: hidden;
        PagedTable { height: 1fr; }
        #detail { color: $text-muted; }
    }
    """

    def __init__(
        self,
        background: Background,
        reader: Reader[Look, Shown],
        table: PagedTable[Look, Shown],
        whole: Callable[[Shown], str],
        history: Historian,
        *,
        read_only: bool = False,
        newest_first: bool = False,
    ) -> None:
        """`whole` tells all of a row on one line."""
        super().__init__(background, read_only=read_only)
        self.table = table
        self.table.pointed = self.pointed
        self.pages = Pages(reader, table, self.tell, newest_first=newest_first)
        self._whole = whole
        self._history = history
        self._detail = MessageLine(id="detail")
        self.slot = FilterSlot(self._detail)
        self._typed: Worker[None] | None = None

    @abstractmethod
    def tell(self, look: Look, place: Place[Shown]) -> None:
        """Say of what is shown from now on what it is, and whether there is anything of it."""

    @abstractmethod
    def owner_of(self, row: Shown) -> tuple[int, int]:
        """The ids of a row's account and contact; 0 for none of its contacts."""

    @override
    def body(self) -> Iterable[Widget]:
        return self.table, self.slot

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from what was above."""
        self.table.stand()

    @override
    async def follow(self, said: str, _entry: str) -> None:
        """Show the list as it is now, the cursor where it is, and say what happened."""
        self.said = said
        await self.renew()

    @override
    async def renew(self) -> None:
        try:
            await self.pages.refresh()
        except ContactsError as error:
            self.said = f"{self.said} {error}".strip()

    async def show(self, look: Look, finding: Awaitable[Place[Shown]], line: int | None = None) -> Place[Shown] | None:
        """Show a place once it is found, in a line of the window; where it cannot be read, say why and return None."""
        try:
            return await self.pages.show(look, finding, line)
        except ContactsError as error:
            self.said = str(error)
            return None

    async def reach_under(self) -> Shown | None:
        """Return what is under the cursor, as soon as it is there; where it does not come, say why and return None."""
        with self.background.awaited():
            try:
                under = self.table.under or await self.pages.fetch_under()
            except ContactsError as error:
                self.said = str(error)
                return None
        if under is None:
            self.said = NOT_THERE
        return under

    def is_displaced(self) -> bool:
        """Return whether others have put the cursor on another row than the agent; then that was said, once."""
        displacement = self.table.displacement()
        self.said = displacement or self.said
        return bool(displacement)

    def is_without_rows(self, otherwise: str) -> bool:
        """Return whether there is nothing to act on; then say so, or leave what says why nothing could be read."""
        if not self.table.row_count and self.holds:
            self.said = otherwise
        return not self.table.row_count

    def action_history(self) -> None:
        """Show the changes of what is under the cursor, as soon as it is there."""
        if not (self.is_without_rows(NOTHING_CHANGED) or self.is_displaced()):
            self.run_worker(self._open_history())

    async def _open_history(self) -> None:
        with self.background.awaited():
            if under := await self.reach_under():
                screen = self._history(*self.owner_of(under))
                await self.app.push_screen(screen, partial(self._history_closed, screen))

    def _history_closed(self, screen: OverPage[None], _left: None) -> None:
        self.said = ""
        if screen.on_the_page:
            self.leave_for(screen.on_the_page)

    @on(PagedTable.RowsWanted)
    def _fetch_rows(self) -> None:
        self.run_worker(self._fetch(), group="look")

    async def _fetch(self) -> None:
        try:
            await self.pages.fetch_wanted()
        except ContactsError as error:
            self.said = str(error)

    def pointed(self) -> None:
        """Tell what is under the cursor, in the same frame in which the cursor is painted there."""
        under = self.table.under
        self._detail.sentence = self._whole(under) if under else ""

    def type(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do what a letter asks for; what is not read yet of the one before is not read at all."""
        self.overtake()
        self._typed = self.run_worker(work, group="look")

    def overtake(self) -> None:
        """Read no more for what was typed before."""
        if self._typed is not None:
            self._typed.cancel()

    def close_field(self) -> None:
        """Let the next key go to the table."""
        if self.slot.is_open:
            self.slot.close()
            self.table.focus()
