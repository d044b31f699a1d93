"""What becomes of a record that two people changed, field by field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = tuple[str, ...]
"""What stands in a field; several where there may be more than one of it."""

Side: TypeAlias = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A field that somebody has changed."""

    name: str
    before: Value
    """What both began with."""
    mine: Value
    theirs: Value
    label: str = ""
    """What it is called on the screen."""
    taken: Side | None = None
    """Which was chosen, where both changed it; None until then."""
    is_part: bool = False
    """Whether it means nothing without others, of which both sides changed some: they are chosen together."""

    @property
    def is_clash(self) -> bool:
        """Whether both changed it, or what it is a part of, each to something else: somebody has to choose."""
        return self.mine != self.theirs and (self.is_part or self.before not in {self.mine, self.theirs})

    @property
    def is_mine(self) -> bool:
        """Whether only I changed it."""
        return self.theirs == self.before

    @property
    def comes_in(self) -> bool:
        """Whether only the other one changed it."""
        return self.mine == self.before != self.theirs

    @property
    def outcome(self) -> Value:
        """What it becomes: what was chosen, where somebody has to; until then mine."""
        if self.is_clash:
            return self.theirs if self.taken == "theirs" else self.mine
        return self.mine if self.is_mine else self.theirs


def merged(
    before: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value], whole: Collection[str] = ()
) -> tuple[Merged, ...]:
    """Return the fields in which anybody changed anything, in the order of `before`; all three have the same ones.

    The fields that are named as a `whole` are one thing: what both have changed of it is no mixture afterwards.
    """
    is_torn = all(any(side[name] != before[name] for name in whole) for side in (mine, theirs))
    return tuple(_changed(before, mine, theirs, whole if is_torn else ()))


def _changed(
    before: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value], torn: Collection[str]
) -> Iterator[Merged]:
    for name, was in before.items():
        if mine[name] != was or theirs[name] != was:
            yield Merged(name, was, mine[name], theirs[name], is_part=name in torn)
