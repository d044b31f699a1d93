"""How a form was left; None where nothing is to be done."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from contacts_tui.domain.contact import Contact
from contacts_tui.ui.screens.keeping import Kept

Stored = TypeVar("Stored")


@dataclass(frozen=True, slots=True)
class Saved(Generic[Stored]):
    """The form has saved this."""

    stored: Stored
    along: int = 0
    """How many others were changed with it."""
    is_new: bool = True
    """Whether anything was written: a form that says what is stored already writes nothing."""
    again: bool = False
    """Whether a new form of its kind is to follow."""
    came_in: str = ""
    """What became of what others have saved of the same record while the form was open."""

    def told(self, saved: str, what: str) -> str:
        """Return what is said of it: `saved` if anything was, else that nothing was or that `what` is as it was."""
        if self.is_new:
            return f"{saved} {self.came_in}".rstrip()
        return f"Nothing of yours was saved: {self.came_in}" if self.came_in else f"{what} is as it was."


@dataclass(frozen=True, slots=True)
class Parked:
    """The form was put aside with what is in it."""

    form: Kept


@dataclass(frozen=True, slots=True)
class OpenInstead:
    """The agent chose to open the contact that is there already."""

    contact: Contact
    form: Kept
    """What was typed; it is parked, not lost."""
