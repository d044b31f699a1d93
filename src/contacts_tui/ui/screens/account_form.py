"""The form that adds and updates an account."""

from typing import ClassVar

from contacts_tui.domain.account import Account, AccountType
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.problem import Place
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.outcome import Saved
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values


class AccountForm(Form[AccountDraft, Account, Account]):
    """Adds an account (`before` is None) or updates one."""

    fields: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "Name"),
        FieldSpec("number", "Number"),
        FieldSpec("since", "Customer since"),
        FieldSpec("lines", "Address", several=True),
        FieldSpec("city", "City"),
        FieldSpec("region", "State"),
        FieldSpec("postal_code", "Postal code"),
        FieldSpec("country", "Country"),
        FieldSpec("currency", "Currency"),
        FieldSpec("manager_name", "Manager"),
        FieldSpec("manager_phone", "Manager phone"),
        FieldSpec("manager_email", "Manager email"),
    )
    choice: ClassVar[ChoiceSpec] = ChoiceSpec("account_type", "Type", tuple(t.value for t in AccountType), "number")

    def __init__(self, basis: Basis[AccountDraft, Account, Account], draft: AccountDraft | None = None) -> None:
        title = f"Account: {basis.before.called}" if basis.before else "New account"
        super().__init__(title, basis, draft, focus=Place("name"), can_repeat=False)

    def values_of(self, draft: AccountDraft) -> Values:
        """The account's fields."""
        single = {spec.name: (str(getattr(draft, spec.name)),) for spec in self.fields if not spec.several}
        return Values({**single, "lines": draft.lines}, list(AccountType).index(draft.account_type))

    def draft_of(self, values: Values) -> AccountDraft:
        """What was typed, as a draft."""
        single = {spec.name: values.first(spec.name) for spec in self.fields if not spec.several}
        return AccountDraft(lines=values.typed["lines"], account_type=list(AccountType)[values.chosen or 0], **single)

    async def store(self, draft: AccountDraft) -> Saved[Account] | None:
        """Save; an account raises no questions."""
        if self.before is not None and not self.changed:
            return Saved(self.before, is_new=False)
        return Saved(await self._basis.save(draft))
