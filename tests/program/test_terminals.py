"""Whatever terminal, size or text: nothing raw reaches it, nothing is wider than it, and it stays quiet."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Open

HOSTILE = (
    "Bob [/b] Ray",
    "[@click=app.quit]x",
    "=cmd()",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "\x9b31m\x90payload\x9c",
    "\u202egnp.exe\u202c\u2066x\u2069",
    "王小明 日本語",
    "محمد علي",
    "👩\u200d👩\u200d👧\u200d👦 family",
    "e\u0301\u0323\u0327 combining",
    "x" * 1000,
    "line\none\ttab",
)
ALLOWED = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[ -/]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b\]22;[a-z]*\x1b\\|\x1b[()][0-9A-B]|\x1b[=>78]"
)


@pytest.fixture
def hostile_demo(demo: Path) -> Path:
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE account SET name = ?, city = ?", (HOSTILE[3], HOSTILE[5]))
        columns = "account_id, contact_type, version, created_at, updated_at"
        for number, text in enumerate(HOSTILE):
            connection.execute(
                f"INSERT INTO contact (uid, first_name, last_name, {columns}) SELECT ?, ?, ?, {columns} FROM contact LIMIT 1",
                (bytes([number]) * 16, text, text),
            )
    return demo


def raw_controls(raw: bytes) -> bytes:
    """What of a terminal's input is neither text nor a sequence that Textual draws with."""
    text = ALLOWED.sub(b"", raw).decode("utf-8", "replace")
    return "".join(
        c for c in text if ord(c) < 0x20 and c not in "\r\n" or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"
    ).encode()


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12), (120, 40), (200, 60)])
def test_hostile_text_in_the_database_reaches_no_terminal_raw(
    opened: Open, hostile_demo: Path, columns: int, rows: int
):
    del hostile_demo
    terminal = opened(columns=columns, rows=rows, ready="? Help")
    for _ in range(len(HOSTILE)):
        terminal.press("enter")
        terminal.wait("Contact Maintenance")
        terminal.press("ctrl+g")
        terminal.wait_gone("Contact Maintenance")
        terminal.press("down")
    terminal.press("d")
    terminal.wait("Delete")
    terminal.press("n")
    terminal.press(":")
    terminal.wait("Actions")
    terminal.press("escape")
    terminal.wait_gone("Actions")
    assert raw_controls(terminal.raw) == b""
    assert b"owned" not in b"".join(re.findall(rb"\x1b\][^\x07\x1b]*", terminal.raw))
