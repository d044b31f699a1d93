"""Recording and correcting bills and payments: the forms are opened here, and their outcomes carried out."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, Literal, TypeAlias

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.billing_center import Recorded, entry_key
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.bill_form import BillForm
from contacts_tui.ui.screens.forms import Forms
from contacts_tui.ui.screens.outcome import Parked, Saved
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.parked_forms import ParkedForms
from contacts_tui.ui.screens.payment_form import PaymentForm
from contacts_tui.ui.screens.question import Answer, Question

What: TypeAlias = Literal["payment", "bill"]
"""What can be recorded."""

VOID_OR_KEEP: Final = (
    Answer("y", "void it: it stays in sight and no longer counts", "yes"),
    Answer("n", "keep it, as enter and escape do", ""),
)


class Recording:
    """Opens the forms of bills and payments, above whatever screen is shown."""

    def __init__(self, page: PageHandle, forms: Forms, parked: ParkedForms) -> None:
        self._page = page
        self._forms = forms
        self._parked = parked

    def record(self, what: What, account: Account) -> None:
        """Open an empty form for a payment or a bill."""
        if what == "payment":
            self.payment(account)
        else:
            self.bill(account)

    def payment(self, account: Account, before: Payment | None = None) -> None:
        """Open a form that records a payment, or corrects `before`."""
        self._page.screen.run_worker(self._open(self._forms.payment(account, before), account))

    def bill(self, account: Account, before: Bill | None = None) -> None:
        """Open a form that records a bill or a credit note, or corrects `before`."""
        self._page.screen.run_worker(self._open(self._forms.bill(account, before), account))

    def push(self, form: PaymentForm | BillForm, account: Account) -> None:
        """Open a form of a bill or payment; carry out what becomes of it."""
        reopen = self.payment if isinstance(form, PaymentForm) else self.bill
        self._page.push(form, partial(self._closed, account, reopen))

    def correct(self, account: Account, entry: Billed) -> None:
        """Open the form of a bill or payment."""
        if isinstance(entry, Bill):
            self.bill(account, entry)
        else:
            self.payment(account, entry)

    def void(self, account: Account, entry: Billed, called: str) -> None:
        """Ask, then let a bill or payment no longer count."""
        ask = Question(f"Void {called}?", VOID_OR_KEEP)
        self._page.push(ask, partial(self._void, account, entry, called))

    async def _void(self, account: Account, entry: Billed, called: str, answer: str | None) -> None:
        if not answer:
            self._page.view.said = f"{called} is kept."
            return
        try:
            voided = await self._page.background.write(lambda services: services.billing.void(entry))
        except ContactsError as error:
            await self._page.reload(account.id, said=str(error))
        else:
            await self._page.reload(account.id, said=f"Voided {voided}: it no longer counts. u brings it back.")

    async def _open(self, form: Awaitable[PaymentForm | BillForm], account: Account) -> None:
        # Keys that were typed ahead wait until the form stands, not only until it is read what it begins with.
        with self._page.background.awaited():
            try:
                self.push(await form, account)
            except ContactsError as error:
                self._page.view.said = str(error)

    async def _closed(self, account: Account, reopen: Callable[[Account], None], outcome: object) -> None:
        match outcome:
            case Saved(stored=Recorded(entry=entry, called=called)) as form:
                said = form.told(f"Saved {called}.", f"The {called}")
                await self._page.reload(account.id, said=said, entry=entry_key(entry))
                if form.again:
                    reopen(account)
            case None:
                await self._page.reload_shown()
            case Parked(form=parked):
                self._page.view.said = await self._parked.park(parked)
                await self._page.reload_shown()
        self._page.tell_keys()
