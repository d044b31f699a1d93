"""Whatever terminal, size or text: nothing raw reaches it, nothing is wider than it, and it stays quiet."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from programs import Open
from terminal import Terminal

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
INSERT = """\
INSERT INTO contact (uid, first_name, last_name, account_id, contact_type, version, created_at, updated_at)
SELECT ?, ?, ?, account_id, contact_type, version, created_at, updated_at FROM contact LIMIT 1"""
ALLOWED = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[ -/]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b\]22;[a-z-]*\x07|\x1b[()][0-9A-B]|\x1b[=>78]"
)


@pytest.fixture
def hostile_demo(demo: Path) -> Path:
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE account SET name = ?, city = ?", (HOSTILE[3], HOSTILE[5]))
        for number, text in enumerate(HOSTILE):
            connection.execute(INSERT, (bytes([number]) * 16, text, text))
    return demo


def raw_controls(raw: bytes) -> bytes:
    """What of a terminal's input is neither text nor a sequence that Textual draws with."""
    whole = re.sub(rb"\x1b[^A-Za-z]*$", b"", raw)
    text = ALLOWED.sub(b"", whole).decode("utf-8", "replace")
    return "".join(
        c for c in text if (ord(c) < 0x20 and c not in "\r\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"
    ).encode()


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (120, 40)])
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


def _is_form(terminal: Terminal, close_at: int) -> bool:
    """Whether the whole form is there, its `[x]` in that column."""
    closed = any(line.find("[x]") == close_at for line in terminal.lines)
    return closed and "Lee" in terminal.text and "[ SAVE ]" in terminal.text


def test_an_idle_page_writes_nothing(opened: Open):
    terminal = opened()
    terminal.wait_until(lambda: not terminal.changes_within(0.5), "the screen to come to rest")
    before = len(terminal.raw)
    assert not terminal.changes_within(3.0) or re.search(rb"[0-9]{2}:[0-9]{2}", terminal.raw[before:])


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": None, "TEXTUAL_COLOR_SYSTEM": "standard"}, {"TERM": "linux"}],
    ids=["no colour", "16 colours", "the console"],
)
def test_in_any_palette_the_cursor_and_the_chosen_type_are_seen_by_their_marks(
    opened: Open, env: dict[str, str | None]
):
    terminal = opened(env=env)
    terminal.press("down")
    terminal.wait_until(lambda: terminal.lines[9].startswith(">Authorized User"))
    terminal.press("enter")
    terminal.wait("> 2 Authorized User")


def test_resizing_while_a_form_is_open_keeps_what_was_typed(opened: Open):
    terminal = opened()
    terminal.type("aJo\tLee")
    terminal.wait("Lee")
    for columns, rows, close_at in ((40, 12, 36), (200, 60, 135), (60, 20, 55), (80, 24, 75)):
        terminal.resize(columns, rows)
        terminal.wait_until(lambda at=close_at: _is_form(terminal, at), f"the form at {columns} columns")
    terminal.type("\t\tjo@example.com\t5\r")
    terminal.wait("Saved Jo Lee, Alternate.")
