"""The forms, connected with the use cases that check and save for them."""

from functools import partial
from typing import TYPE_CHECKING

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPay
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.billing_center import Recorded
from contacts_tui.domain.checked import Checked
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.people import Decisions
from contacts_tui.domain.problem import Place
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.account_form import AccountForm
from contacts_tui.ui.screens.auto_pay_form import AutoPayForm
from contacts_tui.ui.screens.bill_form import BillForm
from contacts_tui.ui.screens.contact_form import ContactForm
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.payment_form import PaymentForm

if TYPE_CHECKING:
    from contacts_tui.services.contacts import Review


class Forms:
    """Makes forms; what they check is read, and what they save is written, in the background."""

    def __init__(self, background: Background) -> None:
        self._background = background

    def contact(
        self, account: Account, before: Contact | None, focus: Place, draft: ContactDraft | None = None
    ) -> ContactForm:
        """A form that adds a contact to an account, or updates `before`; `draft` is what it begins with."""
        return ContactForm(account, self._contact(account, before), draft=draft, focus=focus)

    def account(self, page: Page | None, draft: AccountDraft | None = None) -> AccountForm:
        """A form that adds an account, or updates that of `page`; `draft` is what it begins with."""
        opened = AccountDraft.of(page.account, lambda _: page.standing.since) if page else AccountDraft()
        return AccountForm(self._account(page.account if page else None, opened), draft)

    async def auto_pay(self, account: Account, draft: AutoPayDraft | None = None) -> AutoPayForm:
        """A form that sets up Auto Pay of an account; `draft` is what it begins with. Raises ContactsError."""
        return AutoPayForm(account, await self._auto_pay(account), draft)

    async def payment(
        self, account: Account, before: Payment | None = None, draft: PaymentDraft | None = None
    ) -> PaymentForm:
        """A form that records a payment of an account, or corrects `before`. Raises ContactsError."""
        return PaymentForm(account, await self._payment(account, before), draft)

    async def bill(self, account: Account, before: Bill | None = None, draft: BillDraft | None = None) -> BillForm:
        """A form that records a bill of an account, or corrects `before`. Raises ContactsError."""
        return BillForm(account, await self._bill(account, before), draft)

    def _contact(self, account: Account, before: Contact | None) -> Basis[ContactDraft, Contact, Contact]:
        async def review(draft: ContactDraft, *, awaited: bool) -> "Review":
            return await self._background.read(lambda s: s.contacts.review(account, draft, before), awaited=awaited)

        async def save(draft: ContactDraft, decisions: Decisions) -> Contact:
            if before is None:
                return await self._background.write(lambda s: s.contacts.add(account, draft, decisions))
            return await self._background.write(lambda s: s.contacts.update(account, before, draft, decisions))

        async def of(stored: Contact) -> Basis[ContactDraft, Contact, Contact]:
            return self._contact(account, stored)

        if before is None:
            return Basis(None, ContactDraft(), review, save, of)
        return Basis(before, ContactDraft.of(before), review, save, of, partial(self._restore, account, before))

    async def _restore(self, account: Account, seen: Contact, draft: ContactDraft) -> Contact:
        return await self._background.write(lambda s: s.contacts.restore_as(account, seen, draft))

    def _account(self, before: Account | None, opened: AccountDraft) -> Basis[AccountDraft, Account, Account]:
        async def look(draft: AccountDraft, *, awaited: bool) -> Checked[Account]:
            return await self._background.read(lambda s: s.accounts.review(draft, before), awaited=awaited)

        async def save(draft: AccountDraft) -> Account:
            if before is None:
                return await self._background.write(lambda s: s.accounts.add(draft))
            return await self._background.write(lambda s: s.accounts.update(before, draft))

        async def of(stored: Account) -> Basis[AccountDraft, Account, Account]:
            return self._account(stored, await self._background.read(lambda s: s.accounts.draft(stored)))

        return Basis(before, opened, look, save, of)

    async def _auto_pay(self, account: Account) -> Basis[AutoPayDraft, Account, Account]:
        async def look(draft: AutoPayDraft, *, awaited: bool) -> Checked[AutoPay]:
            return await self._background.read(lambda s: s.instructions.review(account, draft), awaited=awaited)

        async def save(draft: AutoPayDraft) -> Account:
            return await self._background.write(lambda s: s.instructions.set_up(account, draft))

        opened = await self._background.read(lambda s: s.instructions.draft(account))
        return Basis(account, opened, look, save, self._auto_pay)

    async def _payment(self, account: Account, before: Payment | None) -> Basis[PaymentDraft, Payment, Recorded]:
        async def look(draft: PaymentDraft, *, awaited: bool) -> Checked[Payment]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: PaymentDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        opened = await self._background.read(lambda s: s.billing.payment_draft(account, before))
        return Basis(before, opened, look, save, partial(self._payment, account))

    async def _bill(self, account: Account, before: Bill | None) -> Basis[BillDraft, Bill, Recorded]:
        async def look(draft: BillDraft, *, awaited: bool) -> Checked[Bill]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: BillDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        opened = await self._background.read(lambda s: s.billing.bill_draft(account, before))
        return Basis(before, opened, look, save, partial(self._bill, account))
