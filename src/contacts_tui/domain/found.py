"""What Find found: accounts, and their contacts."""

from collections.abc import Iterator
from dataclasses import dataclass

from contacts_tui.domain.contact import Contact, Phone


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account that the text finds, or that has contacts which it finds."""

    id: int
    number: str
    name: str
    city: str
    is_hit: bool = True
    """Whether number and name alone are what the text finds; if not, the contacts are."""
    contacts: tuple[Contact, ...] = ()
    """Those that the text finds, best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds, best first."""

    accounts: tuple[FoundAccount, ...] = ()
    caller: Phone | None = None
    """The number, where the text is a whole phone number that nobody has."""
    region: str = ""
    """The country as which `caller` is shown; empty without one."""
    is_number: bool = False
    """Whether the text is a whole phone number, whoever has it."""
    is_cut: bool = False
    """Whether there is more than this."""
    is_partial: bool = False
    """Whether it was looked for only where words begin: there may be more."""

    @property
    def hits(self) -> Iterator[tuple[FoundAccount, Contact | None]]:
        """What was found, one after the other: an account by itself, or with a contact of it."""
        for account in self.accounts:
            if account.is_hit or not account.contacts:
                yield account, None
            for contact in account.contacts:
                yield account, contact
