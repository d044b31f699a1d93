"""What the screens over the page have in common that show the account, or what is like it, too."""

from abc import abstractmethod
from typing import TypeVar

from contacts_tui.ui.screens.over_page import OverPage

Given = TypeVar("Given")


class Follower(OverPage[Given]):
    """Shows what is changed, here or elsewhere, while it is open."""

    @abstractmethod
    async def follow(self, said: str, entry: str) -> None:
        """Show what was done here, and say it; the cursor of a ledger goes to `entry`, if that is not empty."""

    @abstractmethod
    async def renew(self) -> None:
        """Show what others have changed. Nothing moves, and what was said stays; no key waits for it."""
