"""Textual's driver for Linux and macOS, made to outlive odd input and a terminal that goes away."""

import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from threading import Thread
from typing import Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from contacts_tui.ui.clipboard import OSC_52, through

TICK: Final = 0.05
"""Seconds of silence after which what looks like the beginning of a sequence is taken as it is."""

CHUNK: Final = 4096

PASTE_BEGINS: Final = "\x1b[200~"
PASTE_ENDS: Final = "\x1b[201~"

BEGINNING: Final = re.compile(r"\x1b(?:\[(?:2(?:0(?:[01])?)?)?)?$")
"""An end of input that may be the first part of PASTE_BEGINS or PASTE_ENDS."""

UNFINISHED: Final = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*)?$")
"""An end of input that may be the first part of a sequence: of a mark, of the mouse, of an arrow."""

CUT: Final = re.compile(r"\x1b\[[<=>?0-9][0-9;:]*")
"""A sequence that has lost its end. The parser would make keys of it: a cut report of the mouse has digits in it."""

REPORT: Final = re.compile(r"\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)?")
"""What a terminal tells of its colours or its clipboard: nobody has asked, and the parser would make keys of it."""

ONE_KEY: Final = re.compile(r"[^\x1b]|\x1b(?:O.|\[[0-9;]*[A-Za-z~])")
"""What one press of a key sends, and a paste that goes on never."""

JOINED: Final = {"\r": "enter", "\n": "enter", "\t": "tab", "\x13": "ctrl+s"}
"""Keys that, right behind an escape, the parser would take for themselves and the escape for a `^`."""

OPENERS: Final = "[O]X^_\\"
"""Characters that, right behind an escape, begin or end a sequence. `P` does too, but nothing here asks for such."""

LONGEST_PAUSE: Final = 2.0
"""Seconds of silence after which what has come of a paste or of its mark is taken as it is."""

SEQUENCES: Final = re.compile(r"(?=\x1b)")
"""Where a piece of input begins that the parser may trip over without what stands before and behind it."""

LONGEST_FAREWELL: Final = 2.0
"""Seconds that a terminal has to take the last of the output."""


class TerminalInput:
    """Tells pastes from keys: between its two marks a paste is text, whatever stands in it.

    Textual's parser leaves a paste at the first escape in it, and takes the rest for keys. A slow line may cut and
    delay a paste anywhere; a terminal that does not filter what it pastes may send an end mark within it.
    """

    def __init__(self) -> None:
        self._kept = ""
        """What has come and is not told yet; while a paste comes, it begins with PASTE_BEGINS."""
        self._pauses = 0
        self._let_escape_go = False
        """Whether the last piece was a lone escape, after a pause: it may have begun a mark."""

    def feed(self, typed: str) -> list[str | events.Paste]:
        """Pieces of keys for the parser, and whole pastes, in the order in which they came."""
        if self._let_escape_go and typed.startswith(PASTE_BEGINS[1:]):
            typed = f"\x1b{typed}"
        if self._kept == PASTE_BEGINS and self._has_waited and ONE_KEY.fullmatch(typed):
            self._kept = ""
        self._kept, self._pauses, self._let_escape_go = self._kept + typed, 0, False
        return list(self._pieces())

    def pause(self) -> list[str | events.Paste]:
        """What is to be made of what has come so far, now that nothing has followed it for one TICK."""
        self._pauses += 1
        self._let_escape_go |= self._kept == "\x1b"
        return list(self._pieces())

    @property
    def _has_waited(self) -> bool:
        return self._pauses * TICK >= LONGEST_PAUSE

    def _pieces(self) -> Iterator[str | events.Paste]:
        while self._kept:
            before = self._kept
            yield from self._paste() if before.startswith(PASTE_BEGINS) else self._keys()
            if self._kept == before:
                return

    def _keys(self) -> Iterable[str]:
        keys, mark, after = self._kept.partition(PASTE_BEGINS)
        begun = None if mark or self._has_waited else UNFINISHED.search(keys)
        if begun is None or (self._pauses and keys == "\x1b"):
            self._kept = mark + after
        else:
            keys, self._kept = keys[: begun.start()], begun.group()
        pieces = SEQUENCES.split(REPORT.sub("", keys.replace(PASTE_ENDS, "")))
        return (piece for piece in pieces if piece and not CUT.fullmatch(piece))

    def _paste(self) -> Iterable[events.Paste]:
        """The paste, up to the last end mark before the next paste, if it has ended.

        Keys that follow at once may still turn out to belong to it: they wait for one TICK of silence.
        """
        text = self._kept.removeprefix(PASTE_BEGINS)
        first = text.find(PASTE_ENDS)
        if first < 0:
            return self._part_of_paste(text) if self._has_waited else ()
        following = text.find(PASTE_BEGINS, first)
        last = text.rfind(PASTE_ENDS, first, following if following >= 0 else None)
        rest = text[last + len(PASTE_ENDS) :]
        if rest and following < 0 and not self._pauses:
            return ()
        self._kept = rest
        return (events.Paste(text[:last]),)

    def _part_of_paste(self, text: str) -> Iterable[events.Paste]:
        """What has come so far of a paste that pauses. The rest is text too, until its end or a key comes."""
        begun = BEGINNING.search(text)
        part = text[: begun.start()] if begun else text
        self._kept = PASTE_BEGINS + text[len(part) :]
        return (events.Paste(part),) if part else ()


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

    def report_mouse(self, *, wanted: bool) -> None:
        """Have the terminal report the mouse, or keep it for its own selection, also when the program is resumed."""
        if wanted == self._mouse:
            return
        if not wanted:
            self._disable_mouse_support()
        self._mouse = wanted
        self._enable_mouse_support()
        if self._mouse_pixels:
            self._enable_mouse_pixels()

    def write(self, data: str) -> None:
        """Write; what is meant for the clipboard goes past tmux and GNU screen."""
        super().write(through(data, os.environ) if data.startswith(OSC_52) else data)

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
        """Hand on what a piece of input says. Returns the parser to go on with: a new one if this one tripped.

        An escape by itself, and one with a key right behind it, are told here. The parser would wait longer for what
        may follow, and make one key of that and the escape: for some pairs an accented letter, an arrow, or a `^`.
        What the parser still holds before an escape is no key: it goes with that parser.
        """
        if piece == "\x1b":
            self.process_message(events.Key("escape", piece))
            return XTermParser()
        quick = _key_of(piece[1]) if piece.startswith("\x1b") and len(piece) > 1 else None
        if quick is None:
            return self._fed(parser, piece)
        self.process_message(events.Key(f"alt+{quick.key}", quick.character))
        return self._parsed(XTermParser(), piece[2:])

    def _fed(self, parser: XTermParser, piece: str) -> XTermParser:
        try:
            for event in parser.feed(piece) if piece else parser.tick():
                self.process_message(event)
        except ValueError:
            return XTermParser()
        return parser


def _key_of(character: str) -> events.Key | None:
    """The key that sends a character; None for one that, behind an escape, begins a sequence, and for control keys."""
    if character in JOINED:
        return events.Key(JOINED[character], character)
    if not character.isprintable() or character in OPENERS:
        return None
    return next((event for event in XTermParser().feed(character) if isinstance(event, events.Key)), None)


def report_mouse(app: App[Any], *, wanted: bool) -> None:
    """Have the terminal that a program runs in report the mouse, or not."""
    driver = app._driver
    if isinstance(driver, TerminalDriver):
        driver.report_mouse(wanted=wanted)
