"""The mouse in a real terminal: when it is reported, and what it does."""

import signal

import pytest
from programs import Open
from terminal import Terminal

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
