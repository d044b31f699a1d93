"""What the SQL finds, and in which order, is what the words mean."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, event, update

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import finding
from contacts_tui.storage.changes import Writing, add_account, add_contact, delete_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.finding import Hit
from contacts_tui.storage.tables import ACCOUNT, CHANGE, CONTACT, EMAIL, PHONE

MEETING = datetime(2019, 2, 1, tzinfo=UTC)
WORDS = some.text("aAbé1 -%_/\\\u674e", max_size=5)
DIGITS = some.text("123", min_size=1, max_size=4)
PHONES = some.builds(
    Phone,
    raw=some.just("raw"),
    e164=some.none() | DIGITS.map("+{}".format),
    extension=some.just("12"),
    digits=DIGITS,
    region=some.none(),
    status=some.just(PhoneStatus.VALID),
    shown=DIGITS,
)
CONTACTS = some.builds(
    Contact,
    contact_type=some.sampled_from(ContactType),
    first_name=WORDS,
    last_name=WORDS,
    phones=some.lists(PHONES, max_size=2).map(tuple),
    emails=some.lists(some.builds(Email, address=WORDS.map("{}@b.com".format), key=some.just("key")), max_size=2).map(
        tuple
    ),
    id=some.just(0),
    account_id=some.just(0),
    version=some.just(0),
)
OFFICES = some.lists(some.tuples(WORDS, WORDS, some.booleans(), some.lists(CONTACTS, max_size=4)), max_size=4)
QUERIES = some.text("aAbé12 -%_/\\\u674e+()", max_size=7).map(Query.of).filter(lambda query: not query.is_empty)


def office(number: str, name: str = "Maneba") -> Account:
    return Account(name, number, AccountType.STAND_ALONE, None, Address(), AccountManager(), "USD")


def person(name: str, *phones: str, kind: ContactType = ContactType.ALTERNATE) -> Contact:
    first, _, last = name.partition(" ")
    numbers = tuple(Phone(p, p, "", p[1:], None, PhoneStatus.VALID, p) for p in phones)
    return Contact(kind, first, last, numbers, (Email("q@q.com", "q@q.com"),))


def store(database: Database, account: Account, *people: Contact) -> list[Contact]:
    with database.transaction() as connection:
        writing = Writing(connection, "mona", "test")
        account = add_account(writing, account)
        return [add_contact(writing, account.id, one) for one in people]


def looked_up(database: Database, text: str, number: str = "", limit: int = 50) -> tuple[list[Hit], list[Hit]]:
    query = Query.of(text)
    with database.reading() as connection:
        return (
            finding.account_hits(connection, query, limit),
            finding.contact_hits(connection, query, number, limit),
        )


def begins(word: str, text: str) -> bool:
    return any(value.startswith(word) or f" {word}" in value for value in text.split("\n"))


def stands(query: Query, own: str, both: str, is_there: Callable[[str, str], bool]) -> bool:
    return any(all(is_there(w, both) for w in way) and any(is_there(w, own) for w in way) for way in query.ways)


def stage_of(query: Query, own: str, both: str, *, is_whole: bool, whole: int) -> int | None:
    if not stands(query, own, both, lambda word, text: word in text):
        return None
    if is_whole:
        return whole
    return 2 if stands(query, own, both, begins) else 3


def model(
    query: Query, number: str, offices: Sequence[tuple[Account, Sequence[Contact]]]
) -> tuple[list[Any], list[Any]]:
    """Return what account_hits and contact_hits are to find, told in plain Python: stage and id, best first."""
    accounts, contacts = [], []
    for account, people in offices:
        about = account_text(account.number, account.name)
        is_whole = about.startswith(" ".join(query.ways[0]) + "\n")
        stage = stage_of(query, about, about, is_whole=is_whole, whole=0)
        accounts.append((stage, account.name.lower(), account.id))
        for one in people:
            numbers = [(phone.e164, phone.digits) for phone in one.phones]
            own = contact_text(one.name, numbers, [email.address for email in one.emails])
            is_whole = bool(number) and number in own.split("\n")
            stage = stage_of(query, own, f"{about}\n{own}", is_whole=is_whole, whole=1)
            contacts.append((stage, one.contact_type.rank, own, one.id))
    return tuple(
        [(f[0], f[-1]) for f in sorted(f for f in found if f[0] is not None)] for found in (accounts, contacts)
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, query=QUERIES, number=some.just("") | DIGITS, limit=some.integers(1, 12))
def test_what_is_found_is_what_plain_python_finds(
    database: Database, offices: list[Any], query: Query, number: str, limit: int
):
    there = []
    with database.transaction() as connection:
        for table in (CHANGE, PHONE, EMAIL, CONTACT, ACCOUNT):
            connection.execute(delete(table))
        writing = Writing(connection, "mona", "test")
        for at, (told, name, is_there, people) in enumerate(offices):
            account = add_account(writing, office(f"{at}{told}" if is_there else told + str(at), name))
            stored = [add_contact(writing, account.id, one) for one in people]
            if stored and len(stored) % 2:
                delete_contact(writing, stored.pop())
            if is_there:
                there.append((account, stored))
            else:
                connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(deleted_at=MEETING))
    wanted_accounts, wanted_contacts = model(query, number, there)
    with database.reading() as connection:
        accounts = finding.account_hits(connection, query, limit)
        contacts = finding.contact_hits(connection, query, number, limit)
    assert [(hit.stage, hit.account.id) for hit in accounts] == wanted_accounts[:limit]
    assert [(hit.stage, hit.contact.id) for hit in contacts if hit.contact] == wanted_contacts[:limit]
    known = {one.id: one for _, people in there for one in people}
    assert [hit.contact for hit in contacts] == [known[this] for _, this in wanted_contacts[:limit]]
    assert all(hit.contact and hit.account.id == hit.contact.account_id for hit in contacts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=30), data=some.data())
def test_any_part_of_a_stored_name_finds_it(database: Database, name: str, data: some.DataObject):
    begin = data.draw(some.integers(0, len(name)))
    query = Query.of(name[begin : data.draw(some.integers(begin, len(name)))])
    one = replace(person(""), first_name=name)
    assume(not query.is_empty and query.is_in(contact_text(name, [], ["q@q.com"])))
    with database.transaction() as connection:
        for table in (CHANGE, PHONE, EMAIL, CONTACT, ACCOUNT):
            connection.execute(delete(table))
    [stored] = store(database, office("1"), one)
    with database.reading() as connection:
        assert [hit.contact for hit in finding.contact_hits(connection, query, "", 5)] == [stored]


@pytest.mark.parametrize(("text", "limit", "many"), [("ann", 50, 50), ("ann", 5, 5), ("ann 59", 50, 1), ("zz", 50, 0)])
def test_however_many_are_found_they_are_loaded_with_three_queries(
    database: Database, text: str, limit: int, many: int
):
    people = [person(f"Ann {at}", f"+1416967{at:04}", f"+1416223{at:04}") for at in range(60, 120)]
    store(database, office("1"), *people[:30])
    store(database, office("2"), *people[30:], person("Ann 59", "+14162230000", "+14162230001"))
    statements: list[str] = []
    with database.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *said: statements.append(said[2]))
        found = finding.contact_hits(connection, Query.of(text), "", limit)
    assert [len(hit.contact.phones) for hit in found if hit.contact] == [2] * many
    assert len([said for said in statements if said.startswith("SELECT")]) == 3


def test_what_is_found_is_whole(database: Database):
    stored = store(database, office("1"), person("Ann Lee", "+14169671111", "+14162231234"), person("Bob Ray"))
    _, found = looked_up(database, "ann")
    assert [hit.contact for hit in found] == stored[:1]


def test_a_word_of_its_account_alone_does_not_find_a_contact(database: Database):
    store(database, office("1", "Maneba"), person("Ann Lee"))
    accounts, contacts = looked_up(database, "maneba")
    assert (len(accounts), contacts) == (1, [])
    accounts, contacts = looked_up(database, "maneba lee")
    assert (accounts, len(contacts)) == ([], 1)


def test_a_value_that_no_program_writes_is_told_in_a_sentence(tmp_path: Path):
    database = Database(tmp_path / "contacts.db")
    store(database, office("1", "Maneba"), person("Ann Lee"))
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE account SET city = x'00ff'")
    for text in ("maneba", "ann"):
        with pytest.raises(DatabaseUnusable, match="a value that contacts-tui does not know"):
            looked_up(database, text)
    database.close()
