"""What people call a field: as the history does, as a form does, or as one says it."""

from typing import Final

from contacts_tui.domain.conflict import CALLED
from contacts_tui.domain.text import fold

_ALSO: Final = {
    "phones": ("phones", "telephone"),
    "emails": ("e-mail", "emails", "mail"),
    "since": ("Customer since", "since"),
    "address": ("Address", "City", "State", "Postal code", "Country"),
    "manager": ("Manager", "Manager phone", "Manager email"),
    "auto_pay": ("Paid by", "Card/bank", "Last four", "Token", "On day", "Limit", "Start"),
    "paperless": ("Paperless",),
    "amount_minor": ("Total",),
    "period_from": ("Period from", "Period to"),
    "lines": ("Line", "Tax"),
}
"""What else fields are called: by the labels of the forms, in which some are several, and in a word."""
_KNOWN: Final = {fold(called): called for called in CALLED.values()} | {
    fold(word): CALLED[name] for name, words in _ALSO.items() for word in words
}


def field_called(typed: str) -> str | None:
    """Return the name by which the history tells a field; None if there is none that is called so."""
    return _KNOWN.get(fold(typed))
