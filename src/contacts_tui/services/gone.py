"""What was purged or erased does not come back: the sentence that says so."""

from collections.abc import Collection

from contacts_tui.domain import shown
from contacts_tui.errors import ContactsError
from contacts_tui.storage import history, pages
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import contact_from


def refuse_gone(reading: Reading, owners: Collection[Owner], locale: str) -> None:
    """Raise ContactsError if one of these, or its account, is gone for good, with when that was."""
    change = history.gone(reading, owners)
    if change is not None:
        on = shown.day(change.made_at.astimezone().date(), locale)
        raise ContactsError(
            f"Nothing was written: {_named(reading, change)} was {change.action} on {on}, by {change.agent}. "
            f"What is {change.action} does not come back."
        )


def _named(reading: Reading, change: Change) -> str:
    """What to call what is gone, as far as its last deletion still says."""
    known = history.last_known(reading, change.owner) or {}
    if change.owner.is_account:
        return f"account {known['name']} {known['number']}" if known.get("name") else "this account"
    if change.contact_id is None:
        return "a bill or payment"
    return contact_from(known).named if known.get("contact_type") else f"a contact of {_account(reading, change)}"


def _account(reading: Reading, change: Change) -> str:
    return pages.called(reading, change.account_id) or "an account that is gone too"
