"""What is said about forms that were not saved."""

from collections.abc import Sequence
from typing import Final

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.unsaved import Circumstances, Unsaved
from contacts_tui.ui.present.fitting import cut, shown

LONGEST: Final = 40
"""Cells that a name takes in a sentence."""


def about(unsaved: Unsaved) -> str:
    """Return what a form is about: `Ann Lee`, `a payment of MANEBA 11111`."""
    account = cut(unsaved.account.called, LONGEST) if unsaved.account else ""
    match unsaved.draft:
        case ContactDraft() as draft:
            typed = cut(f"{draft.first_name} {draft.last_name}".strip(), LONGEST)
            stored = cut(unsaved.before.called, LONGEST) if isinstance(unsaved.before, Contact) else ""
            return stored or typed or f"a contact of {account}"
        case AccountDraft() as draft:
            return account or cut(draft.name, LONGEST).strip() or "a new account"
        case AutoPayDraft():
            return f"Auto Pay of {account}"
        case BillDraft():
            return f"a bill of {account}"
        case _:
            return f"a payment of {account}"


def left_behind(forms: Sequence[Unsaved], here: Circumstances) -> str:
    """Return what to say of forms that were left, oldest first; empty if there is none."""
    if not forms:
        return ""
    last = forms[-1]
    when = _typed(last.typed, here)
    if len(forms) > 1:
        return f"{len(forms)} forms were not saved: r opens the last, with {about(last)} ({when})."
    became = "parked" if last.typed.is_parked else "not saved"
    return f"A form with {about(last)} was {became} ({when}): r opens it."


def _typed(typed: Circumstances, here: Circumstances) -> str:
    """When something was typed, on the clock here, and by whom where it was somebody else: `14:03, dana`."""
    at = typed.at.astimezone(here.at.tzinfo)
    days = (here.at.date() - at.date()).days
    day = "" if days == 0 else "yesterday " if days == 1 else f"{at:%Y-%m-%d} "
    who = "" if typed.agent == here.agent else f", {shown(typed.agent)}"
    return f"{day}{at:%H:%M}{who}"
