"""A table over a source of rows: its cost does not depend on how many rows there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.events import Click, MouseMove, Resize
from textual.geometry import Offset, Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import DataTable
from typing_extensions import override

from contacts_tui.domain.query import Query
from contacts_tui.ui.present.columns import Column
from contacts_tui.ui.present.strips import strip_of
from contacts_tui.ui.present.table_line import GLYPH, MARK, TableLine
from contacts_tui.ui.widgets.displaced import Displaced
from contacts_tui.ui.widgets.row_source import Rows, TupleRows

PRIVATE_NAMES: Final = ("_get_row_region", "_get_fixed_offset", "_highlight_row", "_set_hover_cursor")
"""What of DataTable is overridden here though it is private; a test holds it against the installed Textual."""

_DOUBLE: Final = 2
_BAR: Final = 1
"""Cells at the right, where a scroll bar may stand."""
_RIGHT: Final = 3
"""The mouse button that asks for a menu."""
_WAITING: Final = Style(dim=True)


class RowTable(DataTable[str], inherit_bindings=False):
    """A DataTable that asks its source for the rows on the screen and for no others.

    A row is one line of text, exactly as wide as the table, never markup. What DataTable offers to add,
    change, sort or read rows and columns does not apply: the source has the rows, `columns_shown` the columns.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Row above", show=False, id="row.up"),
        Binding("down", "cursor_down", "Row below", show=False, id="row.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="row.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="row.page_down"),
        Binding("home", "scroll_top", "First row", show=False, id="row.first"),
        Binding("end", "scroll_bottom", "Last row", show=False, id="row.last"),
        Binding("ctrl+home", "scroll_top", "First row", show=False, id="row.first.alt"),
        Binding("ctrl+end", "scroll_bottom", "Last row", show=False, id="row.last.alt"),
    ]

    DEFAULT_CSS = """
    RowTable { overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    glyphs: reactive[str] = reactive("")
    """Characters at the right end of each row that answer to a click."""
    sought: reactive[Query] = reactive(Query.of(""))
    """What is looked for: it stands out where a row shows it."""
    sorted_by: reactive[tuple[str, bool] | None] = reactive(None)
    """The key of the column by which the rows are sorted, and whether downwards: its title says so."""

    @dataclass
    class CellOpened(Message):
        """A cell was double clicked."""

        key: str
        column: str

    @dataclass
    class GlyphClicked(Message):
        """A glyph at the end of a row was clicked."""

        key: str
        glyph: str

    @dataclass
    class MenuRequested(Message):
        """A row was clicked with the right button, at a cell of the screen."""

        pointer: Offset

    @dataclass
    class TitleClicked(Message):
        """The title of a column was clicked."""

        column: str

    def __init__(self, columns: Sequence[Column], *, glyphs: str = "") -> None:
        self.pointed: Callable[[], None] = lambda: None
        """Called when the cursor came to stand on a row, or there is no row left.

        Not a message: what tells of the row would be painted a frame after it.
        """
        self._source: Rows = TupleRows()
        self._cursor_key: str | None = None
        self._displaced = Displaced()
        self._height = 0
        """Lines of the table by the last time it was laid out."""
        super().__init__(cursor_type="row")
        self.columns_shown = tuple(columns)
        self.set_reactive(RowTable.glyphs, glyphs)
        self.auto_links = False

    def show(self, source: Rows, cursor_key: str | None = None) -> None:
        """Show other rows, the cursor on the row with `cursor_key`.

        Without a key it goes to the first row; where the source does not have the key, it keeps its place.
        """
        self._source = source
        self._displaced.forget()
        self._place_cursor(0 if cursor_key is None else self._index_of(source, cursor_key))
        self.move_cursor(row=self.cursor_row)

    def exchange(self, source: Rows, index: int | None = None, *, is_gone: bool = False) -> None:
        """Show the same rows as they are by now, the cursor on its own; the window stays.

        It moves only where the row under the cursor would go out of sight. Where the source does not tell, `index` is
        where that row stands, or, if it `is_gone`, the one in its place.
        """
        if index is None:
            key = self._cursor_key
            index, is_gone = self._index_of(source, key), key is not None and source.find(key) is None
        line, height = self.cursor_row - round(self.scroll_y), self.scrollable_content_region.height
        if is_gone and self.row_count:
            self._displaced.note(self._source.called(self.cursor_row))
        self._source = source
        self._place_cursor(index)
        if 0 <= line < height - self.header_height:
            self.move_cursor()

    def displacement(self) -> str:
        """Return, once, that the cursor stands on another row than the agent has put it on; empty if it does not.

        Who acts on that row next is to hear it first, and to act only when asked again.
        """
        return self._displaced.told(self._source.called(self.cursor_row) if self.row_count else None)

    def move_to(self, key: str) -> bool:
        """Put the cursor on a row; False where the table does not have it, and the cursor stays."""
        index = self._source.find(key)
        if index is not None:
            self.move_cursor(row=index)
        return index is not None

    def refresh_rows(self) -> None:
        """Show what the source has now that rows arrived, changed or went.

        The cursor stays on its row; if that is gone, on its place. A window that was scrolled away from it stays there.
        """
        self._place_cursor(self._index_of(self._source, self._cursor_key))

    def _index_of(self, source: Rows, key: str | None) -> int:
        index = None if key is None else source.find(key)
        return self.cursor_row if index is None else index

    def _place_cursor(self, row: int) -> None:
        self.virtual_size = Size(0, self.header_height + self.row_count)
        row = max(0, min(row, self.row_count - 1))
        if self.row_count:
            # Past the watcher, which would scroll to it.
            self.set_reactive(RowTable.cursor_coordinate, Coordinate(row, self.cursor_column))
        self._point()
        self.stand()
        self.refresh()

    def _point(self) -> None:
        self._cursor_key = self.cursor_key
        self.pointed()

    @property
    def room(self) -> int:
        """How many cells the columns have, before the first layout too."""
        return (self.size.width or self.app.size.width) - MARK - _BAR - GLYPH * len(self.glyphs)

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None if there are no rows."""
        return self._source.key(self.cursor_row) if self.row_count else None

    # Geometry: DataTable adds up the heights of all rows above; here each row is one line.

    @property
    def row_count(self) -> int:
        """How many rows the source has."""
        return len(self._source)

    def is_valid_row_index(self, row_index: int) -> bool:
        """Return whether the source has such a row."""
        return 0 <= row_index < self.row_count

    def _get_row_region(self, row_index: int) -> Region:
        return Region(0, self.header_height + row_index, self.scrollable_content_region.width, 1)

    def _get_fixed_offset(self) -> Spacing:
        return Spacing(top=self.header_height)

    def _highlight_row(self, row_index: int) -> None:
        self._displaced.forget()
        self.refresh_row(row_index)
        self.stand()
        if self.row_count:
            self._point()

    def stand(self) -> None:
        """Put the terminal's own cursor on the row: magnifiers and screen readers follow it."""
        if self.has_focus:
            row = self.header_height + self.cursor_row - round(self.scroll_y)
            self.app.cursor_position = self.content_region.offset + Offset(0, row)

    def on_focus(self) -> None:
        """Take the terminal's cursor along with the focus, once `has_focus` says so too."""
        self.call_later(self.stand)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll, and keep the terminal's cursor on its row."""
        super().watch_scroll_y(old_value, new_value)
        self.stand()

    # Rendering: one segment a row, more only where something in it stands out, straight from the source.

    def render_line(self, y: int) -> Strip:
        """Return one line of the window: the titles, a row, or nothing."""
        # Asked for once a line: each of these is worked out anew from all that the table stands in.
        layout, style = self._table_line, self.visual_style.rich_style
        width = layout.width
        if y < self.header_height:
            style += self.get_component_rich_style("datatable--header")
            return strip_of(layout.titles(self.sorted_by), style, width)
        index = y - self.header_height + round(self.scroll_y)
        if not self.is_valid_row_index(index):
            return Strip.blank(width, style)
        is_under = index == self.cursor_row
        if is_under:
            style += self.get_component_rich_style("datatable--cursor")
        cells = self._source.row(index)
        if cells is None:
            style += _WAITING
        return strip_of(layout.row(cells, is_under=is_under), style, width, layout.found(cells, self.sought))

    @property
    def _table_line(self) -> TableLine:
        return TableLine(self.columns_shown, self.glyphs, self.scrollable_content_region.width)

    def on_resize(self, event: Resize) -> None:
        """Keep the row under the cursor in sight; a window that was scrolled away from it stays where it is."""
        height, self._height = self._height, event.size.height
        if not height or 0 <= self.cursor_row - round(self.scroll_y) < height - self.header_height:
            self.call_after_refresh(self._keep_in_sight, self.scroll_y)
        self.call_after_refresh(self.stand)

    def _keep_in_sight(self, top: float) -> None:
        if self.scroll_y == top:
            self.move_cursor()

    # Mouse: DataTable's own handlers are kept from running: they open on a second click, and repaint on each move.

    @override
    def _set_hover_cursor(self, active: bool) -> None:
        """Paint nothing: DataTable paints the row last under the mouse again with each key."""

    def on_mouse_move(self, event: MouseMove) -> None:
        """Paint nothing: a row under the mouse looks like any other."""
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Move the cursor; then tell of a click on a title or a glyph, of a double click, or of the right button."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y - self.header_height + round(self.scroll_y)
        if offset.y < self.header_height:
            event.stop()
            if event.button != _RIGHT and (column := self._table_line.column_at(offset.x)):
                self.post_message(self.TitleClicked(column.key))
        elif self.is_valid_row_index(index):
            event.stop()
            self._displaced.forget()
            self.move_cursor(row=index)
            if event.button == _RIGHT:
                self.post_message(self.MenuRequested(event.screen_offset))
            else:
                self._tell(self._source.key(index), offset.x, event.chain)

    def _tell(self, key: str, x: int, clicks: int) -> None:
        layout = self._table_line
        if clicks == 1 and (glyph := layout.glyph_at(x)):
            self.post_message(self.GlyphClicked(key, glyph))
        elif clicks == _DOUBLE and (column := layout.column_at(x)):
            self.post_message(self.CellOpened(key, column.key))

    def action_page(self, direction: int) -> None:
        """Move the cursor one page up (-1) or down (1)."""
        height = self.scrollable_content_region.height - self.header_height
        self.scroll_relative(y=direction * height, animate=False, force=True)
        self.move_cursor(row=self.cursor_row + direction * height)
