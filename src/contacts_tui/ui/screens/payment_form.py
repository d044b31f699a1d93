"""The form that records a payment, and corrects one."""

from typing import ClassVar

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Method, Payment
from contacts_tui.domain.billing_center import Recorded
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.problem import Place
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.leaving import why_not_parked
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.outcome import Saved
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values


class PaymentForm(Form[PaymentDraft, Payment, Recorded]):
    """Records a payment (`before` is None) or corrects one."""

    fields: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("amount", "Amount"),
        FieldSpec("posted_on", "Date"),
        FieldSpec("reference", "Reference"),
        FieldSpec("bill", "Bill"),
    )
    choice: ClassVar[ChoiceSpec] = ChoiceSpec("method", "Method", tuple(m.value for m in Method), "posted_on")

    def __init__(
        self,
        account: Account,
        basis: Basis[PaymentDraft, Payment, Recorded],
        draft: PaymentDraft | None = None,
    ) -> None:
        before = basis.before
        title = f"Correct {before.called}: {account.called}" if before else f"Record a payment: {account.called}"
        super().__init__(title, basis, draft, focus=Place("amount"), can_repeat=before is None)

    def values_of(self, draft: PaymentDraft) -> Values:
        """The payment's fields."""
        typed: dict[str, tuple[str, ...]] = {spec.name: (str(getattr(draft, spec.name)),) for spec in self.fields}
        return Values(typed, None if draft.method is None else list(Method).index(draft.method))

    def draft_of(self, values: Values) -> PaymentDraft:
        """What was typed, as a draft."""
        return PaymentDraft(
            amount=values.first("amount"),
            posted_on=values.first("posted_on"),
            method=None if values.chosen is None else list(Method)[values.chosen],
            reference=values.first("reference"),
            bill=values.first("bill"),
        )

    @property
    def why_not_parked(self) -> str:
        """A full card or bank account number stays nowhere."""
        return why_not_parked(self.draft.full_number)

    async def store(self, draft: PaymentDraft) -> Saved[Recorded] | None:
        """Save; a payment raises no questions."""
        if self.before is not None and not self.changed:
            return Saved(Recorded(self.before, self.before.called), is_new=False)
        return Saved(await self._basis.save(draft))
