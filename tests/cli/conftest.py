"""The program, run as people run it, with its output going to a pipe."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import PROGRAM

from contacts_tui.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of this test alone, and no setting of whoever runs it."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("CONTACTS_TUI")}
    folders = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state"}
    return mine | {"HOME": str(tmp_path), **{name: str(tmp_path / folder) for name, folder in folders.items()}}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run the program and wait for its end."""

    def start(*options: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [PROGRAM, *map(str, options)]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment | variables, timeout=60
        )

    return start


@pytest.fixture
def call(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Do in this process what the program does: for what a process of its own would show no better."""

    def start(*options: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [*map(str, options)]
        with monkeypatch.context() as patch:
            patch.setattr(os, "environ", environment | variables)
            code = main(command)
        printed = capsys.readouterr()
        return subprocess.CompletedProcess(command, code, printed.out, printed.err)

    return start


@pytest.fixture
def demo(tmp_path: Path, demo_template: bytes) -> Path:
    """A demo database."""
    path = tmp_path / "demo.db"
    path.write_bytes(demo_template)
    return path
