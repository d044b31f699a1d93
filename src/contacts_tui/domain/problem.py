"""What is wrong, or doubtful, with what was typed."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """What a problem asks of the agent."""

    ERROR = "!"
    """Must be mended: nothing is saved."""
    WARNING = "?"
    """Is saved when asked a second time."""
    HINT = "i"
    """Is only said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a form: its name, and which one where there are several (phones, e-mails)."""

    field: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about one field."""

    place: Place
    severity: Severity
    sentence: str
    offer: str | None = None
    """What the field should perhaps hold instead; the `right` key takes it."""


@dataclass(frozen=True, slots=True)
class Problems:
    """All that is wrong with a draft, in the order of its fields."""

    found: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the draft from being saved."""
        return tuple(p for p in self.found if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What has to be confirmed."""
        return tuple(p for p in self.found if p.severity is Severity.WARNING)

    def at(self, place: Place) -> Problem | None:
        """The gravest problem of one field, or None."""
        order = list(Severity)
        return min((p for p in self.found if p.place == place), key=lambda p: order.index(p.severity), default=None)
