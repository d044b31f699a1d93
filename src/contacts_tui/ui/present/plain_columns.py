"""Rows of text as plain lines, in columns as wide as they need to be."""

from collections.abc import Iterator, Sequence
from itertools import chain

from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.fitting import fill, shown, width_of


def in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give a line for each row; the last cell of a row takes what room it needs, and none of its column's."""
    widths = [0] * max(map(len, rows), default=0)
    for at, cell in chain.from_iterable(enumerate(row[:-1]) for row in rows):
        widths[at] = max(widths[at], width_of(cell))
    for row in rows:
        cells = [fill(cell, width) for cell, width in zip(row[:-1], widths, strict=False)]
        yield "  ".join((*cells, shown(row[-1]))).rstrip()


def contact_cells(contact: Contact) -> tuple[str, ...]:
    """Return a contact as cells: type, name, phones, e-mails."""
    return (
        contact.contact_type.value,
        contact.name,
        ", ".join(phone.marked for phone in contact.phones),
        emails_of(contact),
    )


def emails_of(contact: Contact) -> str:
    """Return all e-mails of a contact as one cell."""
    return ", ".join(email.address for email in contact.emails)
