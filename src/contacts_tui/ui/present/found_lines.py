"""What Find found, as lines of columns: each value is cut so that what was looked for can be seen in it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len
from textual.content import Content, Span

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.found import FoundAccount, FoundEarlier
from contacts_tui.domain.query import Query
from contacts_tui.ui.present.columns import GAP, Column, fit
from contacts_tui.ui.present.fitting import apart, fill, shown, width_of
from contacts_tui.ui.present.marks import Stretch

_MARK: Final = "bold underline"
_INDENT: Final = "  "
_JOINS: Final = "\u200d\ufe0f"
"""What belongs to the character before it, besides combining marks."""

_OF_ACCOUNT: Final = (Column("number", "", 4, 16), Column("name", "", 12, 40), Column("city", "", 6, 24))
_OF_CONTACT: Final = (
    Column("name", "", 8, 24),
    Column("type", "", 6, 20),
    Column("phone", "", 14, 20),
    Column("email", "", 8, 30),
)
_FOUND_BY_NONE: Final = ("city", "type")
"""Columns that make room for the others first."""
_ALWAYS: Final = frozenset({"number", "name"})


@dataclass(frozen=True, slots=True)
class FoundLines:
    """The lines of what a query found, all with the same columns."""

    query: Query
    of_accounts: tuple[Column, ...]
    of_contacts: tuple[Column, ...]
    width: int

    @classmethod
    def of(cls, accounts: Sequence[FoundAccount], query: Query, width: int) -> "FoundLines":
        """Share a width among the columns, as these accounts and their contacts need it."""
        heads = [_account_values(account) for account in accounts]
        people = [_contact_values(contact, query) for account in accounts for contact in account.contacts]
        return cls(
            query,
            _needed(_OF_ACCOUNT, heads, query, width),
            _needed(_OF_CONTACT, people, query, width - len(_INDENT)),
            width,
        )

    def standing_as(self, before: "FoundLines") -> "FoundLines":
        """Return these lines with the columns of others of the same query and width, as far as those have them all."""
        return replace(
            self,
            of_accounts=_as_before(before.of_accounts, self.of_accounts),
            of_contacts=_as_before(before.of_contacts, self.of_contacts),
        )

    def account(self, account: FoundAccount) -> Content:
        """Return an account's line: number, name, city."""
        return self._line(self.of_accounts, _account_values(account), self.width).stylize_before("bold")

    def contact(self, contact: Contact) -> Content:
        """Return a contact's line: name, type, and the phone and the e-mail that were found, else its first ones."""
        return self._line(self.of_contacts, _contact_values(contact, self.query), self.width - len(_INDENT), _INDENT)

    def _line(self, columns: tuple[Column, ...], values: dict[str, str], width: int, line: str = "") -> Content:
        marks: list[Span] = []
        for at, (column, room) in enumerate(zip(columns, fit(columns, width), strict=False)):
            line += " " * GAP if at else ""
            if column.key in _FOUND_BY_NONE:
                line += fill(values[column.key], room)
            else:
                cell, found = marked(values[column.key], self.query, room)
                marks += [Span(len(line) + start, len(line) + end, _MARK) for start, end in found]
                line += cell
        return Content(line, marks)


def earlier_line(earlier: FoundEarlier, width: int) -> Content:
    """Return the line of somebody who had what was looked for: `had … until 3/12/2019  Bob Ray  MANEBA 11111`.

    Where not all of it fits, the account's name is left out, then who it was is cut, then the account left out.
    """
    account, line = earlier.account, f"{earlier.told}  {earlier.called}"
    whose = f" {account.name} {account.number}"
    if width_of(line + whose) >= width:
        whose = f" {account.number}"
    if width_of(earlier.told + whose) >= width:
        whose = ""
    return Content(apart(line, whose, width))


def marked(text: str, query: Query, width: int) -> tuple[str, Sequence[Stretch]]:
    """Return the text in exactly `width` cells, and where in it stands what the query finds.

    Its beginning is cut before that is.
    """
    text = shown(text)
    found = query.stretches(text)
    begin = _first_seen(text, *found[0], width) if found else 0
    ahead = "…" if begin else ""
    line, left_out = fill(ahead + text[begin:], width), begin - len(ahead)
    seen = [(max(start, begin) - left_out, min(end - left_out, len(line))) for start, end in found if end > begin]
    return line, [stretch for stretch in seen if stretch[0] < stretch[1]]


def _first_seen(text: str, start: int, end: int, width: int) -> int:
    """Where to begin a text so that the stretch from start to end is seen, with a `…` at each cut end."""
    if cell_len(text) <= width or cell_len(text[:end]) < width:
        return 0
    begin, room = end, width - 2
    while begin > 0 and cell_len(text[begin - 1 : end]) <= room:
        begin -= 1
    begin = min(begin, start)
    while begin < start and (text[begin] in _JOINS or unicodedata.combining(text[begin])):
        begin += 1
    return begin


def _account_values(account: FoundAccount) -> dict[str, str]:
    return {"number": account.number, "name": account.name, "city": account.city}


def _contact_values(contact: Contact, query: Query) -> dict[str, str]:
    return {
        "name": contact.name,
        "type": contact.contact_type.value,
        "phone": _found_first([phone.marked for phone in contact.phones], query),
        "email": _found_first([email.address for email in contact.emails], query),
    }


def _found_first(values: Sequence[str], query: Query) -> str:
    return next((value for value in values if query.stretches(shown(value))), values[0] if values else "")


def _needed(columns: Sequence[Column], rows: Sequence[dict[str, str]], query: Query, width: int) -> tuple[Column, ...]:
    """The columns that have something to show, as wide as it needs, and those that fit: what was found goes last."""
    kept: list[Column] = []
    to_go = list(_FOUND_BY_NONE)
    for column in columns:
        longest = max((width_of(row[column.key]) for row in rows), default=0)
        is_searched = column.key not in _FOUND_BY_NONE
        seen = max((_width_to_see(row[column.key], query) for row in rows), default=0) if is_searched else 0
        enough = min(longest, column.enough)
        if longest:
            least = min(max(column.least, seen), enough)
            kept.append(Column(column.key, "", least, enough, share=longest - enough))
        if not seen and column.key not in _ALWAYS:
            to_go.append(column.key)
    for key in to_go:
        if sum(column.least + GAP for column in kept) - GAP > width:
            kept = [column for column in kept if column.key != key]
    apart = sum(column.enough + GAP + 1 for column in kept) <= width
    return tuple(replace(column, enough=column.enough + 1) for column in kept) if apart else tuple(kept)


def _as_before(before: tuple[Column, ...], now: tuple[Column, ...]) -> tuple[Column, ...]:
    return before if {column.key for column in now} <= {column.key for column in before} else now


def _width_to_see(text: str, query: Query) -> int:
    """Cells in which the first stretch that is found can be seen, a `…` at each end; 0 where nothing is found."""
    text = shown(text)
    found = query.stretches(text)
    return cell_len(text[slice(*found[0])]) + 2 * len("…") if found else 0
