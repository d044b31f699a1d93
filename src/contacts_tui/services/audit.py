"""Who changed what, when and from where: page by page for the screen, by what an auditor asks for the command."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contacts_tui.domain.audited import Audited, AuditedChange, AuditPage
from contacts_tui.domain.query import Query, digits_of
from contacts_tui.domain.text import fold
from contacts_tui.services.asked_value import AskedValue
from contacts_tui.services.change_text import NOBODY, ChangeText
from contacts_tui.services.checking import Surroundings
from contacts_tui.storage import audit
from contacts_tui.storage.audit import Which
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.database import Database
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.records import CALLED_IN_ROWS

PAGE: Final = 100
"""Changes that the screen shows at once, or somewhat more than fit on it."""
_LOOKED_THROUGH: Final = 1_000
"""Changes that are read at once where only some of them are wanted."""


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
        """Return the newest changes for which all holds that is asked for, at most `limit`.

        Where a field or a value is asked for, a change has only the fields that are it, or hold it. Raises
        DatabaseUnusable.
        """
        value = AskedValue(asked.value, self._surroundings.region) if asked.value else None
        with self._database.reading() as connection:
            which = self._which(connection, asked)
            ids = value.ids(connection, which) if value else None
            found: list[AuditedChange] = []
            for made in self._stream(connection, which, ids):
                told = (_of_field(change, asked.field) for change in self._in_words(connection, made))
                found += filter(None, (change and value.of(change) if value else change for change in told))
                if len(found) > limit:
                    break
        return Audited(tuple(found[:limit]), len(found) > limit, is_account_known=which.account_ids != [])

    def _which(self, connection: Reading, asked: Asked) -> Which:
        accounts = None if asked.account is None else audit.account_ids(connection, asked.account)
        contacts = None
        if asked.contact:
            contacts = audit.contact_ids(connection, accounts or [], Query.of(asked.contact))
        agents = audit.agents_called(connection, asked.agent) if asked.agent else None
        fields = [name for name, called in CALLED_IN_ROWS.items() if fold(called) == fold(asked.field)]
        return Which(accounts, contacts, agents, asked.since, asked.until, fields if asked.field else None)

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
    return change.only(lambda one: fold(one.field) == fold(field))


def _all_of(change: AuditedChange) -> str:
    """Return all that a row shows of a change, folded, a value a line; of numbers the digits alone as well."""
    values = [text for field in change.fields for text in (*field.old, *field.new)]
    words = [change.when, change.agent, change.source, change.did, change.about, *(one.field for one in change.fields)]
    return "\n".join(map(fold, (*words, *values, *filter(None, map(digits_of, values)))))
