"""Sizes of files in words."""

from typing import Final

_UNITS: Final = ("kB", "MB", "GB", "TB")
_STEP: Final = 1_000
_ROUND: Final = 10
"""From here on, tenths say nothing."""


def in_words(size: int) -> str:
    """Return so many bytes as people say it: 812 bytes, 1.7 GB."""
    if size < _STEP:
        return f"{size} bytes"
    amount, at = size / _STEP, 0
    while round(amount) >= _STEP and at < len(_UNITS) - 1:
        amount, at = amount / _STEP, at + 1
    return f"{amount:.1f} {_UNITS[at]}" if amount < _ROUND else f"{amount:,.0f} {_UNITS[at]}"
