"""Contacts to fill a database with, in few words."""

from collections.abc import Callable
from pathlib import Path

from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import Services

RESPONSIBLE, AUTHORIZED, BILLING, NOTIFICATION, ALTERNATE, DIALER = ContactType

Fill = Callable[[Services], object]
MakeFile = Callable[[str, Fill], Path]


def draft(kind: ContactType, first: str, last: str, phone: str = "", email: str = "") -> ContactDraft:
    """A contact with at most one phone and one e-mail."""
    return ContactDraft(first, last, (phone,) if phone else (), (email,) if email else (), kind)
