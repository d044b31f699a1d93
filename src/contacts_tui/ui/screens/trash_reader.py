"""Reads the trash in the background."""

from contacts_tui.domain.listed import PAGE, Place, Stretch
from contacts_tui.domain.trash import Trashed, TrashLook
from contacts_tui.ui.background import Background
from contacts_tui.ui.widgets.paged_rows import PagedRows


class TrashReader:
    """Reads places and pages; only what is awaited lets keys wait. Raises ContactsError."""

    def __init__(self, background: Background) -> None:
        self._background = background

    async def find(self, look: TrashLook, wanted: Trashed | int, *, awaited: bool = True) -> Place[Trashed]:
        """Return where something stands in the trash, with what stands around it."""
        return await self._background.read(lambda services: services.trash.find(look, wanted), awaited=awaited)

    async def page(self, rows: PagedRows[TrashLook, Trashed], page: int) -> Stretch[Trashed]:
        """Return a page."""
        part = await self._background.read(
            lambda services: services.trash.read(rows.look, page * PAGE, PAGE, rows.known), awaited=False
        )
        return part.stretch
