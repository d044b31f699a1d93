"""Two people changed the same thing: what stands now, who did it and when."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final, Literal, TypeAlias

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.merge import Merged
from contacts_tui.errors import ContactsError

CALLED: Final = {
    "contact_type": "Contact Type",
    "first_name": "First Name",
    "last_name": "Last Name",
    "phones": "Phone",
    "emails": "Email",
    "name": "Name",
    "number": "Number",
    "account_type": "Type",
    "since": "Valued Customer Since",
    "address": "Billing Address",
    "manager": "Account Manager",
    "currency": "Currency",
    "auto_pay": "Auto Pay",
    "paperless": "Paperless Billing",
    "amount_minor": "Amount",
    "billed_on": "Date",
    "posted_on": "Date",
    "due_on": "Due",
    "period_from": "Period",
    "period_to": "Period",
    "lines": "Lines",
    "method": "Method",
    "reference": "Reference",
    "bill_id": "Bill",
}
"""The fields a person can change, by the name they have on the screen."""

_MOST_NAMED: Final = 3
"""Fields that a sentence names."""

Stored: TypeAlias = Contact | Account | Billed
"""What has a version, by which a writer says what it saw."""

Wanted = Literal["update", "delete", "also", "switch"]
"""What the writer was about to do; `also` is to change it along with another one, from values nobody saw as its own.

To `switch` is to change it by an answer: there is no form whose text could be lost.
"""


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of something that is not there any more."""

    action: str
    """As change rows have it."""
    where: str = ""
    """`to ACME 22222`, of a contact that went there; else empty."""

    @property
    def is_for_good(self) -> bool:
        """Whether nothing is left that could be restored."""
        return self.action in {"erased", "purged"}


DELETED: Final = Gone("deleted")


class Conflict(ContactsError):
    """A write was based on values that somebody else has changed since: nothing of it was written."""

    base: Stored
    """What the writer saw."""
    theirs: Stored | None
    """What stands in the database now; None if it was deleted."""
    who: str
    """The agent of the latest change; empty if nobody is known."""
    when: datetime | None
    """When that change was made, UTC."""

    def __init__(
        self,
        base: Stored,
        theirs: Stored | None,
        *,
        who: str,
        when: datetime | None,
        now: datetime,
        wanted: Wanted = "update",
        gone: Gone = DELETED,
    ) -> None:
        """`gone` counts where there is no `theirs`."""
        self.base, self.theirs, self.who, self.when, self.gone = base, theirs, who, when, gone
        self._wanted, self._now = wanted, now
        super().__init__(self._sentence())

    @property
    def fields(self) -> tuple[str, ...]:
        """The names, as on the screen, of the fields in which `theirs` is not `base`.

        Empty if it was deleted, or if it was to be changed along with another one.
        """
        if self.theirs is None or self._wanted == "also" or type(self.theirs) is not type(self.base):
            return ()
        names = (f.name for f in fields(self.base) if f.name in CALLED)
        return tuple(CALLED[name] for name in names if getattr(self.base, name) != getattr(self.theirs, name))

    @property
    def headline(self) -> str:
        """Who did what when: `dana saved this contact, Ann Lee, 40 s ago`."""
        ago = f", {self._ago}" if self._ago else ""
        return f"{self.agent} {self._did} this {_told(self.base)}{self._where}{ago}"

    @property
    def brief(self) -> str:
        """The same where the record is in sight: `dana saved this contact 40 s ago`."""
        return f"{self.agent} {self._did} this {_told(self.base).partition(', ')[0]}{self._where} {self._ago}".rstrip()

    @property
    def timed(self) -> str:
        """The same for where it stands a while: `dana saved this contact, Ann Lee, at 14:03`."""
        return f"{self.agent} {self._did} this {_told(self.base)}{self._where}{self._at and f', {self._at}'}"

    @property
    def _did(self) -> str:
        if self.theirs is not None:
            return "saved"
        if isinstance(self.base, Bill | Payment):
            return "voided"
        return "moved" if self.gone.where else self.gone.action if self.gone.is_for_good else "deleted"

    @property
    def _where(self) -> str:
        return f", {self.gone.where}" if self.theirs is None and self.gone.where else ""

    @property
    def _ago(self) -> str:
        return _ago(self._now, self.when) if self.when is not None else ""

    @property
    def _at(self) -> str:
        """By the agent's clock."""
        if self.when is None:
            return ""
        local = self.when.astimezone()
        days = (self._now.astimezone().date() - local.date()).days
        if days > 1:
            return f"{days} d ago"
        return f"{'yesterday ' if days == 1 else ''}at {local:%H:%M}"

    @property
    def agent(self) -> str:
        """Who it was, or `Somebody`."""
        return self.who or "Somebody"

    def news(self, changed: Sequence[Merged]) -> str:
        """Return what a form says of it that goes on: what happened, and what saving will do.

        `changed` is what anybody has changed of what is in the form.
        """
        if self.theirs is None:
            return f"{self.timed}. Saving asks what becomes of what you typed."
        clashes = [one.label for one in changed if one.is_clash]
        if not clashes:
            return f"{self.timed}: {self._different or 'nothing of it is different'}. Saving brings both together."
        beside = [one.label for one in changed if one.comes_in]
        along = f", and brings in {_listed(beside)}" if beside else ""
        did = f"{self.agent} changed {_listed(clashes)} {self._at}".rstrip()
        return f"{did}, as you did: saving asks which stays{along}."

    @property
    def _different(self) -> str:
        return _listed(self.fields)

    def _sentence(self) -> str:
        is_billed = isinstance(self.base, Bill | Payment)
        said = [f"{self.headline}: nothing of yours is written."]
        if self.fields:
            said.append(f"Different there: {self._different}.")
        if self._wanted == "also":
            said.append("Save again: you are asked anew what to change with it.")
        elif self._wanted == "delete":
            said.append(f"Look at it as it is now before you {'void' if is_billed else 'delete'} it.")
        elif self._wanted == "switch":
            said.append("Look at it as it is now, then do it again.")
        elif self.theirs is None:
            said.append("Close the form with escape, and add it again if it is still needed.")
        else:
            said.append("escape, then p, parks what you typed: look, then update it again.")
        return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return f"{', '.join(names[:_MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"


def _told(base: Stored) -> str:
    if isinstance(base, Bill | Payment):
        return base.called
    return f"account, {base.name}" if isinstance(base, Account) else f"contact, {base.called}"


def _ago(now: datetime, when: datetime) -> str:
    seconds = max(0, round((now - when).total_seconds()))
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
