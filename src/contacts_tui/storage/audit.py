"""Reading the change rows: which ones, newest first, and what the things that they are about are called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, and_, cast, func, or_, select

from contacts_tui.domain.contact import Contact
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_key import OF_ACCOUNTS, KeyKind, SearchKey
from contacts_tui.domain.text import fold
from contacts_tui.storage import pages
from contacts_tui.storage.change_rows import Change, changes_of, selected
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import OF_CONTACTS, Record, contact_from
from contacts_tui.storage.tables import ACCOUNT, BILL, CHANGE, CONTACT, EARLIER_VALUE, PAYMENT, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, known_values, look_over

_AT_ONCE: Final = 500
"""Ids that one statement names."""
_SAID: Final = tuple(func.lower(cast(CHANGE.c[name], String)) for name in ("before", "after"))
"""What rows say, as the JSON that is stored: to look through it takes a tenth of reading it."""
_OF_PEOPLE: Final = and_(CHANGE.c.bill_id.is_(None), CHANGE.c.payment_id.is_(None))


@dataclass(frozen=True, slots=True)
class Which:
    """Which change rows are wanted; None where that does not matter."""

    account_ids: Sequence[int] | None = None
    contact_ids: Sequence[int] | None = None
    agents: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that is too late."""
    fields: Sequence[str] | None = None
    """Fields of change rows of which a row says one at least."""

    @property
    def are_wanted(self) -> ColumnElement[bool]:
        """The condition under which a row is one of them."""
        conditions: list[ColumnElement[bool]] = [CHANGE.c.id > 0]
        named = {"account_id": self.account_ids, "contact_id": self.contact_ids, "agent": self.agents}
        conditions += (CHANGE.c[name].in_(list(values)) for name, values in named.items() if values is not None)
        conditions += [CHANGE.c.made_at >= self.since] if self.since is not None else []
        conditions += [CHANGE.c.made_at < self.until] if self.until is not None else []
        if self.fields is not None:
            # A phone, which only contacts have, has a region as an address has one.
            contact_id, is_of_contacts = CHANGE.c.contact_id, OF_CONTACTS.issuperset(self.fields)
            conditions.append(contact_id.is_not(None) if is_of_contacts else contact_id.is_(None))
            conditions.append(says((f'"{name}"',) for name in self.fields))
        return and_(*conditions)


class Head(NamedTuple):
    """What the changes of an account need to know of it."""

    number: str
    name: str
    country: str
    currency: str


def says(marks: Iterable[Sequence[str]]) -> ColumnElement[bool]:
    """Return the condition under which all texts of one of some groups stand in what a row says, in lower case."""
    groups = [[*dict.fromkeys(group)] for group in marks]
    return or_(*(and_(*(said.contains(mark, autoescape=True) for mark in group)) for group in groups for said in _SAID))


def newest(connection: Connection, which: Which, before: int | None, limit: int) -> tuple[Change, ...]:
    """Return changes, newest first: those made before the one with an id, or the last ones."""
    statement = selected().where(which.are_wanted)
    if before is not None:
        statement = statement.where(CHANGE.c.id < before)
    return changes_of(connection, statement.order_by(CHANGE.c.id.desc()).limit(limit))


def among(connection: Connection, which: Which, ids: Iterable[int]) -> Iterator[tuple[Change, ...]]:
    """Yield those of the changes with these ids that are wanted, newest first, some at a time."""
    every = sorted(ids, reverse=True)
    for begin in range(0, len(every), _AT_ONCE):
        some = CHANGE.c.id.in_(every[begin : begin + _AT_ONCE])
        yield changes_of(connection, selected().where(some, which.are_wanted).order_by(CHANGE.c.id.desc()))


def saying(
    connection: Connection, which: Which, of_contacts: Iterable[Sequence[str]], of_others: Iterable[Sequence[str]]
) -> list[int]:
    """Return the ids of changes that are wanted, and in whose JSON all texts of one of some groups stand.

    The texts are in lower case; there are groups for changes of contacts, and others for all other changes.
    """
    whose = CHANGE.c.contact_id
    one_says = or_(and_(whose.is_not(None), says(of_contacts)), and_(whose.is_(None), says(of_others)))
    return list(connection.execute(select(CHANGE.c.id).where(which.are_wanted, one_says)).scalars())


def of_owners(
    connection: Connection, owners: Iterable[Owner], *are_wanted: ColumnElement[bool]
) -> Iterator[tuple[Change, ...]]:
    """Yield all changes of accounts and contacts that are wanted, one after the other, those of each oldest first."""
    wanted = set(owners)
    ids = sorted({owner.account_id for owner in wanted})
    of = (CHANGE.c.account_id, func.coalesce(CHANGE.c.contact_id, 0))
    for begin in range(0, len(ids), _AT_ONCE):
        some = set(ids[begin : begin + _AT_ONCE])
        contacts = [owner.contact_id for owner in wanted if owner.account_id in some and owner.contact_id is not None]
        here: list[ColumnElement[bool]] = [CHANGE.c.account_id.in_(some), _OF_PEOPLE, *are_wanted]
        if len(contacts) <= _AT_ONCE:
            here.append(or_(CHANGE.c.contact_id.is_(None), CHANGE.c.contact_id.in_(contacts)))
        found = changes_of(connection, selected().where(*here).order_by(*of, CHANGE.c.id))
        for owner, changes in groupby(found, key=lambda change: change.owner):
            if owner in wanted:
                yield tuple(changes)


def owners_of(connection: Connection, account_ids: Sequence[int]) -> set[Owner]:
    """Return the accounts themselves, and all contacts that were ever changed in them."""
    statement = select(CHANGE.c.account_id, CHANGE.c.contact_id).where(CHANGE.c.account_id.in_(account_ids)).distinct()
    return {Owner(*line) for line in connection.execute(statement)}


