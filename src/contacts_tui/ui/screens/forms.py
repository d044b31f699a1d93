"""The forms, connected with the use cases that check and save for them."""

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

        async def review(draft: ContactDraft, *, awaited: bool) -> "Review":
            return await self._background.read(lambda s: s.contacts.review(account, draft, before), awaited=awaited)

        async def save(draft: ContactDraft, decisions: Decisions) -> Contact:
            if before is None:
                return await self._background.write(lambda s: s.contacts.add(account, draft, decisions))
            return await self._background.write(lambda s: s.contacts.update(account, before, draft, decisions))

        return ContactForm(account, before, review=review, save=save, draft=draft, focus=focus)

    def account(self, page: Page | None, draft: AccountDraft | None = None) -> AccountForm:
        """A form that adds an account, or updates that of `page`; `draft` is what it begins with."""
        before = page.account if page else None
        opened = AccountDraft.of(page.account, lambda _: page.standing.since) if page else AccountDraft()

        async def look(draft: AccountDraft, *, awaited: bool) -> Checked[Account]:
            return await self._background.read(lambda s: s.accounts.review(draft, before), awaited=awaited)

        async def save(draft: AccountDraft) -> Account:
            if before is None:
                return await self._background.write(lambda s: s.accounts.add(draft))
            return await self._background.write(lambda s: s.accounts.update(before, draft))

        return AccountForm(before, opened, look=look, save=save, draft=draft)

    async def auto_pay(self, account: Account, draft: AutoPayDraft | None = None) -> AutoPayForm:
        """A form that sets up Auto Pay of an account; `draft` is what it begins with. Raises ContactsError."""

        async def look(draft: AutoPayDraft, *, awaited: bool) -> Checked[AutoPay]:
            return await self._background.read(lambda s: s.instructions.review(account, draft), awaited=awaited)

        async def save(draft: AutoPayDraft) -> Account:
            return await self._background.write(lambda s: s.instructions.set_up(account, draft))

        opened = await self._background.read(lambda s: s.instructions.draft(account))
        return AutoPayForm(account, opened, look=look, save=save, draft=draft)

    async def payment(
        self, account: Account, before: Payment | None = None, draft: PaymentDraft | None = None
    ) -> PaymentForm:
        """A form that records a payment of an account, or corrects `before`. Raises ContactsError."""

        async def look(draft: PaymentDraft, *, awaited: bool) -> Checked[Payment]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: PaymentDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        opened = await self._background.read(lambda s: s.billing.payment_draft(account, before))
        return PaymentForm(account, before, opened, look=look, save=save, draft=draft)

    async def bill(self, account: Account, before: Bill | None = None, draft: BillDraft | None = None) -> BillForm:
        """A form that records a bill of an account, or corrects `before`. Raises ContactsError."""

        async def look(draft: BillDraft, *, awaited: bool) -> Checked[Bill]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: BillDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        opened = await self._background.read(lambda s: s.billing.bill_draft(account, before))
        return BillForm(account, before, opened, look=look, save=save, draft=draft)
