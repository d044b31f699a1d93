"""Those who had what is looked for, in words."""

from collections.abc import Sequence

from contacts_tui.domain import shown
from contacts_tui.domain.contact import Phone
from contacts_tui.domain.found import FoundAccount, FoundEarlier
from contacts_tui.services.change_text import NOBODY
from contacts_tui.services.checking import Surroundings
from contacts_tui.storage import audit, earlier_search, finding
from contacts_tui.storage.earlier_search import Earlier
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.pages import Reading


def in_words(reading: Reading, every: Sequence[Earlier], surroundings: Surroundings) -> tuple[FoundEarlier, ...]:
    """Return what was found among earlier values, in its order, with whose it was."""
    owners = {one.owner for one in every}
    heads = audit.heads(reading, {owner.account_id for owner in owners})
    people = audit.contacts(reading, owners)
    gone = earlier_search.deleted_since(reading, owners | {Owner(this) for this in heads})
    there = finding.accounts(reading, heads)
    told = []
    for one in every:
        head, owner = heads[one.owner.account_id], one.owner
        contact = people.get(owner.contact_id or 0)
        value = surroundings.shown(one.value, head.country) if isinstance(one.value, Phone) else one.value
        at = gone.get(owner) or one.change.made_at
        told.append(
            FoundEarlier(
                there.get(owner.account_id) or FoundAccount(owner.account_id, head.number, head.name, ""),
                owner.contact_id or 0,
                f"account {head.name}" if owner.is_account else contact.named if contact else NOBODY,
                value,
                at,
                shown.day(at.astimezone().date(), surroundings.locale),
                is_deleted=owner in gone,
                is_account_deleted=Owner(owner.account_id) in gone,
            )
        )
    return tuple(told)
