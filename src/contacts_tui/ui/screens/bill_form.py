"""The form that records a bill or a credit note, and corrects one."""

from typing import ClassVar

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill
from contacts_tui.domain.bill_draft import BillDraft, BillKind
from contacts_tui.domain.billing_center import Recorded
from contacts_tui.domain.problem import Place
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.leaving import why_not_parked
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.outcome import Saved
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values


class BillForm(Form[BillDraft, Bill, Recorded]):
    """Records a bill or credit note (`before` is None) or corrects one."""

    fields: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("number", "Number"),
        FieldSpec("billed_on", "Date"),
        FieldSpec("due_on", "Due"),
        FieldSpec("period_from", "Period from"),
        FieldSpec("period_to", "Period to"),
        FieldSpec("lines", "Line", several=True),
        FieldSpec("taxes", "Tax", several=True),
        FieldSpec("total", "Total"),
    )
    choice: ClassVar[ChoiceSpec] = ChoiceSpec("kind", "Kind", tuple(k.value for k in BillKind), "number")

    def __init__(
        self,
        account: Account,
        basis: Basis[BillDraft, Bill, Recorded],
        draft: BillDraft | None = None,
    ) -> None:
        before = basis.before
        title = f"Correct {before.called}: {account.called}" if before else f"Record a bill: {account.called}"
        super().__init__(title, basis, draft, focus=Place("number"), can_repeat=before is None)

    def values_of(self, draft: BillDraft) -> Values:
        """The bill's fields."""
        single = {spec.name: (str(getattr(draft, spec.name)),) for spec in self.fields if not spec.several}
        return Values({**single, "lines": draft.lines, "taxes": draft.taxes}, list(BillKind).index(draft.kind))

    def draft_of(self, values: Values) -> BillDraft:
        """What was typed, as a draft."""
        return BillDraft(
            number=values.first("number"),
            kind=list(BillKind)[values.chosen or 0],
            billed_on=values.first("billed_on"),
            due_on=values.first("due_on"),
            period_from=values.first("period_from"),
            period_to=values.first("period_to"),
            lines=values.typed["lines"],
            taxes=values.typed["taxes"],
            total=values.first("total"),
        )

    @property
    def why_not_parked(self) -> str:
        """A full card or bank account number stays nowhere."""
        return why_not_parked(self.draft.full_number)

    async def store(self, draft: BillDraft) -> Saved[Recorded] | None:
        """Save; a bill raises no questions."""
        if self.before is not None and not self.changed:
            return Saved(Recorded(self.before, self.before.called), is_new=False)
        return Saved(await self._basis.save(draft))
