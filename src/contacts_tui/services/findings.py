"""What the doctor finds in a database, as sentences."""

from collections.abc import Sequence
from typing import Final

from contacts_tui.domain.health import Finding
from contacts_tui.storage.drift import Drift
from contacts_tui.storage.earlier_fill import Difference
from contacts_tui.storage.impossible import Impossible
from contacts_tui.storage.integrity import is_about_indexes
from contacts_tui.storage.relations import Astray

_NAMED: Final = 3
"""Ids that a sentence names."""
_LEFT: Final = "It is left as it is: have it looked at, or restore a backup from before."


def of_faults(faults: list[str]) -> Finding:
    """Return what is said of a file whose structure is not whole."""
    if is_about_indexes(faults):
        matter = "The indexes of the file do not follow from its tables, so that something may not be found."
        return Finding("indexes", matter, "--repair makes them anew.", is_repairable=True)
    return Finding(
        "damage",
        "The file is damaged, and what is in it cannot be relied on.",
        '"contacts-tui restore FILE" puts a backup in its place, and keeps the damaged file beside it.',
    )


def of_impossible(found: Impossible) -> Finding:
    """Return what is said of values that cannot be."""
    which = f", {_ids(found.ids, found.many)}" if found.ids else ""
    where = f"Table {found.table}, column {found.column}{which}"
    return Finding("impossible_value", f"{where}: {_rows(found.many)} a value that cannot be.", _LEFT)


def of_astray(found: Astray) -> Finding:
    """Return what is said of rows that belong to nothing, or to two accounts."""
    if found.owner:
        about, what = "two_accounts", f"a {found.owner} of another account"
    else:
        about, what = "astray", "something that is not there"
    return Finding(about, f"Table {found.table}: {_rows(found.many)} the id of {what}.", _LEFT)


def of_outliving(many: int) -> Finding:
    """Return what is said of contacts that are not deleted though their account is."""
    return Finding("outliving", f"Table contact: {_rows(many)} a deleted account and are not deleted.", _LEFT)


def of_unreadable(table: str, ids: Sequence[int]) -> Finding:
    """Return what is said of records that cannot be read."""
    return Finding("unreadable", f"Table {table}, {_ids(ids[:_NAMED], len(ids))}: this cannot be read.", _LEFT)


def of_open_amounts(accounts: Sequence[int]) -> Finding:
    """Return what is said of accounts where something else is open than follows."""
    matter = (
        f"Table account, {_ids(accounts[:_NAMED], len(accounts))}: what is open of a bill does not follow from the "
        "bills and payments, so that the due date may be wrong."
    )
    return Finding("open_amounts", matter, "--repair works it out anew.", is_repairable=True)


def of_drift(found: Drift) -> Finding:
    """Return what is said of search keys and texts that do not follow from the records."""
    matter = (
        f"Find may miss or invent somebody: {_keys(found.missing)} missing, {found.stray:,} too many, and "
        f"{found.texts:,} of the search texts out of date."
    )
    return Finding("search_keys", matter, "--repair writes them anew.", is_repairable=True)


def of_trigrams() -> Finding:
    """Return what is said of an index of parts of texts that does not follow from them."""
    matter = "Find may miss somebody of whom a part of a word was typed: its index does not follow from the texts."
    return Finding("trigrams", matter, "--repair makes it anew.", is_repairable=True)


def of_unswept(reason: str = "") -> Finding:
    """Return what is said of a file that was not written anew after somebody was erased; `reason` says why not."""
    matter = "Somebody was erased, and the free space of the file may still hold what was blanked."
    return Finding("unswept", matter, reason or "--repair writes the file anew.", is_repairable=not reason)


def of_trigrams_not_looked_at(why: str) -> Finding:
    """Return what is said where SQLite may not write, which it has to for telling whether that index is whole."""
    matter = f"Whether Find finds everybody of whom a part of a word was typed was not looked at. {why}"
    return Finding("trigrams_unknown", matter, "Look again where the database may be written.", is_advice=True)


def of_earlier_values(found: Difference) -> Finding:
    """Return what is said of earlier values that do not follow from the history."""
    matter = (
        f"Find and history may miss or invent who had a value earlier: {_keys(found.missing)} missing, "
        f"{found.stray:,} too many."
    )
    return Finding("earlier_values", matter, "--repair works them out anew from the history.", is_repairable=True)


def of_earlier_values_not_compared(why: str) -> Finding:
    """Return what is said where the history, from which earlier values follow, cannot be read."""
    matter = f"Whether everybody is found by earlier values could not be looked at. {why}"
    return Finding("earlier_values_unknown", matter, "Have that put right, then look again.")


def of_keys_not_compared(why: str) -> Finding:
    """Return what is said where the records, from which search keys follow, cannot be read."""
    matter = f"Whether Find finds everybody could not be looked at. {why}"
    return Finding("search_keys_unknown", matter, "Have that put right, then look again.")


def of_broken_off(why: str) -> Finding:
    """Return what is said where the database cannot be read on."""
    return Finding("broken_off", why, "What comes after that was not looked at.")


def _keys(many: int) -> str:
    return "1 search key is" if many == 1 else f"{many:,} search keys are"


def _rows(many: int) -> str:
    return "1 row has" if many == 1 else f"{many:,} rows have"


def _ids(ids: Sequence[int], many: int) -> str:
    listed = ", ".join(map(str, ids))
    return f"id {listed}" if many == 1 else f"ids {listed}{' and more' if many > len(ids) else ''}"
