"""Find: who is calling, and which account is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from contacts_tui.domain.contact import Contact, Phone, PhoneStatus
from contacts_tui.domain.found import Found, FoundAccount
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.query import Query, is_number
from contacts_tui.domain.search_text import account_text, phone_text
from contacts_tui.domain.text import LONGEST, controls, fold
from contacts_tui.services.checking import Surroundings
from contacts_tui.storage import finding
from contacts_tui.storage.database import Database
from contacts_tui.storage.finding import Hit, Stage


class Search:
    """What is looked for in all accounts at once."""

    def __init__(self, database: Database, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._surroundings = surroundings or Surroundings()

    def find(self, text: str, limit: int = 50) -> Found:
        """Return what a text finds: of accounts and of contacts the best `limit` each, and a caller whom nobody knows.

        Best first, contacts under their accounts: what has the text as its number, then as its phone number, then
        where its words begin, then the rest. An empty text finds nothing.
        """
        query, phone = self._read(text)
        if query.is_empty:
            return Found()
        number = phone_text(phone.e164, phone.digits) if phone else ""
        with self._database.reading() as connection:
            accounts = finding.account_hits(connection, query, limit + 1)
            contacts = finding.contact_hits(connection, query, number, limit + 1)
        hits = sorted((*accounts[:limit], *contacts[:limit]), key=lambda hit: hit.stage)
        caller = phone if phone and _is_new(phone, hits) else None
        return Found(
            _grouped(query, hits),
            caller,
            self._surroundings.region if caller else "",
            is_number=phone is not None and phone.status is not PhoneStatus.SHORT,
            is_cut=max(len(accounts), len(contacts)) > limit,
        )

    def recent(self, ids: Sequence[int], limit: int = 10) -> tuple[FoundAccount, ...]:
        """Return those of the accounts, in their order, that are still there, then the newest ones: `limit` in all."""
        with self._database.reading() as connection:
            there = finding.accounts(connection, ids)
            newest = finding.newest_accounts(connection, limit)
        known = {this: there[this] for this in ids if this in there}
        known |= {account.id: account for account in newest if account.id not in known}
        return tuple(known.values())[:limit]

    def _read(self, text: str) -> tuple[Query, Phone | None]:
        """Return what to look for, and the phone number that a text is as a whole; None if it is none.

        Empty where nothing stored can hold the text. A number is also looked for as it is stored: its digits may have
        been typed as letters, or as those of another script.
        """
        if len(text) > LONGEST or controls(fold(text)):
            return Query(()), None
        query = Query.of(text)
        is_whole = is_number(text)
        if not is_whole and not text.lstrip("+( ")[:1].isdecimal():
            return query, None
        phone, _ = read_phone(text.strip(), self._surroundings.region)
        dialled = phone_text(phone.e164, "")
        if dialled and not query.is_in(dialled):
            query = Query((*query.ways, (dialled,)))
        return query, phone if is_whole and phone.status is not PhoneStatus.BAD else None


def _is_new(phone: Phone, hits: Sequence[Hit]) -> bool:
    """Whether a number is somebody's who is not known: a local one that stands in another is a part of that."""
    if phone.status is PhoneStatus.LOCAL:
        return not hits
    known = (Stage.ACCOUNT_NUMBER, Stage.PHONE)
    return phone.e164 is not None and not any(hit.stage in known for hit in hits)


def _grouped(query: Query, hits: Iterable[Hit]) -> tuple[FoundAccount, ...]:
    accounts: dict[int, FoundAccount] = {}
    contacts: dict[int, list[Contact]] = {}
    for hit in hits:
        accounts.setdefault(hit.account.id, hit.account)
        if hit.contact is not None:
            contacts.setdefault(hit.account.id, []).append(hit.contact)
    return tuple(
        replace(
            account,
            is_hit=query.is_in(account_text(account.number, account.name)),
            contacts=tuple(contacts.get(account.id, ())),
        )
        for account in accounts.values()
    )
