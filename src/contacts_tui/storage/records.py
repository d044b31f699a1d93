"""Values as what the tables hold of them, and as what a change row says of them."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed, BillLine, Method
from contacts_tui.domain.conflict import CALLED, Stored
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.storage.values import (
    ACCOUNT_COLUMNS,
    DAYS,
    PHONE_COLUMNS,
    account_of,
    day_of,
    known_values,
    look_over,
    phone_of,
)

Record = dict[str, Any]

_AUTO_PAY: Final = ("state", "kind", "label", "last_four", "token", "day", "limit_minor", "from")
CALLED_IN_ROWS: Final = CALLED | {
    **dict.fromkeys(("address_lines", "city", "region", "postal_code", "country"), CALLED["address"]),
    **dict.fromkeys(("manager_name", "manager_phone", "manager_phone_shown", "manager_email"), CALLED["manager"]),
    **dict.fromkeys((f"auto_pay_{name}" for name in _AUTO_PAY), CALLED["auto_pay"]),
}
"""The fields of change rows, by the name they have on the screen: some values are several fields there."""

OF_CONTACTS: Final = frozenset({"contact_type", "first_name", "last_name", "phones", "emails"})
"""The fields of change rows of a contact; nothing else has one of them."""


def account_record(account: Account) -> Record:
    """Return the columns of an account that people change."""
    return {
        "number": account.number,
        "name": account.name,
        "account_type": account.account_type.value,
        "since": account.since,
        "address_lines": "\n".join(account.address.lines),
        "city": account.address.city,
        "region": account.address.region,
        "postal_code": account.address.postal_code,
        "country": account.address.country,
        "manager_name": account.manager.name,
        "manager_phone": account.manager.phone,
        "manager_phone_shown": account.manager.phone_shown,
        "manager_email": account.manager.email,
        "currency": account.currency,
        "auto_pay_state": account.auto_pay.state.value,
        "auto_pay_kind": account.auto_pay.kind.value,
        "auto_pay_label": account.auto_pay.label,
        "auto_pay_last_four": account.auto_pay.last_four,
        "auto_pay_token": account.auto_pay.token,
        "auto_pay_day": account.auto_pay.day,
        "auto_pay_limit_minor": account.auto_pay.limit_minor,
        "auto_pay_from": account.auto_pay.start,
        "paperless": account.paperless,
    }


def contact_record(contact: Contact) -> Record:
    """Return the columns of a contact that people change."""
    return {
        "contact_type": contact.contact_type.value,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
    }


def entry_record(entry: Billed) -> Record:
    """Return the columns of a bill or payment that people change."""
    if isinstance(entry, Bill):
        names = ("number", "billed_on", "due_on", "period_from", "period_to", "amount_minor")
        return {name: getattr(entry, name) for name in names}
    return {
        "posted_on": entry.posted_on,
        "amount_minor": entry.amount_minor,
        "method": entry.method.value if entry.method else "",
        "reference": entry.reference,
        "bill_id": entry.bill_id,
    }


def account_columns(account: Account) -> Record:
    """Return the columns of an account that follow from its values: those that people change, and what finds it."""
    return account_record(account) | {"search_text": account_text(account.number, account.name)}


def contact_columns(contact: Contact) -> Record:
    """Return the columns of a contact that follow from its values: those that people change, and what finds it."""
    phones = [(phone.e164, phone.digits) for phone in contact.phones]
    emails = [email.address for email in contact.emails]
    return contact_record(contact) | {"search_text": contact_text(contact.name, phones, emails)}


def phone_record(phone: Phone) -> Record:
    """Return the columns of a phone, but for `shown`, which follows from them and from the account's country."""
    return {
        "raw": phone.raw,
        "e164": phone.e164,
        "extension": phone.extension,
        "digits": phone.digits,
        "region": phone.region,
        "status": phone.status.value,
    }


def email_record(email: Email) -> Record:
    """Return the columns of an e-mail."""
    return {"address": email.address, "key": email.key}


def audited_account(account: Account) -> Record:
    """Return what a change row says of an account."""
    return _dated(account_record(account))


