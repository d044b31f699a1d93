"""Forms that were put aside with what was typed into them."""

from collections.abc import Callable


class ParkedForms:
    """Each a way to open the form again; the last one parked is the first to come back."""

    def __init__(self) -> None:
        self._forms: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._forms)

    def park(self, resume: Callable[[], None]) -> str:
        """Put a form aside. Returns what to say about it."""
        self._forms.append(resume)
        if len(self._forms) == 1:
            return "Parked. r on the page opens the form again with all that was typed."
        return f"{len(self._forms)} forms are parked: r on the page opens the last one."

    def resume(self) -> None:
        """Open the form that was parked last."""
        self._forms.pop()()
