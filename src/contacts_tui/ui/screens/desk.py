"""What an agent does on the Contacts page: forms, questions and lists are opened here, and their outcomes carried out.

The page stands without this module; it is loaded while the agent already reads.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from textual.screen import Screen

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.moving import Way
from contacts_tui.domain.people import keeps_responsible_party
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.account_lines import without_recipient
from contacts_tui.ui.present.contact_lines import deleted, named
from contacts_tui.ui.screens.account_deletion import AccountDeletion
from contacts_tui.ui.screens.arranging import Arranging
from contacts_tui.ui.screens.billing_menu import BillingMenu
from contacts_tui.ui.screens.choosing import Choosing
from contacts_tui.ui.screens.copying import Copying, Part
from contacts_tui.ui.screens.finding import Finding
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.forms import Forms
from contacts_tui.ui.screens.histories import Histories
from contacts_tui.ui.screens.instructing import Instructing
from contacts_tui.ui.screens.keeping import Keeper
from contacts_tui.ui.screens.last_changes import LastChanges
from contacts_tui.ui.screens.leaving import before_the_end
from contacts_tui.ui.screens.listing import Listing
from contacts_tui.ui.screens.maintaining import FIRST, Maintaining
from contacts_tui.ui.screens.moving import Moving
from contacts_tui.ui.screens.my_account import MyAccount
from contacts_tui.ui.screens.own_files import OwnFiles
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.parked_forms import ParkedForms
from contacts_tui.ui.screens.question import Answer, Question
from contacts_tui.ui.screens.recording import Recording, What
from contacts_tui.ui.screens.returning import Returning
from contacts_tui.ui.screens.trashing import Trashing
from contacts_tui.ui.screens.undoing import Undoing
from contacts_tui.ui.screens.watching import Watching
from contacts_tui.ui.widgets.page_view import PageView

DELETE_OR_KEEP: Final = (Answer("y", "delete it", "yes"), Answer("n", "keep it, as enter and escape do", ""))


class Desk:
    """Does what a key or click on the page asks for, and shows what came of it."""

    def __init__(
        self,
        screen: Screen[None],
        view: PageView,
        background: Background,
        tell_keys: Callable[[], None],
        own_files: OwnFiles,
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        keeper = Keeper(own_files.drafts, background, settings, now)
        self._read_only = settings.read_only
        self._page = PageHandle(screen, view, background, tell_keys)
        self._view = view
        self.arranging = Arranging(self._page, own_files.remembered)
        forms = Forms(background, keeper)
        self.parked = ParkedForms(keeper)
        self._account_deletion = AccountDeletion(self._page)
        self._undoing = Undoing(self._page)
        self.histories = Histories(self._page, self._undoing, read_only=settings.read_only)
        self.finding = Finding(
            self._page,
            own_files.remembered,
            settings.database_key,
            self.histories.open,
            read_only=settings.read_only,
            remind=self.parked.reminder,
        )
        self._maintaining = Maintaining(self._page, forms, self.parked, self.finding)
        self.choosing = Choosing(self._page, read_only=settings.read_only)
        self.listing = Listing(self._page, self.finding, self.histories.screen)
        self._moving = Moving(self._page, self.finding)
        self.trashing = Trashing(self._page, settings, self.histories.screen)
        self._copying = Copying(self._page)
        self._my_account = MyAccount(self._page, self._copying, settings)
        self.last_changes = LastChanges(self._page)
        instructing = Instructing(
            self._page, forms, self.parked, self._copying, settings, add_recipient=self._maintaining.add_recipient
        )
        self._recording = Recording(self._page, forms, self.parked)
        self._billing = BillingMenu(
            self._page, instructing, self._recording, self._undoing, read_only=settings.read_only
        )
        self.watching = Watching(self._page)
        self._returning = Returning(self._page, forms, self.finding, self._maintaining, instructing, self._recording)
        self._refused: tuple[Contact | None, str] | None = None
        """The contact whose deletion was not even asked about, and why."""

    async def find_left(self) -> None:
        """Say which forms were not saved when the program ended before; none where nothing may be saved."""
        if not self._read_only:
            said = await self.parked.find_left()
            self._view.said = f"{self._view.said} {said}".strip()
            if self._view.page:
                # No Find stands above it: it is read.
                self.parked.reminder()
            self._page.tell_keys()

    async def unsaved(self, screens: Sequence[Screen[Any]]) -> Question | None:
        """The question that comes before the end if a form is not saved; None if none is."""
        forms = [screen for screen in screens if isinstance(screen, Form) and screen.typed]
        troubles = [await form.keep() for form in forms]
        trouble = next(filter(None, (*troubles, self.parked.trouble)), "")
        return before_the_end(open_forms=bool(forms), parked=self.parked.parked_here, trouble=trouble)

    def keep(self, screens: Sequence[Screen[Any]]) -> None:
        """Begin to keep what was typed last: the program ends."""
        for screen in screens:
            if isinstance(screen, Form) and screen.is_to_be_kept:
                screen.keep()

    def update(self, focus: str) -> None:
        """Open the contact under the cursor, with the cursor in a field."""
        contact, page = self._view.contact, self._view.page
        if self._is_displaced():
            return
        if contact and page:
            self._maintaining.contact(page.account, contact, *self.finding.start(contact, focus))
        else:
            self._say_what_is_missing()

    def add(self) -> None:
        """Open an empty form."""
        if self._view.page:
            self._maintaining.contact(self._view.page.account, None, *self.finding.start(None, FIRST.field))
        else:
            self._say_what_is_missing()

    def delete(self) -> None:
        """Ask, then delete the contact under the cursor."""
        contact, page = self._view.contact, self._view.page
        if self._is_displaced():
            return
        if not contact or not page:
            self._say_what_is_missing()
        elif reason := keeps_responsible_party(contact, None, page.contacts):
            self._view.said, self._refused = reason, (contact, reason)
        else:
            ask = Question(f"Delete {named(contact)}?{without_recipient(page, contact)}", DELETE_OR_KEEP)
            self._page.push(ask, partial(self._delete, page.account, contact))

    def move_contact(self, way: Way) -> None:
        """Find the account to which the contact under the cursor goes."""
        if self._is_displaced():
            return
        if self._view.contact and self._view.page:
            self._moving.ask(way, self._view.page, self._view.contact)
        else:
            self._say_what_is_missing()

    def copy(self, part: Part) -> None:
        """Copy the contact under the cursor, or a part of it.

        A `y` behind a refused delete was meant for its question, which did not come: the reason stays to be read.
        """
        if self._is_displaced():
            return
        contact, refused, self._refused = self._view.contact, self._refused, None
        if not part and refused == (contact, self._view.said):
            self._view.said += " y again copies the contact."
        elif contact:
            self._copying.copy(contact, part)
        else:
            self._say_what_is_missing()

    def plain(self) -> None:
        """Show the account as plain text."""
        if self._view.page:
            self._copying.plain(self._view.page)
        else:
            self._say_what_is_missing()

    def my_account(self, entry: str) -> None:
        """Open an entry of MY ACCOUNT for the account; without one, the menu."""
        if self._view.page:
            self._my_account.open(self._view.page.account, entry)
        else:
            self._say_what_is_missing()

    def billing(self, entry: str) -> None:
        """Open an entry of BILLING AND PAYMENTS for the account; without one, the menu."""
        if self._view.page:
            self._billing.open(self._view.page, entry)
        else:
            self._say_what_is_missing()

    def record(self, what: What) -> None:
        """Open an empty form for a payment or a bill of the account."""
        if self._view.page:
            self._recording.record(what, self._view.page.account)
        else:
            self._say_what_is_missing()

    def update_account(self, page: Page | None) -> None:
        """Open an account; None for a new one."""
        self._maintaining.account(page)

    def delete_account(self) -> None:
        """Ask, then delete the account with its contacts."""
        if self._view.page:
            self._account_deletion.ask(self._view.page)
        else:
            self._say_what_is_missing()

    def history(self, of: str) -> None:
        """Show who changed the contact under the cursor; of the account where there is none, or where it is asked."""
        if of == "contact" and self._is_displaced():
            return
        contact = self._view.contact if of == "contact" else None
        if self._view.page:
            self.histories.open(self._view.page.account.id, contact.id if contact else 0)
        else:
            self._say_what_is_missing()

    def undo(self) -> None:
        """Take back the last change."""
        self._undoing.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._undoing.redo()

    def resume(self) -> None:
        """Open the form that was parked last."""
        if self.parked:
            self._page.screen.run_worker(self._returning.resume(self.parked.pop()))
        else:
            self._view.said = "No form is parked."

    def _is_displaced(self) -> bool:
        """Return whether others have put the cursor on another contact than the agent; then that was said, once."""
        displacement = self._view.contacts.displacement()
        self._view.said = displacement or self._view.said
        return bool(displacement)

    def _say_what_is_missing(self) -> None:
        if self._view.contacts.no_match:
            self._view.said = self._view.contacts.no_match
        elif self._view.page:
            self._view.said = f"There is no contact under the cursor.{'' if self._read_only else ' a adds one.'}"
        else:
            none = f"There is no account yet.{'' if self._read_only else ' A adds one.'}"
            self._view.said = "No account is open. f finds one." if self._view.accounts else none

    async def _delete(self, account: Account, contact: Contact, answer: str | None) -> None:
        if not answer:
            self._view.said = f"{named(contact)} is kept."
            return
        try:
            with self._page.telling("Deleting …"):
                await self._page.background.write(lambda services: services.contacts.delete(contact))
        except ContactsError as error:
            await self._page.reload(account.id, said=str(error))
        else:
            await self._page.reload(account.id, said=deleted(contact))
