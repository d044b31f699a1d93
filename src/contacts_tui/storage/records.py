"""Values as what the tables hold of them, and as what a change row says of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.storage.values import ACCOUNT_COLUMNS, PHONE_COLUMNS, account_of, known_values, phone_of

Record = dict[str, Any]


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
    }


def contact_record(contact: Contact) -> Record:
    """Return the columns of a contact that people change."""
    return {
        "contact_type": contact.contact_type.value,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
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
    return account_record(account) | {"since": account.since.isoformat() if isinstance(account.since, date) else None}


def audited_contact(contact: Contact) -> Record:
    """Return what a change row says of a contact: phones and e-mails are one field each, the whole list."""
    return contact_record(contact) | {
        "phones": [phone_record(phone) for phone in contact.phones],
        "emails": [email_record(email) for email in contact.emails],
    }


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
        emails = tuple(Email(email["address"], email["key"]) for email in said["emails"])
    return replace(
        contact,
        contact_type=ContactType(columns["contact_type"]),
        first_name=columns["first_name"],
        last_name=columns["last_name"],
        phones=phones,
        emails=emails,
    )


def _phone_with(said: Record, shown: Callable[[Phone], str]) -> Phone:
    columns = said | {"contact_id": 0, "shown": said["raw"]}
    phone = phone_of([columns[name] for name in PHONE_COLUMNS])
    return replace(phone, shown=shown(phone))


def differing(before: Record, after: Record) -> tuple[Record, Record]:
    """Return the fields that differ, as they were and as they are.

    None do where the manager's phone is only shown otherwise: nobody has changed anything then.
    """
    names = [name for name in after if before[name] != after[name]]
    if names == ["manager_phone_shown"]:
        names = []
    return {name: before[name] for name in names}, {name: after[name] for name in names}
