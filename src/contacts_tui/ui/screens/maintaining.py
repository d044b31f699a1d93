"""Adding and updating contacts and accounts: the forms are opened here, and their outcomes carried out."""

from functools import partial
from typing import Final

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.problem import Place
from contacts_tui.ui.present.contact_lines import named, saved
from contacts_tui.ui.screens.account_form import AccountForm
from contacts_tui.ui.screens.contact_form import ContactForm
from contacts_tui.ui.screens.finding import Finding
from contacts_tui.ui.screens.forms import Forms
from contacts_tui.ui.screens.outcome import OpenInstead, Parked, Saved
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.parked_forms import ParkedForms

FIRST: Final = Place("first_name")
"""Where a contact's form begins."""


class Maintaining:
    """Opens the forms of contacts and accounts."""

    def __init__(self, page: PageHandle, forms: Forms, parked: ParkedForms, finding: Finding) -> None:
        self._page = page
        self._forms = forms
        self._parked = parked
        self._finding = finding

    def contact(
        self, account: Account, before: Contact | None, focus: Place = FIRST, offered: ContactDraft | None = None
    ) -> None:
        """Open a form that adds a contact, or updates `before`; `offered` is filled in for the agent."""
        form = self._forms.contact(account, before, focus, offered)
        form.offered = offered
        self.push_contact(form, account)

    def add_recipient(self, account: Account) -> None:
        """Open an empty form with Billing Notification chosen."""
        self.contact(account, None, offered=ContactDraft(contact_type=ContactType.BILLING_NOTIFICATION))

    def account(self, page: Page | None) -> None:
        """Open a form that updates an account; None for a new one."""
        self.push_account(self._forms.account(page))

    def push_contact(self, form: ContactForm, account: Account) -> None:
        """Open a contact's form; carry out what becomes of it."""
        self._page.push(form, partial(self._contact_closed, account))

    def push_account(self, form: AccountForm) -> None:
        """Open an account's form; carry out what becomes of it."""
        self._page.push(form, self._account_closed)

    async def _contact_closed(self, account: Account, outcome: object) -> None:
        match outcome:
            case Saved(stored=Contact() as contact) as form:
                said = form.told(saved(contact, form.along), named(contact))
                self._finding.saved(contact)
                await self._page.reload(account.id, contact.id, said)
                if form.again:
                    self.contact(account, None)
            case None:
                await self._page.reload_shown()
            case Parked(form=parked):
                self._page.view.said = await self._parked.park(parked)
            case OpenInstead(contact=contact, form=parked):
                self.contact(account, contact)
                self._page.view.said = await self._parked.park(parked)
        self._page.tell_keys()

    async def _account_closed(self, outcome: object) -> None:
        match outcome:
            case Saved(stored=Account() as account) as form:
                called = f"Account {account.called}"
                await self._page.reload(account.id, said=form.told(f"{called} is saved.", called))
            case None:
                await self._page.reload_shown()
            case Parked(form=parked):
                self._page.view.said = await self._parked.park(parked)
        self._page.tell_keys()
