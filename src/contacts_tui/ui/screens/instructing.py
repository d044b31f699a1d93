"""Auto Pay and paperless billing: the form and the question are opened here, and their outcomes carried out."""

from collections.abc import Callable
from functools import partial
from typing import Final

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.auto_pay import AutoPayState
from contacts_tui.domain.people import bill_recipients
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.ui.present.account_lines import auto_pay
from contacts_tui.ui.present.contact_lines import named
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.screens.auto_pay_form import AutoPayForm
from contacts_tui.ui.screens.copying import Copying
from contacts_tui.ui.screens.forms import Forms
from contacts_tui.ui.screens.link_view import LinkView
from contacts_tui.ui.screens.outcome import Parked, Saved
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.parked_forms import ParkedForms
from contacts_tui.ui.screens.question import Answer, Question

LINK: Final = "the sign-up link"
NO_LINK: Final = "No sign-up link is set: it stands as sign_up below [auto_pay] in {}."
TO_WHOM: Final = "Bills go by e-mail to:"
TO_WHOM_THEN: Final = "Bills would go by e-mail to:"
TO_NOBODY: Final = "No Billing Notification contact has an e-mail: nobody could get the bills."

ON: Final = Answer("y", "switch it on", "on")
OFF: Final = Answer("y", "switch it off", "off")
ADD: Final = Answer("a", "add a Billing Notification contact", "add")
STAY: Final = Answer("n", "leave it as it is, as enter and escape do", "")


class Instructing:
    """Sets up what an account is to do by itself."""

    def __init__(
        self,
        page: PageHandle,
        forms: Forms,
        parked: ParkedForms,
        copying: Copying,
        settings: Settings,
        *,
        add_recipient: Callable[[Account], None],
    ) -> None:
        self._page = page
        self._forms = forms
        self._parked = parked
        self._copying = copying
        self._settings = settings
        self._add_recipient = add_recipient
        """Opens an empty form with Billing Notification chosen."""

    def auto_pay(self, account: Account) -> None:
        """Open the form of Auto Pay."""
        self._page.screen.run_worker(self._open_auto_pay(account))

    def push(self, form: AutoPayForm, account: Account) -> None:
        """Open a form of Auto Pay; carry out what becomes of it."""
        self._page.push(form, partial(self._auto_pay_closed, account))

    async def _open_auto_pay(self, account: Account) -> None:
        # Keys that were typed ahead wait until the form stands, not only until it is read what it begins with.
        with self._page.background.awaited():
            try:
                self.push(await self._forms.auto_pay(account), account)
            except ContactsError as error:
                self._page.view.said = str(error)

    async def _auto_pay_closed(self, account: Account, outcome: object) -> None:
        match outcome:
            case Saved(stored=Account() as stored) as form:
                said = form.told(f"Saved. {auto_pay(stored.auto_pay)}", "Auto Pay")
                await self._page.reload(account.id, self._contact_id, said)
                if form.is_new and stored.auto_pay.state is AutoPayState.INVITED:
                    self._invite(stored)
            case None:
                await self._page.reload_shown()
            case Parked(form=parked):
                self._page.view.said = await self._parked.park(parked)
                await self._page.reload_shown()
        self._page.tell_keys()

    def _invite(self, account: Account) -> None:
        """Show where the customer signs up, and copy it."""
        if self._settings.sign_up is None:
            self._page.view.said += f" {NO_LINK.format(shown(str(self._settings.file)))}"
            return
        try:
            address = self._settings.sign_up.of_account(account.number)
        except ContactsError as error:
            self._page.view.said += f" {error}"
            return
        self._copying.send(address, LINK)
        self._page.screen.app.push_screen(LinkView(f"Auto Pay sign-up: {account.called}", address), self._copy)

    def _copy(self, address: str | None) -> None:
        if address is not None:
            self._copying.send(address, LINK)

    def paperless(self, page: Page) -> None:
        """Tell who gets the bills by e-mail, and ask whether they are to go there, or no longer."""
        recipients = bill_recipients(page.contacts)
        lines = [f"  {named(c)}: {', '.join(shown(email.address) for email in c.emails)}" for c in recipients]
        to_whom = TO_WHOM if page.account.paperless else TO_WHOM_THEN
        told = "\n".join([to_whom, *lines] if lines else [TO_NOBODY])
        state = "on" if page.account.paperless else "off"
        switch = OFF if page.account.paperless else ON
        answers = (switch, ADD, STAY) if lines or page.account.paperless else (ADD, STAY)
        ask = Question(f"Paperless Billing of {shown(page.account.called)} is {state}.\n{told}", answers)
        self._page.push(ask, partial(self._set_paperless, page.account))

    async def _set_paperless(self, account: Account, answer: str | None) -> None:
        if answer == "add":
            self._add_recipient(account)
            return
        if not answer:
            self._page.view.said = "Paperless Billing is as it was."
            return
        try:
            await self._page.background.write(
                lambda services: services.instructions.set_paperless(account, is_on=answer == "on")
            )
        except ContactsError as error:
            said = str(error)
        else:
            said = f"Saved. Paperless Billing is {answer}."
        await self._page.reload(account.id, self._contact_id, said)

    @property
    def _contact_id(self) -> int:
        contact = self._page.view.contact
        return contact.id if contact else 0
