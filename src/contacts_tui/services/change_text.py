"""What change rows hold, as text."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Final

from contacts_tui.domain import shown
from contacts_tui.domain.audited import AuditedChange, FieldChange
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.services.checking import Surroundings
from contacts_tui.storage.audit import Head
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.changes import Action
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import CALLED_IN_ROWS, OF_CONTACTS, Record, phone_said
from contacts_tui.storage.values import DAYS

ERASED: Final = "erased"
NOBODY: Final = "a contact that was erased"
DID: Final[dict[Action, str]] = {
    "added": "added",
    "updated": "updated",
    "deleted": "deleted",
    "restored": "brought back",
    "purged": "purged",
    "erased": ERASED,
}
_VOIDED: Final = "voided"
_NOTHING: Final[tuple[object, ...]] = (None, "", [])


def when_of(at: datetime, locale: str) -> str:
    """Return a moment as the agent's clock and the locale say it: `3/12/2019 14:03`."""
    local = at.astimezone()
    return f"{shown.day(local.date(), locale)} {local:%H:%M}"


def _when_in_year(at: datetime, locale: str) -> str:
    local = at.astimezone()
    return f"{shown.day_of_year(local.date(), locale)} {local:%H:%M}"


class ChangeText:
    """Writes the changes of one account, in a locale and as the account's country and currency have it."""

    def __init__(self, head: Head, surroundings: Surroundings, bills: Mapping[Owner, Record]) -> None:
        self._head = head
        self._surroundings = surroundings
        self._bills = bills
        """Number and amount of bills, and the amount of payments."""
        self._day = partial(shown.day, locale=surroundings.locale)
        self._money = partial(shown.money, currency=head.currency or "USD", locale=surroundings.locale)

    def change(self, change: Change, contact: Contact | None) -> AuditedChange:
        """Write a change; `contact` is the one that it is about, as far as that is known."""
        is_void = change.action == "deleted" and (change.bill_id or change.payment_id)
        return AuditedChange(
            change.id,
            change.transaction_id,
            change.account_id,
            change.contact_id or 0,
            change.made_at,
            when_of(change.made_at, self._surroundings.locale),
            _when_in_year(change.made_at, self._surroundings.locale),
            change.agent,
            change.source,
            _VOIDED if is_void else DID[change.action],
            self._about(change, contact),
            self._head.number,
            self._head.name,
            tuple(self._fields(change)),
        )

    def _about(self, change: Change, contact: Contact | None) -> str:
        if change.contact_id is not None:
            return contact.named if contact is not None else NOBODY
        if change.owner.is_account:
            return "account"
        said = self._bills.get(change.owner, {}) | (change.before or {}) | (change.after or {})
        amount = said.get("amount_minor") or 0
        entry = Payment(amount) if change.payment_id else Bill(amount, said.get("number") or "")
        return self._surroundings.called(entry, self._head.currency or "USD")

    def _fields(self, change: Change) -> Iterator[FieldChange]:
        before, after = change.before or {}, change.after or {}
        named: dict[str, list[str]] = {}
        for name in dict.fromkeys((*before, *after)):
            named.setdefault(CALLED_IN_ROWS.get(name, name), []).append(name)
        for called, names in named.items():
            old, new = (tuple(self._texts(change, names, record)) for record in (before, after))
            if old != new or old == (ERASED,):
                yield FieldChange(called, old, new)

    def _texts(self, change: Change, names: list[str], record: Record) -> Iterator[str]:
        """Write the fields of a record that have one name on the screen."""
        for name in names:
            if name not in record or (name == "manager_phone" and "manager_phone_shown" in record):
                continue
            if record[name] in _NOTHING:
                yield from _erased(change, name, record)
            else:
                yield from self._written(change, name, record)

    def _written(self, change: Change, name: str, record: Record) -> Iterator[str]:
        value = record[name]
        match name:
            case "phones":
                yield from (self._phone(phone_said(phone)) for phone in value)
            case "emails":
                yield from (email["address"] for email in value)
            case "lines":
                yield from (f"{line['text']} {self._money(line['amount_minor'])}" for line in value)
            case "address_lines":
                yield from value.split("\n")
            case "paperless":
                yield "on" if value else "off"
            case "bill_id":
                bill = self._bills.get(Owner(change.account_id, bill_id=value), {})
                yield f"bill {bill.get('number') or ''}".rstrip()
            case "amount_minor":
                yield self._money(value)
            case "auto_pay_from":
                yield f"from {self._day(date.fromisoformat(value))}"
            case _ if name in DAYS:
                yield self._day(date.fromisoformat(value))
            case _:
                yield self._auto_pay(name, record)

    def _auto_pay(self, name: str, record: Record) -> str:
        """Write a part of Auto Pay; any other field as it is."""
        value = record[name]
        match name.removeprefix("auto_pay_"):
            case "last_four":
                return f"…{value}"
            case "token":
                return f"token …{str(value)[-4:]}"
            case "day":
                return f"day {value}"
            case "limit_minor":
                return f"up to {self._money(value)}"
            case _:
                return str(value)

    def _phone(self, phone: Phone) -> str:
        return self._surroundings.shown(phone, self._head.country)


def _erased(change: Change, name: str, record: Record) -> Iterator[str]:
    """Say of a field without a value that it was erased, where it was not just empty: a contact's never are."""
    if change.action == "erased" or (name in OF_CONTACTS and record[name] is None):
        yield ERASED
