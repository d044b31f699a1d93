"""How the page's contacts are narrowed down and sorted."""

from functools import partial
from typing import Final

from contacts_tui.domain.arranged import By, Order
from contacts_tui.remembered import Remembered
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.question import Answer
from contacts_tui.ui.screens.second_key import SecondKey
from contacts_tui.ui.widgets.filter_field import FILTER_KEYS, FilterField

AS_ENTERED: Final = "entered"
"""What stands for the order in which contacts were entered."""

CALLED: Final = {By.TYPE: "type", By.NAME: "name", By.PHONE: "phone", By.EMAIL: "e-mail"}
"""What contacts are sorted by, in a sentence."""

SORTS: Final = (
    *(Answer(by.value[0], CALLED[by], by.value) for by in By),
    Answer("s", "as entered", AS_ENTERED),
)
"""The keys that may follow `s`."""


class Arranging:
    """Lets a filter be typed and an order be chosen, and remembers the order."""

    def __init__(self, page: PageHandle, remembered: Remembered) -> None:
        self._page = page
        self._remembered = remembered

    async def filter(self) -> None:
        """Let the filter be typed."""
        if self._has_contacts("filter"):
            await self._page.view.contacts.open_filter(FilterField)
            self._page.view.said = FILTER_KEYS

    def sort(self, by: str) -> None:
        """Sort by what `By` calls so, or as entered; without either, ask what to sort by."""
        if not self._has_contacts("sort"):
            return
        if by:
            self._sort_by(by)
        else:
            self._page.screen.app.push_screen(SecondKey("Sort by:", SORTS), self._sort_by_answer)

    def _sort_by(self, by: str) -> None:
        """Sort, the other way round where that is the order already."""
        contacts = self._page.view.contacts
        contacts.order = order = contacts.order.asked_by(None if by == AS_ENTERED else By(by))
        self._page.later(partial(self._remembered.remember_sort, order.text))
        self._page.view.said = _told(order)

    def _sort_by_answer(self, by: str | None) -> None:
        if by:
            self._sort_by(by)

    def _has_contacts(self, do: str) -> bool:
        page = self._page.view.page
        if page and page.contacts:
            return True
        self._page.view.said = f"There are no contacts to {do}."
        return False


def _told(order: Order) -> str:
    """What is said of an order, and how to come by another one."""
    if order.by is None:
        return "As entered."
    key, how = order.by.value[0], ", the other way round" if order.is_reversed else ""
    return f"Sorted by {CALLED[order.by]}{how}. s {key} turns it round, s s is as entered."
