"""How the lists of all contacts and all accounts were left: that is how they are opened again."""

from dataclasses import dataclass, replace

from contacts_tui.domain.listed import ListOf, ListOrder
from contacts_tui.ui.screens.list_reader import Wanted
from contacts_tui.ui.screens.results import Target


@dataclass(frozen=True, slots=True)
class ListLeft:
    """How one list was left."""

    order: ListOrder
    at: Wanted = 0
    """What was under the cursor."""


@dataclass(frozen=True, slots=True)
class Left:
    """How the lists were left: the next time they are as they were."""

    of: ListOf = ListOf.CONTACTS
    contacts: ListLeft = ListLeft(ListOrder(ListOf.CONTACTS))
    accounts: ListLeft = ListLeft(ListOrder(ListOf.ACCOUNTS))
    target: Target | None = None
    """What is to be opened."""

    @property
    def shown(self) -> ListLeft:
        """How the list that was shown last was left."""
        return self.contacts if self.of is ListOf.CONTACTS else self.accounts

    def with_shown(self, left: ListLeft) -> "Left":
        """Return the same with the list that was shown last as it is left now."""
        return replace(self, contacts=left) if self.of is ListOf.CONTACTS else replace(self, accounts=left)

    @property
    def switched(self) -> "Left":
        """The same, the other list shown last."""
        return replace(self, of=ListOf.ACCOUNTS if self.of is ListOf.CONTACTS else ListOf.CONTACTS)
