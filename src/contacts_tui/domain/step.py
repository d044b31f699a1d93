"""What can be undone or done again, and what came of it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Step:
    """A user action that can be taken back. To do something again is to take back its undo."""

    transaction_id: UUID
    account: str
    """Name and number of the account."""
    agent: str
    """Who did it; of what can be done again, who undid it."""
    when: str
    """When that was, as the agent's clock and locale say it: `14:03`, with the date if it was not today."""
    did: str
    """What was done, or is to be done again: `update of Bob Ray, Alternate`."""
    is_about_account: bool
    """Whether the account itself was changed; `did` names it then."""
    is_elsewhere: bool
    """Whether that is another account than the one that is shown."""
    is_again: bool
    """Whether it was undone: to take that back is to do it again."""
    is_at_once: bool
    """Whether it is taken without a question.

    That is what this session did in the account that is shown, or did last where none is shown; but never what would
    delete an account that was brought back.
    """
    is_single: bool
    """Whether it changed one record only."""
    is_redo: bool = False
    """Whether it was done again: `agent` and `when` are of that."""

    @property
    def told(self) -> str:
        """What was done, and in which account unless that is the one that is shown."""
        is_said = self.is_about_account or self.account in self.did
        return f"{self.did}, in {self.account}" if self.is_elsewhere and not is_said else self.did


@dataclass(frozen=True, slots=True)
class Undone:
    """A step was taken back."""

    account_id: int
    """The account it was in; 0 if that is gone now."""
    contact_id: int
    """The contact it was about; 0 if that is gone now, or if it was about none."""
    sentence: str
