"""Who has a number, read through the bare driver, is what plain Python says; its SQL is what SQLAlchemy would send."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Dialect, Select, Table, bindparam, delete, select, tuple_, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg as postgresql

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import callers as by_hand
from contacts_tui.storage.bare_connection import open_for_reading
from contacts_tui.storage.bare_reading import Driver
from contacts_tui.storage.callers import callers, read_callers
from contacts_tui.storage.changes import Writing, add_account, add_contact, delete_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT, CHANGE, CONTACT, EMAIL, PHONE, SEARCH_KEY
from contacts_tui.storage.values import CONTACT_COLUMNS, EMAIL_COLUMNS, PHONE_COLUMNS

KEY = SEARCH_KEY.c
HITS = (
    select(KEY.account_id, KEY.ref)
    .where(KEY.kind == bindparam("kind"), KEY.key >= bindparam("begin"), KEY.key < bindparam("behind"))
    .order_by(KEY.key, KEY.ref)
    .limit(bindparam("most"))
)


def of_hits(table: Table, columns: Sequence[str]) -> Select[Any]:
    statement = select(*(table.c[name] for name in columns)).where(
        tuple_(table.c.account_id, table.c.contact_id).in_(HITS)
    )
    return statement.order_by(table.c.contact_id, table.c.position)


STATEMENTS = {
    "HITS": HITS,
    "CONTACTS": select(*(CONTACT.c[name] for name in CONTACT_COLUMNS), ACCOUNT.c.number, ACCOUNT.c.name)
    .join_from(CONTACT, ACCOUNT, ACCOUNT.c.id == CONTACT.c.account_id)
    .where(
        tuple_(CONTACT.c.account_id, CONTACT.c.id).in_(HITS),
        CONTACT.c.deleted_at.is_(None),
        ACCOUNT.c.deleted_at.is_(None),
    ),
    "PHONES": of_hits(PHONE, PHONE_COLUMNS),
    "EMAILS": of_hits(EMAIL, EMAIL_COLUMNS),
}


def words(sql: str) -> list[str]:
    return re.sub(r"([()])", r" \1 ", sql).split()


def compiled(statement: Select[Any], dialect: Dialect) -> str:
    """What SQLAlchemy sends, without casts and collations of parameters, which are named as SQLite wants them."""
    text = re.sub(r"(%\(\w+\)s)::\w+(?: COLLATE \"C\")?", r"\1", str(statement.compile(dialect=dialect)))
    return re.sub(r"%\((\w+)\)s", r":\1", text).replace(" OFFSET 0", "").replace(" OFFSET :param_1", "")


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_sql_is_what_sqlalchemy_would_send(name: str):
    text = getattr(by_hand, name)
    assert words(text) == words(compiled(STATEMENTS[name], sqlite.dialect(paramstyle="named")))
    assert words(text.replace('"key"', "key")) == words(compiled(STATEMENTS[name], postgresql.dialect()))


@pytest.fixture
def driver(where: Path | str, database: Database) -> Iterator[Driver]:
    """A connection to that database that knows nothing of SQLAlchemy."""
    assert not database.read_only
    connection: Driver = (
        open_for_reading(where)
        if isinstance(where, Path)
        else psycopg.connect(where.replace("+psycopg", ""), autocommit=True)
    )
    yield connection
    connection.close()


def phone(digits: str, extension: str = "", *, is_known: bool = True) -> Phone:
    e164 = f"+{digits}" if is_known else None
    return Phone(digits, e164, extension, digits, None, PhoneStatus.VALID if is_known else PhoneStatus.LOCAL, digits)


def person(name: str, *phones: Phone, kind: ContactType = ContactType.ALTERNATE, email: str = "q@q.com") -> Contact:
    first, _, last = name.partition(" ")
    return Contact(kind, first, last, phones, (Email(email, email),))


def store(database: Database, number: str, name: str, *people: Contact) -> list[Contact]:
    with database.transaction() as connection:
        writing = Writing(connection, "mona", "test")
        account = add_account(
            writing, Account(name, number, AccountType.STAND_ALONE, None, Address(), AccountManager(), "USD")
        )
        return [add_contact(writing, account.id, one) for one in people]


def names(driver: Driver, number: Phone, limit: int = 50) -> list[str]:
    return [caller.contact.name for caller in callers(driver, number, limit).callers]


def test_a_caller_is_whole(database: Database, driver: Driver):
    both = (phone("14162231234"), phone("14169671111", "45"))
    [ann, _] = store(database, "P-7", "Maneba", person("Ann Lee", *both), person("Bob Ray", phone("14162231235")))
    [caller] = callers(driver, phone("14169671111"), 5).callers
    assert (caller.account_number, caller.account_name, caller.contact) == ("P-7", "Maneba", ann)
    assert caller.phone == both[1]


def test_a_whole_number_is_nobodys_who_has_only_a_part_of_it_or_more(database: Database, driver: Driver):
    others = ("1416967111", "141696711112", "414169671111", "4169671111", "9671111")
    store(database, "1", "Maneba", *(person(f"P {at}", phone(digits)) for at, digits in enumerate(others)))
    assert names(driver, phone("14169671111")) == []


def test_what_has_no_area_code_is_the_end_of_a_number(database: Database, driver: Driver):
    numbers = ("14169671111", "442079671111", "19671112", "96711110")
    store(database, "1", "Maneba", *(person(f"P {at}", phone(digits)) for at, digits in enumerate(numbers)))
    store(database, "2", "Other", person("P 9", phone("9671111", is_known=False)))
    assert names(driver, phone("9671111", is_known=False)) == ["P 0", "P 1", "P 9"]


def test_callers_go_by_type_then_by_account_then_by_name(database: Database, driver: Driver):
    kinds, number = list(ContactType), phone("14169671111")
    for at, account in enumerate(("Zulu", "acme")):
        store(database, str(at), account, *(person(name, number, kind=k) for name in ("B", "a") for k in kinds[::-1]))
    found = callers(driver, number, 50).callers
    told = [(one.contact.contact_type, one.account_name, one.contact.name) for one in found]
    assert told == [(kind, account, name) for kind in kinds for account in ("acme", "Zulu") for name in ("a", "B")]


def test_who_has_the_extension_goes_first(database: Database, driver: Driver):
    desk, other = phone("14169671111", "45"), phone("14169671111", "4")
    boss = person("Boss", phone("14169671111"), kind=ContactType.RESPONSIBLE_PARTY)
    store(database, "1", "Maneba", boss, person("Ann", other, desk), person("Bob", other))
    assert names(driver, desk) == ["Ann", "Boss", "Bob"]
    assert callers(driver, desk, 1).callers[0].phone == desk
    assert names(driver, phone("14169671111")) == ["Boss", "Ann", "Bob"]


def test_the_limit_cuts_off_no_better_one_and_is_told(database: Database, driver: Driver):
    number = phone("14169671111")
    boss = person("Boss", number, kind=ContactType.RESPONSIBLE_PARTY)
    store(database, "1", "Maneba", *(person(f"P {at}", number) for at in range(60)), boss)
    assert [(found.is_cut, len(found.callers)) for found in (callers(driver, number, n) for n in (61, 60, 1))] == [
        (False, 61),
        (True, 60),
        (True, 1),
    ]
    assert names(driver, number, 1) == ["Boss"]


def test_there_are_never_more_read_than_can_be_ranked(
    database: Database, driver: Driver, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(by_hand, "_MOST", 3)
    store(database, "1", "Maneba", *(person(f"P {at}", phone("14169671111")) for at in range(4)))
    found = callers(driver, phone("14169671111"), 50)
    assert (len(found.callers), found.is_cut) == (3, True)


def test_what_is_deleted_does_not_call(database: Database, driver: Driver):
    number = phone("14169671111")
    [_, bob] = store(database, "1", "Maneba", person("Ann", number), person("Bob", number))
    store(database, "2", "Acme", person("Cy", number))
    with database.transaction() as connection:
        delete_contact(Writing(connection, "mona", "test"), bob)
        gone = datetime(2019, 2, 1, tzinfo=UTC)
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.number == "2").values(deleted_at=gone))
    assert names(driver, number) == ["Ann"]


def test_a_key_whose_contact_has_another_number_by_now_finds_nobody(database: Database, driver: Driver):
    store(database, "1", "Maneba", person("Ann", phone("14169671111")))
    with database.transaction() as connection:
        connection.execute(update(PHONE).values(e164="+14162231234"))
    assert names(driver, phone("14169671111")) == []


DIGITS = some.text("12", min_size=3, max_size=5)
PHONES = some.builds(phone, DIGITS, some.sampled_from(["", "4"]), is_known=some.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=some.lists(some.lists(PHONES, max_size=3), max_size=5), number=PHONES)
def test_who_is_found_is_who_has_it(database: Database, driver: Driver, stored: list[list[Phone]], number: Phone):
    with database.transaction() as connection:
        for table in (CHANGE, PHONE, EMAIL, CONTACT, ACCOUNT, SEARCH_KEY):
            connection.execute(delete(table))
    people = store(database, "1", "Maneba", *(person(f"P {at}", *phones) for at, phones in enumerate(stored)))
    is_it: Callable[[str], bool] = (
        number.digits.__eq__ if number.e164 else lambda digits: digits.endswith(number.digits)
    )
    wanted = {one.id for one in people if any(is_it(held.digits) for held in one.phones)}
    found = callers(driver, number, 50).callers
    assert {caller.contact.id for caller in found} == wanted
    assert len(found) == len(wanted)


def test_a_value_that_no_program_writes_is_told_in_a_sentence(tmp_path: Path):
    path = tmp_path / "contacts.db"
    database = Database(path)
    store(database, "1", "Maneba", person("Ann", phone("14169671111")))
    database.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE account SET name = x'00ff'")
    connection.commit()
    connection.close()
    with pytest.raises(DatabaseUnusable, match="a value that contacts-tui does not know"):
        read_callers(path, phone("14169671111"), 5)
