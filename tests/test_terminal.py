"""The harness itself: a tiny program in a real pseudo-terminal."""

import signal
import sys
from pathlib import Path

import pytest
from terminal import Terminal

PROGRAM = """
from textual.app import App
from textual.widgets import Input, Label

class Echo(App):
    BINDINGS = [("escape", "quit")]
    def compose(self):
        yield Input(id="typed")
        yield Label("said nothing", id="said", markup=False)
        yield Label("size unknown", id="size", markup=False)
    def on_input_submitted(self, event):
        self.query_one("#said").update("said " + event.value)
    def on_resize(self, event):
        self.query_one("#size").update(f"size {event.size.width} x {event.size.height}")
    def on_click(self, event):
        self.query_one("#said").update(f"clicked {event.screen_x} {event.screen_y}")

raise SystemExit(Echo().run() or 7)
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    path = tmp_path / "echo.py"
    path.write_text(PROGRAM)
    return [sys.executable, str(path)]


def test_text_typed_in_one_write_is_on_the_screen(program: list[str]):
    with Terminal(program) as terminal:
        terminal.wait("said nothing")
        terminal.type("héllo [/b]\r")
        terminal.wait("said héllo [/b]")
        terminal.wait_gone("said nothing")
        assert len(terminal.lines) == 24
        assert b"\x1b[?1049h" in terminal.raw


def test_a_resize_and_a_click_reach_the_program(program: list[str]):
    with Terminal(program, 60, 20) as terminal:
        terminal.wait("size 60 x 20")
        terminal.resize(50, 12)
        terminal.wait("size 50 x 12")
        terminal.click(10, 8)
        terminal.wait("clicked 10 8")
        assert {len(line) for line in terminal.lines} == {50}


def test_a_program_that_ends_gives_its_exit_status(program: list[str]):
    with Terminal(program) as terminal:
        terminal.wait("said nothing")
        terminal.press("escape")
        assert terminal.wait_exit() == 7
        assert b"\x1b[?1049l" in terminal.raw


def test_a_killed_program_gives_the_signal(program: list[str]):
    with Terminal(program) as terminal:
        terminal.wait("said nothing")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
        assert terminal.close() == -signal.SIGKILL


def test_what_never_comes_fails_with_the_screen(program: list[str]):
    with Terminal(program) as terminal:
        terminal.wait("said nothing")
        with pytest.raises(AssertionError, match="said nothing"):
            terminal.wait("never", timeout=0.1)


def test_a_variable_can_be_set_and_taken_away():
    command = [sys.executable, "-c", "import os; print(os.environ.get('COLORTERM', 'none'), os.environ['HELLO'])"]
    with Terminal(command, env={"COLORTERM": None, "HELLO": "there"}) as terminal:
        terminal.wait("none there")
        assert terminal.wait_exit() == 0


def test_a_sequence_that_arrives_in_pieces_leaves_nothing_on_the_screen():
    pieces = r"""
import sys, time
for piece in ("\x1b]0;tit", "le\x1b", "\\", "\x1b[?20", "26$p", "\x1b[>1", "u", "clean"):
    sys.stdout.write(piece); sys.stdout.flush(); time.sleep(0.01)
"""
    with Terminal([sys.executable, "-c", pieces]) as terminal:
        terminal.wait("clean")
        assert terminal.text.strip() == "clean"
