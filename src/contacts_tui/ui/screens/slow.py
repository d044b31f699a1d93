"""When it is said that something takes its time."""

from typing import Final

SLOW: Final = 0.1
"""Seconds after which what takes its time says so."""
