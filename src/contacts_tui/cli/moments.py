"""Moments as they are typed behind an option: ISO 8601, or a day as people write it and perhaps a time."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from contacts_tui.cli.clock import today
from contacts_tui.cli.command import Misused
from contacts_tui.errors import ContactsError

FORMS: Final = "2026-03-31, 3/31/2026 as the locale has it, today or yesterday; a time may follow, as today 14:03"
"""How a moment may be typed."""
_DAYS_AGO: Final = {"today": 0, "yesterday": 1}
_DAY_AND_TIME: Final = re.compile(r"(?P<day>.*\S)\s+(?P<time>\d\d:\d\d(:\d\d)?)\s*")
"""A moment as the history prints it."""
_SECONDS: Final = re.compile(r"\d\d:?\d\d:?\d\d([.,]\d+)?([Zz]|[+-][\d:]+)?$")
"""How a time ends that says its seconds."""

ReadDay = Callable[[str], date]
"""Reads a day as the locale writes it; raises ContactsError."""


def since(typed: str, read_day: ReadDay) -> datetime:
    """Return the first moment of a day or the moment itself, in the agent's time unless a zone is said.

    Raises Misused.
    """
    return _read(typed, read_day)[0]


def until(typed: str, read_day: ReadDay) -> datetime:
    """Return the first moment behind a day, or behind the minute or second that was typed. Raises Misused."""
    return _read(typed, read_day)[1]


def _read(typed: str, read_day: ReadDay) -> tuple[datetime, datetime]:
    try:
        try:
            return _of_iso(typed)
        except ValueError:
            return _of_iso(_as_iso(typed, read_day))
    except (ContactsError, OverflowError, ValueError):
        raise Misused(f"{typed!r} is no date as 2019-03-31, nor a time as 2019-03-31T14:03. Type {FORMS}") from None


def _of_iso(typed: str) -> tuple[datetime, datetime]:
    """Return the first moment of what was typed, and the first one behind it. Raises ValueError and OverflowError."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        moment = datetime.fromisoformat(typed).astimezone()
        return moment, moment + (timedelta(seconds=1) if _SECONDS.search(typed) else timedelta(minutes=1))
    return _at_midnight(day), _at_midnight(day + timedelta(days=1))


def _as_iso(typed: str, read_day: ReadDay) -> str:
    found = _DAY_AND_TIME.fullmatch(typed)
    word = (found["day"] if found else typed).strip()
    ago = _DAYS_AGO.get(word.casefold())
    day = read_day(word) if ago is None else today() - timedelta(days=ago)
    return f"{day.isoformat()}T{found['time']}" if found else day.isoformat()


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
