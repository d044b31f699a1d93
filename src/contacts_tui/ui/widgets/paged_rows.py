"""The rows of a long list, of which a few pages are in memory."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

from contacts_tui.domain.listed import PAGE, Known, Stretch

MOST_PAGES: Final = 16
MOST_WANTED: Final = 4
"""Pages that are waited for; those that were wanted before have been scrolled past."""
_UNREAD: Final = "#"
"""How the keys of rows begin that are not there yet: they are named by their place."""


class Keyed(Protocol):
    """What a row stands for."""

    @property
    def key(self) -> str:
        """What names it among all that is listed."""

    @property
    def called(self) -> str:
        """What it is called in a sentence."""


Look = TypeVar("Look")
"""What of a list is looked at, and in which order."""
Shown = TypeVar("Shown", bound=Keyed)


class PagedRows(Generic[Look, Shown]):
    """Gives the rows that are there; a page that is asked for and is not there is wanted."""

    def __init__(self, look: Look, known: Known, want: Callable[[], None]) -> None:
        self.look = look
        self.known = known
        self.cells: Callable[[Shown], tuple[str, ...]] = lambda _: ()
        """Makes the cells of a row."""
        self._tell = want
        self.pages: OrderedDict[int, tuple[Shown, ...]] = OrderedDict()
        """Those that are there, the one that was shown last at the end."""
        self._index: dict[str, int] = {}
        self._wanted: list[int] = []
        """Pages, that which is wanted first at the end."""

    def __len__(self) -> int:
        return self.known.count

    def row(self, index: int) -> tuple[str, ...] | None:
        """Return the cells of a row; None if it is not there yet. Then it is wanted, and before that what is near."""
        page, at = divmod(index, PAGE)
        rows = self.pages.get(page)
        if rows is None:
            self._want(page, is_seen=True)
            return None
        self.pages.move_to_end(page)
        self._want(page + 1 if at >= PAGE // 2 else page - 1, is_seen=False)
        return self.cells(rows[at]) if at < len(rows) else None

    def at(self, index: int) -> Shown | None:
        """Return what a row shows; None if it is not there yet."""
        page, at = divmod(index, PAGE)
        return next(iter(self.pages.get(page, ())[at : at + 1]), None)

    def key(self, index: int) -> str:
        """Return what names a row; its place as long as it is not there."""
        listed = self.at(index)
        return listed.key if listed else f"{_UNREAD}{index}"

    def called(self, index: int) -> str:
        """Return what a row is called in a sentence; empty if it is not there yet."""
        listed = self.at(index)
        return listed.called if listed else ""

    def find(self, key: str) -> int | None:
        """Return the index of a row that is there."""
        return int(key.removeprefix(_UNREAD)) if key.startswith(_UNREAD) else self._index.get(key)

    def put(self, stretch: Stretch[Shown]) -> None:
        """Keep rows that begin with a page, and forget those that were shown longest ago."""
        for at in range(0, len(stretch.rows), PAGE):
            start, rows = stretch.start + at, stretch.rows[at : at + PAGE]
            self.pages[start // PAGE] = rows
            self.pages.move_to_end(start // PAGE)
            self._index.update((listed.key, start + place) for place, listed in enumerate(rows))
        while len(self.pages) > MOST_PAGES:
            _, forgotten = self.pages.popitem(last=False)
            for listed in forgotten:
                self._index.pop(listed.key, None)

    def want_ends(self) -> None:
        """Want the first page and the last one: they are a key away."""
        self._want(0, is_seen=False)
        self._want(self._last_page, is_seen=False)

    def wanted(self) -> int | None:
        """Return the page that is wanted most, as if it was on its way then; None if none is."""
        while self._wanted:
            page = self._wanted.pop()
            if page not in self.pages:
                return page
        return None

    def want_none(self) -> None:
        """Forget what is wanted."""
        self._wanted.clear()

    @property
    def _last_page(self) -> int:
        return max(0, len(self) - 1) // PAGE

    def _want(self, page: int, *, is_seen: bool) -> None:
        if page in self.pages or page in self._wanted or not 0 <= page <= self._last_page or not len(self):
            return
        self._wanted.insert(len(self._wanted) if is_seen else 0, page)
        del self._wanted[:-MOST_WANTED]
        self._tell()