def _dated(record: Record) -> Record:
    """Return a record whose days are written as a change row keeps them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}


def audited_contact(contact: Contact) -> Record:
    """Return what a change row says of a contact: phones and e-mails are one field each, the whole list."""
    return contact_record(contact) | {
        "phones": [phone_record(phone) for phone in contact.phones],
        "emails": [email_record(email) for email in contact.emails],
    }


def audited_entry(entry: Billed) -> Record:
    """Return what a change row says of a bill or payment: what a bill is made of is one field, the whole list."""
    made = {"lines": [asdict(line) for line in entry.lines]} if isinstance(entry, Bill) else {}
    return _dated(entry_record(entry)) | made


def is_as_seen(found: Stored, seen: Stored) -> bool:
    """Return whether something that is stored still is what was seen, however phones are shown.

    A version alone says it only of one file: in a restored backup it can come again, with other values.
    """
    return found.version == seen.version and not any(differing(_audited(seen), _audited(found)))


def _audited(value: Stored) -> Record:
    if isinstance(value, Account):
        return audited_account(value)
    return audited_contact(value) if isinstance(value, Contact) else audited_entry(value)


@known_values()
def entry_with(entry: Billed, said: Record) -> Billed:
    """Return a bill or payment with what a change row says of some of its fields."""
    columns = audited_entry(entry) | said
    days = {name: day_of(columns[name]) for name in columns if name.endswith("_on") or name.startswith("period_")}
    if isinstance(entry, Bill):
        lines = tuple(_line_said(line) for line in columns["lines"])
        return replace(entry, **columns | days | {"lines": lines})
    method = Method(columns["method"]) if columns["method"] else None
    return replace(entry, **columns | days | {"method": method})


@known_values()
def account_with(account: Account, said: Record) -> Account:
    """Return an account with what a change row says of some of its fields.

    Older rows do not say how the manager's phone was shown: it is shown as typed then.
    """
    shown = {"manager_phone_shown": said["manager_phone"]} if "manager_phone" in said else {}
    columns = account_record(account) | shown | said | {"id": account.id, "version": account.version}
    return account_of([columns[name] for name in ACCOUNT_COLUMNS])


@known_values()
def contact_with(contact: Contact, said: Record, shown: Callable[[Phone], str]) -> Contact:
    """Return a contact with what a change row says of some of its fields; `shown` writes a phone."""
    columns = contact_record(contact) | said
    phones, emails = contact.phones, contact.emails
    if "phones" in said:
        phones = tuple(_phone_with(phone, shown) for phone in said["phones"])
    if "emails" in said:
        emails = tuple(_email_said(email) for email in said["emails"])
    return replace(
        contact,
        contact_type=ContactType(columns["contact_type"]),
        first_name=columns["first_name"],
        last_name=columns["last_name"],
        phones=phones,
        emails=emails,
    )


def contact_from(said: Record, contact_id: int = 0, account_id: int = 0) -> Contact:
    """Return a contact that is not there any more, as a change row has all of it; phones are as they were typed."""
    unknown = Contact(ContactType.ALTERNATE, "", "", (), (), contact_id, account_id)
    return contact_with(unknown, said, lambda phone: phone.shown)


@known_values()
def phone_said(said: Record) -> Phone:
    """Return a phone as a change row says it, shown as it was said."""
    columns = said | {"contact_id": 0, "shown": said["raw"]}
    return phone_of([columns[name] for name in PHONE_COLUMNS])


def _email_said(said: Record) -> Email:
    look_over(("address", "key"), (said["address"], said["key"]))
    return Email(said["address"], said["key"])


def _line_said(said: Record) -> BillLine:
    line = BillLine(**said)
    look_over(("text", "amount_minor", "is_tax"), (line.text, line.amount_minor, line.is_tax))
    return line


_LISTS: Final[dict[str, Callable[[Record], object]]] = {
    "phones": phone_said,
    "emails": _email_said,
    "lines": _line_said,
}


def look_over_said(said: Record) -> None:
    """Raise unless a change row says of each field what that can hold: ValueError, TypeError, KeyError."""
    names = [name for name, value in said.items() if name in CALLED_IN_ROWS and value is not None]
    for name in names:
        if name in _LISTS:
            for one in said[name]:
                _LISTS[name](one)
        else:
            look_over((name,), (said[name],))
            if name in DAYS:
                day_of(said[name])


def _phone_with(said: Record, shown: Callable[[Phone], str]) -> Phone:
    phone = phone_said(said)
    return replace(phone, shown=shown(phone))


def differing(before: Record, after: Record) -> tuple[Record, Record]:
    """Return the fields that differ, as they were and as they are.

    None do where the manager's phone is only shown otherwise: nobody has changed anything then.
    """
    names = [name for name in after if before[name] != after[name]]
    if names == ["manager_phone_shown"]:
        names = []
    return {name: before[name] for name in names}, {name: after[name] for name in names}
