"""The process that makes the second half of a large generated database, and what the first one knows of it.

It says on its output how many contacts it has written, or a sentence on what is the matter: one JSON value a line.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from select import select
from subprocess import DEVNULL, PIPE, Popen
from typing import Final

from contacts_tui.errors import ContactsError, NotSaved
from contacts_tui.services.generate_halves import Order, Size, fill, halves
from contacts_tui.storage.bulk import part_database

_AT_ONCE: Final = 1 << 16
"""Bytes that are read together."""
_OFTEN: Final = 1_000
"""Contacts after which it says how many there are."""


class Second:
    """The second process, seen from the first."""

    def __init__(self, process: Popen[bytes]) -> None:
        self.written = 0
        """Contacts, as far as it has said."""
        self.is_done = False
        self._process = process
        self._output = process.stdout.fileno() if process.stdout else -1
        self._heard = b""

    def listen(self, seconds: float | None = 0.0) -> None:
        """Take in what it says within so many seconds, or with None the next it says. NotSaved if it makes nothing."""
        if self.is_done or not select([self._output], [], [], seconds)[0]:
            return
        heard = os.read(self._output, _AT_ONCE)
        *lines, self._heard = (self._heard + heard).split(b"\n")
        for said in map(json.loads, lines):
            if isinstance(said, str):
                raise NotSaved(said)
            self.written = said
        if not heard:
            self._end()

    def _end(self) -> None:
        code = self._process.wait()
        if code:
            message = f"The second process that made the database has ended ({code}). Nothing was saved. Try again."
            raise NotSaved(message)
        self.is_done = True


@contextmanager
def second_process(order: Order, part: Path, path: Path) -> Iterator[Second]:
    """Yield the process that writes the second half of the new database `path` into the file `part`.

    It ends with the block. Raises NotSaved if there cannot be one.
    """
    told = [os.fspath(part), os.fspath(path), order.size.accounts, order.size.contacts, order.seed, str(order.today)]
    # It finds its modules where they were found here, and not in the folder where it happens to be started.
    command = [sys.executable, "-P", "-m", __name__, json.dumps(told)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        # In a session of its own, ctrl+c and the end of the terminal are for the first process alone, which ends it.
        process = Popen(command, stdin=DEVNULL, stdout=PIPE, env=environment, start_new_session=True)
    except OSError as error:
        message = f"There cannot be a second process ({error.strerror}). Nothing was saved. Close other programs."
        raise NotSaved(message) from None
    with process:
        try:
            yield Second(process)
        finally:
            process.kill()


def main(told: str) -> int:
    """Write the second half, and return the exit code."""
    part, path, accounts, contacts, seed, today = json.loads(told)
    order = Order(Size(accounts, contacts), seed, date.fromisoformat(today))
    try:
        _make(order, Path(part), Path(path))
    except BrokenPipeError:
        return 1  # nobody waits for it any more
    return 0


def _make(order: Order, part: Path, path: Path) -> None:
    written = said = 0
    try:
        with part_database(part, path) as bulk:
            for count in fill(bulk, order, halves(order)[1]):
                written += count
                if written - said >= _OFTEN:
                    _say(written)
                    said = written
            bulk.finish(lambda _: None)
    except ContactsError as error:
        _say(str(error))


def _say(value: int | str) -> None:
    os.write(sys.stdout.fileno(), json.dumps(value).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
