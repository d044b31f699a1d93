"""Who changed what, when and from where: page by page for the screen, by what an auditor asks for the command."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from contacts_tui.domain.audited import Audited, AuditedChange, AuditPage
from contacts_tui.domain.query import Query, digits_of
from contacts_tui.domain.search_key import OF_PHONES, KeyKind, SearchKey
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import fold
from contacts_tui.services.change_text import NOBODY, ChangeText
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.looked_for import looked_for
from contacts_tui.storage import audit
from contacts_tui.storage.audit import Which
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.database import Database
from contacts_tui.storage.earlier_values import KEPT
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.replay import replayed

PAGE: Final = 100
"""Changes that the screen shows at once, or somewhat more than fit on it."""
_LOOKED_THROUGH: Final = 1_000
"""Changes that are read at once where only some of them are wanted."""
_NAMED: Final = ("first_name", "last_name", "name", "number")
"""Fields of change rows that names and numbers of accounts are made of."""
_WHOLE: Final = KEPT - {KeyKind.PHONE_BACKWARDS}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an auditor asks for: changes for which all of it holds that is said."""

    account: str | None = None
    """The number that the account has, or had."""
    contact: str = ""
    """Words of a name or an e-mail that the contact has, or had."""
    value: str = ""
    """What was there or came there: a name, a number, an e-mail, a phone in any notation."""
    field: str = ""
    """The name of the field on the screen."""
    agent: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that is too late."""


class Audit:
    """Reads what was changed, and changes nothing."""

    def __init__(self, database: Database, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._surroundings = surroundings or Surroundings()

    def page(self, account_id: int, contact_id: int = 0, text: str = "", before: int | None = None) -> AuditPage:
        """Return changes of an account, or of a contact of it, newest first: in the trash, or gone, as well.

        Of those made before the one with an id some at a time, and of them the ones in which a text stands. Raises
        DatabaseUnusable.
        """
        query = Query.of(text)
        size = PAGE if query.is_empty else _LOOKED_THROUGH
        which = Which([account_id], [contact_id] if contact_id else None)
        with self._database.reading() as connection:
            made = audit.newest(connection, which, before, size)
            told = tuple(self._in_words(connection, made))
            called = self._called(connection, account_id, contact_id)
        found = told if query.is_empty else tuple(change for change in told if query.is_in(_all_of(change)))
        return AuditPage(called, found, made[0].id if made else 0, made[-1].id if len(made) == size else None)

    def find(self, asked: Asked, limit: int) -> Audited:
        """Return the newest changes for which all holds that is asked for, at most `limit`. Raises DatabaseUnusable."""
        with self._database.reading() as connection:
            which = self._which(connection, asked)
            ids = self._touched(connection, asked, which) if asked.value else None
            found: list[AuditedChange] = []
            for made in self._stream(connection, which, None if asked.account else ids):
                told = (_of_field(change, asked.field) for change in self._in_words(connection, made))
                found += (change for change in told if change and (ids is None or _has(change, asked.value, ids)))
                if len(found) > limit:
                    break
        return Audited(tuple(found[:limit]), len(found) > limit)

    def _which(self, connection: Reading, asked: Asked) -> Which:
        accounts = None if asked.account is None else audit.account_ids(connection, asked.account)
        contacts = None
        if asked.contact:
            contacts = audit.contact_ids(connection, accounts or [], Query.of(asked.contact))
        agents = audit.agents_called(connection, asked.agent) if asked.agent else None
        return Which(accounts, contacts, agents, asked.since, asked.until)

    def _touched(self, connection: Reading, asked: Asked, which: Which) -> set[int]:
        """Return the ids of the changes by which somebody got what is asked for, or lost it."""
        query, _ = looked_for(asked.value, self._surroundings.region)
        wholes = [" ".join(way) for way in query.ways if way]
        keys = {
            SearchKey(kind, whole) for whole in wholes for kind in _WHOLE if kind not in OF_PHONES or whole.isdecimal()
        }
        owners = audit.owners_with(connection, keys)
        if which.account_ids is not None:
            owners = {owner for owner in owners if owner.account_id in which.account_ids}
        return {
            one.change.id
            for changes in audit.of_owners(connection, owners)
            for one in replayed(changes)
            if _may_have(one.change, wholes) and keys & (one.taken | one.given)
        }

    @staticmethod
    def _stream(connection: Reading, which: Which, ids: set[int] | None) -> Iterator[Sequence[Change]]:
        if ids is not None:
            yield from audit.among(connection, which, ids)
            return
        made = audit.newest(connection, which, None, _LOOKED_THROUGH)
        while made:
            yield made
            made = audit.newest(connection, which, made[-1].id, _LOOKED_THROUGH)

    def _called(self, connection: Reading, account_id: int, contact_id: int) -> str:
        if contact_id:
            contact = audit.contacts(connection, [Owner(account_id, contact_id)]).get(contact_id)
            return contact.named if contact else NOBODY
        head = audit.heads(connection, [account_id])[account_id]
        return f"account {head.name} {head.number}"

    def _in_words(self, connection: Reading, made: Sequence[Change]) -> Iterator[AuditedChange]:
        heads = audit.heads(connection, {change.account_id for change in made})
        people = audit.contacts(connection, {change.owner for change in made})
        entries = audit.entries(connection, {change.owner for change in made}.union(_paid_for(made)))
        texts = {this: ChangeText(head, self._surroundings, entries) for this, head in heads.items()}
        for change in made:
            contact = None if change.contact_id is None else people.get(change.contact_id)
            yield texts[change.account_id].change(change, contact)


def _may_have(change: Change, wholes: Sequence[str]) -> bool:
    """Whether a change may be about one of these folded texts: a part of a name stands in the name.

    Working out all keys takes longer than all else, and few changes of an account are about what is looked for.
    """
    for record in (change.before or {}, change.after or {}):
        names = (fold(record[name]) for name in _NAMED if record.get(name) is not None)
        if any(name in whole for name in names for whole in wholes):
            return True
        if any(fold(email["address"]) in wholes for email in record.get("emails") or ()):
            return True
        numbers = [phone_text(phone["e164"], phone["digits"]) for phone in record.get("phones") or ()]
        if any(number.endswith(whole) for number in numbers for whole in wholes):
            return True
    return False


def _paid_for(made: Iterable[Change]) -> Iterator[Owner]:
    """The bills that payments name."""
    for change in made:
        for record in (change.before, change.after):
            if record and record.get("bill_id"):
                yield Owner(change.account_id, bill_id=record["bill_id"])


def _of_field(change: AuditedChange, field: str) -> AuditedChange | None:
    """Return a change as far as it is one of a field; None if it is not."""
    if not field:
        return change
    fields = tuple(one for one in change.fields if fold(one.field) == fold(field))
    return replace(change, fields=fields) if fields else None


def _has(change: AuditedChange, value: str, touched: set[int]) -> bool:
    if change.id in touched:
        return True
    return any(fold(text) == fold(value) for field in change.fields for text in (*field.old, *field.new))


def _all_of(change: AuditedChange) -> str:
    """Return all that a row shows of a change, folded, a value a line; of numbers the digits alone as well."""
    values = [text for field in change.fields for text in (*field.old, *field.new)]
    words = [change.when, change.agent, change.source, change.did, change.about, *(one.field for one in change.fields)]
    return "\n".join(map(fold, (*words, *values, *filter(None, map(digits_of, values)))))
