"""What is in the trash, as an agent goes through it and takes things out of it."""

from dataclasses import dataclass
from datetime import datetime

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.listed import Known, Stretch


@dataclass(frozen=True, slots=True)
class Trashed:
    """A contact that was deleted, or an account with the contacts that were deleted along with it."""

    contact: Contact | None
    """None where it is an account."""
    account_id: int
    account: str
    """Name and number of the account, or of the contact's."""
    by: str
    """Who deleted it."""
    at: datetime
    """UTC."""
    when: str
    """When that was, as the agent's clock and locale say it."""
    days_left: int | None
    """Days until it is purged by itself; None if it never is."""
    along: int = 0
    """How many contacts come back with an account."""
    moved: str = ""
    """Where a contact was moved to: `moved to ACME 22222`; empty where it was only deleted."""

    @property
    def key(self) -> str:
        """What names it among all that is in the trash."""
        return f"contact {self.contact.id}" if self.contact else f"account {self.account_id}"

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.contact.called if self.contact else self.account


@dataclass(frozen=True, slots=True)
class TrashLook:
    """What of the trash is looked at."""

    account_id: int | None
    """None for that of all accounts."""
    days: int
    """How long things stay there; 0 for ever."""
    text: str = ""
    """What is looked for."""


@dataclass(frozen=True, slots=True)
class TrashPart:
    """Some of what is in the trash, the newest first."""

    known: Known
    count_told: str
    """How much there is, as the locale writes it."""
    stretch: Stretch[Trashed]


@dataclass(frozen=True, slots=True)
class Restored:
    """Something came out of the trash."""

    account_id: int
    contact_id: int
    """0 where it is an account."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Removed:
    """How many accounts and contacts are gone for good, or would be."""

    accounts: int = 0
    contacts: int = 0

    def __add__(self, other: "Removed") -> "Removed":
        return Removed(self.accounts + other.accounts, self.contacts + other.contacts)

    @property
    def all(self) -> int:
        """How many there are of both."""
        return self.accounts + self.contacts

    @property
    def told(self) -> str:
        """What they are: `1 account and 3 contacts`."""
        counted = ((self.accounts, "account"), (self.contacts, "contact"))
        return " and ".join(f"{many:,} {one}{'' if many == 1 else 's'}" for many, one in counted if many)
