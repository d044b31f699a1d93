"""How a page of all contacts or all accounts is reached: from the nearest row that is known."""

from collections.abc import Iterator
from typing import TypeAlias

from contacts_tui.domain.listed import PAGE, Boundary, Listed, ListOrder
from contacts_tui.ui.widgets.paged_rows import PagedRows

ListedRows: TypeAlias = PagedRows[ListOrder, Listed]


def way_to(page: int, rows: ListedRows) -> tuple[int, int, Boundary]:
    """Return where a page begins and ends, and the nearest place from which it is reached."""
    start, end = page * PAGE, min(len(rows), (page + 1) * PAGE)
    nearest = min(_boundaries(page, rows), key=lambda it: max(start - it.index, it.index - end))
    return start, end, nearest


def _boundaries(page: int, rows: ListedRows) -> Iterator[Boundary]:
    """Both ends of the list, and the edges that face a page."""
    yield Boundary(0, None)
    yield Boundary(len(rows), None)
    for other, those in rows.pages.items():
        if those and other < page:
            yield Boundary(other * PAGE + len(those), rows.look.just_behind(those[-1].spot(rows.look)))
        elif those and other > page:
            yield Boundary(other * PAGE, those[0].spot(rows.look))
