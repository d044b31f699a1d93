"""What is in the trash in words: the columns that a width holds, the cells of a row, and a row in full."""

from typing import Final

from contacts_tui.domain.trash import Trashed, TrashLook
from contacts_tui.ui.present import contact_lines
from contacts_tui.ui.present.columns import Column, least_of
from contacts_tui.ui.present.fitting import shown

_COLUMNS: Final = (
    Column("when", "When", least=16, enough=16),
    Column("by", "Who", least=4, enough=8, share=1),
    Column("name", "Name", least=8, enough=14, share=3),
    Column("type", "Contact Type", least=9, enough=20),
    Column("account", "Account", least=10, enough=14, share=3),
    Column("left", "Kept for", least=8, enough=8),
)
_FIRST_TO_GO: Final = ("type", "by", "account", "left")
"""Columns that are left out where there is no room for them, in this order."""


def columns(look: TrashLook, width: int) -> tuple[Column, ...]:
    """Return the columns that stand beside each other in so many cells."""
    kept = [column for column in _COLUMNS if look.account_id is None or column.key != "account"]
    for key in _FIRST_TO_GO:
        if least_of(kept) > width:
            kept = [column for column in kept if column.key != key]
    return tuple(kept)


def cells(trashed: Trashed, beside: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the cells of a row for the columns that stand beside each other."""
    contact = trashed.contact
    values = {
        "when": trashed.when,
        "by": trashed.by,
        "name": contact.called if contact else trashed.account,
        "type": contact.contact_type.value if contact else f"Account{_along(trashed, ' +')}",
        "account": trashed.account if contact else "",
        "left": left(trashed),
    }
    return tuple(values[column.key] for column in beside)


def left(trashed: Trashed) -> str:
    """Return how long it stays: `29 days`, `today` for the last one, `ever` where nothing is purged."""
    match trashed.days_left:
        case None:
            return "ever"
        case 0:
            return "today"
        case 1:
            return "1 day"
        case days:
            return f"{days} days"


def whole(trashed: Trashed) -> str:
    """Return a whole row on one line: what it is with phones and e-mails, whose, who deleted it, where it went."""
    contact = trashed.contact
    what = f"{contact_lines.whole(contact)}. {trashed.account}" if contact else f"Account {trashed.account}"
    along = _along(trashed, " with ")
    along += (" contact" if trashed.along == 1 else " contacts") if along else ""
    moved = f"{trashed.moved[0].upper()}{trashed.moved[1:]}: " if trashed.moved else ""
    return shown(f"{moved}{what}{along}, deleted by {trashed.by}, {trashed.when}")


def _along(trashed: Trashed, before: str) -> str:
    return f"{before}{trashed.along}" if trashed.along else ""
