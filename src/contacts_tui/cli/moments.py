"""Moments as they are typed behind an option: ISO 8601, in the agent's time unless a zone is said."""

import argparse
import re
from datetime import date, datetime, time, timedelta

_SECONDS = re.compile(r"\d\d:?\d\d:?\d\d([.,]\d+)?([Zz]|[+-][\d:]+)?$")
"""How a time ends that says its seconds."""


def since(typed: str) -> datetime:
    """Return the first moment of a day or the moment itself. Raises ArgumentTypeError."""
    return _read(typed)[0]


def until(typed: str) -> datetime:
    """Return the first moment behind a day, or behind the minute or second that was typed. Raises ArgumentTypeError."""
    return _read(typed)[1]


def _read(typed: str) -> tuple[datetime, datetime]:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return _moment(typed)
    try:
        return _at_midnight(day), _at_midnight(day + timedelta(days=1))
    except (OverflowError, ValueError):
        raise _unreadable(typed) from None


def _moment(typed: str) -> tuple[datetime, datetime]:
    try:
        moment = datetime.fromisoformat(typed).astimezone()
        return moment, moment + (timedelta(seconds=1) if _SECONDS.search(typed) else timedelta(minutes=1))
    except (OverflowError, ValueError):
        raise _unreadable(typed) from None


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _unreadable(typed: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{typed!r} is no date as 2019-03-31, nor a time as 2019-03-31T14:03")