def owners_with(connection: Connection, keys: Iterable[SearchKey]) -> set[Owner]:
    """Return the accounts and contacts that have one of these keys, or had it."""
    owners: set[Owner] = set()
    for kind, text in keys:
        has = (SEARCH_KEY.c.kind == int(kind), SEARCH_KEY.c.key == text)
        for ref, account_id in connection.execute(select(SEARCH_KEY.c.ref, SEARCH_KEY.c.account_id).where(*has)):
            owners.add(Owner(account_id) if kind in OF_ACCOUNTS else Owner(account_id, ref))
        had = (EARLIER_VALUE.c.kind == int(kind), EARLIER_VALUE.c.key == text)
        columns = (EARLIER_VALUE.c.account_id, EARLIER_VALUE.c.contact_id)
        owners.update(Owner(*line) for line in connection.execute(select(*columns).where(*had).distinct()))
    return owners


def account_ids(connection: Connection, number: str) -> list[int]:
    """Return the accounts that have a number, in the trash too, and those that had it before."""
    has = select(ACCOUNT.c.id).where(ACCOUNT.c.number == number)
    numbers = owners_with(connection, [SearchKey(KeyKind.ACCOUNT_NUMBER, fold(number))])
    return sorted({*connection.execute(has).scalars(), *(owner.account_id for owner in numbers)})


def contact_ids(connection: Connection, accounts: Sequence[int], query: Query) -> list[int]:
    """Return the contacts of accounts, in the trash too, in whose texts a query stands, or stood before."""
    now = select(CONTACT.c.id, CONTACT.c.search_text).where(CONTACT.c.account_id.in_(accounts))
    of_them = (EARLIER_VALUE.c.account_id.in_(accounts), EARLIER_VALUE.c.contact_id.is_not(None))
    before = select(EARLIER_VALUE.c.contact_id, EARLIER_VALUE.c.key).where(*of_them)
    texts = (line for statement in (now, before) for line in connection.execute(statement))
    return sorted({this for this, text in texts if query.is_in(text)})


def agents_called(connection: Connection, name: str) -> list[str]:
    """Return the agents who have changed anything and are called so, however that is written."""
    return [one for one in connection.execute(select(CHANGE.c.agent).distinct()).scalars() if fold(one) == fold(name)]


def heads(connection: Connection, ids: Iterable[int]) -> dict[int, Head]:
    """Return accounts by their ids: those in the trash too, and of those that are gone what their changes say."""
    wanted = set(ids)
    columns = (ACCOUNT.c.id, *(ACCOUNT.c[name] for name in Head._fields))
    found: dict[int, Head] = {}
    with known_values():
        for line in connection.execute(select(*columns).where(ACCOUNT.c.id.in_(wanted))):
            look_over(("id", *Head._fields), line)
            found[line[0]] = Head(*line[1:])
    gone = {Owner(this) for this in wanted - found.keys()}
    said = _last_said(connection, gone)
    for owner in gone:
        found[owner.account_id] = Head(*(str(said.get(owner, {}).get(name) or "") for name in Head._fields))
    return found


def contacts(connection: Connection, owners: Iterable[Owner]) -> dict[int, Contact]:
    """Return contacts by their ids: those in the trash too, and of those that are gone what their changes say.

    Those of which everything was erased are left out.
    """
    wanted = {owner.contact_id: owner for owner in owners if owner.contact_id is not None}
    columns = (CONTACT.c[name] for name in CONTACT_COLUMNS)
    lines = connection.execute(select(*columns).where(CONTACT.c.id.in_(list(wanted)))).all()
    found = {one.id: one for one in pages.contacts_on(connection, lines)}
    for owner, said in _last_said(connection, (wanted[gone] for gone in wanted.keys() - found.keys())).items():
        if owner.contact_id is not None and said:
            found[owner.contact_id] = contact_from(said)
    return found


def entries(connection: Connection, owners: Iterable[Owner]) -> dict[Owner, Record]:
    """Return number and amount of bills, and the amount of payments, void or not."""
    every = list(owners)
    found: dict[Owner, Record] = {}
    bills = [owner.bill_id for owner in every if owner.bill_id is not None]
    statement = select(BILL.c.account_id, BILL.c.id, BILL.c.number, BILL.c.amount_minor).where(BILL.c.id.in_(bills))
    for account_id, this, number, amount in connection.execute(statement):
        found[Owner(account_id, bill_id=this)] = {"number": number, "amount_minor": amount}
    payments = [owner.payment_id for owner in every if owner.payment_id is not None]
    columns = (PAYMENT.c.account_id, PAYMENT.c.id, PAYMENT.c.amount_minor)
    for account_id, this, amount in connection.execute(select(*columns).where(PAYMENT.c.id.in_(payments))):
        found[Owner(account_id, payment_id=this)] = {"amount_minor": amount}
    return found


def _last_said(connection: Connection, owners: Iterable[Owner]) -> dict[Owner, Record]:
    """Return what changes say of accounts and contacts, each field as it was last."""
    wanted = set(owners)
    # A deletion says all that there was: of what has one, years of changes need not be read.
    deleted = of_owners(connection, wanted, CHANGE.c.action == "deleted")
    found = {changes[0].owner: _folded(changes[-1:]) for changes in deleted}
    others = of_owners(connection, {owner for owner in wanted if not found.get(owner)})
    return found | {changes[0].owner: _folded(changes) for changes in others}


def _folded(changes: Sequence[Change]) -> Record:
    said: Record = {}
    for change in changes:
        for record in (change.before, change.after):
            said |= {name: value for name, value in (record or {}).items() if value is not None}
    return said
