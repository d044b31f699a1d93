"""Forms that wait to be opened again: put aside here, or left by a program that has ended."""

from contacts_tui.ui.present.unsaved_lines import left_behind
from contacts_tui.ui.screens.keeping import Keeper, Kept


class ParkedForms:
    """The last one parked is the first to come back. What they hold is in files, as far as the disk takes it."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._left: list[Kept] = []
        self._parked: list[Kept] = []
        self._is_to_remind = False

    def __len__(self) -> int:
        return len(self._left) + len(self._parked)

    @property
    def parked_here(self) -> int:
        """How many were parked since the program was started."""
        return len(self._parked)

    @property
    def trouble(self) -> str:
        """Why one of those is in no file, in a sentence; empty if all are."""
        return next(filter(None, (form.keeping.trouble for form in self._parked)), "")

    async def find_left(self) -> str:
        """Look for forms that were left. Returns what to say about them, and about files that cannot be used."""
        self._left, complaints = await self._keeper.left()
        self._is_to_remind = bool(self._left)
        return " ".join((*complaints, self._offer)).strip()

    def reminder(self) -> str:
        """Return once more what to say about the forms that were left: at the start something may have covered it."""
        said = self._offer if self._is_to_remind else ""
        self._is_to_remind = False
        return said

    async def park(self, form: Kept) -> str:
        """Put a form aside. Returns what to say about it."""
        self._parked.append(form)
        # Keys that were typed ahead wait, so that the sentence is about what has happened.
        with self._keeper.background.awaited():
            trouble = await form.keeping.put(form.unsaved)
        if trouble:
            return f"Parked, but only until the program ends. {trouble}"
        if len(self) == 1:
            return "Parked. r on the page opens the form again with all that was typed."
        return f"{len(self)} forms are parked: r on the page opens the last one."

    def pop(self) -> Kept:
        """Return the form that was parked last, and have it here no more."""
        self._is_to_remind = False
        return (self._parked or self._left).pop()

    @property
    def _offer(self) -> str:
        return left_behind([form.unsaved for form in self._left], self._keeper.circumstances(is_parked=False))
