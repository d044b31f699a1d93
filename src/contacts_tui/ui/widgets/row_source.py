"""Where a table gets its rows."""

from collections.abc import Sequence
from typing import Protocol


class Rows(Protocol):
    """Where a table gets its rows."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def row(self, index: int) -> tuple[str, ...] | None:
        """Return the cells of a row; None if it is not there yet."""

    def key(self, index: int) -> str:
        """Return what names a row however the others move."""

    def called(self, index: int) -> str:
        """Return what a row is called in a sentence; empty if it is not there yet."""

    def find(self, key: str) -> int | None:
        """Return the index of a row; None if it is gone."""


class TupleRows:
    """Rows held in memory: each a key and its cells."""

    def __init__(self, rows: Sequence[tuple[str, tuple[str, ...]]] = ()) -> None:
        self._rows = rows
        self._index = {key: index for index, (key, _) in enumerate(rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> tuple[str, ...] | None:
        """Return the cells of a row."""
        return self._rows[index][1]

    def key(self, index: int) -> str:
        """Return the key of a row."""
        return self._rows[index][0]

    def called(self, index: int) -> str:
        """Return the first cell of a row."""
        return self._rows[index][1][0]

    def find(self, key: str) -> int | None:
        """Return the index of the row with that key, None if there is none."""
        return self._index.get(key)
