"""A contact: a person or a mailbox of one account."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class ContactType(Enum):
    """What a contact is for. The order is the rank: by whom to ask for first, and how types sort."""

    RESPONSIBLE_PARTY = "Responsible Party"
    AUTHORIZED_USER = "Authorized User"
    BILLING_CONTACT = "Billing Contact"
    BILLING_NOTIFICATION = "Billing Notification"
    ALTERNATE = "Alternate"
    AUTODIALER = "AutoDialer"

    @property
    def rank(self) -> int:
        """1 for the Responsible Party to 6 for the AutoDialer: also the key that chooses the type."""
        return _RANKS[self]


_RANKS: Final = {kind: rank for rank, kind in enumerate(ContactType, 1)}


class PhoneStatus(Enum):
    """How far a phone number can be trusted, as libphonenumber tells."""

    VALID = "valid"
    POSSIBLE = "possible"
    """Could be dialled, but is in no range that was assigned."""
    LOCAL = "local"
    """The area code is missing."""
    SHORT = "short"
    """A short number of the region, such as 911."""
    BAD = "bad"
    """No phone number; only older data holds such."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number as it was said, and what it means."""

    raw: str
    e164: str | None
    """`+14161231234`; None unless the number is valid or possible."""
    extension: str
    digits: str
    region: str | None
    """ISO country of a valid number."""
    status: PhoneStatus
    shown: str
    """As the account's country writes it, with ` x45` for an extension: what a screen shows, before it is painted."""

    @property
    def marked(self) -> str:
        """`shown`, with ` ?` behind a number that is not a valid one."""
        return self.shown if self.status is PhoneStatus.VALID else f"{self.shown} ?"

    @property
    def key(self) -> str:
        """What makes two numbers the same."""
        return f"{self.e164 or self.raw}x{self.extension}"


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address as it was typed, and what makes two of them the same."""

    address: str
    key: str
    """Case folded."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What is true of a contact. `id` and `version` are 0 until it is stored."""

    contact_type: ContactType
    first_name: str
    last_name: str
    phones: tuple[Phone, ...]
    """The first is the one that tables show."""
    emails: tuple[Email, ...]
    id: int = 0
    account_id: int = 0
    version: int = 0
    """Grows by one with each change: a write says which one its writer saw."""

    @property
    def name(self) -> str:
        """First and last name, whichever there are."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def called(self) -> str:
        """What to call it in a sentence: the name, else the e-mail, else the phone."""
        values = (self.name, *(e.address for e in self.emails), *(p.shown for p in self.phones))
        return next(filter(None, values), "somebody without a name")

    @property
    def named(self) -> str:
        """What to call it where several have the same name: `Bob Ray, Alternate`."""
        return f"{self.called}, {self.contact_type.value}"
