"""One person, many contacts: duplicates, values that contacts share, and the Responsible Party that must stay."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone
from contacts_tui.domain.text import fold

_Value = TypeVar("_Value", Phone, Email)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another contact of the account that has what was just replaced."""

    contact: Contact
    changed: Contact
    """What it would become, with the same id and version."""
    fields: tuple[str, ...]
    """Which of `name`, `phone` and `e-mail` would change."""
    same_name: bool
    """Whether it has the name that the replaced contact had: if not, it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the agent answered to a review's questions."""

    replaces: Contact | None = None
    """The Responsible Party, as seen, that becomes Alternate."""
    also: tuple[Sharing, ...] = ()
    """Of the review's sharing contacts those to change too."""


def keeps_responsible_party(before: Contact, after: Contact | None, others: Sequence[Contact]) -> str:
    """Say why the last Responsible Party cannot be deleted (`after` is None) or retyped; empty where it can be.

    `others` are the other contacts of the account. The sentence names the way out.
    """
    responsible = ContactType.RESPONSIBLE_PARTY
    stays = after is not None and after.contact_type is responsible
    if before.contact_type is not responsible or stays:
        return ""
    if any(o.contact_type is responsible for o in _besides(before, others)):
        return ""
    return (
        f"{before.called} is the only Responsible Party and stays as it was. "
        f"First make another contact the Responsible Party, one that replaces {before.called}."
    )


def duplicate_of(contact: Contact, before: Contact | None, others: Sequence[Contact]) -> Contact | None:
    """Return the contact that a new one repeats, or a changed one repeats only now; None if there is none.

    `before` is None for a new contact. Two contacts of one type are the same by their folded names; where one of them
    has no name, by an e-mail. What `before` repeated already is no news, and is not asked about.
    """
    repeated = (o for o in _besides(contact, others) if _repeats(contact, o))
    return next((o for o in repeated if before is None or not _repeats(before, o)), None)


def sharing(before: Contact, after: Contact, others: Sequence[Contact]) -> tuple[Sharing, ...]:
    """Return the other contacts that have a name, phone or e-mail which `after` replaced by another one.

    A value was replaced when another stands in its position and it is nowhere else in the contact: what was only
    added, removed, moved or written in another way is nobody else's business, and neither is a name that was emptied.
    """
    phones = _replaced(before.phones, after.phones)
    emails = _replaced(before.emails, after.emails)
    names = (before.first_name, before.last_name) != (after.first_name, after.last_name)
    old_name = fold(before.name) if names and before.name and after.name else ""
    found = []
    for other in _besides(before, others):
        same_name = fold(other.name) == fold(before.name)
        renamed = same_name and bool(old_name)
        changed = replace(
            other,
            first_name=after.first_name if renamed else other.first_name,
            last_name=after.last_name if renamed else other.last_name,
            phones=_with_replaced(other.phones, phones),
            emails=_with_replaced(other.emails, emails),
        )
        fields = _changed_fields(other, changed)
        if fields:
            found.append(Sharing(other, changed, fields, same_name))
    return tuple(found)


def _besides(contact: Contact, others: Sequence[Contact]) -> list[Contact]:
    return [o for o in others if not contact.id or o.id != contact.id]


def _identity(contact: Contact) -> tuple[ContactType, str, frozenset[str]]:
    return contact.contact_type, fold(contact.name), frozenset(e.key for e in contact.emails)


def _repeats(contact: Contact, other: Contact) -> bool:
    kind, name, emails = _identity(contact)
    other_kind, other_name, other_emails = _identity(other)
    if kind is not other_kind:
        return False
    return name == other_name if name and other_name else not emails.isdisjoint(other_emails)


def _replaced(before: tuple[_Value, ...], after: tuple[_Value, ...]) -> dict[str, _Value]:
    """Return the key of each value that gave way to another, with that other."""
    old_keys, new_keys = {v.key for v in before}, {v.key for v in after}
    pairs = zip(before, after, strict=False)
    return {old.key: new for old, new in pairs if old.key not in new_keys and new.key not in old_keys}


def _with_replaced(values: tuple[_Value, ...], replaced: dict[str, _Value]) -> tuple[_Value, ...]:
    if replaced.keys().isdisjoint(v.key for v in values):
        return values
    return tuple({v.key: v for v in (replaced.get(v.key, v) for v in values)}.values())


def _changed_fields(was: Contact, now: Contact) -> tuple[str, ...]:
    pairs = (
        ("name", (was.first_name, was.last_name), (now.first_name, now.last_name)),
        ("phone", was.phones, now.phones),
        ("e-mail", was.emails, now.emails),
    )
    return tuple(field for field, old, new in pairs if old != new)


def bill_recipients(contacts: Iterable[Contact], reaches: Callable[[str], bool] = bool) -> tuple[Contact, ...]:
    """Return who gets the bills where they go by e-mail: the Billing Notification contacts that have an address.

    `reaches` tells whether mail can be sent to an address.
    """
    notified = (c for c in contacts if c.contact_type is ContactType.BILLING_NOTIFICATION)
    return tuple(c for c in notified if any(reaches(email.address) for email in c.emails))


def loses_recipients(
    before: Contact, after: Contact, contacts: Sequence[Contact], reaches: Callable[[str], bool]
) -> bool:
    """Whether bills that go by e-mail would reach nobody any more once a contact of an account is changed so."""
    others = _besides(before, contacts)
    is_one = bool(bill_recipients((before,), reaches)) and not bill_recipients((after,), reaches)
    return is_one and not bill_recipients(others, reaches)
