"""The program as people start it: the installed command, in a pseudo-terminal, on a demo database of its own."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from programs import PROGRAM, Open, Query
from terminal import Terminal

READY = "Test Tester, Authorized User: "
"""Stands on the detail line once the demo's contacts are there."""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str | None]:
    """An environment whose folders are all of this test alone."""
    names = {"XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config"}
    own: dict[str, str | None] = {name: str(tmp_path / folder) for name, folder in names.items()}
    return own | {"HOME": str(tmp_path), "CONTACTS_TUI_DATABASE": None, "CONTACTS_TUI_AGENT": "mona"}


@pytest.fixture
def demo(tmp_path: Path, demo_template: bytes) -> Path:
    """A demo database."""
    path = tmp_path / "demo.db"
    path.write_bytes(demo_template)
    return path


@pytest.fixture
def query(demo: Path) -> Query:
    """Ask the demo database, on a connection of its own."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(demo)) as connection:
            return connection.execute(sql).fetchall()

    return ask


@pytest.fixture
def opened(demo: Path, home: Mapping[str, str | None]) -> Iterator[Open]:
    """Start the program on the demo database; it is ended after the test."""
    with ExitStack() as stack:

        def start(
            *options: str,
            columns: int = 80,
            rows: int = 24,
            env: Mapping[str, str | None] | None = None,
            ready: str = READY,
        ) -> Terminal:
            command = [PROGRAM, "demo", "--database", str(demo), *options]
            terminal = stack.enter_context(Terminal(command, columns, rows, {**home, **(env or {})}))
            if ready:
                terminal.wait(ready)
            return terminal

        yield start
