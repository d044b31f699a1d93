"""Who is calling: the contacts who have a number."""

from dataclasses import dataclass

from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.text import fold


@dataclass(frozen=True, slots=True)
class Caller:
    """A contact who has the number."""

    account_number: str
    account_name: str
    contact: Contact
    phone: Phone
    """Which of the contact's numbers it is."""

    def order(self, extension: str) -> tuple[bool, int, str, str, int]:
        """How callers rank: who has the extension, if there is one, then by type, account and name."""
        one = self.contact
        return (
            bool(extension) and self.phone.extension != extension,
            one.contact_type.rank,
            fold(self.account_name),
            fold(one.name),
            one.id,
        )


@dataclass(frozen=True, slots=True)
class Callers:
    """What a number finds, best first."""

    number: Phone
    """The number, as it was read."""
    callers: tuple[Caller, ...] = ()
    is_cut: bool = False
    """Whether there are more."""

    @property
    def is_ending(self) -> bool:
        """Whether the number is looked for as the end of those that are stored: it is not known from where it is."""
        return self.number.e164 is None
