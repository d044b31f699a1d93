"""Opens a form that was not saved, on what stands in the database now."""

from typing import Final

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.unsaved import Unsaved
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.screens.account_form import AccountForm
from contacts_tui.ui.screens.auto_pay_form import AutoPayForm
from contacts_tui.ui.screens.bill_form import BillForm
from contacts_tui.ui.screens.contact_form import ContactForm
from contacts_tui.ui.screens.finding import Finding
from contacts_tui.ui.screens.forms import AnyForm, Forms
from contacts_tui.ui.screens.instructing import Instructing
from contacts_tui.ui.screens.keeping import Kept
from contacts_tui.ui.screens.maintaining import Maintaining
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.payment_form import PaymentForm
from contacts_tui.ui.screens.recording import Recording
from contacts_tui.ui.screens.results import Target

TAKEN: Final = "Another window has opened this form meanwhile."
NOT_SHOWN: Final = "Account {} cannot be shown: it may be deleted. escape, then p, keeps what you typed."
CALLED: Final = "This account is {} by now, it was {}: is it still the same customer?"


class Returning:
    """Shows the account that a form is about, then the form above it."""

    def __init__(
        self,
        page: PageHandle,
        forms: Forms,
        finding: Finding,
        maintaining: Maintaining,
        instructing: Instructing,
        recording: Recording,
    ) -> None:
        self._page = page
        self._forms = forms
        self._finding = finding
        self._maintaining = maintaining
        self._instructing = instructing
        self._recording = recording

    async def resume(self, kept: Kept) -> None:
        """Open a form, unless another program has taken it."""
        # Keys that were typed ahead wait until the form stands.
        with self._page.background.awaited():
            if not await kept.keeping.take():
                self._page.view.said = TAKEN
                self._page.tell_keys()
                return
            account, news = await self._account(kept.unsaved)
            form = await self._forms.again(kept, account)
            form.news = f"{news} {form.news}".strip()
            self._push(form, account)
            self._page.tell_keys()

    def _push(self, form: AnyForm, account: Account | None) -> None:
        match form, account:
            case ContactForm(), Account():
                self._maintaining.push_contact(form, account)
            case AccountForm(), _:
                self._maintaining.push_account(form)
            case AutoPayForm(), Account():
                self._instructing.push(form, account)
            case PaymentForm() | BillForm(), Account():
                self._recording.push(form, account)

    async def _account(self, unsaved: Unsaved) -> tuple[Account | None, str]:
        """The account that a form is about, as it is now or as it was seen last, and what is to be said about that."""
        seen, view = unsaved.account, self._page.view
        if seen is None:
            return None, ""
        if not await self._finding.show(Target(seen.id, self._contact_id(unsaved))) or view.page is None:
            return seen, NOT_SHOWN.format(shown(seen.called))
        now = view.page.account
        is_another = (now.name, now.number) != (seen.name, seen.number)
        return now, CALLED.format(shown(now.called), shown(seen.called)) if is_another else ""

    def _contact_id(self, unsaved: Unsaved) -> int:
        """The contact under the cursor while the form is open."""
        if isinstance(unsaved.before, Contact):
            return unsaved.before.id
        view, account = self._page.view, unsaved.account
        is_here = view.page is not None and account is not None and view.page.account.id == account.id
        return view.contact.id if is_here and view.contact else 0
