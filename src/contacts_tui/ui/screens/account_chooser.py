"""Which account to open, where there are several."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.content import Content
from typing_extensions import override

from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.screens.filtered_list import FilteredList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from contacts_tui.services.accounts import AccountLine


class AccountChooser(FilteredList["AccountLine", int]):
    """Finds by number or part of the name as you type; gives the id of the account."""

    MOST: Final = 10
    hint: ClassVar[str] = "enter opens   escape closes"
    nothing: ClassVar[str] = "No account is called that."

    def __init__(self, matching: "Callable[[str], Awaitable[Sequence[AccountLine]]]") -> None:
        super().__init__("Open an account: its number, or part of its name")
        self._matching = matching
        self._hits_of: str | None = None

    @override
    def line(self, hit: "AccountLine") -> Content:
        return Content(shown(f"{hit.number:<12} {hit.name}  {hit.city}"))

    @override
    def chosen(self, hit: "AccountLine") -> int:
        return hit.id

    @override
    def filter(self) -> None:
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        await self._find()

    async def _find(self) -> None:
        text = self.text
        try:
            hits = await self._matching(text)
        except ContactsError as error:
            self.say(str(error))
        else:
            self._hits_of = text
            self.show(hits)

    @override
    def choose(self) -> None:
        self._choose()

    @work
    async def _choose(self) -> None:
        """`enter` acts on the hits of the text that is in the box, never on those of an older one."""
        if self._hits_of != self.text:
            await self._find()
        if self._hits_of == self.text:
            super().choose()
