"""All contacts and all accounts in words: the columns that a width holds, the cells of a row, and a row in full."""

from typing import Final

from contacts_tui.domain.listed import Listed, ListedContact, ListOf, ListOrder
from contacts_tui.ui.present import contact_lines
from contacts_tui.ui.present.columns import Column, least_of
from contacts_tui.ui.present.fitting import shown

_OF_CONTACTS: Final = (
    Column("name", "Name", least=11, enough=12, share=2),
    Column("type", "Contact Type", least=16, enough=20),
    Column("phone", "Phone", least=16, enough=17, share=1),
    Column("email", "Email", least=14, enough=16, share=3),
    Column("number", "Account", least=9, enough=9),
    Column("account", "Account Name", least=26, enough=26, share=1),
)
_OF_ACCOUNTS: Final = (
    Column("number", "Number", least=8, enough=12),
    Column("name", "Name", least=8, enough=30, share=3),
    Column("type", "Type", least=6, enough=12),
    Column("city", "City", least=6, enough=16, share=1),
)
_FIRST_TO_GO: Final = ("account", "email", "type", "phone", "number", "city")
"""Columns that are left out where there is no room for them, in this order; that of the order only after all others."""

CALLED: Final = {ListOf.CONTACTS: "All contacts", ListOf.ACCOUNTS: "All accounts"}


def columns(order: ListOrder, width: int) -> tuple[Column, ...]:
    """Return the columns of a list that stand beside each other in so many cells."""
    kept = [*(_OF_CONTACTS if order.of is ListOf.CONTACTS else _OF_ACCOUNTS)]
    for key in sorted(_FIRST_TO_GO, key=lambda key: key == order.by.value):
        if least_of(kept) > width:
            kept = [column for column in kept if column.key != key]
    return tuple(kept)


def cells(listed: Listed, beside: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the cells of a row for the columns that stand beside each other.

    What a contact without a name is called stands in brackets: it is not what the row is sorted by.
    """
    if isinstance(listed, ListedContact):
        kind, _, phone, email = contact_lines.cells(listed.contact)
        account = {"number": listed.number, "account": listed.account}
        values = {"name": contact_lines.called(listed.contact), "type": kind, "phone": phone, "email": email} | account
    else:
        kind = listed.account_type.value
        values = {"number": listed.number, "name": listed.name, "type": kind, "city": listed.city}
    return tuple(values[column.key] for column in beside)


def whole(listed: Listed) -> str:
    """Return a whole row on one line: `2001 Hill Dental: Ann Lee, Alternate: (416) 967-1111; ann@example.com`.

    Whose a contact is stands first: the end may be cut.
    """
    if isinstance(listed, ListedContact):
        return shown(f"{listed.number} {listed.account}: {contact_lines.whole(listed.contact)}")
    return shown(", ".join(filter(None, (f"{listed.name} {listed.number}", listed.account_type.value, listed.city))))
