"""A database as large as one likes, of customers that nobody has: to try the program with, and to measure it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from contacts_tui.services.generate_accounts import Accounts, sizes
from contacts_tui.services.generate_bills import Bills
from contacts_tui.services.generate_draw import Draw
from contacts_tui.services.packaged import content_of
from contacts_tui.storage.bulk import new_database

_ROWS: Final = 0.9
"""The part of the time that goes by until the rows are written; the rest is for the keys by which they are found."""


@dataclass(frozen=True, slots=True)
class Size:
    """What is asked for."""

    accounts: int
    """At least 1."""
    contacts: int
    """At least one an account."""


def generate(
    path: Path, size: Size, *, seed: int, today: date, progress: Callable[[float], None] = lambda _: None
) -> Mapping[str, int]:
    """Make a database that is not there yet, and return how many rows each of its tables has.

    The same size, seed and day make the same content. `progress` is told which part is done, from 0 to 1.
    Raises AlreadyThere, DatabaseUnusable, NotSaved. Whatever it raises, and if it is interrupted, no file is left.
    """
    draw = Draw(seed)
    counts = sizes(draw, size.accounts, size.contacts)
    accounts = Accounts(draw, content_of("generated.json"), today)
    bills = Bills(draw, today)
    # Before the day has begun anywhere: nothing was made in the future.
    at = datetime.combine(today - timedelta(days=1), time(), UTC)
    with new_database(path, at, draw) as bulk:
        written = 0
        for count in counts:
            bulk.add(*accounts.one(count), *bills.some())
            written += count
            progress(_ROWS * written / size.contacts)
        return bulk.finish(lambda part: progress(_ROWS + (1 - _ROWS) * part))
