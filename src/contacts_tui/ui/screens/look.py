"""What a form stands on: what is stored, and who looks its drafts over and saves them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from contacts_tui.domain.problem import Problems


class Typed(Protocol):
    """What was typed into a form."""

    def same_as(self, other: Self) -> bool:
        """Whether both would be stored alike."""


class Looked(Protocol):
    """What came of looking a draft over."""

    @property
    def problems(self) -> Problems:
        """What is wrong with it."""


Draft_contra = TypeVar("Draft_contra", contravariant=True)
Looked_co = TypeVar("Looked_co", bound=Looked, covariant=True)


class Look(Protocol[Draft_contra, Looked_co]):
    """Looks a draft over; keys wait for it if it is awaited. Raises ContactsError."""

    async def __call__(self, draft: Draft_contra, /, *, awaited: bool) -> Looked_co:
        """What came of it."""
        ...


Draft = TypeVar("Draft", bound=Typed)
Base = TypeVar("Base")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Basis(Generic[Draft, Base, Result]):
    """What stood in the database when a form was opened, or looked there again, and what depends on that."""

    before: Base | None
    """What the form changes; None where it adds."""
    opened: Draft
    """What that puts into the fields."""
    look: Look[Draft, Any]
    save: Callable[..., Awaitable[Result]]
    """Saves a draft, with what was decided along. Raises ContactsError."""
    of: Callable[[Any], Awaitable["Basis[Draft, Base, Result]"]]
    """The same for what stands there by now, of the kind of `before`. Raises ContactsError."""
    restore: Callable[[Draft], Awaitable[Result]] | None = None
    """Brings back what was deleted meanwhile, and saves a draft of it; None where that cannot be. As `save` raises."""
