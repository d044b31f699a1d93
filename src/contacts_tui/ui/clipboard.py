"""Text on its way to the clipboard of the agent's own terminal (OSC 52), past tmux and GNU screen."""

from collections.abc import Mapping
from typing import Final

OSC_52: Final = "\x1b]52;"
"""How the sequence begins that gives a terminal something for its clipboard."""

LONGEST: Final = 74_994
"""Bytes of text that one sequence may carry: in base64 it stays below the 100,000 from which on terminals drop it."""

SCREEN_CHUNK: Final = 240
"""Characters that GNU screen is given at a time: older ones print what goes beyond 256 or 768 in one string."""


def fits(text: str) -> bool:
    """Whether a terminal can be expected to take a text."""
    return len(text.encode()) <= LONGEST


def through(sequence: str, environment: Mapping[str, str]) -> str:
    """The sequence as it is to be written for the terminal itself to get it, whatever stands between.

    tmux passes on what is wrapped for it where `allow-passthrough` is on, and acts on the bare sequence where
    `set-clipboard` is on: it gets both. screen prints a bare sequence that is long, and gets wrapped pieces only.
    """
    terminal = environment.get("TERM", "")
    if environment.get("TMUX") or terminal.startswith("tmux"):
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\{sequence}"
    if environment.get("STY") or terminal.startswith("screen"):
        pieces = (sequence[at : at + SCREEN_CHUNK] for at in range(0, len(sequence), SCREEN_CHUNK))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence
