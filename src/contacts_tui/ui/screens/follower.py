"""What the screens over the page have in common that show the account, or what is like it, too."""

from abc import abstractmethod
from typing import TypeVar

from typing_extensions import override

from contacts_tui.ui.screens.over_page import OverPage
from contacts_tui.ui.widgets.entry import Entry

Given = TypeVar("Given")


class Follower(OverPage[Given]):
    """Shows what is changed, here or elsewhere, while it is open; a filter may be typed into it."""

    @abstractmethod
    async def follow(self, said: str, entry: str) -> None:
        """Show what was done here, and say it; the cursor of a ledger goes to `entry`, if that is not empty."""

    @abstractmethod
    async def renew(self) -> None:
        """Show what others have changed. Nothing moves, and what was said stays; no key waits for it."""

    @property
    @abstractmethod
    def is_filtered(self) -> bool:
        """Whether there is a filter, or a field to type one into."""

    @abstractmethod
    def action_clear_filter(self) -> None:
        """Show everything again, as it was before the filter."""

    def on_filter_entry_cleared(self) -> None:
        """Show everything again."""
        self.action_clear_filter()

    def on_entry_left_out(self, event: Entry.LeftOut) -> None:
        """Say what the field did not take of a paste."""
        self.said = event.sentence

    @override
    def action_back(self) -> None:
        """Go one level back: clear the filter, then leave."""
        if self.is_filtered:
            self.action_clear_filter()
        else:
            self.action_close()
