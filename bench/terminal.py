"""A program in a pseudo-terminal, and a clock beside it: what it writes is counted and timed, never interpreted."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from bench.row import NotMeasuredError

COLUMNS: Final = 80
ROWS: Final = 24

PATIENCE: Final = 60.0
"""Seconds after which what was waited for will not come."""
QUIET: Final = 0.08
"""Seconds without a byte after which a program may be at rest."""
IDLE: Final = 0.006
"""Seconds of processor time that a program at rest uses in QUIET at most: Textual looks for input now and then."""
_PAGE: Final = 1 << 16

CTRL_G: Final = "\x07"
CTRL_Q: Final = "\x11"
CTRL_S: Final = "\x13"
CTRL_U: Final = "\x15"
CTRL_HOME: Final = "\x1b[1;5H"
CTRL_END: Final = "\x1b[1;5F"
DOWN: Final = "\x1b[B"
END: Final = "\x1b[F"
PAGE_DOWN: Final = "\x1b[6~"


@dataclass(frozen=True, slots=True)
class Reaction:
    """What came of keys."""

    chunks: tuple[tuple[float, bytes], ...]
    """What was received, each with the seconds since the keys were sent."""

    @property
    def seconds(self) -> float:
        """From the moment the keys were sent to the last byte that was received."""
        return self.chunks[-1][0]

    @property
    def written(self) -> int:
        """How many bytes were received."""
        return sum(len(chunk) for _, chunk in self.chunks)


class Program:
    """A program in a pseudo-terminal of 80 x 24 with true colours; a context manager that ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._raw = bytearray()
        self._chunks: list[tuple[float, bytes]] = []
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._last = self._started = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={**environment, **terminal},
                start_new_session=True,
            )
        except OSError:
            os.close(self._master)
            raise
        finally:
            os.close(slave)
        # The processor time of another process, as the kernel numbers its clocks.
        self._clock = (~self._process.pid << 3) | 2

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def raw(self) -> bytes:
        """What it has written so far."""
        return bytes(self._raw)

    @property
    def written(self) -> int:
        """How many bytes that are."""
        return len(self._raw)

    @property
    def memory(self) -> int:
        """How many bytes of it are resident."""
        resident = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(resident) * os.sysconf("SC_PAGE_SIZE")

    def ready(self, *words: str) -> None:
        """Read until the words have been written and there is nothing more to do. Raises NotMeasuredError."""
        self.painted(*words)
        self.rest()

    def painted(self, *words: str) -> float:
        """Read until each of the words has been written since the start; the seconds from the start to the last one.

        Raises NotMeasuredError if one never is.
        """
        wanted = [word.encode() for word in words]
        while not all(word in self._raw for word in wanted):
            if not self._read(PATIENCE):
                raise NotMeasuredError(f"{', '.join(words)} never stood on the screen: {self._tail}")
        return self._last - self._started

    def press(self, keys: str, *, within: float | None = None) -> Reaction:
        """Send keys in one write and read until the program is at rest, or for some seconds and until something came.

        Raises NotMeasuredError if nothing came of them.
        """
        self._chunks.clear()
        sent = time.perf_counter()
        os.write(self._master, keys.encode())
        if within is None:
            self.rest()
        else:
            self.read_for(within)
        if not self._chunks and (within is None or not self._read(PATIENCE)):
            raise NotMeasuredError(f"{keys!r} changed nothing on the screen.")
        return Reaction(tuple((at - sent, chunk) for at, chunk in self._chunks))

    def rest(self) -> None:
        """Read until the program neither writes nor works any more: what searches in silence is not at rest.

        What it does of itself when a key lies QUIET back, a timer's work, is not waited for.
        """
        deadline = time.perf_counter() + PATIENCE
        worked = self._worked
        while time.perf_counter() < deadline:
            is_silent = not self._read(QUIET)
            before, worked = worked, self._worked
            if is_silent and worked - before < IDLE:
                return
        raise NotMeasuredError(f"It never came to rest: {self._tail}")

    def read_for(self, seconds: float) -> int:
        """Read for some seconds; how many bytes came."""
        before, end = self.written, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return self.written - before

    def leave(self) -> None:
        """End it by its own key: it has accepted keys. Raises NotMeasuredError if it stays."""
        os.write(self._master, CTRL_Q.encode())
        with suppress(NotMeasuredError):
            while self._read(PATIENCE):
                pass
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise NotMeasuredError("It does not end by ctrl+q.") from None

    @property
    def _worked(self) -> float:
        return time.clock_gettime(self._clock)

    @property
    def _tail(self) -> str:
        return repr(bytes(self._raw[-200:]))

    def _read(self, seconds: float) -> bool:
        """Take what comes within some seconds, and when; False if nothing does.

        Raises NotMeasuredError if the program has ended.
        """
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._master, _PAGE)
        except OSError:  # how Linux says that the other end is closed
            raise NotMeasuredError(f"It has ended: {self._tail}") from None
        self._last = time.perf_counter()
        self._raw += read
        self._chunks.append((self._last, read))
        return True
