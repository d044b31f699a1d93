"""What the parts of the desk share: the page, the threads behind it, and how the page follows a change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from contacts_tui.domain.account import Page
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.closing import is_open
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.screens.over_page import OverPage
from contacts_tui.ui.screens.question import in_worker
from contacts_tui.ui.screens.slow import SLOW
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from textual.actions import ActionParseResult


@dataclass(frozen=True, slots=True)
class PageHandle:
    """The Contacts page as its desk has it."""

    screen: Screen[None]
    view: PageView
    background: Background
    tell_keys: Callable[[], None]
    """Shows the keys anew: what can be done has changed."""

    def push(self, modal: Screen[Any], then: Callable[[Any], Any]) -> None:
        """Open a form, a question or a list; its answer goes to `then`, a coroutine function."""

        async def closed(answer: object) -> None:
            await then(answer)
            if isinstance(modal, OverPage):
                self.do(modal.on_the_page)

        self.screen.app.push_screen(modal, in_worker(self.screen, closed))

    @property
    def followers(self) -> Iterator[Follower[Any]]:
        """Screens over the page that show what is changed too; one that is closed before it is reached is left out."""
        for screen in self.screen.app.screen_stack:
            if isinstance(screen, Follower) and is_open(screen):
                yield screen

    def do(self, action: "str | ActionParseResult | None") -> None:
        """Do what was chosen from a list or a menu, once that has closed."""
        if action is not None:
            self.screen.call_later(self.screen.run_action, action)

    def later(self, work: Callable[[], Any]) -> None:
        """Do something in the background that no key waits for."""
        self.screen.run_worker(self.background.run(work, awaited=False))

    @contextmanager
    def telling(self, sentence: str) -> Iterator[None]:
        """Say what is being done, once that takes its time."""
        slow = self.screen.set_timer(SLOW, lambda: setattr(self.view, "said", sentence))
        try:
            yield
        finally:
            slow.stop()

    async def reload(self, account_id: int, contact_id: int = 0, said: str | None = "", *, entry: str = "") -> None:
        """Show an account as it is now, the cursor on a contact, or none (0), and say what happened.

        None leaves what is said by the time the account is read: news may come in meanwhile.
        `entry` is the key of a bill or payment: the cursor of a ledger above goes there.
        """
        try:
            page = await self._read(account_id)
        except ContactsError as error:
            more = str(error)
        else:
            more = self.view.show(page, contact_id)
        self.view.said = f"{self.view.said if said is None else said} {more}".strip()
        self.tell_keys()
        for follower in self.followers:
            await follower.follow(self.view.said, entry)

    async def _read(self, account_id: int, *, awaited: bool = True) -> Page | None:
        if account_id:
            return await self.background.read(lambda services: services.accounts.page(account_id), awaited=awaited)
        there = await self.background.read(lambda services: services.accounts.are_there(), awaited=awaited)
        self.view.accounts = int(there)
        return None

    async def renew(self, *, is_here: bool) -> None:
        """Show what others have changed, where it `is_here` in the account too; nothing moves, what was said stays."""
        shown = self.view.page.account.id if self.view.page else 0
        if is_here or not shown:
            try:
                page = await self._read(shown, awaited=False)
            except ContactsError as error:
                self.view.said = str(error)
            else:
                is_same = shown == (self.view.page.account.id if self.view.page else 0)
                if is_same and (page is None or page != self.view.page):
                    self.view.renew(page)
        self.tell_keys()
        for follower in self.followers:
            await follower.renew()

    async def reload_shown(self) -> None:
        """Show the account that is on the page as it is now: somebody may have saved meanwhile."""
        if self.view.page:
            await self.reload(self.view.page.account.id, said=None)
