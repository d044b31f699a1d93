"""Accounts and contacts as JSON has them: the words of the screen, and the texts as they are stored."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contacts_tui.domain.contact import Contact, Phone

Document = dict[str, Any]


def contact_document(account_number: str, account_name: str, contact: Contact) -> Document:
    """Return a contact with its account: all but its phones."""
    return {
        "account_number": account_number,
        "account_name": account_name,
        "id": contact.id,
        "contact_type": contact.contact_type.value,
        "name": contact.name,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "emails": [email.address for email in contact.emails],
    }


def phone_document(phone: Phone) -> Document:
    """Return a phone: as it was said, in the local notation, and as it is dialled."""
    return {
        "said": phone.raw,
        "local": phone.shown,
        "e164": phone.e164,
        "extension": phone.extension,
        "status": phone.status.value,
    }


def path_text(path: Path) -> str:
    """Return a path; bytes of it that are no text are question marks."""
    return str(path).encode(errors="replace").decode()


def utc(at: datetime) -> str:
    """Return a moment as ISO 8601 has it: `2019-03-12T14:03:07Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
