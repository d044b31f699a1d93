"""What a page lets its desk do: the actions of its keys, each of which only passes on."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.page_keys import PAGE_KEYS, READ_ONLY, SECOND_KEYS, UNBOUND, WRITES, idle
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from contacts_tui.domain.moving import Way
    from contacts_tui.ui.screens.copying import Part
    from contacts_tui.ui.screens.desk import Desk
    from contacts_tui.ui.screens.recording import What


class DeskScreen(Screen[None]):
    """Passes its keys on to a desk, as soon as there is one; what writes, only where that is allowed."""

    def __init__(self, view: PageView, *, read_only: bool) -> None:
        super().__init__()
        self.view = view
        self.desk: Desk | None = None
        """What acts for the page; None as long as it is not loaded."""
        self._read_only = read_only

    @property
    def actions(self) -> list[Action]:
        """What can be done here, in the order of the help."""
        actions = [*Action.of(PAGE_KEYS), *SECOND_KEYS, *UNBOUND]
        return [action for action in actions if not self._read_only or action.action not in WRITES]

    @property
    def offered(self) -> list[Action]:
        """What of it has something to act on."""
        parked = len(self.desk.parked) if self.desk else 0
        without = idle(self.view.page, parked=parked, has_shown=self.view.has_shown)
        return [action for action in self.actions if action.action not in without]

    @property
    def _writing_desk(self) -> "Desk | None":
        """The desk, where it may change something; where it may not, a sentence says so."""
        if self._read_only:
            self.view.said = READ_ONLY
            return None
        return self.desk

    def action_update(self, focus: str = "first_name") -> None:
        """Open the contact under the cursor."""
        if desk := self._writing_desk:
            desk.update(focus)

    def action_add(self) -> None:
        """Open an empty form."""
        if desk := self._writing_desk:
            desk.add()

    def action_delete(self) -> None:
        """Ask, then delete the contact under the cursor."""
        if desk := self._writing_desk:
            desk.delete()

    def action_move_contact(self, way: "Way") -> None:
        """Find the account to which the contact under the cursor goes."""
        if desk := self._writing_desk:
            desk.move_contact(way)

    def action_record(self, what: "What") -> None:
        """Open an empty form for a payment or a bill."""
        if desk := self._writing_desk:
            desk.record(what)

    def action_update_account(self, which: str = "") -> None:
        """Open the account; where there is none, or `new` is asked for, an empty form."""
        if desk := self._writing_desk:
            desk.update_account(None if which else self.view.page)

    def action_delete_account(self) -> None:
        """Ask, then delete the account with its contacts."""
        if desk := self._writing_desk:
            desk.delete_account()

    def action_undo(self) -> None:
        """Take back the last change."""
        if desk := self._writing_desk:
            desk.undo()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if desk := self._writing_desk:
            desk.redo()

    def action_copy(self, part: "Part" = "") -> None:
        """Copy the contact under the cursor, or a part of it."""
        if self.desk:
            self.desk.copy(part)

    def action_plain(self) -> None:
        """Show the account as plain text to select from."""
        if self.desk:
            self.desk.plain()

    def action_my_account(self, entry: str = "") -> None:
        """Open an entry of MY ACCOUNT, or the menu."""
        if self.desk:
            self.desk.my_account(entry)

    def action_billing(self, entry: str = "") -> None:
        """Open an entry of BILLING AND PAYMENTS, or the menu."""
        if self.desk:
            self.desk.billing(entry)

    async def action_filter(self) -> None:
        """Type what the contacts are filtered by."""
        if self.desk:
            await self.desk.arranging.filter()

    def action_sort(self, by: str = "") -> None:
        """Sort the contacts, or ask by what."""
        if self.desk:
            self.desk.arranging.sort(by)

    def action_resume(self) -> None:
        """Open the form that was parked last."""
        if desk := self._writing_desk:
            desk.resume()

    def action_find(self, text: str = "") -> None:
        """Find accounts and contacts."""
        if self.desk:
            self.desk.finding.find(text)

    def action_find_pasted(self, text: str) -> None:
        """Find what was pasted."""
        if self.desk:
            self.desk.finding.find_pasted(text)

    def action_lists(self) -> None:
        """Go through all contacts, or all accounts."""
        if self.desk:
            self.desk.listing.open()

    def action_history(self, of: str = "contact") -> None:
        """See who changed the contact under the cursor, or the account."""
        if self.desk:
            self.desk.history(of)

    def action_trash(self) -> None:
        """Look through what was deleted."""
        if self.desk:
            self.desk.trashing.open()

    def action_result(self, by: int) -> None:
        """Show another result of the last Find."""
        if self.desk:
            self.desk.finding.go(by)

    def action_account_before(self) -> None:
        """Show the account that was shown before."""
        if self.desk:
            self.desk.finding.back()

    def action_more(self) -> None:
        """Choose from every action."""
        if self.desk:
            self.desk.choosing.more(self.offered)

    def action_help(self) -> None:
        """Read about every key."""
        if self.desk:
            self.desk.choosing.help(self.actions)
