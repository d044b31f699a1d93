"""What was typed when the program was killed, hung up or ended is offered by the next one."""

import json
import signal
import sys
from pathlib import Path

import pytest
from programs import Open, Query
from terminal import Terminal

TYPED = "aJo\tLee\t4169671111\tjo@example.com\t2"
READY = "Test Tester, Authorized User: "
OFFER = "A form with Jo Lee was not saved ("


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """The folder of what was typed and not saved."""
    return tmp_path / "state" / "contacts-tui" / "drafts"


def is_kept(terminal: Terminal, drafts: Path, **fields: object) -> None:
    """Wait until such fields are in a file."""

    def is_there() -> bool:
        kept = [json.loads(file.read_text())["draft"] for file in drafts.glob("*.json")]
        return any(fields.items() <= draft.items() for draft in kept)

    terminal.wait_until(is_there, f"{fields} to be kept")


def saves_it(opened: Open, query: Query, drafts: Path) -> None:
    """Start again, open the form, and save it."""
    terminal = opened()
    terminal.wait(OFFER)
    terminal.press("r")
    terminal.wait("jo@example.com")
    terminal.press("enter")
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query("SELECT count(*) FROM contact WHERE last_name = 'Lee'") == [(1,)]
    terminal.wait_until(lambda: not [*drafts.iterdir()], "nothing to be kept")


def test_killed_while_typing_everything_comes_back_and_is_saved(opened: Open, query: Query, drafts: Path):
    terminal = opened()
    terminal.type(TYPED)
    is_kept(terminal, drafts, emails=["jo@example.com"], contact_type="Authorized User")
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    saves_it(opened, query, drafts)


def test_a_demo_that_is_started_over_has_no_form_of_the_one_before(opened: Open, drafts: Path):
    terminal = opened()
    terminal.type(TYPED)
    is_kept(terminal, drafts, emails=["jo@example.com"], contact_type="Authorized User")
    terminal.kill(signal.SIGKILL)
    terminal.wait_exit()
    terminal = opened("--fresh")
    terminal.press("r")
    terminal.wait("No form is parked.")
    assert not [*drafts.glob("*.json")]


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM, None])
def test_a_signal_right_behind_the_last_key_loses_nothing(
    opened: Open, query: Query, drafts: Path, end: signal.Signals | None
):
    terminal = opened()
    terminal.type(TYPED)
    terminal.wait("> 2 Authorized User")
    if end is None:
        assert terminal.hang_up() == 0
    else:
        terminal.kill(end)
        assert terminal.wait_exit() == 0
    saves_it(opened, query, drafts)


FAULTY = """\
import sys
from contacts_tui.cli import main
from contacts_tui.ui.screens.sheet import Sheet

async def fail(form):
    raise RuntimeError

Sheet.action_one_more = fail
sys.exit(main(["demo", "--database", sys.argv[1]]))
"""


def test_a_fault_of_the_program_right_behind_the_last_key_loses_nothing(
    opened: Open, query: Query, drafts: Path, demo: Path, home: dict[str, str | None]
):
    with Terminal([sys.executable, "-c", FAULTY, str(demo)], env=home) as terminal:
        terminal.wait(READY)
        terminal.type(f"{TYPED}\x0f")
        assert terminal.wait_exit() == 1
        assert "contacts-tui stopped because of a fault of its own." in " ".join(terminal.text.split())
    saves_it(opened, query, drafts)


def test_a_form_that_a_running_program_has_open_is_not_offered_in_a_second_one(opened: Open, drafts: Path):
    one = opened()
    one.type(TYPED)
    is_kept(one, drafts, contact_type="Authorized User")
    other = opened()
    other.press("r")
    other.wait("No form is parked.")
    assert OFFER not in other.text


def test_the_folder_and_its_files_are_the_agents_alone(opened: Open, drafts: Path):
    terminal = opened()
    terminal.type(TYPED)
    is_kept(terminal, drafts, contact_type="Authorized User")
    assert drafts.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in drafts.iterdir()} == {0o600}
