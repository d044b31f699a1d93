"""The form that adds and updates an account."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Protocol

from contacts_tui.domain.account import Account, AccountType
from contacts_tui.domain.account_draft import AccountDraft, CheckedAccount
from contacts_tui.domain.problem import Problems
from contacts_tui.ui.screens.form import Form, Saved
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values


class Look(Protocol):
    """Says what is wrong with a draft; keys wait for it if it is awaited."""

    async def __call__(self, draft: AccountDraft, *, awaited: bool) -> CheckedAccount:
        """The review."""
        ...


class AccountForm(Form[AccountDraft, Account]):
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

    def __init__(
        self,
        before: Account | None,
        opened: AccountDraft,
        *,
        review: Look,
        save: Callable[[AccountDraft], Awaitable[Account]],
        draft: AccountDraft | None = None,
    ) -> None:
        title = f"Account: {before.name} {before.number}" if before else "New account"
        super().__init__(title, opened, draft, focus="name", can_repeat=False)
        self.before = before
        self._review = review
        self._save = save

    def values_of(self, draft: AccountDraft) -> Values:
        """The account's fields."""
        single = {spec.name: (str(getattr(draft, spec.name)),) for spec in self.fields if not spec.several}
        return Values({**single, "lines": draft.lines}, list(AccountType).index(draft.account_type))

    def draft_of(self, values: Values) -> AccountDraft:
        """What was typed, as a draft."""
        single = {spec.name: values.first(spec.name) for spec in self.fields if not spec.several}
        return AccountDraft(lines=values.typed["lines"], account_type=list(AccountType)[values.chosen or 0], **single)

    def same(self, one: AccountDraft, other: AccountDraft) -> bool:
        """Whether two drafts say the same."""
        return one.same_as(other)

    async def problems_of(self, draft: AccountDraft) -> Problems:
        """What is wrong with a draft."""
        return (await self._review(draft, awaited=self.is_saving)).problems

    async def store(self, draft: AccountDraft) -> Saved[Account] | None:
        """Save; an account raises no questions."""
        if self.before is not None and not self.changed:
            return Saved(self.before)
        return Saved(await self._save(draft))
