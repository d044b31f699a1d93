"""A real terminal for tests: a program in a pseudo-terminal, its screen in an emulator, keys from a script."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import pyte

PATIENCE: Final = 20.0
"""Seconds to wait for what should come at once: a busy machine must not fail a test."""

KEYS: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

# Takes the terminal as its controlling one, as a login shell does: a hang-up then reaches the program.
_LAUNCHER: Final = (
    "import fcntl, os, sys, termios\nfcntl.ioctl(0, termios.TIOCSCTTY, 0)\nos.execvp(sys.argv[1], sys.argv[1:])\n"
)

# Sequences that pyte does not know and would print or mistake for others: private modes, queries, titles, strings.
_UNKNOWN: Final = re.compile(
    rb"\x1b\[[<>=][0-9;]*[@-~]"
    rb"|\x1b\[\??[0-9;]*\$[a-z]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"
)
# The beginning of a sequence whose end has not been read yet.
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[P_^X][^\x1b]*\x1b?)?$")


class Terminal:
    """A program running in a pseudo-terminal of `columns` x `rows`; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        """Start the program. `env` is laid over the test's own environment; None takes a variable away."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self._raw = bytearray()
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        size_of_another = {"COLUMNS": None, "LINES": None}
        settings = {**os.environ, **size_of_another, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCHER, *command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={name: value for name, value in settings.items() if value is not None},
                start_new_session=True,
            )
        except OSError:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def lines(self) -> list[str]:
        """The screen's lines, blanks and all."""
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return ["".join(row[x].data for x in range(self._screen.columns)) for row in rows]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def raw(self) -> bytes:
        """Every byte that the program has written so far."""
        return bytes(self._raw)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    def wait(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until `text` stands on the screen. Raises AssertionError with the screen if it never does."""
        self.wait_until(lambda: text in self.text, f"{text!r} to appear", timeout)

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until `text` no longer stands on the screen. Raises AssertionError with the screen if it stays."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go", timeout)

    def wait_until(self, condition: Callable[[], bool], what: str = "it", timeout: float = PATIENCE) -> None:
        """Read until `condition` holds. Raises AssertionError with the screen if it never does."""
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline or not self._read(0.05):
                assert condition(), f"waited for {what}; the screen is:\n{self.text}"
                return

    def changes_within(self, seconds: float) -> bool:
        """Whether the program writes anything in the next `seconds`; returns as soon as it has."""
        before, deadline = len(self._raw), time.monotonic() + seconds
        while len(self._raw) == before and time.monotonic() < deadline:
            self._read(0.05)
        return len(self._raw) != before

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended by itself; its exit status, or a signal's number below 0."""
        deadline = time.monotonic() + timeout
        while self._read(0.05):
            assert time.monotonic() < deadline, f"still running; the screen is:\n{self.text}"
        return self._process.wait(max(0.1, deadline - time.monotonic()))

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `ctrl+s`) or letter, each in a write of its own."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def type(self, text: str) -> None:
        """Send text as it is in a single write, the way SSH joins keys into one packet."""
        os.write(self._master, text.encode())

    def send(self, raw: bytes) -> None:
        """Send bytes that need not be text."""
        os.write(self._master, raw)

    def paste(self, text: str) -> None:
        """Send text as a bracketed paste."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Click the left button on a cell, counted from 0."""
        self.type(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m" * times)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> int:
        """Take the terminal away, as a lost connection does. Returns the program's exit status once it has ended."""
        os.close(self._master)
        self._master = -1
        return self._process.wait(PATIENCE)

    def close(self) -> int:
        """End the program if it still runs, and give the terminal back. Returns the exit status; twice is once."""
        if self._master >= 0:
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait()
            os.close(self._master)
            self._master = -1
        return self._process.wait()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Feed the emulator with what comes within `seconds`. Returns False once the program has ended."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            read = os.read(self._master, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            return False
        self._raw += read
        data = _UNKNOWN.sub(b"", self._pending + read)
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._pending = data[cut:]
        self._stream.feed(data[:cut])
        return bool(read)
