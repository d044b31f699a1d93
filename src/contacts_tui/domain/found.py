"""What Find found: accounts, and their contacts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

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
class FoundEarlier:
    """An account, or a contact of one, that had what the text finds, and has it no more."""

    account: FoundAccount
    contact_id: int
    """0 where it is the account."""
    called: str
    """What it is called, the contact's type too: `Bob Ray, Alternate`."""
    value: str
    """What it had."""
    at: datetime
    """When that was changed, or deleted with all the rest; UTC."""
    until: str
    """The same day, as the agent's clock and the locale say it."""
    is_deleted: bool
    """Whether it is in the trash, or gone."""
    is_account_deleted: bool

    @property
    def told(self) -> str:
        """What it had, and until when: `had (416) 123-1234 until 3/12/2019`, `had a@example.com, deleted 3/12/2019`."""
        return f"had {self.value}{', deleted' if self.is_deleted else ' until'} {self.until}"


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

    earlier: tuple[FoundEarlier, ...] = ()
    """Those who had it before, where there is room behind those who have it: that which is all of it first."""

    def elsewhere(self, but: int) -> "Found":
        """Return what of it is in other accounts than one, and offer no number to hold."""
        accounts = tuple(account for account in self.accounts if account.id != but)
        earlier = tuple(one for one in self.earlier if one.account.id != but)
        return replace(self, accounts=accounts, earlier=earlier, caller=None)

    @property
    def hits(self) -> Iterator[tuple[FoundAccount, Contact | None]]:
        """What was found, one after the other: an account by itself, or with a contact of it."""
        for account in self.accounts:
            if account.is_hit or not account.contacts:
                yield account, None
            for contact in account.contacts:
                yield account, contact
