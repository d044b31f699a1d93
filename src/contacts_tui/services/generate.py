"""A database as large as one likes, of customers that nobody has: to try the program with, and to measure it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from contacts_tui.services.generate_halves import Order, Size, fill, halves
from contacts_tui.services.generate_second import second_process
from contacts_tui.storage.bulk import Bulk, new_database, room_for_part

Progress = Callable[[float], None]
"""Is told which part is done, from 0 to 1."""

_ALONE: Final = 20_000
"""Contacts up to which one process is as quick as two."""
_ROWS: Final = 0.83
"""The part of the time that goes by until the rows are written; the rest is for what they are found by."""
_COPIED: Final = 0.03
"""The part that goes by while the rows of the second process are copied."""


def generate(
    path: Path, size: Size, *, seed: int, today: date, progress: Progress = lambda _: None, alone: int = _ALONE
) -> Mapping[str, int]:
    """Make a database that is not there yet, and return how many rows each of its tables has.

    The same size, seed and day make the same content, whether it is made in one process, as up to `alone` contacts, or
    in two. Raises AlreadyThere, DatabaseUnusable, NotSaved. Whatever it raises, and if it is interrupted, no file and
    no process is left.
    """
    order = Order(size, seed, today)
    with new_database(path) as bulk:
        if size.contacts <= alone:
            return _made_alone(bulk, order, progress)
        return _made_by_two(bulk, path, order, progress)


def _made_alone(bulk: Bulk, order: Order, progress: Progress) -> Mapping[str, int]:
    written = 0
    for half in halves(order):
        for count in fill(bulk, order, half):
            written += count
            progress(_ROWS * written / order.size.contacts)
    return bulk.finish(_within(progress, _ROWS, 1))


def _made_by_two(bulk: Bulk, path: Path, order: Order, progress: Progress) -> Mapping[str, int]:
    rows, written = _ROWS - _COPIED, 0
    with room_for_part(path) as part, second_process(order, part, path) as second:
        for count in fill(bulk, order, halves(order)[0]):
            written += count
            second.listen()
            progress(rows * (written + second.written) / order.size.contacts)
        while not second.is_done:
            second.listen(None)
            progress(rows * (written + second.written) / order.size.contacts)
        bulk.take(part, _within(progress, rows, _ROWS))
        return bulk.finish(_within(progress, _ROWS, 1))


def _within(progress: Progress, begin: float, end: float) -> Progress:
    """Return what is told of a step that lasts from one part of the whole to another."""
    return lambda part: progress(begin + (end - begin) * part)
