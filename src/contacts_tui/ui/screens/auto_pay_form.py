"""The form that signs up for Auto Pay, changes it, and stops it."""

from typing import ClassVar, Final

from contacts_tui.domain.account import Account
from contacts_tui.domain.auto_pay import AutoPayKind
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.problem import Place
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.leaving import why_not_parked
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.outcome import Saved
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values

KINDS: Final = (AutoPayKind.CARD, AutoPayKind.BANK, AutoPayKind.NONE)
WORDS: Final = ("Card", "Bank Account", "Off")


class AutoPayForm(Form[AutoPayDraft, Account, Account]):
    """Sets up Auto Pay of an account."""

    fields: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("label", "Card/bank"),
        FieldSpec("last_four", "Last four"),
        FieldSpec("token", "Token"),
        FieldSpec("day", "On day"),
        FieldSpec("limit", "Limit"),
        FieldSpec("start", "Start"),
    )
    choice: ClassVar[ChoiceSpec] = ChoiceSpec("kind", "Paid by", WORDS, "")
    whole: ClassVar[frozenset[str]] = frozenset({"kind", "label", "last_four", "token", "day", "limit", "start"})

    def __init__(
        self,
        account: Account,
        basis: Basis[AutoPayDraft, Account, Account],
        draft: AutoPayDraft | None = None,
    ) -> None:
        title = f"Automatic Payments: {account.called}"
        super().__init__(title, basis, draft, focus=Place("kind"), can_repeat=False)

    def values_of(self, draft: AutoPayDraft) -> Values:
        """What was set."""
        typed: dict[str, tuple[str, ...]] = {s.name: (str(getattr(draft, s.name)),) for s in self.fields}
        return Values(typed, None if draft.kind is None else KINDS.index(draft.kind))

    def draft_of(self, values: Values) -> AutoPayDraft:
        """What was typed, as a draft."""
        typed = {spec.name: values.first(spec.name) for spec in self.fields}
        return AutoPayDraft(None if values.chosen is None else KINDS[values.chosen], **typed)

    @property
    def why_not_parked(self) -> str:
        """A full card or bank account number stays nowhere."""
        return why_not_parked(self.draft.full_number)

    async def store(self, draft: AutoPayDraft) -> Saved[Account] | None:
        """Save; Auto Pay raises no questions."""
        if self.before is not None and not self.changed:
            return Saved(self.before, is_new=False)
        return Saved(await self._basis.save(draft))
