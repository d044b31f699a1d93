"""The rows of all contacts or all accounts: a page is reached from the nearest row that is known."""

from collections.abc import Callable, Iterator

from contacts_tui.domain.listed import PAGE, Boundary, Known, Listed, ListOrder
from contacts_tui.ui.widgets.paged_rows import PagedRows


class ListedRows(PagedRows[Listed]):
    """Knows the order, and how far the rows that are there reach in it."""

    def __init__(self, order: ListOrder, known: Known, want: Callable[[], None]) -> None:
        super().__init__(known, want)
        self.order = order

    def way_to(self, page: int) -> tuple[int, int, Boundary]:
        """Return where a page begins and ends, and the nearest place from which it is reached."""
        start, end = page * PAGE, min(len(self), (page + 1) * PAGE)
        nearest = min(self._boundaries(page), key=lambda it: max(start - it.index, it.index - end))
        return start, end, nearest

    def _boundaries(self, page: int) -> Iterator[Boundary]:
        """Both ends of the list, and the edges that face a page."""
        yield Boundary(0, None)
        yield Boundary(len(self), None)
        for other, rows in self.pages.items():
            if rows and other < page:
                yield Boundary(other * PAGE + len(rows), self.order.just_behind(rows[-1].spot(self.order)))
            elif rows and other > page:
                yield Boundary(other * PAGE, rows[0].spot(self.order))
