"""Paperless billing: which contacts bills are sent to instead of the billing address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contacts_tui.domain.contact import Contact, ContactType

CanReceive = Callable[[str], bool]
"""Whether mail can be sent to an address."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A Billing Notification contact, and those of its e-mails that mail can be sent to: none, perhaps."""

    contact: Contact
    addresses: tuple[str, ...]


def recipients(contacts: Sequence[Contact], can_receive: CanReceive) -> tuple[Recipient, ...]:
    """Return the Billing Notification contacts, in their order."""
    notified = (c for c in contacts if c.contact_type is ContactType.BILLING_NOTIFICATION)
    return tuple(Recipient(c, tuple(e.address for e in c.emails if can_receive(e.address))) for c in notified)


def can_be_sent(contacts: Sequence[Contact], can_receive: CanReceive) -> bool:
    """Whether a bill reaches anybody."""
    return any(recipient.addresses for recipient in recipients(contacts, can_receive))


def loses_last(before: Contact, after: Contact | None, contacts: Sequence[Contact], can_receive: CanReceive) -> bool:
    """Whether bills reach somebody only as long as a contact is not changed so, or deleted (`after` is None)."""
    others = [c for c in contacts if c.id != before.id]
    then = others if after is None else [*others, after]
    return can_be_sent([*others, before], can_receive) and not can_be_sent(then, can_receive)
