"""Two versions of a record in lines: what each made of it, and what it was before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content

from contacts_tui.domain.merge import Merged, Side, Value
from contacts_tui.ui.present.fitting import cut, fill, width_of, wrapped

NARROWEST: Final = 60
"""Columns below which the versions stand one below the other."""
_LABEL: Final = 16
"""Columns of what a field is called."""
_MARK: Final = 2
"""Columns before a value, for what says that it is chosen."""
_NOTHING: Final = "(empty)"


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A line of the question, and what a click on it chooses."""

    content: Content
    row: int = -1
    """The field it belongs to; -1 for none."""
    sides: tuple[tuple[range, Side], ...] = ()
    """In which columns a click chooses which."""


def conflict_lines(rows: Sequence[Merged], who: str, at: int, width: int) -> list[ConflictLine]:
    """Return the lines of what was changed, the cursor on the field `at`: side by side where all of it has room."""
    column = (width - _LABEL) // 3
    values = [said(value) for one in rows for value in (one.mine, one.theirs, one.before)]
    fits = width >= NARROWEST and all(width_of(value) < column - _MARK for value in values)
    return _beside(rows, who, at, column) if fits else _below(rows, who, at, width)


def said(value: Value) -> str:
    """Return what stands in a field, as one text."""
    return "; ".join(value) or _NOTHING


def kept(one: Merged, who: str) -> str:
    """Return why nobody has to choose."""
    if one.mine == one.theirs:
        return "both changed it alike"
    return "only you changed it: kept" if one.is_mine else f"only {who} changed it: comes in"


def _beside(rows: Sequence[Merged], who: str, at: int, column: int) -> list[ConflictLine]:
    heads = ("1 yours", cut(f"2 {who}'s", column - _MARK), "before")
    lines = [
        ConflictLine(Content.styled(" " * _LABEL + "".join(fill(" " * _MARK + head, column) for head in heads), "bold"))
    ]
    for place, one in enumerate(rows):
        label = _label(one, _LABEL - 1, is_under=place == at)
        if one.is_clash:
            mine, theirs = _cell(one, "mine", column), _cell(one, "theirs", column)
            before = (fill(" " * _MARK + said(one.before), column), "")
            content = Content.assemble(label, " ", mine, theirs, before)
            ends = range(_LABEL, _LABEL + column), range(_LABEL + column, _LABEL + 2 * column)
            lines.append(ConflictLine(content, place, ((ends[0], "mine"), (ends[1], "theirs"))))
        else:
            told = fill(" " * _MARK + said(one.outcome), column) + " " * _MARK
            lines.append(ConflictLine(Content.assemble(label, " ", told, cut(kept(one, who), 2 * column - _MARK))))
    return lines


def _below(rows: Sequence[Merged], who: str, at: int, width: int) -> list[ConflictLine]:
    lines: list[ConflictLine] = []
    for place, one in enumerate(rows):
        why = "" if one.is_clash else f": {kept(one, who)}"
        head, style = _label(replace(one, label=f"{one.label}{why}"), width, is_under=place == at)
        lines.append(ConflictLine(Content.styled(head, f"bold {style}"), place))
        if not one.is_clash:
            lines += [ConflictLine(Content(f"  {line}")) for line in wrapped(said(one.outcome), width - _MARK)]
            continue
        lines += _version(one, "mine", f"1 yours: {said(one.mine)}", place, width)
        lines += _version(one, "theirs", f"2 {who}'s: {said(one.theirs)}", place, width)
        before = wrapped(f"before: {said(one.before)}", width - _MARK)
        lines += [ConflictLine(Content(f"  {line}"), place) for line in before]
    return lines


def _label(one: Merged, width: int, *, is_under: bool) -> tuple[str, str]:
    """What a field is called, and its style: `>` marks the one under the cursor, as in tables."""
    is_under = is_under and one.is_clash
    return fill(f"{'>' if is_under else ' '}{one.label}", width), "reverse" if is_under else ""


def _version(one: Merged, side: Side, text: str, place: int, width: int) -> Iterator[ConflictLine]:
    is_chosen = one.taken == side
    for at, line in enumerate(wrapped(text, width - _MARK)):
        content = Content.styled(("> " if is_chosen and not at else "  ") + line, "bold" if is_chosen else "")
        yield ConflictLine(content, place, ((range(width), side),))


def _cell(one: Merged, side: Side, column: int) -> tuple[str, str]:
    is_chosen, value = one.taken == side, one.mine if side == "mine" else one.theirs
    return fill(("> " if is_chosen else " " * _MARK) + said(value), column), "bold" if is_chosen else ""
