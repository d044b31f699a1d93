"""Changes in words: the columns that a width holds, the cells of a row, and a change in full."""

from typing import Final

from contacts_tui.domain.audited import SEPARATOR, AuditedChange, FieldChange
from contacts_tui.ui.present.columns import Column, least_of
from contacts_tui.ui.present.fitting import cut, shown

_OF_CONTACT: Final = (
    Column("when", "When", least=16, enough=16),
    Column("who", "Who", least=4, enough=6),
    Column("from", "From", least=4, enough=6),
    Column("what", "What", least=7, enough=8),
    Column("field", "Field", least=5, enough=10),
    Column("change", "Old -> New", least=10, enough=16, share=2),
)
_OF_ACCOUNT: Final = {
    "what": Column("what", "What", least=7, enough=18, share=1),
    "field": Column("field", "Field", least=5, enough=8),
}
"""Columns that are others where changes of several contacts stand below each other."""
_WHEN_IN_YEAR: Final = Column("when_in_year", "When", least=11, enough=12)
_FIRST_TO_GO: Final = ("from", "field", "who", "change")
"""Columns that are left out where there is no room for them, in this order."""
_WHOLE: Final = frozenset({"added", "deleted", "voided", "brought back"})
"""What was done to all of a record: its values are told, and not each field's name."""


def columns(width: int, *, of_account: bool) -> tuple[Column, ...]:
    """Return the columns that stand beside each other in so many cells; where there is little room, without years."""
    kept = [_OF_ACCOUNT.get(column.key, column) if of_account else column for column in _OF_CONTACT]
    if least_of(kept) > width:
        kept = [_WHEN_IN_YEAR, *kept[1:]]
    for key in _FIRST_TO_GO:
        if least_of(kept) > width:
            kept = [column for column in kept if column.key != key]
    return tuple(kept)


def cells(change: AuditedChange, beside: tuple[Column, ...], *, of_account: bool) -> tuple[str, ...]:
    """Return the cells of a change for the columns that stand beside each other."""
    is_whole = change.did in _WHOLE
    values = {
        "when": change.when,
        "when_in_year": change.when_in_year,
        "who": change.agent,
        "from": change.source,
        "what": f"{change.did} {change.about}" if of_account else change.did,
        "field": "" if is_whole else ", ".join(field.field for field in change.fields),
        "change": SEPARATOR.join(_value(field) if is_whole else _old_new(field) for field in change.fields),
    }
    return tuple(values[column.key] for column in beside)


def whole(change: AuditedChange) -> list[str]:
    """Return all there is of a change: who did what, when and from where, then a line for each field."""
    head = f"{change.when} {change.agent} {change.did} {change.about} (from: {change.source})"
    return [shown(head), *(shown(f"{field.field}: {_old_new(field)}") for field in change.fields)]


def detail(change: AuditedChange, width: int, height: int) -> str:
    """Return a change in so many lines of so many cells; where that is not all, the last line says how much is left."""
    lines = [cut(line, width) for line in whole(change)]
    if len(lines) <= height:
        return "\n".join(lines)
    left = len(lines) - height + 1
    return "\n".join([*lines[: height - 1], cut(f"… {left} more: enter shows all", width)])


def taken_back(change: AuditedChange) -> str:
    """Return what the fields of a change become where it is taken back: `Phone: (617) 748-9260 -> (617) 748-9250`."""
    return "; ".join(
        f"{field.field}: {_old_new(FieldChange(field.field, field.new, field.old))}" for field in change.fields
    )


def _value(field: FieldChange) -> str:
    return field.new_text or field.old_text


def _old_new(field: FieldChange) -> str:
    return f"{field.old_text or 'nothing'} -> {field.new_text or 'nothing'}"
