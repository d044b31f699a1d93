"""However the program ends: what was said to be saved is kept, and the terminal is as it was."""

import signal
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from programs import Open, Query
from terminal import Terminal

SAVE = "aJo\tLee\t4169671111\tjo@example.com\t2\r"
ALTERNATE_SCREEN_LEFT = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"
MOUSE_OFF = b"\x1b[?1000l"


def test_killed_right_after_saved_the_contact_is_there_on_the_next_start(opened: Open):
    terminal = opened()
    terminal.type(SAVE)
    terminal.wait("Saved Jo Lee")
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    opened().wait("Jo Lee")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(opened: Open, number: signal.Signals):
    terminal = opened()
    terminal.kill(number)
    assert terminal.wait_exit() == 0
    ending = terminal.raw[-400:]
    assert ALTERNATE_SCREEN_LEFT in ending
    assert CURSOR_SHOWN in ending
    assert MOUSE_OFF in terminal.raw


def test_a_terminal_that_goes_away_ends_the_program(opened: Open):
    terminal = opened()
    terminal.type("aJo\tLee")
    terminal.wait("Lee")
    assert terminal.hang_up() == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_a_key_to_leave_ends_with_0(opened: Open, key: str):
    terminal = opened()
    terminal.press(key)
    assert terminal.wait_exit() == 0
    assert ALTERNATE_SCREEN_LEFT in terminal.raw[-400:]


FAULTY = """\
import sys
from contacts_tui.cli import main
from contacts_tui.cli import first

def fail(settings):
    password = "Secret Kind"
    raise RuntimeError(password)

first.read_first = fail
sys.exit(main(["demo", "--database", sys.argv[1]]))
"""


def test_a_fault_of_the_program_leaves_one_sentence_and_a_log_without_data(
    tmp_path: Path, demo: Path, home: dict[str, str | None]
):
    with Terminal([sys.executable, "-c", FAULTY, str(demo)], env=home) as terminal:
        assert terminal.wait_exit() == 1
        said = " ".join(terminal.text.split())
        assert "contacts-tui stopped because of a fault of its own." in said
        assert "Traceback" not in said
        assert "Secret Kind" not in said
        assert ALTERNATE_SCREEN_LEFT in terminal.raw
    (log,) = (tmp_path / "state" / "contacts-tui" / "log").iterdir()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    written = log.read_text()
    assert "RuntimeError" in written
    assert "in fail" in written
    assert "Secret Kind" not in written


def test_a_value_that_nobody_wrote_is_refused_with_a_sentence(opened: Open, demo: Path):
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE contact SET contact_type = 'Secret Kind' WHERE id = 1")
    terminal = opened(ready="")
    assert terminal.wait_exit() == 3
    assert "holds a value that contacts-tui does not know" in " ".join(terminal.text.split())
    assert "Secret Kind" not in terminal.text


def test_odd_bytes_on_the_keyboard_do_not_end_the_program(opened: Open, query: Query):
    terminal = opened()
    for odd in (b"\xff\xfe", b"\x1b[97;1:3u", b"\x1b[200~\x80\x1b[201~", b"\x1b]52;c;\x07", b"\x1b[<0;999"):
        terminal.send(odd)
    terminal.press("escape", "escape")
    terminal.type(SAVE)
    terminal.wait("Saved Jo Lee")
    assert query("SELECT count(*) FROM contact WHERE first_name = 'Jo'") == [(1,)]


def test_a_database_of_a_newer_version_gives_the_terminal_back_with_a_sentence(opened: Open, demo: Path):
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    terminal = opened(ready="")
    assert terminal.wait_exit() == 3
    assert "was written by a newer contacts-tui" in " ".join(terminal.text.split())
    assert ALTERNATE_SCREEN_LEFT in terminal.raw
