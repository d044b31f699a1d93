"""The table over a row source: cost, keys, mouse, and text that stays text."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from row_sources import CountedRows, LateRows
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import DataTable

from contacts_tui.domain.query import Query
from contacts_tui.ui.present.columns import Column, line
from contacts_tui.ui.widgets.row_source import Rows, TupleRows
from contacts_tui.ui.widgets.row_table import RowTable

COLUMNS = (Column("name", "Name", least=4, enough=10, share=1), Column("email", "Email", least=4, enough=20, share=2))
SCREENFUL = 2 * 24
"""What may be asked for after one key: a screen of rows, and once again."""


class TableApp(App[None]):
    CSS = "RowTable { height: 1fr; }"

    def __init__(self, rows: Rows, columns: Sequence[Column] = COLUMNS, glyphs: str = "") -> None:
        super().__init__()
        self.rows = rows
        self.table = RowTable(columns, glyphs=glyphs)
        self.table.pointed = lambda: self.told.append(self.table.cursor_key)
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.show(self.rows)

    def on_row_table_cell_opened(self, event: RowTable.CellOpened) -> None:
        self.told.append(event)

    def on_row_table_glyph_clicked(self, event: RowTable.GlyphClicked) -> None:
        self.told.append(event)

    def on_row_table_title_clicked(self, event: RowTable.TitleClicked) -> None:
        self.told.append(event)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        self.told.append(event)

    def action_hurt(self) -> None:
        self.exit(return_code=3)

    @property
    def lines(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


@asynccontextmanager
async def running(app: TableApp, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.table.has_focus
        yield pilot


def named(count: int) -> TupleRows:
    return TupleRows([(f"k{n}", (f"Name {n}", f"name{n}@example.com")) for n in range(count)])


@pytest.mark.parametrize("key", ["end", "pagedown", "pageup", "down", "up", "home", "ctrl+end", "ctrl+home"])
async def test_a_key_over_a_million_rows_asks_for_a_screenful(key: str):
    app = TableApp(CountedRows(1_000_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.pause()
        assert app.rows.asked <= SCREENFUL
        await pilot.press("end", "pageup")
        app.rows.asked = 0
        await pilot.press(key)
        await pilot.pause()
        assert app.rows.asked <= SCREENFUL


async def test_keys_go_to_the_ends_and_by_pages_of_a_million_rows():
    app = TableApp(CountedRows(1_000_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.press("end")
        assert app.table.cursor_key == "k999999"
        await pilot.pause()
        assert app.lines[-1].startswith(">Name 999999")
        await pilot.press("pageup")
        assert app.table.cursor_key == "k999976"
        await pilot.press("home", "down", "down", "up", "pagedown")
        assert app.table.cursor_key == "k24"
        await pilot.pause()
        assert any(text.startswith(">Name 24 ") for text in app.lines)


async def test_a_click_on_a_far_row_moves_the_cursor_and_asks_for_a_screenful():
    app = TableApp(CountedRows(1_000_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        app.rows.asked = 0
        await pilot.click(offset=(5, 1))
        await pilot.pause()
        assert app.table.cursor_key == "k999977"
        assert app.rows.asked <= SCREENFUL


async def test_moving_the_mouse_over_rows_paints_none_of_them():
    app = TableApp(CountedRows(1_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.hover(offset=(5, 3))
        await pilot.pause()
        app.rows.asked = 0
        await pilot.hover(offset=(5, 4))
        await pilot.hover(offset=(30, 9))
        await pilot.pause()
        assert app.rows.asked == 0


async def test_enter_and_a_second_click_select_nothing():
    app = TableApp(named(5))
    async with running(app, (80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.click(offset=(75, 1))
        await pilot.click(offset=(75, 1))
        await pilot.pause()
        assert {type(told) for told in app.told} <= {str, RowTable.CellOpened}


async def test_a_double_click_opens_the_cell_that_was_hit():
    app = TableApp(named(5))
    async with running(app, (80, 24)) as pilot:
        await pilot.double_click(offset=(3, 2))
        await pilot.double_click(offset=(60, 3))
        await pilot.pause()
        assert [m for m in app.told if isinstance(m, RowTable.CellOpened)] == [
            RowTable.CellOpened("k1", "name"),
            RowTable.CellOpened("k2", "email"),
        ]


@pytest.mark.parametrize(("x", "glyph"), [(73, None), (74, "✎"), (75, "✎"), (76, "✎"), (77, "✕"), (78, "✕"), (79, "✕")])
async def test_a_glyph_answers_to_three_cells(x: int, glyph: str | None):
    app = TableApp(named(5), glyphs="✎✕")
    async with running(app, (80, 24)) as pilot:
        await pilot.click(offset=(x, 3))
        await pilot.pause()
        clicked = [m for m in app.told if isinstance(m, RowTable.GlyphClicked)]
        assert clicked == ([RowTable.GlyphClicked("k2", glyph)] if glyph else [])


async def test_clicks_beside_the_rows_do_nothing():
    app = TableApp(named(2), glyphs="✎✕")
    async with running(app, (80, 24)) as pilot:
        await pilot.pause()
        app.told.clear()
        await pilot.click(offset=(75, 0))
        await pilot.click(offset=(75, 10))
        await pilot.pause()
        assert app.told == []


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go():
    app = TableApp(named(5))
    async with running(app, (80, 24)) as pilot:
        await pilot.press("down", "down")
        app.table.show(TupleRows([("new", ("New", "")), ("k2", ("Two", "")), ("k4", ("Four", ""))]), "k2")
        assert app.table.cursor_key == "k2"
        app.table.show(TupleRows([("new", ("New", "")), ("k4", ("Four", ""))]), "k2")
        assert app.table.cursor_key == "k4"
        app.table.show(TupleRows())
        await pilot.pause()
        assert app.told[-1] is None
        assert not any(text.strip() for text in app.lines[1:])


async def test_a_source_that_shrank_leaves_the_cursor_on_the_last_row_in_sight():
    rows = CountedRows(1_000)
    app = TableApp(rows)
    async with running(app, (80, 24)) as pilot:
        await pilot.press("end")
        rows.count = 3
        app.table.refresh_rows()
        await pilot.pause()
        assert app.told[-1] == "k2"
        assert app.lines[3].startswith(">Name 2 ")


async def test_rows_that_arrive_leave_a_window_that_was_scrolled_where_it_is():
    rows = CountedRows(1_000)
    app = TableApp(rows)
    async with running(app, (80, 24)) as pilot:
        app.table.scroll_to(y=500, animate=False)
        await pilot.pause()
        rows.count = 1_100
        app.table.refresh_rows()
        await pilot.pause()
        assert app.lines[1].startswith(" Name 500 ")
        app.table.show(CountedRows(1_000))
        await pilot.pause()
        assert app.lines[1].startswith(">Name 0 ")


async def test_rows_that_are_not_there_yet_are_dots_until_they_arrive():
    rows = LateRows(50)
    app = TableApp(rows)
    async with running(app, (80, 24)) as pilot:
        await pilot.press("down")
        assert app.lines[2].split() == [">…", "…"]
        rows.arrived = True
        app.table.refresh_rows()
        await pilot.pause()
        assert app.lines[2].startswith(">Name 1 ")


async def test_the_cursor_stays_in_sight_when_the_terminal_is_resized():
    app = TableApp(CountedRows(1_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert any(text.startswith(">Name 20") for text in app.lines)
        assert {cell_len(text) for text in app.lines} == {39}


async def test_the_terminals_cursor_stands_on_the_row():
    app = TableApp(CountedRows(1_000))
    async with running(app, (80, 24)) as pilot:
        await pilot.press("down", "down")
        assert app.cursor_position == (0, 3)
        await pilot.press("end")
        await pilot.pause()
        assert app.cursor_position == (0, 23)


HOSTILE = (
    "Bob [/b] Ray",
    "[@click=app.hurt]x",
    "[red]",
    "\x1b]0;owned\x07\x1b[31mred\x9b2J",
    "\u202egnp.exe",
    "王小明王小明王小明",
    "👩\u200d👩\u200d👧 family",
    "e\u0301e\u0301e\u0301",
    "محمد",
    "x\u200d",
    "two\nlines\tand a tab",
    "a" * 1_000,
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [20, 40, 80])
async def test_a_row_is_exactly_as_wide_as_the_table_and_holds_nothing_raw(name: str, width: int):
    app = TableApp(TupleRows([("k", (name, name))]), glyphs="✎✕")
    async with running(app, (width, 5)):
        assert {cell_len(text) for text in app.lines} == {width}
        text = "".join(app.lines)
        assert text.isprintable() or "\u200d" in text
        assert "\u202e" not in text


async def test_what_is_looked_for_stands_out_without_colour_and_asks_for_no_more_rows():
    app = TableApp(CountedRows(100_000))
    async with running(app, (80, 24)) as pilot:
        app.rows.asked = 0
        app.table.sought = Query.of("name7 @example")
        await pilot.press("end", "pageup")
        await pilot.pause()
        assert app.rows.asked <= 3 * SCREENFUL
        for y in range(1, 24):
            row = list(app.table.render_line(y))
            found = [segment for segment in row if segment.style.bold and segment.style.underline]
            assert "@example" in [segment.text for segment in found]
            assert sum(segment.cell_length for segment in row) == 79
            assert len({segment.style.bgcolor for segment in row}) == 1


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [20, 40, 80])
async def test_marks_change_neither_text_nor_width(name: str, width: int):
    app = TableApp(TupleRows([("k", (name, name))]), glyphs="✎✕")
    async with running(app, (width, 5)):
        before = app.table.render_line(1)
        for text in ("a", "王小", "family", name):
            app.table.sought = Query.of(text)
            marked = app.table.render_line(1)
            assert marked.text == before.text
            assert sum(segment.cell_length for segment in marked) == width


async def test_a_click_on_a_title_tells_which_and_the_sorted_one_is_marked():
    app = TableApp(named(5))
    async with running(app, (80, 24)) as pilot:
        await pilot.click(offset=(3, 0))
        await pilot.click(offset=(60, 0))
        await pilot.pause()
        assert [m for m in app.told if isinstance(m, RowTable.TitleClicked)] == [
            RowTable.TitleClicked("name"),
            RowTable.TitleClicked("email"),
        ]
        app.table.sorted_by = ("email", True)
        assert app.lines[0].split() == ["Name", "Email", "▼"]
        app.table.sorted_by = ("name", False)
        assert app.lines[0].split() == ["Name", "▲", "Email"]


async def test_markup_is_shown_as_it_is_and_a_click_on_it_does_nothing():
    app = TableApp(TupleRows([("k", ("[@click=app.hurt]x", "Bob [/b] Ray"))]))
    async with running(app, (80, 5)) as pilot:
        assert "[@click=app.hurt]x" in app.lines[1]
        assert "Bob [/b] Ray" in app.lines[1]
        await pilot.click(offset=(19, 1))
        await pilot.double_click(offset=(19, 1))
        await pilot.pause()
        assert app.return_code is None


@given(st.lists(st.text(max_size=60), min_size=2, max_size=2), st.integers(0, 120))
def test_a_line_is_as_wide_as_asked_whatever_its_cells_hold(cells: list[str], width: int):
    assert cell_len(line(tuple(cells), COLUMNS, width)) == width
