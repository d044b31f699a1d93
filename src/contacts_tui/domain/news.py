"""What others have changed since somebody looked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Up to where changes were told of."""

    floor: int
    """Of changes with this id, and of all before it, nothing more is told."""
    ids: frozenset[int]
    """The changes with a higher id that were told of: who writes at the same time may end before a lower one."""


@dataclass(frozen=True, slots=True)
class News:
    """Changes that another session has made, or none."""

    told: Told
    """Where to go on from."""
    is_any: bool = False
    """Whether anybody else has changed anything."""
    is_here: bool = False
    """Whether that was in the account that is shown."""
    said: str = ""
    """Who did what there last; empty if that was nobody else."""
