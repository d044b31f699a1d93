"""A value that an auditor asks for: which changes may be about it, and which fields of them are."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from contacts_tui.domain.audited import AuditedChange
from contacts_tui.domain.search_key import OF_PHONES, KeyKind, SearchKey
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import fold
from contacts_tui.services.looked_for import looked_for
from contacts_tui.storage import audit
from contacts_tui.storage.audit import Which
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.earlier_values import KEPT
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import CALLED_IN_ROWS, OF_CONTACTS, Record
from contacts_tui.storage.replay import replayed
from contacts_tui.storage.values import DAYS

_NAMED: Final = ("first_name", "last_name", "name", "number")
"""Fields of change rows that names and numbers of accounts are made of."""
_WHOLE: Final = KEPT - {KeyKind.PHONE_BACKWARDS}
_ESCAPED: Final = "\\u"
"""How JSON writes what is not ASCII: what that is when it is folded, no database can say."""
_ENDS: Final = ('"', "\\n")
_WORDED: Final = {"on": (('"paperless"',),), "off": (('"paperless"',),), "bill": (('"bill_id"',),)}
"""First words of what the history says of a field that holds something else."""


class AskedValue:
    """What was there or came there: a name, a number, an e-mail, a phone in any notation, any text of the history."""

    def __init__(self, typed: str, region: str) -> None:
        self._folded = fold(typed)
        query, _ = looked_for(typed, region)
        self._wholes = [" ".join(way) for way in query.ways if way]
        self._touched: dict[int, frozenset[str]] = {}

    def ids(self, connection: Reading, which: Which) -> set[int]:
        """Return the ids of all changes that it may be in; where no accounts are named, of those with its keys."""
        self._touched = dict(self._with_keys(connection, which))
        if which.account_ids is None:
            return {*self._touched}
        marks = (_marks_of_contacts(self._folded), _marks_of_others(self._folded))
        return {*self._touched, *audit.saying(connection, which, *marks)}

    def of(self, change: AuditedChange) -> AuditedChange | None:
        """Return a change as far as it stands in the fields that are told of it; None if it stands in none."""
        touched = self._touched.get(change.id, ())
        return change.only(lambda one: one.field in touched or self._is_among((*one.old, *one.new)))

    def _is_among(self, texts: Iterable[str]) -> bool:
        return any(fold(text) == self._folded for text in texts)

    def _with_keys(self, connection: Reading, which: Which) -> Iterator[tuple[int, frozenset[str]]]:
        """Yield the changes by which somebody got it or lost it, with their fields that are about it."""
        wholes = self._wholes
        keys = {
            SearchKey(kind, whole) for whole in wholes for kind in _WHOLE if kind not in OF_PHONES or whole.isdecimal()
        }
        owners = audit.owners_with(connection, keys)
        if which.account_ids is not None:
            owners = {owner for owner in owners if owner.account_id in which.account_ids}
        for changes in audit.of_owners(connection, owners):
            for one in replayed(changes):
                # Working out all keys takes longer than all else, and few changes are about what is looked for.
                fields = frozenset(self._fields(one.change))
                if fields and keys & (one.taken | one.given):
                    yield one.change.id, fields

    def _fields(self, change: Change) -> Iterator[str]:
        """Yield the fields, as they are called on the screen, in which it, or a part of a name of it, stands."""
        for record in (change.before or {}, change.after or {}):
            yield from (CALLED_IN_ROWS[name] for name in record if self._stands_in(name, record))

    def _stands_in(self, name: str, record: Record) -> bool:
        value, wholes = record[name], self._wholes
        if value is None:
            return False
        if name in _NAMED:
            # Of a name its words: an e-mail holds the letters of most names.
            return any(f" {fold(value)} " in f" {whole} " for whole in wholes)
        if name == "emails":
            return any(fold(email["address"]) in wholes for email in value)
        numbers = [phone_text(phone["e164"], phone["digits"]) for phone in value] if name == "phones" else []
        return any(number.endswith(whole) for number in numbers for whole in wholes)


def _marks_of_contacts(folded: str) -> Iterator[tuple[str, ...]]:
    """Yield texts that all stand in what a change of a contact says, in lower case, where its words are this text.

    One of the yields holds for each such row, and for few others: to put rows into words takes longest.
    """
    yield (_ESCAPED,)
    if words := _words(folded):
        yield (*words, f'"{words[0]}', f'{words[-1]}"')
    digits = re.findall("[0-9]+", folded)
    if digits and set(re.findall("[a-z]+", folded)) <= {"x"}:
        yield (f'{digits[-1]}"',)
    if folded == "erased":
        yield from ((f'"{name}": null',) for name in sorted(OF_CONTACTS))


def _marks_of_others(folded: str) -> Iterator[tuple[str, ...]]:
    """Yield the same for changes of accounts, bills and payments."""
    yield from ((_ESCAPED,), ('"auto_pay_',))
    if words := _words(folded):
        # A whole text, or a line of an address.
        yield from ((*words, begin + words[0], words[-1] + end) for begin in _ENDS for end in _ENDS)
    if digits := re.findall("[0-9]+", folded):
        # Each locale and currency writes days and amounts otherwise, but none parts the last digits.
        last = digits[-1].lstrip("0") or "0"
        yield from ((f'"{name}"', last) for name in sorted({*DAYS, "amount_minor"}))
    yield from _WORDED.get(folded.partition(" ")[0], ())


def _words(folded: str) -> list[str]:
    """Return the words of a text as JSON writes them; what is not ASCII in them is `_ESCAPED` there."""
    return [json.dumps(word)[1:-1] for word in folded.split() if word.isascii()]
