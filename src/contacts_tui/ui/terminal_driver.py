"""Textual's driver for Linux and macOS, made to outlive odd input and a terminal that goes away."""

import os
import re
import select
from codecs import getincrementaldecoder
from threading import Thread
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

TICK: Final = 0.05
"""Seconds of silence after which what looks like the beginning of a sequence is taken as it is."""

CHUNK: Final = 4096

PASTE_BEGINS: Final = "\x1b[200~"
PASTE_ENDS: Final = "\x1b[201~"

MARK_BEGINS: Final = re.compile(r"\x1b(?:\[(?:2(?:0(?:0)?)?)?)?$")
"""An end of input that may be the first half of PASTE_BEGINS."""

JOINED: Final = {"\r": "enter", "\n": "enter", "\t": "tab", "\x13": "ctrl+s"}
"""Keys that, right behind an escape, the parser would take for themselves and the escape for a `^`."""

LONGEST_PAUSE: Final = 2.0
"""Seconds of silence after which a paste is taken as it is: its end was lost on the way."""

SEQUENCES: Final = re.compile(r"(?=\x1b)")
"""Where a piece of input begins that the parser may trip over without what stands before and behind it."""


LONGEST_FAREWELL: Final = 2.0
"""Seconds that a terminal has to take the last of the output."""


class TerminalInput:
    """Tells pastes from keys: between its two marks a paste is text, whatever stands in it.

    Textual's parser leaves a paste at the first escape in it, and takes the rest for keys.
    """

    def __init__(self) -> None:
        self._kept = ""
        """The end of the last chunk, where a mark may have begun."""
        self._paste: str | None = None
        """What has come of a paste that has not ended; None between pastes."""
        self._pauses = 0

    def feed(self, typed: str) -> list[str | events.Paste]:
        """Pieces of keys for the parser, and whole pastes, in the order in which they came."""
        typed, self._kept, self._pauses = self._kept + typed, "", 0
        found: list[str | events.Paste] = []
        while typed:
            if self._paste is None:
                keys, mark, typed = typed.partition(PASTE_BEGINS)
                found += filter(None, SEQUENCES.split(keys if mark else self._without_beginning(keys)))
                self._paste = "" if mark else None
            else:
                text, mark, typed = (self._paste + typed).partition(PASTE_ENDS)
                found += [events.Paste(text)] if mark else []
                self._paste = None if mark else text
        return found

    def pause(self) -> list[str | events.Paste]:
        """What is to be made of what has come so far, now that nothing has followed it for one TICK."""
        self._pauses += 1
        if len(self._kept) > 1 and self._pauses * TICK < LONGEST_PAUSE:
            return []
        kept, self._kept = self._kept, ""
        if self._paste is not None and self._pauses * TICK >= LONGEST_PAUSE:
            paste, self._paste = self._paste, None
            return [events.Paste(paste)]
        return [kept] if kept else []

    def _without_beginning(self, keys: str) -> str:
        begun = MARK_BEGINS.search(keys)
        if begun is None:
            return keys
        self._kept = begun.group()
        return keys[: begun.start()]


class TerminalDriver(LinuxDriver):
    """Reads keys until the program ends, whatever bytes come.

    The stock loop ends the program at bytes that are no UTF-8 and at sequences that its parser trips over.
    """

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and rows of the terminal itself, whatever COLUMNS and LINES say: they do not follow a resize."""
        try:
            return os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()

    def close(self) -> None:
        """Let the output end; a terminal that has gone takes none, and is not waited for long."""
        ending = Thread(target=super().close, daemon=True)
        ending.start()
        ending.join(LONGEST_FAREWELL)

    def run_input_thread(self) -> None:
        """Read keys: what is no UTF-8 becomes U+FFFD, what is no known sequence is passed over."""
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        typed, parser = TerminalInput(), XTermParser()
        try:
            while not self.exit_event.is_set():
                ready, _, _ = select.select([self.fileno], [], [], TICK)
                for piece in typed.feed(decoder.decode(self._read())) if ready else (*typed.pause(), ""):
                    if isinstance(piece, events.Paste):
                        self.process_message(piece)
                    else:
                        parser = self._parsed(parser, piece)
        except (OSError, EOFError):
            self._app.call_later(self._app.exit)

    def _read(self) -> bytes:
        """What was typed. Raises EOFError where the terminal was hung up: it is ready for ever, and gives nothing."""
        typed = os.read(self.fileno, CHUNK)
        if not typed:
            raise EOFError
        return typed

    def _parsed(self, parser: XTermParser, piece: str) -> XTermParser:
        """Hand on what a piece of input says. Returns the parser to go on with: a new one if this one tripped."""
        if piece[1:2] in JOINED and piece.startswith("\x1b"):
            self.process_message(events.Key(f"alt+{JOINED[piece[1]]}", piece[1]))
            return self._parsed(parser, piece[2:])
        try:
            for event in parser.feed(piece) if piece else parser.tick():
                self.process_message(event)
        except ValueError:
            return XTermParser()
        return parser
