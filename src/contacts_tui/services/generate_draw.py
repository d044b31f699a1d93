"""Chance that is the same again for the same seed."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Final, TypeVar

T = TypeVar("T")

_AT_ONCE: Final = 512
"""Draws that are made together, which costs a quarter of as many single ones."""
_FALLING: Final = 0.8
_HEAD: Final = 3
"""How the frequencies of names fall with their rank: slower at the head of the list than Zipf's law says."""


class Draw(Random):
    """A source of chance."""

    def happens(self, share: float) -> bool:
        """Return True in this share of all cases."""
        return self.random() < share

    def below(self, end: int) -> int:
        """Return a whole number from 0, less than `end`."""
        return int(self.random() * end)

    def one_of(self, values: Sequence[T]) -> T:
        """Return any of some values."""
        return values[int(self.random() * len(values))]

    def endless(self, weights: dict[T, float]) -> Iterator[T]:
        """Yield values by their weights, without end."""
        values, summed = list(weights), list(accumulate(weights.values()))
        while True:
            yield from self.choices(values, cum_weights=summed, k=_AT_ONCE)

    def ranked(self, values: Sequence[T]) -> Iterator[T]:
        """Yield values, the first of them most often and the last of them rarely, without end."""
        return self.endless({value: (rank + _HEAD) ** -_FALLING for rank, value in enumerate(values)})

    def filled(self, pattern: str) -> str:
        """Return a pattern with a digit for each `#`, one from 2 to 9 for each `N`, a letter for each `@`."""
        return "".join(self._filled(mark) for mark in pattern)

    def _filled(self, mark: str) -> str:
        match mark:
            case "#":
                return self.one_of("0123456789")
            case "N":
                return self.one_of("23456789")
            case "@":
                return self.one_of("ABCEGHJKLMNPRSTVWXYZ")
            case _:
                return mark
