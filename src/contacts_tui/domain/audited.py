"""What was changed, by whom and from where, in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contacts_tui.domain.source import Source

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a change, by the name it has on the screen; of a list each value is one."""

    field: str
    old: tuple[str, ...]
    """Empty where there was nothing."""
    new: tuple[str, ...]

    @property
    def old_text(self) -> str:
        """All that was there, on one line."""
        return SEPARATOR.join(self.old)

    @property
    def new_text(self) -> str:
        """All that is there since, on one line."""
        return SEPARATOR.join(self.new)


@dataclass(frozen=True, slots=True)
class AuditedChange:
    """A change of an account, or of a contact, a bill or a payment of it."""

    id: int
    transaction_id: UUID
    account_id: int
    contact_id: int
    """0 if it is about none."""
    at: datetime
    """UTC."""
    when: str
    """As the agent's clock and locale say it: `3/12/2019 14:03`."""
    when_in_year: str
    """The same without the year, for where there is little room: `3/12 14:03`."""
    agent: str
    source: Source
    did: str
    """`updated`, `brought back`, `voided`."""
    about: str
    """`Bob Ray, Alternate`, `bill 1042`, `account`."""
    account_number: str
    account_name: str
    fields: tuple[FieldChange, ...]

    def only(self, is_wanted: Callable[[FieldChange], bool]) -> "AuditedChange | None":
        """Return the change as far as it is one of fields that are wanted; None if none of its fields is."""
        fields = tuple(filter(is_wanted, self.fields))
        return replace(self, fields=fields) if fields else None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some changes, newest first."""

    called: str
    """What they are about: `Bob Ray, Alternate`, `account MANEBA 11111`."""
    changes: tuple[AuditedChange, ...]
    newest: int
    """The id of the newest change that was looked at for them; 0 if there was none."""
    next_before: int | None
    """The id of the change before which the next ones were made; None if there are no more."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What an auditor asked for, newest first."""

    changes: tuple[AuditedChange, ...]
    is_cut: bool
    """Whether there is more than this."""
    is_account_known: bool = True
    """Whether an account has, or had, the number that was asked for."""
