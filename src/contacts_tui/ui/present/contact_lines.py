"""A contact in words: the cells of its row, its line in full, and what is said about it."""

from dataclasses import replace
from typing import Final

from contacts_tui.domain.contact import Contact, Phone, PhoneStatus
from contacts_tui.ui.present.columns import Column, least_of
from contacts_tui.ui.present.fitting import shown

COLUMNS: Final = (
    Column("contact_type", "Contact Type", least=6, enough=20),
    Column("first_name", "Name", least=7, enough=15, share=2),
    Column("phones", "Phone", least=15, enough=17, share=1),
    Column("emails", "Email", least=8, enough=17, share=3),
)
"""The table's columns; the key is the field that a double click on a cell opens."""

_STATUS: Final = {
    PhoneStatus.VALID: "",
    PhoneStatus.POSSIBLE: "not assigned",
    PhoneStatus.LOCAL: "area code missing",
    PhoneStatus.SHORT: "short number",
    PhoneStatus.BAD: "not a phone number",
}


def columns(width: int) -> tuple[Column, ...]:
    """Return the columns that stand beside each other in so many cells: where e-mails have no room, the name has it."""
    if least_of(COLUMNS) <= width:
        return COLUMNS
    kind, name, phones, _ = COLUMNS
    return replace(kind, enough=kind.least), name, phones


def called(contact: Contact) -> str:
    """Return the name; where there is none, what the contact is called instead, in brackets: it is no name."""
    return contact.name or f"[{contact.called}]"


def cells(contact: Contact) -> tuple[str, str, str, str]:
    """Return type, name, first phone and first e-mail; `+1` behind them counts the further ones."""
    phones = [phone.marked for phone in contact.phones]
    emails = [email.address for email in contact.emails]
    return contact.contact_type.value, contact.name, _first(phones), _first(emails)


def _first(values: list[str]) -> str:
    more = f" +{len(values) - 1}" if len(values) > 1 else ""
    return values[0] + more if values else ""


def whole(contact: Contact) -> str:
    """Return the whole contact on one line: `Ann Lee, Alternate: (416) 967-1111; ann@example.com`."""
    who = ", ".join(part for part in (contact.name, contact.contact_type.value) if part)
    phones = ", ".join(_told(phone) for phone in contact.phones)
    emails = ", ".join(email.address for email in contact.emails)
    reach = "; ".join(part for part in (phones, emails) if part)
    return shown(f"{who}: {reach}" if reach else who)


def _told(phone: Phone) -> str:
    return f"{phone.shown} {_STATUS[phone.status]}".rstrip()


def labelled(contact: Contact, last_change: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the whole contact as labels and values, a line each; a line without a label belongs to the one above.

    A phone is followed by what is doubtful about it, and by what was typed where that differs.
    """
    names = (("First Name", contact.first_name), ("Last Name", contact.last_name))
    lines = [("Contact Type", contact.contact_type.value), *((label, name) for label, name in names if name)]
    for phone in contact.phones:
        typed = f"typed as {phone.raw}" if phone.raw != phone.shown else ""
        lines += [("Phone", phone.shown), *(("", more) for more in (_STATUS[phone.status], typed) if more)]
    lines += [("Email", email.address) for email in contact.emails]
    lines += zip(("Last Change", ""), last_change, strict=False)
    return [(label, shown(value)) for label, value in lines]


def contact_values(contact: Contact) -> list[str]:
    """Return name, type, phones and e-mails, each value by itself; a name that is missing is left out."""
    phones = [phone.shown for phone in contact.phones]
    emails = [email.address for email in contact.emails]
    return [value for value in (contact.name, contact.contact_type.value, *phones, *emails) if value]


def named(contact: Contact) -> str:
    """Return what to call a contact in a sentence: `Bob Ray, Alternate`."""
    return shown(contact.named)


def saved(contact: Contact, along: int = 0) -> str:
    """Return the sentence that says a contact was saved, and how many others were changed along with it."""
    others = f", and {along} more {'contact' if along == 1 else 'contacts'}" if along else ""
    return f"Saved {named(contact)}{others}."


def deleted(contact: Contact) -> str:
    """Return the sentence that says a contact was deleted."""
    return f"Deleted {named(contact)}. u brings it back."
