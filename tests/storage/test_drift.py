"""Drift made on purpose, in every way, is counted and put right."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, text

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.storage import drift, search_keys
from contacts_tui.storage.changes import Writing, add_account, add_contact, delete_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.drift import Drift
from contacts_tui.storage.tables import SEARCH_KEY

PEOPLE = 9
KEYS = 3 * 2 + PEOPLE * 7
"""Number, name and another word of each account; name, another word, type, e-mail and three of a phone of a contact."""

HARM: dict[str, tuple[tuple[str, ...], tuple[int, int, int]]] = {
    "a key is gone": (("DELETE FROM search_key WHERE kind = 1 AND ref = 2",), (1, 0, 0)),
    "all keys are gone": (("DELETE FROM search_key",), (KEYS, 0, 0)),
    "an account's keys are gone": (("DELETE FROM search_key WHERE kind IN (8, 9, 10) AND ref = 1",), (3, 0, 0)),
    "a key of nobody": (("INSERT INTO search_key VALUES (1, 'zed', 999, 1)",), (0, 1, 0)),
    "keys of an unknown kind": (("INSERT INTO search_key VALUES (77, 'a', 1, 1), (-1, '', 1, 1)",), (0, 2, 0)),
    "a contact's key of an account's kind": (("INSERT INTO search_key VALUES (9, 'person 8', 8, 2)",), (0, 1, 0)),
    "a key that was another": (("UPDATE search_key SET key = 'zed' WHERE kind = 4 AND ref = 3",), (1, 1, 0)),
    "a key of another account": (("UPDATE search_key SET account_id = 2 WHERE kind = 5 AND ref = 1",), (1, 1, 0)),
    "as many missing as stray": (
        (
            "DELETE FROM search_key WHERE kind = 5",
            "INSERT INTO search_key SELECT 5, '0', id, 1 FROM contact WHERE id < 10",
        ),
        (PEOPLE, PEOPLE, 0),
    ),
    "a contact that was renamed": (("UPDATE contact SET last_name = 'Zed' WHERE id = 2",), (3, 3, 1)),
    "an account that was renumbered": (("UPDATE account SET number = '77' WHERE id = 2",), (1, 1, 1)),
    "a phone that is gone": (("DELETE FROM phone WHERE contact_id = 3",), (0, 3, 1)),
    "an e-mail that is another": (("UPDATE email SET address = 'z@z.com' WHERE contact_id = 3",), (1, 1, 1)),
    "a contact that was deleted": (
        ("UPDATE contact SET deleted_at = '2019-02-01 00:00:00' WHERE id = 3",),
        (0, 7, 0),
    ),
    "texts that are others": (
        ("UPDATE contact SET search_text = '' WHERE id < 3", "UPDATE account SET search_text = 'x' WHERE id = 1"),
        (0, 0, 3),
    ),
}


def person(at: int) -> Contact:
    digits = f"1416967{at:04}"
    phone = Phone(digits, f"+{digits}", "", digits, None, PhoneStatus.VALID, digits)
    return Contact(ContactType.ALTERNATE, "Person", f"P{at}", (phone,), (Email(f"{at}@q.com", f"{at}@q.com"),))


@pytest.fixture
def offices(database: Database) -> Database:
    """A database with two accounts, contacts in both, and one contact more that was deleted."""
    with database.transaction() as connection:
        writing = Writing(connection, "mona", "test")
        for number in (1, 2):
            kind, manager = AccountType.STAND_ALONE, AccountManager()
            account = Account(f"Office {number}", str(number), kind, None, Address(), manager, "USD")
            account = add_account(writing, account)
            for at in range(number, PEOPLE + 1, 2):
                add_contact(writing, account.id, person(at))
        delete_contact(writing, add_contact(writing, account.id, person(77)))
    return database


def keys_in(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        found = connection.execute(select(SEARCH_KEY).order_by(SEARCH_KEY.c.kind, SEARCH_KEY.c.key, SEARCH_KEY.c.ref))
        return [tuple(line) for line in found]


def harm(database: Database, statements: Sequence[str]) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))


def examined(database: Database) -> Drift:
    with database.reading() as connection:
        return drift.drift(connection, lambda _part: None)


def repaired(database: Database) -> Drift:
    return database.write(lambda connection: drift.repair(connection, lambda _part: None))


def test_what_is_written_at_the_door_has_not_drifted(offices: Database):
    before = keys_in(offices)
    found = examined(offices)
    assert found == Drift(accounts=2, contacts=PEOPLE, keys=KEYS, missing=0, stray=0, texts=0)
    assert found.is_none
    assert repaired(offices) == found
    assert keys_in(offices) == before


@pytest.mark.parametrize("batch", [1_000, 2])
@pytest.mark.parametrize("way", HARM)
def test_drift_is_counted_and_put_right(offices: Database, monkeypatch: pytest.MonkeyPatch, way: str, batch: int):
    monkeypatch.setattr(search_keys, "AT_ONCE", batch)
    monkeypatch.setattr(drift, "AT_ONCE", batch)
    monkeypatch.setattr(drift, "_PROBED", batch)
    statements, (missing, stray, texts) = HARM[way]
    harm(offices, statements)
    harmed = keys_in(offices)
    found = examined(offices)
    assert (found.missing, found.stray, found.texts, found.keys) == (missing, stray, texts, len(harmed))
    assert not found.is_none
    assert keys_in(offices) == harmed
    assert repaired(offices) == found
    after = examined(offices)
    assert after == Drift(found.accounts, found.contacts, found.keys + missing - stray, 0, 0, 0)
    with offices.reading() as connection:
        expected = sorted(tuple(key) for keys in search_keys.expected(connection) for key in keys)
    assert sorted(keys_in(offices)) == expected


def test_nothing_is_put_right_where_something_goes_wrong(offices: Database):
    harm(offices, ["DELETE FROM search_key WHERE kind = 1", "INSERT INTO search_key VALUES (1, 'zed', 999, 1)"])
    before = keys_in(offices)

    def interrupted(part: float) -> None:
        if part == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        offices.write(lambda connection: drift.repair(connection, interrupted))
    assert keys_in(offices) == before


def test_how_far_it_is_is_told_to_the_end(offices: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search_keys, "AT_ONCE", 4)
    told: list[float] = []
    with offices.reading() as connection:
        drift.drift(connection, told.append)
    assert told == [2 / 11, 6 / 11, 10 / 11, 1]
