"""The forms, connected with the use cases that check and save for them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPay
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.billing_center import Recorded
from contacts_tui.domain.checked import Checked
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.people import Decisions
from contacts_tui.domain.problem import Place
from contacts_tui.domain.unsaved import Unsaved
from contacts_tui.errors import ContactsError
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.account_form import AccountForm
from contacts_tui.ui.screens.auto_pay_form import AutoPayForm
from contacts_tui.ui.screens.bill_form import BillForm
from contacts_tui.ui.screens.contact_form import ContactForm
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.keeping import Keeper, Keeping, Kept
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.payment_form import PaymentForm

if TYPE_CHECKING:
    from contacts_tui.services.contacts import Review

AnyForm: TypeAlias = Form[Any, Any, Any]
FormOf = TypeVar("FormOf", bound=AnyForm)

OTHER_LOCALE: Final = "It was typed as {} writes dates and amounts: look them over."


class Forms:
    """Makes forms; what they check is read, and what they save is written, in the background."""

    def __init__(self, background: Background, keeper: Keeper) -> None:
        self._background = background
        self._keeper = keeper

    def contact(
        self, account: Account, before: Contact | None, focus: Place, draft: ContactDraft | None = None
    ) -> ContactForm:
        """A form that adds a contact to an account, or updates `before`; `draft` is what it begins with."""
        form = ContactForm(account, self._contact(account, before), draft=draft, focus=focus)
        return self._kept(form, account)

    def account(self, page: Page | None) -> AccountForm:
        """A form that adds an account, or updates that of `page`."""
        opened = AccountDraft.of(page.account, lambda _: page.standing.since) if page else AccountDraft()
        account = page.account if page else None
        return self._kept(AccountForm(self._account(account, opened)), account)

    async def auto_pay(self, account: Account) -> AutoPayForm:
        """A form that sets up Auto Pay of an account. Raises ContactsError."""
        return self._kept(AutoPayForm(account, await self._auto_pay(account)), account)

    async def payment(self, account: Account, before: Payment | None = None) -> PaymentForm:
        """A form that records a payment of an account, or corrects `before`. Raises ContactsError."""
        return self._kept(PaymentForm(account, await self._payment(account, before)), account)

    async def bill(self, account: Account, before: Bill | None = None) -> BillForm:
        """A form that records a bill of an account, or corrects `before`. Raises ContactsError."""
        return self._kept(BillForm(account, await self._bill(account, before)), account)

    async def again(self, kept: Kept, account: Account | None) -> AnyForm:
        """A form that was not saved, on what stands in the database now; `account` is the one it is about.

        What others have changed since comes in, and the form says so. Where somebody has changed what was typed over,
        it stands on what it saw: saving asks.
        """
        unsaved = kept.unsaved
        form = self._on_what_it_saw(unsaved, account)
        news = []
        if unsaved.typed.locale != self._keeper.locale and not isinstance(unsaved.draft, ContactDraft):
            news.append(OTHER_LOCALE.format(unsaved.typed.locale))
        try:
            came_in = await self._on_what_stands(form, unsaved, account)
        except ContactsError:
            # It says so itself when it looks.
            came_in = None
        if came_in is not None:
            form = came_in[0]
            news.append(came_in[1])
        form.news, form.keeping = " ".join(filter(None, news)), kept.keeping
        return form

    async def _on_what_stands(
        self, form: AnyForm, unsaved: Unsaved, account: Account | None
    ) -> tuple[AnyForm, str] | None:
        """The same form on what stands by now, and what came in; None where it stands on that, or has to ask."""
        try:
            await form.basis.look(unsaved.draft, awaited=True)
        except Conflict as conflict:
            if conflict.theirs is None or not form.is_about_mine(conflict):
                return None
            anew, who = await form.basis.of(conflict.theirs), conflict.timed
        else:
            if unsaved.before is None or unsaved.typed.locale == self._keeper.locale:
                return None
            anew, who = await form.basis.of(unsaved.before), ""
        changed = form.changed_by_anybody(anew, unsaved.draft)
        if any(one.is_clash for one in changed):
            return None
        draft = form.draft_of(form.together(anew, changed))
        came = [one.label for one in changed if one.comes_in]
        said = f"{who}: {', '.join(came)} came in, what you typed is kept." if came and who else ""
        return self._on_what_it_saw(
            replace(unsaved, before=anew.before, opened=anew.opened, draft=draft), account
        ), said

    def _on_what_it_saw(self, unsaved: Unsaved, account: Account | None) -> AnyForm:
        before: Any = unsaved.before
        opened: Any = unsaved.opened
        # A new account has none; every other form is about one.
        here: Any = account
        match unsaved.draft:
            case ContactDraft() as draft:
                basis = replace(self._contact(here, before), opened=opened)
                return ContactForm(here, basis, draft=draft, focus=Place("first_name"))
            case AccountDraft() as draft:
                return AccountForm(self._account(before, opened), draft)
            case AutoPayDraft() as draft:
                return AutoPayForm(here, self._auto_pay_on(before, opened), draft)
            case PaymentDraft() as draft:
                return PaymentForm(here, self._payment_on(here, before, opened), draft)
            case BillDraft() as draft:
                return BillForm(here, self._bill_on(here, before, opened), draft)

    def _kept(self, form: FormOf, account: Account | None) -> FormOf:
        form.keeping = Keeping(self._keeper, account)
        return form

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
        return self._auto_pay_on(account, await self._background.read(lambda s: s.instructions.draft(account)))

    def _auto_pay_on(self, account: Account, opened: AutoPayDraft) -> Basis[AutoPayDraft, Account, Account]:
        async def look(draft: AutoPayDraft, *, awaited: bool) -> Checked[AutoPay]:
            return await self._background.read(lambda s: s.instructions.review(account, draft), awaited=awaited)

        async def save(draft: AutoPayDraft) -> Account:
            return await self._background.write(lambda s: s.instructions.set_up(account, draft))

        return Basis(account, opened, look, save, self._auto_pay)

    async def _payment(self, account: Account, before: Payment | None) -> Basis[PaymentDraft, Payment, Recorded]:
        opened = await self._background.read(lambda s: s.billing.payment_draft(account, before))
        return self._payment_on(account, before, opened)

    def _payment_on(
        self, account: Account, before: Payment | None, opened: PaymentDraft
    ) -> Basis[PaymentDraft, Payment, Recorded]:
        async def look(draft: PaymentDraft, *, awaited: bool) -> Checked[Payment]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: PaymentDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        return Basis(before, opened, look, save, partial(self._payment, account))

    async def _bill(self, account: Account, before: Bill | None) -> Basis[BillDraft, Bill, Recorded]:
        opened = await self._background.read(lambda s: s.billing.bill_draft(account, before))
        return self._bill_on(account, before, opened)

    def _bill_on(self, account: Account, before: Bill | None, opened: BillDraft) -> Basis[BillDraft, Bill, Recorded]:
        async def look(draft: BillDraft, *, awaited: bool) -> Checked[Bill]:
            return await self._background.read(lambda s: s.billing.review(account, draft, before), awaited=awaited)

        async def save(draft: BillDraft) -> Recorded:
            if before is None:
                return await self._background.write(lambda s: s.billing.add(account, draft))
            return await self._background.write(lambda s: s.billing.update(account, before, draft))

        return Basis(before, opened, look, save, partial(self._bill, account))
