"""A row of the list: what is measured, against what, and how much it may be."""

import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.lab import Lab


class NotMeasuredError(Exception):
    """There is no figure, and this is why."""


class Unit(Enum):
    """What is counted: how it is called, and how many of it make one of what the program counts in."""

    MILLISECONDS = ("ms", 1000)
    BYTES = ("B", 1)
    MEBIBYTES = ("MiB", 1 / (1 << 20))
    MODULES = ("modules", 1)

    def __init__(self, sign: str, factor: float) -> None:
        self.sign = sign
        self.factor = factor


class Against(Enum):
    """What of two figures has a budget."""

    FLOOR = "x"
    """Ours as so many times the floor."""
    MORE = "more"
    """What ours is more than the floor."""
    NOTHING = ""
    """Ours itself; what a peer needs stands beside it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be used up, and how much would be better."""

    limit: float
    against: Against
    stretch: float | None = None


def times(limit: float, stretch: float | None = None) -> Budget:
    """Return the budget of so many times the floor."""
    return Budget(limit, Against.FLOOR, stretch)


def more(limit: float) -> Budget:
    """Return the budget of so much more than the floor."""
    return Budget(limit, Against.MORE)


def at_most(limit: float, stretch: float | None = None) -> Budget:
    """Return the budget of so much, whatever the floor."""
    return Budget(limit, Against.NOTHING, stretch)


def slowest_of_a_hundred(samples: Sequence[float]) -> float:
    """Return the 99th percentile: no more than one of a hundred is above it."""
    return sorted(samples)[math.ceil(len(samples) * 0.99) - 1]


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of a row."""

    what: str
    unit: Unit
    budget: Budget | None
    """None where a peer is only to be seen beside it."""
    figure: Callable[[Sequence[float]], float] = statistics.median
    """What of ours counts; of the floor it is the median always."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What was measured for one check, in seconds or bytes."""

    ours: Sequence[float]
    floor: Sequence[float] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list, with the function that measures each of its checks in turn."""

    key: str
    checks: tuple[Check, ...]
    measure: "Callable[[Lab], Sequence[Samples]]"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a check, in its unit. Not measured, `ours` is None; the row's first says why."""

    key: str
    check: Check
    ours: float | None
    floor: float | None
    note: str = ""

    @property
    def value(self) -> float | None:
        """What is held against the budget; None if there is nothing to hold against it."""
        against = self.check.budget.against if self.check.budget else Against.FLOOR
        if self.ours is None or against is Against.NOTHING:
            return self.ours
        if self.floor is None:
            return None
        return self.ours / self.floor if against is Against.FLOOR else self.ours - self.floor

    @property
    def is_met(self) -> bool | None:
        """Whether the budget is; None where there is no budget or no value."""
        if self.value is None or self.check.budget is None:
            return None
        return self.value <= self.check.budget.limit


def results(row: Row, lab: "Lab") -> Iterator[Result]:
    """Measure a row; what could not be measured has no figures."""
    try:
        measured = row.measure(lab)
    except NotMeasuredError as why:
        notes = [str(why), *[""] * (len(row.checks) - 1)]
        yield from (Result(row.key, check, None, None, note) for check, note in zip(row.checks, notes, strict=True))
        return
    for check, samples in zip(row.checks, measured, strict=True):
        factor = check.unit.factor
        floor = statistics.median(samples.floor) * factor if samples.floor else None
        yield Result(row.key, check, check.figure(samples.ours) * factor, floor, samples.note)


def interleaved(runs: int, ours: Callable[[], float], floor: Callable[[], float]) -> Samples:
    """Measure both in turn: whatever else the machine does slows both. Once before, uncounted, for the caches."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(runs)]
    return Samples([pair[0] for pair in pairs], [pair[1] for pair in pairs])
