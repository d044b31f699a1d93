"""What all drafts have in common: the fields that were changed, and what comes of a check."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar

from contacts_tui.domain.problem import Problem, Problems
from contacts_tui.domain.refused import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Value]):
    """What came of a check: the problems, and what may be stored where none of them is an error."""

    problems: Problems
    value: Value | None

    def accepted(self) -> Value:
        """Return what may be stored. Raises Refused if nothing may."""
        if self.value is None:
            raise Refused(self.problems)
        return self.value


def changed_fields(typed: "DataclassInstance", was: "DataclassInstance | None") -> frozenset[str]:
    """Return the names of the fields in which a draft is not as it was: all of one that was not there."""
    names = frozenset(field.name for field in fields(typed))
    return names if was is None else frozenset(n for n in names if getattr(typed, n) != getattr(was, n))


def by_fields(problems: Iterable[Problem], draft: "DataclassInstance | type[DataclassInstance]") -> Problems:
    """Return problems in the order of a draft's fields."""
    order = [field.name for field in fields(draft)]
    return Problems(tuple(sorted(problems, key=lambda p: (order.index(p.place.field), p.place.at))))
