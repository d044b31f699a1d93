"""Putting things in order by a value that some of them do not have."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")
SortKey: TypeAlias = tuple[int | str, ...]
"""What things are compared by; empty where there is no value."""


def in_order(items: Iterable[Item], key: Callable[[Item], SortKey], *, is_reversed: bool) -> tuple[Item, ...]:
    """Return items in order: those alike as they stood, those without a value last, reversed or not."""
    keyed = [(key(item), item) for item in items]
    with_value = sorted((pair for pair in keyed if pair[0]), key=itemgetter(0), reverse=is_reversed)
    return tuple(item for _, item in [*with_value, *(pair for pair in keyed if not pair[0])])
