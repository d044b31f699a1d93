"""What was known of one thing before and after each of its changes, and what it was found by then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contacts_tui.domain.search_key import SearchKey, account_keys, contact_keys
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.records import Record, contact_from
from contacts_tui.storage.values import known_values


@dataclass(frozen=True, slots=True)
class Replayed:
    """A change of an account or of a contact, and all that was known of that before and after it."""

    change: Change
    before: Record
    """Empty where it was not there, or in the trash."""
    after: Record

    @property
    def taken(self) -> set[SearchKey]:
        """The keys that it took away."""
        return self._keys(self.before) - self._keys(self.after)

    @property
    def given(self) -> set[SearchKey]:
        """The keys that it gave."""
        return self._keys(self.after) - self._keys(self.before)

    @known_values()
    def _keys(self, known: Record) -> set[SearchKey]:
        if not known:
            return set()
        if self.change.contact_id is None:
            return account_keys(known.get("number") or "", known.get("name") or "")
        return contact_keys(contact_from(known))


def replayed(changes: Iterable[Change]) -> Iterator[Replayed]:
    """Yield the changes of one thing, given oldest first, with what was known of it.

    Values that were erased, and what older programs have not said, are not known.
    """
    known: Record = {}
    for change in changes:
        before = known | _said(change.before)
        if change.action == "updated":
            known = _said(before | (change.after or {}))
        elif change.action in {"added", "restored"}:
            known = _said(change.after)
        else:
            known = before if change.action == "erased" else {}
        yield Replayed(change, before, known)


def _said(record: Record | None) -> Record:
    return {name: value for name, value in (record or {}).items() if value is not None}
