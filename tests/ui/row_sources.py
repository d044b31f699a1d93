"""Rows for tests of tables: computed on demand, and counting what is asked for."""


class CountedRows:
    """As many rows as one likes, none of them stored; `asked` counts the calls of `row`."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked = 0

    def __len__(self) -> int:
        return self.count

    def row(self, index: int) -> tuple[str, ...] | None:
        self.asked += 1
        return f"Name {index}", f"name{index}@example.com"

    def key(self, index: int) -> str:
        return f"k{index}"

    def called(self, index: int) -> str:
        return f"Name {index}"

    def find(self, key: str) -> int | None:
        index = int(key[1:])
        return index if index < self.count else None


class LateRows(CountedRows):
    """Rows that have not arrived until `arrived` says so."""

    arrived = False

    def row(self, index: int) -> tuple[str, ...] | None:
        return super().row(index) if self.arrived else None
