"""Contacts that go to another account."""

from dataclasses import dataclass
from typing import Literal

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact

Way = Literal["move", "copy"]
"""Whether they stay where they are."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is to be done with contacts, as they were seen, all of one account."""

    way: Way
    contacts: tuple[Contact, ...]
    source: Account
    target: Account
    notes: tuple[str, ...] = ()
    """What an agent should know before it is done: sentences."""

    @property
    def what(self) -> str:
        """Return what they are called: `Ann Lee, Alternate`, `3 contacts`."""
        return self.contacts[0].named if len(self.contacts) == 1 else f"{len(self.contacts)} contacts"

    @property
    def question(self) -> str:
        """Return what is asked, and below it what should be known."""
        asked = f"{self.way.capitalize()} {self.what}, from {self.source.called} to {self.target.called}?"
        return "\n".join((asked, *self.notes))


@dataclass(frozen=True, slots=True)
class Transferred:
    """Contacts stand in another account."""

    account_id: int
    contact_id: int
    """The first of them."""
    sentence: str
