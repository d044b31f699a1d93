"""How a form was left; None where nothing is to be done."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft

Draft = TypeVar("Draft")
Stored = TypeVar("Stored")


@dataclass(frozen=True, slots=True)
class Saved(Generic[Stored]):
    """The form has saved this."""

    stored: Stored
    along: int = 0
    """How many others were changed with it."""
    again: bool = False
    """Whether a new form of its kind is to follow."""


@dataclass(frozen=True, slots=True)
class Parked(Generic[Draft]):
    """The form was put aside with what is in it."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class OpenInstead:
    """The agent chose to open the contact that is there already."""

    contact: Contact
    draft: ContactDraft
    """What was typed; it is parked, not lost."""
