"""What is written for a clipboard, with and without something between program and terminal."""

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.ui.clipboard import LONGEST, OSC_52, SCREEN_CHUNK, fits, through

SEQUENCE = f"{OSC_52}c;QW5uIExlZQ==\a"


def test_a_terminal_itself_gets_the_sequence_as_it_is():
    assert through(SEQUENCE, {"TERM": "xterm-256color"}) == SEQUENCE
    assert through(SEQUENCE, {}) == SEQUENCE


@pytest.mark.parametrize(
    "environment",
    [
        {"TMUX": "/run/tmux-0/default,1,0", "TERM": "tmux-256color"},
        {"TMUX": "/run/tmux-0/default,1,0", "TERM": "screen"},
        {"TERM": "tmux-256color"},
    ],
    ids=["tmux", "tmux as screen", "tmux over ssh"],
)
def test_tmux_gets_it_wrapped_with_doubled_escapes_and_bare(environment: dict[str, str]):
    wrapped = "\x1bPtmux;\x1b\x1b]52;c;QW5uIExlZQ==\a\x1b\\"
    assert through(SEQUENCE, environment) == wrapped + SEQUENCE


@pytest.mark.parametrize("environment", [{"STY": "1.pts", "TERM": "xterm"}, {"TERM": "screen.xterm-256color"}])
@given(payload=st.text("QUJDREVG", max_size=3 * SCREEN_CHUNK))
def test_screen_gets_pieces_that_it_passes_on_whole(environment: dict[str, str], payload: str):
    sequence = f"{OSC_52}c;{payload}\a"
    written = through(sequence, environment)
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", written, re.DOTALL)
    assert written == "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    assert all(len(piece) <= SCREEN_CHUNK for piece in pieces)
    assert "".join(pieces) == sequence


def test_what_fits_stays_below_the_hundred_thousand_bytes_of_a_sequence():
    assert fits("x" * LONGEST)
    assert not fits("\u738b" * (LONGEST // 3 + 1))
    assert len(f"{OSC_52}c;{base64.b64encode(b'x' * LONGEST).decode()}\a") <= 100_000
