"""The Contacts page: an account's header, its contacts, and everything an agent does to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from typing_extensions import override

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.people import keeps_responsible_party
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.ui.background import Background
from contacts_tui.ui.present.contact_lines import deleted, named, saved
from contacts_tui.ui.present.key_hints import KeyHint
from contacts_tui.ui.screens.account_chooser import AccountChooser
from contacts_tui.ui.screens.action_list import Action, ActionList
from contacts_tui.ui.screens.form import SLOW, Form
from contacts_tui.ui.screens.forms import Forms
from contacts_tui.ui.screens.outcome import OpenInstead, Parked, Saved
from contacts_tui.ui.screens.page_keys import PAGE_KEYS, UNBOUND, WRITES, idle
from contacts_tui.ui.screens.parked_forms import ParkedForms
from contacts_tui.ui.screens.question import Answer, Question, in_worker
from contacts_tui.ui.widgets.action_line import ActionLine
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from contacts_tui.storage.first_page import FirstPage

DELETE_OR_KEEP: Final = (Answer("y", "delete it", "yes"), Answer("n", "keep it, as enter and escape do", ""))
READ_ONLY: Final = "This database is open to be read only: nothing can be changed."


class ContactsPage(Screen[None]):
    """Shows one account and routes: a key or click in, a use case or a form out, the new page back."""

    CSS_PATH = "contacts_page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    @dataclass
    class Unreadable(Message):
        """There is nothing to show: the database cannot be used, and this is why."""

        sentence: str

    def __init__(
        self,
        settings: Settings,
        background: Background,
        read_first: "Callable[[], FirstPage]",
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._background = background
        self._forms = Forms(background)
        self._read_first = read_first
        self._view = PageView(settings.agent, settings.database.name, now, read_only=settings.read_only)
        self._page: Page | None = None
        self._accounts = 0
        self._parked = ParkedForms()

    @override
    def compose(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        """Read the account while the frame is painted."""
        self._read_first_page()

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from the form or question that was above."""
        self._view.stand()

    @property
    def unsaved(self) -> int:
        """How many forms are parked."""
        return len(self._parked)

    @property
    def actions(self) -> list[Action]:
        """What can be done here, in the order of the help."""
        return [a for a in [*Action.of(PAGE_KEYS), *UNBOUND] if not self._settings.read_only or a.action not in WRITES]

    def show(self, page: Page | None, contact_id: int = 0, said: str = "") -> None:
        """Show an account with the cursor on a contact, and say what happened."""
        self._page = page
        self._view.show(page, contact_id, self._accounts)
        self._say(said)
        self._show_keys()

    def _say(self, sentence: str) -> None:
        self._view.said = sentence

    def _show_keys(self) -> None:
        active = (found.binding for found in self.active_bindings.values() if found.node is self)
        offered = {action.action for action in self.actions} - idle(self._page, parked=len(self._parked))
        told = [b for b in active if b.show and b.action in offered]
        self._view.keys = tuple(KeyHint(b.key_display or b.key, b.description, b.action) for b in told)

    @work
    async def _read_first_page(self) -> None:
        self._show_keys()
        try:
            first = await self._background.run(self._read_first)
        except ContactsError as error:
            self.post_message(self.Unreadable(str(error)))
        else:
            self._accounts = first.accounts
            wanted = self._settings.account
            missing = wanted is not None and first.page is None
            self.show(first.page, said=f"No account has the number {wanted}." if missing else "")
            if first.page is None and first.accounts:
                self.action_open_account()
            await self._warm_up()

    async def _warm_up(self) -> None:
        """Open the services while the agent already reads the page; keys do not wait for it."""
        try:
            await self._background.read(lambda _: None, awaited=False)
        except ContactsError as error:
            if self._page is None and not self._accounts:
                self.post_message(self.Unreadable(str(error)))
            else:
                self._say(str(error))

    async def _reload(self, account_id: int, contact_id: int = 0, said: str = "") -> None:
        try:
            page = await self._background.read(lambda services: services.accounts.page(account_id))
        except ContactsError as error:
            self._say(f"{said} {error}".strip())
        else:
            self.show(page, contact_id, said)

    def _may_write(self) -> bool:
        if self._settings.read_only:
            self._say(READ_ONLY)
        return not self._settings.read_only

    @on(ContactsTable.Opened)
    def _open_field(self, event: ContactsTable.Opened) -> None:
        self.action_update(event.field)

    @on(ContactsTable.UpdateRequested)
    def _update_by_mouse(self) -> None:
        self.action_update()

    @on(ContactsTable.DeleteRequested)
    def _delete_by_mouse(self) -> None:
        self.action_delete()

    @on(ActionLine.Chosen)
    async def _do_by_mouse(self, event: ActionLine.Chosen) -> None:
        await self.run_action(event.action)

    def _contact(self) -> Contact | None:
        """The contact under the cursor, or a sentence why there is none."""
        contact = self._view.contact
        if contact is None:
            self._say("There is no contact under the cursor. a adds one." if self._page else self._why_no_account())
        return contact

    def _why_no_account(self) -> str:
        return "No account is open. : opens one." if self._accounts else "There is no account yet. A adds one."

    def _open_contact_form(
        self, account: Account, before: Contact | None, focus: str = "first_name", draft: ContactDraft | None = None
    ) -> None:
        form = self._forms.contact(account, before, focus, draft)
        self.app.push_screen(form, in_worker(self, partial(self._contact_form_closed, account, before)))

    async def _contact_form_closed(self, account: Account, before: Contact | None, outcome: object) -> None:
        match outcome:
            case Saved(stored=Contact() as contact, along=along, again=again):
                said = f"{named(contact)} is as it was." if contact is before else saved(contact, along)
                await self._reload(account.id, contact.id, said)
                if again:
                    self._open_contact_form(account, None)
            case None if self._page is not None:
                await self._reload(self._page.account.id, said=self._view.said)
            case Parked(draft=ContactDraft() as draft):
                self._say(self._parked.park(partial(self._open_contact_form, account, before, draft=draft)))
            case OpenInstead(contact=contact, draft=draft):
                self._say(self._parked.park(partial(self._open_contact_form, account, before, draft=draft)))
                self._open_contact_form(account, contact)
        self._show_keys()

    def _open_account_form(self, page: Page | None, draft: AccountDraft | None = None) -> None:
        self.app.push_screen(
            self._forms.account(page, draft), in_worker(self, partial(self._account_form_closed, page))
        )

    async def _account_form_closed(self, page: Page | None, outcome: object) -> None:
        match outcome:
            case Saved(stored=Account() as account):
                unchanged = page is not None and account is page.account
                said = "is as it was" if unchanged else "is saved"
                await self._reload(account.id, said=f"Account {account.name} {account.number} {said}.")
            case None if self._page is not None:
                await self._reload(self._page.account.id, said=self._view.said)
            case Parked(draft=AccountDraft() as draft):
                self._say(self._parked.park(partial(self._open_account_form, page, draft)))
        self._show_keys()

    async def _delete(self, account: Account, contact: Contact, answer: str | None) -> None:
        if not answer:
            self._say(f"{named(contact)} is kept.")
            return
        slow = self.set_timer(SLOW, lambda: self._say("Deleting …"))
        try:
            await self._background.write(lambda services: services.contacts.delete(contact))
        except ContactsError as error:
            await self._reload(account.id, said=str(error))
        else:
            await self._reload(account.id, said=deleted(contact))
        finally:
            slow.stop()

    async def _open_account(self, account_id: int | None) -> None:
        if account_id is not None:
            await self._reload(account_id)

    def _do_action(self, action: str | None) -> None:
        if action is not None:
            self.call_later(self.run_action, action)

    def action_update(self, focus: str = "first_name") -> None:
        """Open the contact under the cursor."""
        if self._may_write() and (contact := self._contact()) and self._page:
            self._open_contact_form(self._page.account, contact, focus)

    def action_add(self) -> None:
        """Open an empty form."""
        if not self._may_write():
            return
        if self._page is None:
            self._say(self._why_no_account())
        else:
            self._open_contact_form(self._page.account, None)

    def action_delete(self) -> None:
        """Ask, then delete the contact under the cursor."""
        if not self._may_write() or not (contact := self._contact()) or self._page is None:
            return
        if reason := keeps_responsible_party(contact, None, self._page.contacts):
            self._say(reason)
        else:
            ask = Question(f"Delete {named(contact)}?", DELETE_OR_KEEP)
            self.app.push_screen(ask, in_worker(self, partial(self._delete, self._page.account, contact)))

    def action_update_account(self) -> None:
        """Open the account; where there is none, a new one."""
        if self._may_write():
            self._open_account_form(self._page)

    def action_add_account(self) -> None:
        """Open an empty account form."""
        if self._may_write():
            self._open_account_form(None)

    def action_open_account(self) -> None:
        """Choose another account."""
        chooser = AccountChooser(
            lambda text: self._background.read(lambda s: s.accounts.matching(text, AccountChooser.MOST))
        )
        self.app.push_screen(chooser, in_worker(self, self._open_account))

    def action_resume(self) -> None:
        """Open the form that was parked last."""
        if not self._parked:
            self._say("No form is parked.")
        elif self._may_write():
            self._parked.resume()

    def action_more(self) -> None:
        """Choose from every action."""
        self.app.push_screen(ActionList("Actions", self.actions), self._do_action)

    def action_help(self) -> None:
        """Read about every key."""
        in_form = [binding for binding in Form.BINDINGS if isinstance(binding, Binding)]
        self.app.push_screen(ActionList("Keys", [*self.actions, *Action.of(in_form, "In a form: ")]), self._do_action)

    def action_back(self) -> None:
        """There is nothing behind the page: say how to leave it."""
        self._say("This is the page itself. q leaves the program.")
