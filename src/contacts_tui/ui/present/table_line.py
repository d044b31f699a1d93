"""How a row of a table is laid out: the mark of the cursor, the columns, and the glyphs that answer to a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contacts_tui.domain.query import Query
from contacts_tui.ui.present.columns import Column, column_at, line, titles
from contacts_tui.ui.present.marks import Stretch, marks

MARK: Final = 1
"""Cells at the left, where `>` marks the row under the cursor."""
GLYPH: Final = 3
"""Cells that answer to a click on a glyph: its own and one on each side."""
_UPWARDS: Final = "▲"
_DOWNWARDS: Final = "▼"


@dataclass(frozen=True, slots=True)
class TableLine:
    """The lines of a table of some columns, `width` cells wide."""

    columns: tuple[Column, ...]
    glyphs: str
    """A character each."""
    width: int

    @property
    def room(self) -> int:
        """Cells that the columns share."""
        return max(0, self.width - MARK - GLYPH * len(self.glyphs))

    def titles(self, sorted_by: tuple[str, bool] | None) -> str:
        """Return the titles; that of the column of this key says that the rows are sorted by it, and which way."""
        key, is_downwards = sorted_by or ("", False)
        return " " * MARK + titles(self.columns, self.room, key, _DOWNWARDS if is_downwards else _UPWARDS)

    def row(self, cells: Sequence[str] | None, *, is_under: bool) -> str:
        """Return a row, under the cursor or not; one that is not there yet is waited for (None)."""
        told = ("…",) * len(self.columns) if cells is None else tuple(cells)
        glyphs = "".join(f" {glyph} " for glyph in self.glyphs)
        return f"{'>' if is_under else ' '}{line(told, self.columns, self.room)}{glyphs}"

    def found(self, cells: Sequence[str] | None, sought: Query) -> tuple[Stretch, ...]:
        """Return where in the row stands what is looked for."""
        if sought.is_empty or cells is None:
            return ()
        found = marks(tuple(cells), self.columns, self.room, sought.stretches)
        return tuple((MARK + begin, MARK + end) for begin, end in found)

    def column_at(self, x: int) -> Column | None:
        """Return the column in cell `x`; None for the mark and the glyphs."""
        return column_at(x - MARK, self.columns, self.room) if x < MARK + self.room else None

    def glyph_at(self, x: int) -> str:
        """Return the glyph that answers to a click in cell `x`; empty where none does."""
        at = (x - MARK - self.room) // GLYPH
        return self.glyphs[at] if 0 <= at < len(self.glyphs) else ""
