"""The lines of Find, and where each of them leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.found import Found, FoundAccount, FoundEarlier
from contacts_tui.ui.screens.results import Target


@dataclass(frozen=True, slots=True)
class Hit:
    """A line: an account, one of its contacts, the offer to hold a number as the caller, or who had it before."""

    account: FoundAccount | None = None
    contact: Contact | None = None
    caller: Phone | None = None
    earlier: FoundEarlier | None = None

    @property
    def target(self) -> Target | None:
        """Where it leads; nowhere for a caller."""
        if self.earlier:
            return Target(self.earlier.account.id, 0 if self.earlier.is_deleted else self.earlier.contact_id)
        return Target(self.account.id, self.contact.id if self.contact else 0) if self.account else None


def hits_of(found: Found) -> Iterator[Hit]:
    """Yield the lines of what was found, in their order."""
    for account in found.accounts:
        yield Hit(account)
        yield from (Hit(account, contact) for contact in account.contacts)
    if found.caller:
        yield Hit(caller=found.caller)
    yield from (Hit(earlier=one) for one in found.earlier)
