"""What others change appears by itself: the page, what stands over it, and an open form are told."""

from typing import TYPE_CHECKING, Final

from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.sheet import Sheet

if TYPE_CHECKING:
    from contacts_tui.domain.news import Told

EVERY: Final = 0.5
"""Seconds after which it is looked for: what others change is to appear within one."""
_READ: Final = 10
"""So often a sentence has stood there when it has been read: another one may take its place."""


class Watching:
    """Asks again and again whether anything was changed elsewhere; no key waits for it."""

    def __init__(self, page: PageHandle) -> None:
        self._page = page
        self._told: Told | None = None
        """The changes that were told of."""
        self._said: tuple[str, ...] = ()
        self._seen = 0
        """How often the same sentences were seen where they stand."""
        self._is_looking = False
        self._untold = ""
        """What is still to be said, once the sentence that stands there has been read."""

    def start(self) -> None:
        """Look from now on, as long as the page is there."""
        self._page.screen.set_interval(EVERY, self._look)

    async def _look(self) -> None:
        if self._is_looking:
            return
        self._is_looking = True
        view = self._page.view
        said, self._said = self._said, self._sentences
        self._seen = self._seen + 1 if said == self._said else 0
        account_id = view.page.account.id if view.page else None
        told = self._told
        try:
            news = await self._page.background.read(lambda s: s.live.since(told, account_id), awaited=False)
        except ContactsError:
            return  # Whoever does something next is told what is the matter.
        finally:
            self._is_looking = False
        self._told = news.told
        if news.is_any or told is None:
            # The first time it is not known what was changed while the page was being read.
            self._untold = news.said or self._untold
            await self._page.renew(is_here=news.is_here or told is None)
            for screen in self._page.screen.app.screen_stack:
                if isinstance(screen, Sheet):
                    screen.look_again()
        if self._untold and (not any(self._sentences) or self._seen >= _READ):
            # The same sentence a second time is news again, where the one on the page is said by what stands over it.
            view.said = ""
            view.said, self._untold = self._untold, ""

    @property
    def _sentences(self) -> tuple[str, ...]:
        """What the page says, and what stands over it: news takes the place of both."""
        return (self._page.view.said, *(follower.said for follower in self._page.followers))
