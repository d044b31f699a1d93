"""Contact Maintenance: the form that adds and updates a contact."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from contacts_tui.domain.account import Account
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.people import Decisions, Sharing
from contacts_tui.domain.problem import Place
from contacts_tui.ui.present.contact_lines import named
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.look import Basis
from contacts_tui.ui.screens.outcome import OpenInstead, Saved
from contacts_tui.ui.screens.question import Answer, Question
from contacts_tui.ui.screens.sharing_question import SharingQuestion
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, Values
from contacts_tui.ui.widgets.person_entry import PersonEntry

if TYPE_CHECKING:
    from contacts_tui.services.contacts import Review


class ContactForm(Form[ContactDraft, Contact, Contact]):
    """Adds a contact (`before` is None) or updates one."""

    fields: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("first_name", "First Name", person=True),
        FieldSpec("last_name", "Last Name"),
        FieldSpec("phones", "Phone", several=True),
        FieldSpec("emails", "Email", several=True),
    )
    choice: ClassVar[ChoiceSpec] = ChoiceSpec(
        "contact_type", "Contact Type", tuple(t.value for t in ContactType), "emails"
    )

    def __init__(
        self,
        account: Account,
        basis: Basis[ContactDraft, Contact, Contact],
        *,
        draft: ContactDraft | None = None,
        focus: Place,
    ) -> None:
        whom = f"{basis.before.called}, " if basis.before else "new contact, "
        title = f"Contact Maintenance: {whom}{account.called}"
        super().__init__(title, basis, draft, focus=focus, can_repeat=basis.before is None)

    def values_of(self, draft: ContactDraft) -> Values:
        """The contact's fields."""
        typed = {
            "first_name": (draft.first_name,),
            "last_name": (draft.last_name,),
            "phones": draft.phones,
            "emails": draft.emails,
        }
        return Values(typed, None if draft.contact_type is None else draft.contact_type.rank - 1)

    def draft_of(self, values: Values) -> ContactDraft:
        """What was typed, as a draft."""
        return ContactDraft(
            first_name=values.first("first_name"),
            last_name=values.first("last_name"),
            phones=values.typed["phones"],
            emails=values.typed["emails"],
            contact_type=None if values.chosen is None else list(ContactType)[values.chosen],
        )

    async def store(self, draft: ContactDraft) -> Saved[Contact] | None:
        """Ask what has to be asked, then save."""
        if self.before is not None and not self.changed:
            return Saved(self.before, is_new=False)
        review: Review = await self._basis.look(draft, awaited=True)
        if review.duplicate is not None and not await self._keep_beside(review.duplicate):
            return None
        replaces: Contact | None = None
        if review.responsible is not None:
            answer = await self._ask_about_responsible(review.responsible)
            if answer is None:
                return None
            replaces = review.responsible if answer == "replaces" else None
        also = await self._ask_about_others(review.sharing)
        if also is None:
            return None
        stored = await self._basis.save(draft, Decisions(replaces, also))
        return Saved(stored, along=len(also) + (replaces is not None))

    async def _ask_about_others(self, sharing: Sequence[Sharing]) -> tuple[Sharing, ...] | None:
        return await self.ask(SharingQuestion(sharing)) if sharing else ()

    async def _keep_beside(self, other: Contact) -> bool:
        """Whether to save although the contact seems to be there already."""
        answers = (
            Answer("o", "open the existing one; what you typed is parked", "open"),
            Answer("s", "save anyway", "save"),
            Answer("escape", "back to the form", "back"),
        )
        answer = await self.ask(Question(f"This contact seems to be here already:\n{named(other)}", answers))
        if answer == "open":
            self.close(OpenInstead(other, self._unsaved(is_parked=True)))
        return answer == "save"

    async def _ask_about_responsible(self, other: Contact) -> str | None:
        answers = (
            Answer("s", "a second Responsible Party", "second"),
            Answer("r", f"replaces {shown(other.called)}, who becomes Alternate", "replaces"),
            Answer("escape", "back to the form", "back"),
        )
        answer = await self.ask(Question(f"{shown(other.called)} is the Responsible Party of this account.", answers))
        return None if answer == "back" else answer

    @on(PersonEntry.PersonPasted)
    async def spread_person(self, event: PersonEntry.PersonPasted) -> None:
        """A whole person was pasted: fill the fields that it names, keep the others."""
        person, now = event.person, self.draft
        await self.fill(
            replace(
                now,
                first_name=person.first_name or now.first_name,
                last_name=person.last_name or now.last_name,
                phones=person.phones or now.phones,
                emails=person.emails or now.emails,
            )
        )
