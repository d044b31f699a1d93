"""An account's contacts as an agent wants to see them: which of them, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.ordering import SortKey, in_order
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import fold


class By(Enum):
    """What contacts are sorted by."""

    TYPE = "type"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Order:
    """In which order contacts stand; as entered where nothing is said."""

    by: By | None = None
    is_reversed: bool = False

    @classmethod
    def of(cls, text: str) -> "Order":
        """Read what `text` has given; anything else is as entered."""
        name = text.removeprefix("-")
        return cls(By(name), name != text) if name in {by.value for by in By} else cls()

    @property
    def text(self) -> str:
        """The order as a file keeps it."""
        return f"{'-' if self.is_reversed else ''}{self.by.value}" if self.by else ""

    def asked_by(self, by: By | None) -> "Order":
        """Return the order once it is asked for: the one there is already is reversed, None is as entered."""
        return Order(by, by is self.by and not self.is_reversed) if by else Order()

    def sorted(self, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        """Return contacts in this order: those alike as entered, those without a value last, reversed or not."""
        return contacts if self.by is None else in_order(contacts, _KEYS[self.by], is_reversed=self.is_reversed)


@dataclass(frozen=True, slots=True)
class Arranged:
    """The contacts of one account, those of them that a text finds, and their order."""

    contacts: tuple[Contact, ...] = ()
    """All of them, as entered."""
    filter: str = ""
    """What is looked for, as typed; empty finds all."""
    order: Order = Order()
    staying: frozenset[int] = frozenset()
    """Those that stay in sight although they are not found: nothing vanishes unless somebody changes the filter."""

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query.of(self.filter)

    def in_sight(self) -> tuple[Contact, ...]:
        """Return those that are shown, in their order."""
        query = self.query
        kept = (c for c in self.contacts if c.id in self.staying or query.is_in(_shown_values(c)))
        return self.order.sorted(self.contacts if query.is_empty else tuple(kept))

    def finds(self, contact_id: int) -> bool:
        """Return whether the text finds a contact, which does not merely stay in sight."""
        return any(self.query.is_in(_shown_values(c)) for c in self.contacts if c.id == contact_id)

    def filtered(self, text: str) -> "Arranged":
        """Return those that another text finds, and no others."""
        return self if text == self.filter else replace(self, filter=text, staying=frozenset())

    def reloaded(self, contacts: tuple[Contact, ...], contact_id: int = 0) -> "Arranged":
        """Return what is shown once the account has these; what was in sight stays there, and one more contact."""
        staying = frozenset({contact_id, *(c.id for c in self.in_sight())}) if self.filter else frozenset()
        return replace(self, contacts=contacts, staying=staying)


@lru_cache(maxsize=4096)
def _shown_values(contact: Contact) -> str:
    """What a screen shows of a contact, folded, a value a line; phones as digits too."""
    phones = (text for phone in contact.phones for text in (phone.shown, phone_text(phone.e164, phone.digits)))
    emails = (email.address for email in contact.emails)
    return "\n".join(map(fold, (contact.contact_type.value, contact.name, *phones, *emails)))


def _by_name(contact: Contact) -> tuple[str, ...]:
    first, last = fold(contact.first_name), fold(contact.last_name)
    return (last or first, first) if last or first else ()


def _by_phone(contact: Contact) -> tuple[str, ...]:
    return tuple(phone_text(phone.e164, phone.digits) or phone.raw for phone in contact.phones[:1])


_KEYS: Final[Mapping[By, Callable[[Contact], SortKey]]] = {
    By.TYPE: lambda contact: (contact.contact_type.rank,),
    By.NAME: _by_name,
    By.PHONE: _by_phone,
    By.EMAIL: lambda contact: tuple(email.key for email in contact.emails[:1]),
}
"""What contacts are compared by; empty where there is no value."""
