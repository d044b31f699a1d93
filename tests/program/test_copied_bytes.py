"""The bytes that a terminal gets for its clipboard."""

import base64

import pytest
from programs import Open

TEXT = "Test Tester\nAuthorized User\n(416) 123-1234\ntest@gmail.com"
SEQUENCE = b"\x1b]52;c;" + base64.b64encode(TEXT.encode()) + b"\x07"
PLAIN = {"TMUX": None, "STY": None}


@pytest.mark.parametrize(
    ("env", "written"),
    [
        (PLAIN, SEQUENCE),
        ({**PLAIN, "TMUX": "/run/no-such-tmux,1,0"}, b"\x1bPtmux;\x1b" + SEQUENCE + b"\x1b\\" + SEQUENCE),
        ({**PLAIN, "STY": "1.pts"}, b"\x1bP" + SEQUENCE + b"\x1b\\"),
        ({**PLAIN, "TERM": "screen"}, b"\x1bP" + SEQUENCE + b"\x1b\\"),
    ],
    ids=["a terminal", "tmux", "screen", "screen over ssh"],
)
def test_copying_writes_what_the_terminal_itself_gets(opened: Open, env: dict[str, str | None], written: bytes):
    terminal = opened(env=env)
    before = len(terminal.raw)
    terminal.press("y")
    terminal.wait_until(lambda: written in terminal.raw[before:], "the clipboard's sequence")
    assert terminal.raw.count(b"]52;") == written.count(b"]52;")
