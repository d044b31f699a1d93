"""The mouse in a real terminal: when it is reported, and what it does."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from programs import Open
from terminal import Terminal

WHEEL_DOWN, WHEEL_UP = "\x1b[<65;{x};{y}M", "\x1b[<64;{x};{y}M"
ON, OFF = b"\x1b[?1000h", b"\x1b[?1000l"


def is_reported(terminal: Terminal) -> bool:
    """Whether the terminal was last asked to report the mouse."""
    return terminal.raw.rfind(ON) > terminal.raw.rfind(OFF)


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
def test_in_the_plain_view_the_mouse_is_the_terminals_and_afterwards_the_programs(opened: Open, key: str):
    terminal = opened()
    assert is_reported(terminal)
    terminal.press("Y")
    terminal.wait("the mouse selects")
    terminal.wait_until(lambda: not is_reported(terminal), "the mouse to be let go")
    terminal.press(key)
    terminal.wait("? Help")
    terminal.wait_until(lambda: is_reported(terminal), "the mouse to be reported again")
    terminal.click(5, 9)
    terminal.wait_until(lambda: terminal.lines[9].startswith(">"), "the click to move the cursor")


def test_the_plain_view_has_no_colours(opened: Open):
    terminal = opened()
    before = len(terminal.raw)
    terminal.press("Y")
    terminal.wait("the mouse selects")
    view = terminal.raw[terminal.raw.rfind(OFF, before) :]
    assert b"MANEBA" in view
    assert b";2;" not in view


def test_a_program_that_ends_in_the_plain_view_leaves_the_mouse_alone(opened: Open):
    for ending in ("ctrl+q", signal.SIGTERM):
        terminal = opened()
        terminal.press("Y")
        terminal.wait_until(lambda terminal=terminal: not is_reported(terminal), "the mouse to be let go")
        if isinstance(ending, signal.Signals):
            terminal.kill(ending)
        else:
            terminal.press(ending)
        assert terminal.wait_exit() == 0
        assert not is_reported(terminal)


def wheel(terminal: Terminal, direction: str, x: int, y: int) -> None:
    """Turn the wheel by one notch over a cell, counted from 0."""
    terminal.type(direction.format(x=x + 1, y=y + 1))


def test_the_wheel_scrolls_the_table_and_leaves_the_cursor_where_it_is(opened: Open):
    terminal = opened(columns=40, rows=12, ready="? Help")
    terminal.wait("Alter…")
    assert terminal.lines[4].startswith(">Autho…")
    for _ in range(4):
        wheel(terminal, WHEEL_DOWN, 5, 6)
    terminal.wait("AutoD…")
    terminal.wait_until(lambda: ">" not in terminal.text, "the row under the cursor to be scrolled away")
    for _ in range(4):
        wheel(terminal, WHEEL_UP, 5, 6)
    terminal.wait_until(lambda: terminal.lines[4].startswith(">Autho…"), "the first row")
    wheel(terminal, WHEEL_DOWN, 5, 6)
    terminal.press("down")
    terminal.wait_until(lambda: any(line.startswith(">") for line in terminal.lines), "the cursor to be in sight")


def test_the_wheel_scrolls_what_the_side_panel_has_no_room_for(opened: Open, demo: Path):
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = ?", ("x" * 900,))
    terminal = opened(columns=120, rows=30, ready="? Help")
    terminal.wait("│ Contact Type  Authorized User")
    assert "Email         test" not in terminal.text

    def is_at_the_end() -> bool:
        wheel(terminal, WHEEL_DOWN, 100, 12)
        return "by demo" in terminal.text

    terminal.wait_until(is_at_the_end, "the last line of the panel")
    assert "Email         test@gmail.com" in terminal.text
    assert "│ Contact Type" not in terminal.text


def test_the_side_panel_is_painted_anew_for_each_contact(opened: Open, demo: Path):
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE contact SET first_name = 'Wolfeschlegelsteinhausen Bergerdorff' WHERE id = 2")
    terminal = opened(columns=120, rows=30, ready="? Help")
    terminal.wait("│ First Name    Test")
    terminal.wait("by demo")
    first = terminal.lines[7:]
    terminal.press("down")
    terminal.wait("│               n Bergerdorff")
    terminal.wait("by demo")
    terminal.press("up")
    terminal.wait_until(lambda: terminal.lines[7:] == first, "the first contact as it was")


def test_a_right_click_opens_the_menu_of_the_row(opened: Open):
    terminal = opened()
    terminal.type("\x1b[<2;10;11M\x1b[<2;10;11m")
    terminal.wait("y Copy")
    assert terminal.lines[10].startswith(">")
    terminal.click(60, 20)
    terminal.wait_gone("y Copy")
