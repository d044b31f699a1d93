"""The index of trigrams says where to look: what is found is the same as without it, and it follows every change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email
from contacts_tui.domain.query import Query
from contacts_tui.storage import drift, finding, pages, trigrams
from contacts_tui.storage.changes import (
    Writing,
    add_account,
    add_contact,
    delete_contact,
    update_account,
    update_contact,
)
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import EMAIL, SEARCH_KEY

NAMES = some.text("aAb%_\"'*\u674e\u00e9 ", max_size=12)
ADDRESS = "john_von_neumann-and-many-others@example.com"


def office(number: str, name: str) -> Account:
    return Account(name, number, AccountType.STAND_ALONE, None, Address(), AccountManager(), "USD")


def person(first: str, last: str, *addresses: str) -> Contact:
    emails = tuple(Email(address, address) for address in addresses)
    return Contact(ContactType.ALTERNATE, first, last, (), emails)


def added(database: Database, account: Account, *people: Contact) -> list[Contact]:
    with database.transaction() as connection:
        writing = Writing(connection, "mona", "test")
        account = add_account(writing, account)
        return [add_contact(writing, account.id, one) for one in people]


def found(database: Database, text: str, limit: int = 50) -> tuple[list[str], list[str]]:
    query = Query.of(text)
    with database.reading() as connection:
        accounts = finding.accounts_within(connection, query, [], limit)
        contacts = finding.contacts_within(connection, query, [], limit)
    return [hit.account.name for hit in accounts], [hit.contact.name for hit in contacts if hit.contact]


def without_trigrams(database: Database) -> None:
    with database.transaction() as connection:
        for index in (trigrams.OF_ACCOUNTS, trigrams.OF_CONTACTS):
            connection.exec_driver_sql(f"DROP TABLE {index.name}")
    database._engines.reading.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "contacts.db")
    yield database
    database.close()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ohnso", "Peter Johnson"),
        ("JOHNSO", "Peter Johnson"),
        ("eter", "Peter Johnson"),
        ("hn_von", "John Neumann"),
        ("von_neumann-and-many-others@example", "John Neumann"),
        ("neumann-and-many-xthers", None),
        ("hn%von", None),
        ('o"hara*', 'Sue O"hara* AND'),
        ("obrien acme", "Ian OBrien"),
        ("brie works", "Ian OBrien"),
        ("orks cme rien", "Ian OBrien"),
        ("acme works", None),
    ],
)
def test_words_of_any_kind_are_found_in_the_middle(sqlite: Database, text: str, wanted: str | None):
    added(sqlite, office("1", "Acme Works"), person("Ian", "OBrien"))
    people = [person("Peter", "Johnson"), person("John", "Neumann", ADDRESS), person("Sue", 'O"hara* AND')]
    added(sqlite, office("2", "Other"), *people)
    with sqlite.reading() as connection:
        assert trigrams.are_there(connection)
    there = found(sqlite, text)
    assert there[1] == ([wanted] if wanted else [])
    without_trigrams(sqlite)
    assert found(sqlite, text) == there


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    offices=some.lists(some.tuples(NAMES, some.lists(some.tuples(NAMES, NAMES), max_size=4)), min_size=1, max_size=3),
    text=some.text("aAb%_\"'*\u674e\u00e9 ", min_size=3, max_size=9),
    limit=some.integers(1, 4),
)
def test_the_same_is_found_with_and_without_them(
    tmp_path_factory: pytest.TempPathFactory, offices: list[tuple[str, list[tuple[str, str]]]], text: str, limit: int
):
    assume(not Query.of(text).is_empty)
    database = Database(tmp_path_factory.mktemp("trigrams") / "contacts.db")
    try:
        for number, (name, people) in enumerate(offices):
            added(database, office(str(number), name), *(person(*one) for one in people))
        with_them = found(database, text, limit)
        without_trigrams(database)
        assert found(database, text, limit) == with_them
    finally:
        database.close()


def test_a_change_is_found_by_what_it_made_and_not_by_what_was_there(sqlite: Database):
    ann, bob = added(sqlite, office("1", "Maneba"), person("Annabella", "Lee"), person("Robert", "Ray"))
    with sqlite.transaction() as connection:
        writing = Writing(connection, "mona", "test")
        update_contact(writing, ann, replace(ann, first_name="Christine"))
        delete_contact(writing, bob)
        before = pages.account(connection, ann.account_id)
        assert before is not None
        update_account(writing, before, replace(before, name="Vanadium"), lambda phone, _country: phone.shown)
    assert found(sqlite, "abell") == found(sqlite, "ober") == found(sqlite, "aneb") == ([], [])
    assert found(sqlite, "hristi") == ([], ["Christine Lee"])
    assert found(sqlite, "anadi") == (["Vanadium"], [])
    with sqlite.transaction() as connection:
        assert trigrams.are_whole(connection)


def test_what_something_else_has_written_is_seen_and_put_right(sqlite: Database):
    added(sqlite, office("1", "Maneba"), person("Annabella", "Lee"), person("Robert", "Ray"))
    with sqlite.transaction() as connection:
        for table in (EMAIL, SEARCH_KEY):
            connection.execute(delete(table))
        connection.exec_driver_sql("UPDATE contact SET first_name = 'Christine' WHERE first_name = 'Annabella'")
        connection.exec_driver_sql("UPDATE contact SET search_text = 'christine lee' WHERE first_name = 'Christine'")
        assert not trigrams.are_whole(connection)
    assert found(sqlite, "hristi") == found(sqlite, "abell") == ([], [])
    told: list[float] = []
    sqlite.write(lambda connection: drift.repair(connection, told.append))
    with sqlite.transaction() as connection:
        assert trigrams.are_whole(connection)
    assert found(sqlite, "hristi") == ([], ["Christine Lee"])


def test_a_record_that_something_else_has_removed_is_not_found(sqlite: Database):
    added(sqlite, office("1", "Maneba"), person("Annabella", "Lee"))
    with sqlite.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM change")
        connection.exec_driver_sql("DELETE FROM contact")
    assert found(sqlite, "abell") == ([], [])


def test_they_stand_in_the_order_of_their_ids_where_a_limit_cuts_them(sqlite: Database):
    added(sqlite, office("1", "xxannxx"), *(person(f"{name}ann{at}", "") for at, name in enumerate("qwertz")))
    assert found(sqlite, "ann", limit=3)[1] == ["eann2", "qann0", "wann1"]
