"""Database files: one of one's own, asked, compared, and harmed."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

ORDINARY = int.from_bytes(b"CTUI", "big")


def sql(path: Path, *statements: str) -> list[tuple[Any, ...]]:
    """Run statements on a connection of their own; what the last one found."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]


def own_file(path: Path, template: bytes) -> Path:
    """Make a database that is somebody's own from the bytes of a demo."""
    path.write_bytes(template)
    path.chmod(0o600)
    sql(path, f"PRAGMA application_id = {ORDINARY}")
    return path


def content_of(path: Path) -> list[str]:
    """All that is in a database, but for the record of what was done with it as a whole."""
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "upkeep" not in line]


def rubbish(path: Path) -> None:
    path.write_bytes(b"rubbish " * 1000)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def overwritten_within(path: Path) -> None:
    """Leave the header, and nothing of what follows it."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


def table_overwritten(path: Path, table: str) -> None:
    """Overwrite the page with which a table begins."""
    with closing(sqlite3.connect(path)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
