"""A contact as it was typed, and the way from there to a contact that may be stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from contacts_tui.domain.checked import Checked, by_fields, changed_fields
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone
from contacts_tui.domain.field import email_problems, found, phone_problems, text_problems, with_stored
from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.text import clean, fold

_Value = TypeVar("_Value", Phone, Email)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What was typed or read from a file, raw. Empty phones and e-mails are fields nobody filled in."""

    first_name: str = ""
    last_name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    contact_type: ContactType | None = None

    @classmethod
    def of(cls, contact: Contact) -> "ContactDraft":
        """Return the draft that a form starts with: phones as they were said."""
        return cls(
            contact.first_name,
            contact.last_name,
            tuple(p.raw for p in contact.phones),
            tuple(e.address for e in contact.emails),
            contact.contact_type,
        )

    @property
    def cleaned(self) -> "ContactDraft":
        """The draft without outer white space and without empty phones and e-mails."""
        return ContactDraft(
            clean(self.first_name),
            clean(self.last_name),
            tuple(filter(None, map(clean, self.phones))),
            tuple(filter(None, map(clean, self.emails))),
            self.contact_type,
        )

    def same_as(self, other: "ContactDraft") -> bool:
        """Whether both would be stored alike: what tells a changed form from an unchanged one."""
        return self.cleaned == other.cleaned

    def check(self, rules: Rules, before: Contact | None = None, others: Sequence[Contact] = ()) -> Checked[Contact]:
        """Find what is wrong with the draft, and what it would be as a contact.

        `before` is the stored contact that the draft changes, `others` the other contacts of its account. Only what
        differs from `before` is an error or a warning; the rest is hinted at, and keeps its stored value. A number or
        an address that the contact already has is hinted at and kept once.
        """
        others = [o for o in others if before is None or o.id != before.id]
        changed = changed_fields(self.cleaned, ContactDraft.of(before).cleaned if before else None)
        phones, about_phones = self._phones(rules, before, others)
        emails, about_emails = self._emails(rules, before)
        problems = [*self._about_names(changed), *about_phones, *about_emails, *self._about_needs(changed)]
        told = by_fields(problems, self)
        if told.errors or self.contact_type is None:
            return Checked(told, None)
        contact = Contact(
            contact_type=self.contact_type,
            first_name=before.first_name if before and "first_name" not in changed else clean(self.first_name),
            last_name=before.last_name if before and "last_name" not in changed else clean(self.last_name),
            phones=phones,
            emails=emails,
            id=before.id if before else 0,
            account_id=before.account_id if before else 0,
            version=before.version if before else 0,
        )
        return Checked(told, contact)

    def _about_names(self, changed: frozenset[str]) -> Iterator[Problem]:
        for field, typed in (("first_name", self.first_name), ("last_name", self.last_name)):
            yield from text_problems(Place(field), clean(typed), changed=field in changed)

    def _phones(
        self, rules: Rules, before: Contact | None, others: Sequence[Contact]
    ) -> tuple[tuple[Phone, ...], list[Problem]]:
        kept = _Kept[Phone]()
        for at, typed, stored in with_stored(self.phones, [(p.raw, p) for p in before.phones] if before else []):
            place = Place("phones", at)
            read, problems = phone_problems(place, typed, rules, changed=stored is None)
            if stored is None:
                problems += self._about_sharing(place, read, others)
            kept.take(place, stored or read, problems, is_stored=stored is not None)
        return tuple(kept.values), kept.problems

    def _emails(self, rules: Rules, before: Contact | None) -> tuple[tuple[Email, ...], list[Problem]]:
        kept = _Kept[Email]()
        for at, typed, stored in with_stored(self.emails, [(e.address, e) for e in before.emails] if before else []):
            place = Place("emails", at)
            read, problems = email_problems(place, typed, rules, changed=stored is None)
            kept.take(place, stored or read, problems, is_stored=stored is not None)
        return tuple(kept.values), kept.problems

    def _about_sharing(self, place: Place, phone: Phone, others: Sequence[Contact]) -> tuple[Problem, ...]:
        """Make a quiet remark on a number that somebody else of the account has: a switchboard, or the wrong line."""
        name = fold(f"{self.first_name} {self.last_name}")
        sharers = {
            fold(o.name): o.called for o in others if fold(o.name) != name and phone.key in (p.key for p in o.phones)
        }
        if not sharers:
            return ()
        first, *more = sharers.values()
        sentence = f"also {first}'s" + (f" and {len(more)} more" if more else "")
        return (Problem(place, Severity.HINT, sentence),)

    def _about_needs(self, changed: frozenset[str]) -> Iterator[Problem]:
        """Find what is missing, each lack said once: the one that ends the others goes first."""
        draft, kind = self.cleaned, self.contact_type
        if kind is None:
            yield Problem(Place("contact_type"), Severity.ERROR, "choose a contact type")
        no_notice = kind is ContactType.BILLING_NOTIFICATION and not draft.emails
        no_call = kind is ContactType.AUTODIALER and not draft.phones
        no_name = not (draft.first_name or draft.last_name or draft.emails)
        lacks = (
            (no_notice, "emails", "Billing Notification needs an e-mail", {"contact_type", "emails"}),
            (no_call, "phones", "AutoDialer needs a phone", {"contact_type", "phones"}),
            (
                no_name and not no_notice,
                "first_name",
                "a name or an e-mail is needed",
                {"first_name", "last_name", "emails"},
            ),
            (
                not (draft.phones or draft.emails or no_notice or no_call),
                "phones",
                "a phone or an e-mail is needed",
                {"phones", "emails"},
            ),
        )
        for is_lacking, field, sentence, concerned in lacks:
            if is_lacking:
                yield found(Place(field), Severity.ERROR, sentence, changed=not changed.isdisjoint(concerned))


class _Kept(Generic[_Value]):
    """The phones or e-mails of a contact as they are gathered, each of them once."""

    def __init__(self) -> None:
        self.values: list[_Value] = []
        self.problems: list[Problem] = []
        self._is_stored: dict[str, bool] = {}

    def take(self, place: Place, value: _Value | None, problems: Sequence[Problem], *, is_stored: bool) -> None:
        """Add a value with its problems; not one that is there already, unless both of them were stored so."""
        if value is not None and value.key in self._is_stored and not (is_stored and self._is_stored[value.key]):
            self.problems.append(Problem(place, Severity.HINT, "there already: kept once"))
            return
        self.problems.extend(problems)
        if value is not None:
            self.values.append(value)
            self._is_stored[value.key] = is_stored
