"""A generated database: made, with a sentence at the end, and how far it is until then."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from contacts_tui.cli.clock import today
from contacts_tui.cli.output import complain, is_terminal, overwrite, say
from contacts_tui.services.generate import generate
from contacts_tui.services.generate_halves import Size

_PAUSE: Final = 0.2
"""Seconds between two updates of the line that shows how far it is."""
_BAR: Final = 40
"""Cells of the bar in that line."""
_STEP: Final = 10
"""Per cent after which a line is written where there is no terminal."""
_NAMES: Final = {"account": "accounts", "contact": "contacts", "phone": "phones", "email": "e-mails"}
_MORE: Final = {"bill": "bills", "payment": "payments", "search_key": "search keys"}


def run(path: Path, accounts: int, contacts: int, seed: int) -> int:
    """Make a database; 0 when it is there.

    Raises ContactsError, and KeyboardInterrupt after a sentence: nothing is left of the file then.
    """
    begun = time.monotonic()
    progress = _Line() if is_terminal(sys.stderr) else _Steps()
    try:
        with _ended_as_by_ctrl_c():
            made = generate(path, Size(accounts, contacts), seed=seed, today=today(), progress=progress.show)
    except KeyboardInterrupt:
        progress.clear()
        complain(f"contacts-tui: Interrupted. {path} was not made, and nothing is left of it.")
        raise
    finally:
        progress.clear()
    counts = ", ".join(f"{made[table]:,} {name}" for table, name in (_NAMES | _MORE).items())
    say([f"{path} has {counts}. It took {_lasted(time.monotonic() - begun)}."])
    return 0


class _Line:
    """How far it is, in one line of a terminal."""

    def __init__(self) -> None:
        self._shown_at = 0.0
        self._width = 0

    def show(self, part: float) -> None:
        """Show which part is done."""
        now = time.monotonic()
        if now - self._shown_at < _PAUSE:
            return
        self._shown_at = now
        text = f"{'#' * int(part * _BAR):.<{_BAR}} {int(part * 100):3} %"
        self._width = len(text)
        overwrite(text)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            overwrite(" " * self._width)
            overwrite("")
            self._width = 0


class _Steps:
    """How far it is, in lines."""

    def __init__(self) -> None:
        self._said = 0

    def show(self, part: float) -> None:
        """Say which part is done, where it is a step further."""
        per_cent = int(part * 100) // _STEP * _STEP
        if per_cent > self._said:
            self._said = per_cent
            complain(f"{per_cent} %")

    def clear(self) -> None:
        """Leave what was said."""


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """Let a closed terminal, and who ends the program otherwise, raise KeyboardInterrupt: the file is removed then."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lasted(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
