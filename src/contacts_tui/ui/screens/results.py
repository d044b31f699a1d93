"""What the last Find found, to go through one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from contacts_tui.domain.found import Found
from contacts_tui.ui.present.fitting import cut

_QUOTED: Final = 40
"""Cells of a text that was looked for, in a sentence about it."""


@dataclass(frozen=True, slots=True)
class Target:
    """An account, and the contact in it to put the cursor on; 0 for none."""

    account_id: int
    contact_id: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a text found, best first, and at which of it the agent is."""

    text: str
    targets: tuple[Target, ...]
    is_cut: bool
    """Whether the text finds more than these."""
    at: int = 0

    @classmethod
    def of(cls, text: str, found: Found) -> "Results":
        """Return what was found as one row of targets."""
        return cls(text, tuple(_targets(found)), found.is_cut)

    @property
    def target(self) -> Target:
        """The result at which the agent is."""
        return self.targets[self.at]

    @property
    def place(self) -> str:
        """Where the agent is: `Result 2 of 5 for "lee"`."""
        first = "the first " if self.is_cut else ""
        return f'Result {self.at + 1} of {first}{len(self.targets)} for "{cut(self.text, _QUOTED)}"'

    def end(self, by: int) -> str:
        """Say that there is nothing so many further on."""
        if by > 0 and self.is_cut:
            return f"{self.place}: f and more letters find the others."
        return f"{self.place} is the {'last' if by > 0 else 'first'} one."

    def standing_at(self, target: Target) -> "Results":
        """Return these, the agent at one of them; an account whose contacts alone were found is its first contact."""
        if target in self.targets:
            return replace(self, at=self.targets.index(target))
        return replace(self, at=[one.account_id for one in self.targets].index(target.account_id))

    def moved(self, by: int) -> "Results | None":
        """Return these, the agent so many further on; None where there is nothing."""
        at = self.at + by
        return replace(self, at=at) if 0 <= at < len(self.targets) else None


def _targets(found: Found) -> Iterator[Target]:
    for account in found.accounts:
        if account.is_hit or not account.contacts:
            yield Target(account.id)
        yield from (Target(account.id, contact.id) for contact in account.contacts)
