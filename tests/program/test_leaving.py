"""What becomes of the day's backup when the program ends."""

import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from files import content_of, own_file
from programs import PROGRAM
from terminal import Terminal


@pytest.fixture
def own(tmp_path: Path, demo_template: bytes) -> Path:
    """A database that is no demo."""
    return own_file(tmp_path / "own.db", demo_template)


def backups(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "data" / "contacts-tui").rglob("*.db"))


def test_leaving_makes_the_backup_of_the_day_and_a_signal_to_end_makes_none(
    own: Path, tmp_path: Path, home: Mapping[str, str | None]
):
    command = [PROGRAM, "--database", str(own)]
    with Terminal(command, env=home) as terminal:
        terminal.wait("Test Tester, Authorized User: ")
        terminal.kill(signal.SIGHUP)
        assert terminal.wait_exit() == 0
    assert backups(tmp_path) == []
    with Terminal(command, env=home) as terminal:
        terminal.wait("Test Tester, Authorized User: ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    [made] = backups(tmp_path)
    assert made.name.endswith("-daily.db")
    assert content_of(made) == content_of(own)
