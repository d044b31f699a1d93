"""The program, run as people run it, with its output going to a pipe."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from demos import portal_demo
from programs import PROGRAM

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of this test alone, and no setting of whoever runs it."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("CONTACTS_TUI")}
    folders = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
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
def demo(tmp_path: Path) -> Path:
    """A demo of the portal's account alone."""
    path = tmp_path / "demo.db"
    portal_demo(path)
    return path
