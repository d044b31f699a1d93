"""Find: who is calling, and which account is meant."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import itemgetter
from typing import Final

from contacts_tui.domain.contact import Contact, Phone, PhoneStatus
from contacts_tui.domain.found import Found, FoundAccount, FoundEarlier
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_text import account_text, phone_text
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.earlier import in_words
from contacts_tui.services.looked_for import looked_for
from contacts_tui.storage import earlier_search, finding
from contacts_tui.storage.database import Database
from contacts_tui.storage.finding import Hit
from contacts_tui.storage.key_search import Stage
from contacts_tui.storage.pages import Reading
from contacts_tui.storage.stop import Stop, Stopped

MOST_EARLIER: Final = 25
"""Earlier values that a text finds."""
_USUAL: Final = ("~~~", "222222", "~~~ ~~~~", "222-3333", "(222) 333-4444", "222 333 4444")
"""Texts that find next to nothing, one for each kind of statement that most texts come to."""
LONGEST_SEARCH: Final = 2.0
"""Seconds after which looking through all texts ends."""


class Search:
    """What is looked for in all accounts at once."""

    def __init__(self, database: Database, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._surroundings = surroundings or Surroundings()
        self._stop = Stop()

    def begun(self, text: str, limit: int = 50) -> Found:
        """Return what begins with a text, or ends a phone with it: of accounts and of contacts the best `limit` each.

        It takes a moment among any number of them. Best first, contacts under their accounts: what has the text as its
        number, then as its phone number, then where names begin with it, then the rest; and a caller whom nobody
        knows. An empty text finds nothing.
        """
        query, phone = self._read(text)
        if query.is_empty:
            return Found()
        with self._database.reading() as connection:
            hits = finding.begun(connection, query, _key_of(phone), limit + 1)
        return self._found(query, phone, hits, limit)

    def find(self, text: str, limit: int = 50) -> Found:
        """Return what has a text in it: what begins with it as `begun` does, then what holds it anywhere.

        Where there is room behind these, also who had before what begins with it, or ends a phone with it.

        That takes long among many: it ends after LONGEST_SEARCH seconds, or when another thread calls `stop`, with
        what is there by then and `is_cut`.
        """
        query, phone = self._read(text)
        if query.is_empty:
            return Found()
        self._stop = stop = Stop()
        with self._database.reading() as connection:
            hits = finding.begun(connection, query, _key_of(phone), limit + 1)
        earlier: tuple[FoundEarlier, ...] = ()
        is_whole = False
        with stop.after(LONGEST_SEARCH), suppress(Stopped), self._database.reading(stop) as connection:
            hits += finding.accounts_within(connection, query, hits, _left(hits, limit, of_contacts=False))
            hits += finding.contacts_within(connection, query, hits, _left(hits, limit, of_contacts=True))
            earlier = self._earlier(connection, query, hits, limit)
            is_whole = True
        found = self._found(query, phone, hits, limit)
        return replace(found, is_cut=found.is_cut or not is_whole, is_partial=False, earlier=earlier)

    def warm_up(self, step: int) -> bool:
        """Have a kind of search ready, of which the first one takes ten times as long. False if there is no such step.

        A step takes up to 50 ms.
        """
        if step < len(_USUAL):
            self.find(_USUAL[step], 1)
        return step < len(_USUAL)

    def stop(self) -> None:
        """End a `find` that is under way in another thread, if there is one: something else is wanted by now."""
        self._stop.set()

    def recent(self, ids: Sequence[int], limit: int = 10) -> tuple[FoundAccount, ...]:
        """Return those of the accounts, in their order, that are still there, then the newest ones: `limit` in all."""
        with self._database.reading() as connection:
            there = finding.accounts(connection, ids)
            newest = finding.newest_accounts(connection, limit)
        known = {this: there[this] for this in ids if this in there}
        known |= {account.id: account for account in newest if account.id not in known}
        return tuple(known.values())[:limit]

    def _earlier(self, connection: Reading, query: Query, hits: Sequence[Hit], limit: int) -> tuple[FoundEarlier, ...]:
        room = min(MOST_EARLIER, limit - len(hits))
        if room <= 0:
            return ()
        found = earlier_search.begun(connection, query, finding.owners_of(hits), room)
        return in_words(connection, found, self._surroundings)

    def _read(self, text: str) -> tuple[Query, Phone | None]:
        return looked_for(text, self._surroundings.region)

    def _found(self, query: Query, phone: Phone | None, hits: Sequence[Hit], limit: int) -> Found:
        many = [_left(hits, limit, of_contacts=one) for one in (False, True)]
        kept = [*_of(hits, of_contacts=False)[:limit], *_of(hits, of_contacts=True)[:limit]]
        kept.sort(key=lambda hit: hit.stage)
        caller = phone if phone and _is_new(phone, kept) else None
        return Found(
            _grouped(query, kept),
            caller,
            self._surroundings.region if caller else "",
            is_number=phone is not None and phone.status is not PhoneStatus.SHORT,
            is_cut=0 in many,
            is_partial=any(many),
        )


def _key_of(phone: Phone | None) -> str:
    return phone_text(phone.e164, phone.digits) if phone else ""


def _of(hits: Sequence[Hit], *, of_contacts: bool) -> list[Hit]:
    return [hit for hit in hits if (hit.contact is not None) is of_contacts]


def _left(hits: Sequence[Hit], limit: int, *, of_contacts: bool) -> int:
    """How many are still to be found to know whether there are more than the limit."""
    return limit + 1 - len(_of(hits, of_contacts=of_contacts))


def _is_new(phone: Phone, hits: Sequence[Hit]) -> bool:
    """Whether a number is somebody's who is not known: a local one that stands in another is a part of that."""
    if phone.status is PhoneStatus.LOCAL:
        return not hits
    known = (Stage.ACCOUNT_NUMBER, Stage.PHONE)
    return phone.e164 is not None and not any(hit.stage in known for hit in hits)


def _grouped(query: Query, hits: Iterable[Hit]) -> tuple[FoundAccount, ...]:
    """Hits, best first, under their accounts: those of an account that are equally good by type, then by name."""
    accounts: dict[int, FoundAccount] = {}
    people: dict[int, list[tuple[int, tuple[int, str], Contact]]] = {}
    for hit in hits:
        accounts.setdefault(hit.account.id, hit.account)
        if hit.contact is not None:
            people.setdefault(hit.account.id, []).append((hit.stage, hit.order, hit.contact))
    return tuple(
        replace(
            account,
            is_hit=query.is_in(account_text(account.number, account.name)),
            contacts=tuple(contact for *_, contact in sorted(people.get(account.id, ()), key=itemgetter(0, 1))),
        )
        for account in accounts.values()
    )
