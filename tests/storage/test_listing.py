"""All contacts and all accounts, read from any place in any order, are what plain Python sorts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, event, select

from contacts_tui.domain.account import Account, Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.listed import (
    Boundary,
    ListBy,
    Listed,
    ListedAccount,
    ListedContact,
    ListOf,
    ListOrder,
    Place,
)
from contacts_tui.domain.search_key import KeyKind
from contacts_tui.domain.text import fold
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.services.listing import Lists
from contacts_tui.storage import history, listing, pages
from contacts_tui.storage.changes import Writing, add_account, add_contact, delete_account, delete_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT, CHANGE, METADATA, SEARCH_KEY

ORDERS = [
    ListOrder(of, by, is_reversed)
    for of, by in [
        *((ListOf.CONTACTS, by) for by in ListBy),
        (ListOf.ACCOUNTS, ListBy.NAME),
        (ListOf.ACCOUNTS, ListBy.NUMBER),
    ]
    for is_reversed in (False, True)
]
NAMES = some.text("aAb\u00e9 -\u674e\U0001f600", max_size=3)
PEOPLE = some.builds(
    Contact,
    contact_type=some.sampled_from(ContactType),
    first_name=NAMES,
    last_name=NAMES,
    phones=some.just(()),
    emails=some.just(()),
    id=some.just(0),
    account_id=some.just(0),
    version=some.just(0),
)
OFFICES = some.lists(some.tuples(NAMES, some.booleans(), some.lists(PEOPLE, max_size=5)), max_size=5)
PHONE = Phone("4169671111", "+14169671111", "", "4169671111", "CA", PhoneStatus.VALID, "(416) 967-1111")


def fill(database: Database, offices: Sequence[tuple[str, bool, Sequence[Contact]]]) -> None:
    """Store these instead of all that is there; every third contact, and those accounts that say so, are deleted."""
    with database.transaction() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(delete(table))
        writing = Writing(connection, "mona", "test")
        for at, (name, is_there, people) in enumerate(offices):
            account = add_account(writing, Account(name, f"{at * 7 % 12}{name}", address=Address(city="Duluth")))
            stored = [add_contact(writing, account.id, one) for one in people]
            for one in stored[2::3] if is_there else stored:
                delete_contact(writing, one)
            if not is_there:
                delete_account(writing, account)


def plain(database: Database, order: ListOrder) -> list[Listed]:
    """All rows of a list, sorted without its keys."""
    found: list[tuple[Any, Listed]] = []
    with database.reading() as connection:
        for this in connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.deleted_at.is_(None))).scalars().all():
            account = pages.account(connection, this)
            assert account
            name, told = fold(account.name), fold(account.number)
            if order.of is ListOf.ACCOUNTS:
                row = ListedAccount(
                    account.id, account.number, account.name, account.account_type, account.address.city
                )
                found.append((((name if order.by is ListBy.NAME else told), account.id), row))
                continue
            for one in pages.contacts(connection, account.id):
                by_name = fold(f"{one.last_name} {one.first_name}".strip())
                keys = {
                    ListBy.NAME: (by_name, one.id),
                    ListBy.TYPE: (f"{one.contact_type.rank} {by_name}", one.id),
                    ListBy.NUMBER: (told, account.id, one.id),
                }
                found.append((keys[order.by], ListedContact(one, account.number, account.name)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0], reverse=order.is_reversed)]


def boundaries(rows: Sequence[Listed], order: ListOrder) -> list[Boundary]:
    """Every place of a list from which it can be read."""
    before = [Boundary(at, row.spot(order)) for at, row in enumerate(rows)]
    behind = [Boundary(at + 1, order.just_behind(row.spot(order))) for at, row in enumerate(rows)]
    return [Boundary(0, None), Boundary(len(rows), None), *before, *behind]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, order=some.sampled_from(ORDERS), data=some.data())
def test_any_page_read_from_any_place_is_a_slice_of_the_plain_list(
    database: Database, offices: list[Any], order: ListOrder, data: some.DataObject
):
    fill(database, offices)
    rows, lists = plain(database, order), Lists(database)
    assert lists.find(order, "").known.count == len(rows)
    for _ in range(10):
        start = data.draw(some.integers(0, len(rows)))
        end = data.draw(some.integers(start, len(rows)))
        boundary = data.draw(some.sampled_from(boundaries(rows, order)))
        assert list(lists.read(order, start, end, boundary).rows) == rows[start:end]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offices=OFFICES, order=some.sampled_from(ORDERS), typed=some.text("aAb\u00e9 -\u674e 017", max_size=4))
def test_a_text_a_row_and_a_place_are_found_where_they_stand(
    database: Database, offices: list[Any], order: ListOrder, typed: str
):
    fill(database, offices)
    rows, lists = plain(database, order), Lists(database)
    keys = [row.spot(order).key for row in rows]
    begins = [at for at, key in enumerate(keys) if key.startswith(order.beginning(typed))]
    place = lists.find(order, typed)
    assert place.is_so == bool(begins)
    assert not begins or place.index == begins[0]
    for at, row in enumerate(rows):
        assert [(found.index, found.is_so) for found in (lists.find(order, row), lists.find(order, at))] == [
            (at, True)
        ] * 2


@pytest.fixture
def hundreds(database: Database) -> Database:
    """Three hundred contacts in five accounts."""
    people = [
        Contact(list(ContactType)[n % 6], f"First{n % 17}", f"Last{n % 43}", (PHONE,), (Email(f"{n}@b.com", "k"),))
        for n in range(100)
    ]
    fill(database, [(f"Office {n}", True, people) for n in range(5)])
    return database


def test_what_is_found_comes_with_the_pages_around_it(hundreds: Database):
    for order in ORDERS:
        rows, lists = plain(hundreds, order), Lists(hundreds)
        for at in range(0, len(rows), 29):
            place = lists.find(order, rows[at])
            around = place.around
            assert (place.index, around.start % 100) == (at, 0), order
            assert list(around.rows) == rows[around.start : around.start + len(around.rows)], order
            assert around.start <= max(0, at - 50), order
            assert around.start + len(around.rows) >= min(len(rows), at + 50), order


def test_what_is_gone_is_found_in_its_place(hundreds: Database):
    order, lists = ListOrder(), Lists(hundreds)
    before = lists.find(order, 100)
    gone, after = (before.around.rows[at - before.around.start] for at in (100, 101))
    assert isinstance(gone, ListedContact)
    with hundreds.transaction() as connection:
        delete_contact(Writing(connection, "dana", "test"), gone.contact)
    found = lists.find(order, gone, before.known)
    assert (found.known.count, found.index, found.is_so) == (before.known.count - 1, 100, False)
    assert found.around.rows[100 - found.around.start] == after
    assert found.known.as_of > before.known.as_of


def test_nothing_is_counted_again_as_long_as_nothing_changes(hundreds: Database):
    lists, order = Lists(hundreds), ListOrder()
    known = replace(lists.find(order, 0).known, count=250)
    assert lists.find(order, 0, known).known == known
    assert lists.find(order, 0, replace(known, as_of=known.as_of - 1)).known.count == 335


def test_a_contact_type_is_typed_as_a_word_or_a_number():
    order = ListOrder(by=ListBy.TYPE)
    assert [order.beginning(text) for text in ("bil", "Billing Notification lee a", "5", "6 le", "x", "")] == [
        "3 ",
        "4 lee a",
        "5",
        "6 le",
        "x",
        "",
    ]
    assert ListOrder().beginning(" Lee  \u00c1nn") == "lee ann"


def test_a_list_without_rows_has_a_place_all_the_same(database: Database):
    for order in ORDERS:
        for wanted in ("", "lee", 0, 7):
            place: Place = Lists(database).find(order, wanted)
            assert (place.known.count, place.index, place.is_so, place.around.rows) == (0, 0, False, ())


def test_a_page_takes_as_many_statements_whatever_it_holds(hundreds: Database):
    asked: list[str] = []
    order = ListOrder()
    with hundreds.reading() as connection:
        history.last_change(connection)
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2]))
        for limit in (1, 100):
            asked.clear()
            listing.rows(connection, order, listing.spots(connection, order, None, skip=0, limit=limit))
            assert len(asked) == 4


def test_keys_that_are_out_of_step_are_told_in_a_sentence(hundreds: Database):
    with hundreds.transaction() as connection:
        row = {"kind": KeyKind.CONTACT_NAME.value, "key": "", "ref": 99_999, "account_id": 1}
        connection.execute(SEARCH_KEY.insert().values(row))
    with pytest.raises(DatabaseUnusable, match="out of step"):
        Lists(hundreds).find(ListOrder(), 0)


def test_the_last_change_is_the_newest_one(database: Database):
    with database.reading() as connection:
        assert history.last_change(connection) == 0
    fill(database, [("Office", True, [])])
    with database.reading() as connection:
        assert history.last_change(connection) == connection.execute(CHANGE.select()).one().id
