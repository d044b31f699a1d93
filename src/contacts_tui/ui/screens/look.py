"""What a form asks of whoever looks its drafts over."""

from typing import Protocol, Self, TypeVar

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
