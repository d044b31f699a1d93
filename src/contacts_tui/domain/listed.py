"""All contacts and all accounts as an agent goes through them: in which order, and where in it something stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.search_key import LONGEST, KeyKind, SearchKey, account_keys, contact_keys
from contacts_tui.domain.text import fold

PAGE: Final = 100
"""Rows that are read at once."""
_REACH: Final = PAGE // 2
"""Rows on each side of one that was looked for that come with it: more than a screen shows."""
_LAST: Final = "\U0010ffff"
"""Behind all characters that a key holds."""

Row = TypeVar("Row")


class ListOf(Enum):
    """What is listed."""

    CONTACTS = "contacts"
    ACCOUNTS = "accounts"


class ListBy(Enum):
    """What it is sorted by; accounts are not sorted by type."""

    NAME = "name"
    """A contact's last name, then the first."""
    TYPE = "type"
    """By rank, then by name."""
    NUMBER = "number"
    """The number of the account, as text."""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """What is listed, and in which order."""

    of: ListOf = ListOf.CONTACTS
    by: ListBy = ListBy.NAME
    is_reversed: bool = False

    @property
    def kind(self) -> KeyKind:
        """The kind of the keys that are in this order."""
        return _KINDS[self.of, self.by]

    @property
    def is_by_account(self) -> bool:
        """Whether contacts are in the order of their accounts, those of one account as entered."""
        return (self.of, self.by) == (ListOf.CONTACTS, ListBy.NUMBER)

    def asked_by(self, by: ListBy) -> "ListOrder":
        """Return the order once it is asked for: the one there is already is reversed."""
        return ListOrder(self.of, by, by is self.by and not self.is_reversed)

    def begun_by(self, typed: str) -> "Spot":
        """Return the first spot in this order on which something could stand for which a text asks."""
        beginning = self.beginning(typed)
        return Spot(beginning + _LAST if self.is_reversed else beginning, 0)

    def just_behind(self, spot: "Spot") -> "Spot":
        """Return the first spot behind another one."""
        step = -1 if self.is_reversed else 1
        if self.is_by_account:
            return spot._replace(within=spot.within + step)
        return spot._replace(ref=spot.ref + step)

    def beginning(self, typed: str) -> str:
        """Return how the keys of those begin that a text asks for; a contact type may be typed as a word."""
        text = fold(typed)[:LONGEST]
        if (self.of, self.by) != (ListOf.CONTACTS, ListBy.TYPE):
            return text
        for kind in ContactType:
            word = fold(kind.value)
            if text and (word.startswith(text) or text.startswith(f"{word} ")):
                return f"{kind.rank} {text[len(word) + 1 :]}"
        return text


class Spot(NamedTuple):
    """Where something stands in an order, whatever the others do."""

    key: str
    ref: int
    """The contact or account that the key is of."""
    within: int = 0
    """The contact, where the key is of its account."""


@dataclass(frozen=True, slots=True)
class ListedContact:
    """A contact, and whose it is."""

    contact: Contact
    number: str
    account: str
    """The account's name."""

    @property
    def key(self) -> str:
        """What names it among all that is listed."""
        return f"contact {self.contact.id}"

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.contact.called

    @property
    def target(self) -> tuple[int, int]:
        """Ids of its account and of itself."""
        return self.contact.account_id, self.contact.id

    def spot(self, order: ListOrder) -> Spot:
        """Return where it stands in an order of contacts."""
        if order.is_by_account:
            return Spot(_key(account_keys(self.number, ""), order.kind), self.contact.account_id, self.contact.id)
        return Spot(_key(contact_keys(self.contact), order.kind), self.contact.id)


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account as far as a list shows it."""

    id: int
    number: str
    name: str
    account_type: AccountType
    city: str

    @property
    def key(self) -> str:
        """What names it among all that is listed."""
        return f"account {self.id}"

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return f"{self.name} {self.number}".strip()

    @property
    def target(self) -> tuple[int, int]:
        """Its id, and 0 for none of its contacts."""
        return self.id, 0

    def spot(self, order: ListOrder) -> Spot:
        """Return where it stands in an order of accounts."""
        return Spot(_key(account_keys(self.number, self.name), order.kind), self.id)


Listed: TypeAlias = ListedContact | ListedAccount


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place between two rows of a list, from which others are reached."""

    index: int
    """How many stand before it."""
    spot: Spot | None
    """The first spot behind it, whether anything stands there or not; None at either end of the list."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a list, and as of which change."""

    count: int
    as_of: int
    """The last change that was made before it was counted."""


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """Rows of a list, one after the other."""

    start: int
    """How many stand before them."""
    rows: tuple[Row, ...]
    as_of: int
    """The last change that was made before they were read."""


@dataclass(frozen=True, slots=True)
class Place(Generic[Row]):
    """A row that was looked for, and those around it."""

    known: Known
    count_told: str
    """How many there are, as the locale writes it."""
    index: int
    """Which row it is; where nothing is so, the one in its place; 0 in a list without rows."""
    is_so: bool
    """Whether it is what was looked for."""
    around: Stretch[Row]


def pages_around(index: int, count: int) -> tuple[int, int]:
    """Return where the pages begin and end that hold a row of so many, and those beside it."""
    return max(0, index - _REACH) // PAGE * PAGE, min(count, -(-(index + _REACH) // PAGE) * PAGE)


_KINDS: Final = {
    (ListOf.CONTACTS, ListBy.NAME): KeyKind.CONTACT_NAME,
    (ListOf.CONTACTS, ListBy.TYPE): KeyKind.CONTACT_TYPE,
    (ListOf.CONTACTS, ListBy.NUMBER): KeyKind.ACCOUNT_NUMBER,
    (ListOf.ACCOUNTS, ListBy.NAME): KeyKind.ACCOUNT_NAME,
    (ListOf.ACCOUNTS, ListBy.NUMBER): KeyKind.ACCOUNT_NUMBER,
}


def _key(keys: Iterable[SearchKey], kind: KeyKind) -> str:
    return next(key.text for key in keys if key.kind is kind)
