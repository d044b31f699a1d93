"""The bytes that a terminal gets for a link."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from programs import Open

NUMBER = "1\x1b\\\x1b]8;;https://evil/\x07\u202e &;#"
ADDRESS = f"https://portal.example.com/reports/{quote(NUMBER, safe='')}"
LINK = re.compile(rb"\x1b\]8;id=[0-9-]+;([^\x07\x1b]*)\x1b\\((?:\x1b\[[0-9;]*m|[ -~])*)\x1b\]8;;\x1b\\")
POINTER = b"\x1b]22;"
"""Begins what gives the mouse's pointer its shape."""


def test_a_link_is_a_hyperlink_of_the_terminals_own_and_nothing_else(
    opened: Open, demo: Path, home: Mapping[str, str | None]
):
    settings = Path(home["XDG_CONFIG_HOME"] or "") / "contacts-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[links]\nreports = "https://portal.example.com/reports/{account}"\nlost = 1\n')
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.execute("UPDATE account SET number = ?", (NUMBER,))
    terminal = opened()
    terminal.wait('settings.toml, line 3: there is no setting "lost" in [links].')
    before = len(terminal.raw)
    terminal.press("m")
    terminal.wait("Links are set in")
    terminal.press("r")
    terminal.wait("copies it")
    written = terminal.raw[before:]
    links = LINK.findall(written)
    assert {address.decode() for address, _ in links} == {ADDRESS}
    assert re.sub(rb"\x1b\[[0-9;]*m| ", b"", b"".join(text for _, text in links)).decode() == ADDRESS
    rest = LINK.sub(b"", written)
    strings = re.findall(rb"\x1b[\]P_^X][^\x07\x1b]*", rest)
    assert [string for string in strings if not string.startswith(POINTER)] == []
