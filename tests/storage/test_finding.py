"""What the SQL finds, and in which order, is what the words mean."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, event, select, update

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.query import Query
from contacts_tui.domain.search_key import OF_ACCOUNTS, KeyKind, account_keys, contact_keys
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import finding
from contacts_tui.storage.changes import Writing, add_account, add_contact, delete_account, delete_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.finding import Hit
from contacts_tui.storage.key_search import Stage
from contacts_tui.storage.stop import Stop, Stopped
from contacts_tui.storage.tables import ACCOUNT, CHANGE, CONTACT, EARLIER_VALUE, EMAIL, PHONE, SEARCH_KEY

Find = Callable[..., tuple[list[Hit], list[Hit]]]
TABLES = (EARLIER_VALUE, CHANGE, PHONE, EMAIL, CONTACT, ACCOUNT, SEARCH_KEY)
NAMES = (KeyKind.CONTACT_NAME, KeyKind.CONTACT_WORD, KeyKind.ACCOUNT_NAME, KeyKind.ACCOUNT_WORD)
PHONES_OF = (KeyKind.PHONE, KeyKind.PHONE_AT_HOME, KeyKind.PHONE_BACKWARDS)
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


def begun(database: Database, text: str, number: str = "", limit: int = 50) -> tuple[list[Hit], list[Hit]]:
    with database.reading() as connection:
        hits = finding.begun(connection, Query.of(text), number, limit)
    return [hit for hit in hits if not hit.contact], [hit for hit in hits if hit.contact]


def within(database: Database, text: str, limit: int = 50) -> tuple[list[Hit], list[Hit]]:
    query = Query.of(text)
    with database.reading() as connection:
        return finding.accounts_within(connection, query, [], limit), finding.contacts_within(
            connection, query, [], limit
        )


class Office:
    """An account with its contacts, as stored, and what the words mean, told in plain Python."""

    def __init__(self, account: Account, people: Sequence[Contact]) -> None:
        self.account = account
        self.people = people
        self.text = account_text(account.number, account.name)

    def text_of(self, one: Contact) -> str:
        numbers = [(phone.e164, phone.digits) for phone in one.phones]
        return contact_text(one.name, numbers, [email.address for email in one.emails])


def begins_or_is_digit_of(word: str, text: str) -> bool:
    return word in text if word.isdecimal() else f"\n{word}" in "\n" + text.replace(" ", "\n")


def all_in(text: str, words: list[str]) -> bool:
    return all(begins_or_is_digit_of(word, text) for word in words)


def stages(keys: set[Any], way: tuple[str, ...], others_in: Callable[[list[str]], bool]) -> list[Stage]:
    """How well one way finds what has these keys; `others_in(begun_by, words)` says whether the others stand too."""
    whole = " ".join(way)
    longest, *others = sorted(dict.fromkeys(way), key=len, reverse=True)
    found = []
    for kind, text in keys:
        is_phone = kind in PHONES_OF
        begin = longest[::-1] if kind is KeyKind.PHONE_BACKWARDS else longest
        if kind is KeyKind.CONTACT_TYPE or (is_phone and not longest.isdecimal()):
            continue
        if kind in NAMES and text.startswith(whole):
            found.append(Stage.NAME)
        elif not others and kind not in NAMES and text.startswith(begin):
            found.append(Stage.BEGINNING)
        elif others and text.startswith(begin):
            in_it = kind in NAMES and all(f" {other}" in text for other in others)
            if in_it or others_in(others):
                found.append(Stage.BEGINNING)
    return found


def begun_model(query: Query, number: str, offices: Sequence[Office]) -> tuple[dict[int, Stage], dict[int, Stage]]:
    """Return the accounts and the contacts that `begun` is to find, and how well."""
    accounts, contacts = {}, {}
    for office in offices:
        keys = account_keys(office.account.number, office.account.name)
        found = [Stage.ACCOUNT_NUMBER] if (KeyKind.ACCOUNT_NUMBER, " ".join(query.ways[0])) in keys else []
        for way in query.ways:
            found += stages(keys, way, partial(all_in, office.text))
        if found:
            accounts[office.account.id] = min(found)
        for one in office.people:
            if stage := stage_of(query, number, office, one, keys):
                contacts[one.id] = stage
    return accounts, contacts


def stage_of(query: Query, number: str, office: Office, one: Contact, of_account: set[Any]) -> Stage | None:
    own, keys = office.text_of(one), contact_keys(one)
    both = f"{office.text}\n{own}"
    found = [Stage.PHONE] if (KeyKind.PHONE, number) in keys else []
    for way in query.ways:
        found += stages(keys, way, partial(all_in, both))
        longest, *others = sorted(dict.fromkeys(way), key=len, reverse=True)
        by_account = any(kind in OF_ACCOUNTS and text.startswith(longest) for kind, text in of_account)
        if others and by_account and all_in(both, others) and any(begins_or_is_digit_of(w, own) for w in others):
            found.append(Stage.BEGINNING)
    return min(found) if found else None


def stored_offices(database: Database, offices: Sequence[Any]) -> list[Office]:
    """Store accounts and contacts anew, delete some of them, and return those that are left."""
    left = []
    with database.transaction() as connection:
        for table in TABLES:
            connection.execute(delete(table))
        writing = Writing(connection, "mona", "test")
        for at, (told, name, is_there, people) in enumerate(offices):
            account = add_account(writing, office(f"{at}{told}" if is_there else told + str(at), name))
            stored = [add_contact(writing, account.id, one) for one in people]
            if stored and len(stored) % 2:
                delete_contact(writing, stored.pop())
            if is_there:
                left.append(Office(account, stored))
                continue
            for one in stored:
                delete_contact(writing, one)
            delete_account(writing, account)
    return left


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, query=QUERIES, number=some.just("") | DIGITS)
def test_what_begins_with_a_text_is_what_plain_python_says(
    database: Database, offices: list[Any], query: Query, number: str
):
    left = stored_offices(database, offices)
    accounts, contacts = begun_model(query, number, left)
    with database.reading() as connection:
        hits = finding.begun(connection, query, number, 50)
    assert {hit.account.id: hit.stage for hit in hits if not hit.contact} == accounts
    assert {hit.contact.id: hit.stage for hit in hits if hit.contact} == contacts
    known = {one.id: one for office in left for one in office.people}
    assert all(hit.contact == known[hit.contact.id] for hit in hits if hit.contact)
    assert [hit.stage for hit in hits] == sorted(hit.stage for hit in hits)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, query=QUERIES)
def test_what_holds_a_text_anywhere_is_what_plain_python_says(database: Database, offices: list[Any], query: Query):
    left = stored_offices(database, offices)
    with database.reading() as connection:
        first = finding.begun(connection, query, "", 2)
        accounts = finding.accounts_within(connection, query, first, 50)
        contacts = finding.contacts_within(connection, query, first, 50)
    found = {hit.account.id for hit in accounts} | {hit.account.id for hit in first if not hit.contact}
    assert found == {office.account.id for office in left if query.is_in(office.text)}
    seen = {hit.contact.id for hit in first if hit.contact}
    assert not seen & {hit.contact.id for hit in contacts if hit.contact}
    seen |= {hit.contact.id for hit in contacts if hit.contact}
    assert seen == {one.id for office in left for one in office.people if holds(query, office, one)}


def holds(query: Query, office: Office, one: Contact) -> bool:
    own = office.text_of(one)
    both = f"{office.text}\n{own}"
    return any(all(word in both for word in way) and any(word in own for word in way) for way in query.ways)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, limit=some.integers(1, 3), query=QUERIES)
def test_however_few_are_asked_for_the_best_is_among_them(
    database: Database, offices: list[Any], limit: int, query: Query
):
    stored_offices(database, offices)
    with database.reading() as connection:
        every = finding.begun(connection, query, "", 50)
        some_of = finding.begun(connection, query, "", limit)
    for is_contact in (False, True):
        wanted = [hit for hit in every if bool(hit.contact) is is_contact]
        got = [hit for hit in some_of if bool(hit.contact) is is_contact]
        assert len(got) <= limit
        assert all(hit in wanted for hit in got)
        assert [hit.stage for hit in got[:1]] == [hit.stage for hit in wanted[:1]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES)
def test_the_keys_that_are_stored_are_those_that_follow_from_what_is_stored(database: Database, offices: list[Any]):
    left = stored_offices(database, offices)
    wanted = {
        (kind.value, text, this, office.account.id)
        for office in left
        for this, keys in (
            (office.account.id, account_keys(office.account.number, office.account.name)),
            *((one.id, contact_keys(one)) for one in office.people),
        )
        for kind, text in keys
    }
    with database.reading() as connection:
        assert {tuple(line) for line in connection.execute(select(SEARCH_KEY))} == wanted


@pytest.mark.parametrize("text", ["a", "\ud7a3", "\U0010ffff", "z\U0010ffff\U0010ffff", "\uffff"])
def test_what_begins_with_the_last_letters_there_are_is_found(database: Database, text: str):
    stored = store(database, office("1"), person(f"{text}\U0010ffff"), person("Bob"))
    _, found = begun(database, text)
    assert [hit.contact for hit in found] == stored[:1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=30), data=some.data())
def test_any_part_of_a_stored_name_finds_it(database: Database, name: str, data: some.DataObject):
    begin = data.draw(some.integers(0, len(name)))
    query = Query.of(name[begin : data.draw(some.integers(begin, len(name)))])
    one = replace(person(""), first_name=name)
    assume(not query.is_empty and query.is_in(contact_text(name, [], ["q@q.com"])))
    with database.transaction() as connection:
        for table in TABLES:
            connection.execute(delete(table))
    [stored] = store(database, office("1"), one)
    with database.reading() as connection:
        assert [hit.contact for hit in finding.contacts_within(connection, query, [], 5)] == [stored]


@pytest.mark.parametrize(("text", "limit", "many"), [("ann", 50, 50), ("ann", 5, 5), ("ann 59", 50, 1), ("zz", 50, 0)])
def test_however_many_are_found_they_are_loaded_with_as_many_queries(
    database: Database, text: str, limit: int, many: int
):
    people = [person(f"Ann {at}", f"+1416967{at:04}", f"+1416223{at:04}") for at in range(60, 120)]
    store(database, office("1"), *people[:30])
    store(database, office("2"), *people[30:], person("Ann 59", "+14162230000", "+14162230001"))
    for find, queries in ((begun, 5), (within, 6)):
        statements: list[str] = []
        event.listen(
            database._engines.reading, "before_cursor_execute", lambda *said, to=statements: to.append(said[2])
        )
        _, found = find(database, text, limit=limit)
        assert [len(hit.contact.phones) for hit in found if hit.contact] == [2] * many
        assert len([said for said in statements if said.startswith("SELECT")]) <= queries


@pytest.mark.parametrize("find", [begun, within])
def test_what_is_found_is_whole(database: Database, find: Find):
    stored = store(database, office("1"), person("Ann Lee", "+14169671111", "+14162231234"), person("Bob Ray"))
    _, found = find(database, "ann")
    assert [hit.contact for hit in found] == stored[:1]


@pytest.mark.parametrize("find", [begun, within])
def test_a_word_of_its_account_alone_does_not_find_a_contact(database: Database, find: Find):
    store(database, office("1", "Maneba"), person("Ann Lee"))
    accounts, contacts = find(database, "maneba")
    assert (len(accounts), contacts) == (1, [])
    accounts, contacts = find(database, "maneba lee")
    assert (accounts, len(contacts)) == ([], 1)


def test_a_key_whose_record_has_gone_finds_nothing(database: Database):
    store(database, office("1", "Maneba"), person("Ann Lee"))
    with database.transaction() as connection:
        for table in (CONTACT, ACCOUNT):
            connection.execute(update(table).values(deleted_at=datetime(2019, 2, 1, tzinfo=UTC)))
    assert begun(database, "maneba") == begun(database, "ann") == ([], [])


def test_a_value_that_no_program_writes_is_told_in_a_sentence(tmp_path: Path):
    database = Database(tmp_path / "contacts.db")
    store(database, office("1", "Maneba"), person("Ann Lee"))
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE account SET city = x'00ff'")
    for find in (begun, within):
        for text in ("maneba", "ann"):
            with pytest.raises(DatabaseUnusable, match="a value that contacts-tui does not know"):
                find(database, text)
    database.close()


def test_a_search_is_ended_from_another_thread_and_the_next_one_is_not(database: Database):
    store(database, office("1", "Maneba"), *(person(f"Ann {at}") for at in range(500)))
    stop = Stop()
    endless = sqlalchemy.text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    with pytest.raises(Stopped), stop.after(0.05), database.reading(stop) as connection:
        connection.execute(endless).all()
    with pytest.raises(Stopped), database.reading(stop):
        pass
    stop.set()
    with database.reading(Stop()) as connection:
        assert len(finding.contacts_within(connection, Query.of("ann"), [], 501)) == 500
