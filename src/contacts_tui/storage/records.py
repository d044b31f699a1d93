"""Values as what the tables hold of them, and as what a change row says of them."""

from datetime import date
from typing import Any

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact, Email, Phone
from contacts_tui.domain.search_text import account_text, contact_text

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
    said = account_record(account)
    del said["manager_phone_shown"]
    return said | {"since": account.since.isoformat() if isinstance(account.since, date) else None}


def audited_contact(contact: Contact) -> Record:
    """Return what a change row says of a contact: phones and e-mails are one field each, the whole list."""
    return contact_record(contact) | {
        "phones": [phone_record(phone) for phone in contact.phones],
        "emails": [email_record(email) for email in contact.emails],
    }


def differing(before: Record, after: Record) -> tuple[Record, Record]:
    """Return the fields that differ, as they were and as they are."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
