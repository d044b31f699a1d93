"""What was typed into a form and is not saved, with what the form saw of the database: enough to open it again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, Final, TypeAlias

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.plain_values import plain, value_of
from contacts_tui.errors import ContactsError

AnyDraft: TypeAlias = ContactDraft | AccountDraft | AutoPayDraft | PaymentDraft | BillDraft
Record: TypeAlias = Contact | Account | Payment | Bill

VERSION: Final = 1
"""Of the text; a program reads none that is newer than its own."""

_KINDS: Final[Mapping[str, tuple[type[AnyDraft], type[Record]]]] = {
    "contact": (ContactDraft, Contact),
    "account": (AccountDraft, Account),
    "auto_pay": (AutoPayDraft, Account),
    "payment": (PaymentDraft, Payment),
    "bill": (BillDraft, Bill),
}
"""What is typed into each kind of form, and what it changes."""


class NotUnsaved(ContactsError):
    """A text is none that `Unsaved.text` has written."""


class NewerUnsaved(NotUnsaved):
    """A text was written by a newer program."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who typed something where, and when."""

    database: str
    """What tells the database from others (`Settings.database_key`)."""
    agent: str
    locale: str
    """How dates and amounts were typed."""
    at: datetime
    """When the last of it was written; with its zone."""
    is_parked: bool = False
    """Whether the agent has put the form aside; otherwise it was open."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form that was not saved."""

    draft: AnyDraft
    """What was typed."""
    opened: AnyDraft
    """What the form began with, of the same type."""
    before: Record | None
    """What the form changes, as it saw that; None where it adds."""
    account: Account | None
    """The account that all this is about, as `needed_of` gives it; None for a new one."""
    typed: Circumstances

    @property
    def full_number(self) -> str:
        """What full number of a card or bank account is in it, in words; empty if there is none."""
        drafts = (self.draft, self.opened)
        billed = (d for d in drafts if isinstance(d, PaymentDraft | BillDraft | AutoPayDraft))
        return next(filter(None, (draft.full_number for draft in billed)), "")

    @property
    def text(self) -> str:
        """It in one text, which `of_text` reads."""
        kind = next(name for name, (draft, _) in _KINDS.items() if isinstance(self.draft, draft))
        values = {name: plain(getattr(self, name)) for name in ("draft", "opened", "before", "account", "typed")}
        return json.dumps({"version": VERSION, "kind": kind, **values})

    @classmethod
    def of_text(cls, text: str) -> "Unsaved":
        """Return what a text says. Raises NotUnsaved, NewerUnsaved."""
        try:
            found = json.loads(text)
            if found["version"] > VERSION:
                raise NewerUnsaved("A newer contacts-tui has written it.")
            unsaved = cls._of(found)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise NotUnsaved("It is damaged, or no contacts-tui has written it.") from error
        if not unsaved._is_whole:
            raise NotUnsaved("What it says does not belong together.")
        return unsaved

    @classmethod
    def _of(cls, found: dict[str, Any]) -> "Unsaved":
        draft, record = _KINDS[found["kind"]]
        return cls(
            value_of(draft, found["draft"]),
            value_of(draft, found["opened"]),
            None if found["before"] is None else value_of(record, found["before"]),
            None if found["account"] is None else value_of(Account, found["account"]),
            value_of(Circumstances, found["typed"]),
        )

    @property
    def _is_whole(self) -> bool:
        """Whether it says of which account it is, if of any, and a time that every zone has."""
        if self.typed.at.tzinfo is None or not MINYEAR < self.typed.at.year < MAXYEAR:
            return False
        if self.account is None:
            return isinstance(self.draft, AccountDraft) and self.before is None
        if self.before is None:
            return not isinstance(self.draft, AccountDraft | AutoPayDraft)
        return self.account.id == (self.before.id if isinstance(self.before, Account) else self.before.account_id)


def needed_of(account: Account) -> Account:
    """Return of an account what a form needs that does not change the account itself."""
    return Account(account.name, account.number, currency=account.currency, id=account.id, version=account.version)
