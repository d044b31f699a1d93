"""A generated database holds what the program itself would have stored."""

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from stored import everything_in, rows_in

from contacts_tui.domain import ledger
from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPayState
from contacts_tui.domain.contact import Contact, ContactType, PhoneStatus
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import AlreadyThere
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.generate import generate
from contacts_tui.services.generate_halves import Size
from contacts_tui.services.opening import Services, open_services
from contacts_tui.storage import bills, pages, records, search_keys, trigrams
from contacts_tui.storage.database import Database

TODAY = date(2026, 11, 23)
ACCOUNTS, CONTACTS = 500, 2_500


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "big.db"
    generate(path, Size(ACCOUNTS, CONTACTS), seed=1, today=TODAY)
    return path


@pytest.fixture(scope="module")
def database(made: Path) -> Iterator[Database]:
    database = Database(made)
    yield database
    database.close()


@pytest.fixture(scope="module")
def accounts(database: Database) -> list[tuple[Account, tuple[Contact, ...]]]:
    """All accounts with their contacts, as the program reads them."""
    with database.reading() as connection:
        found = [pages.account(connection, account_id) for account_id in range(1, ACCOUNTS + 1)]
        return [(account, pages.contacts(connection, account.id)) for account in found if account]


@pytest.fixture(scope="module")
def contacts(accounts: list[tuple[Account, tuple[Contact, ...]]]) -> list[Contact]:
    return [contact for _, contacts in accounts for contact in contacts]


@pytest.fixture
def services(made: Path) -> Iterator[Services]:
    services = open_services(made, agent="mona", today=lambda: TODAY)
    yield services
    services.close()


def test_it_has_as_many_accounts_and_contacts_as_were_asked_for(
    accounts: list[tuple[Account, tuple[Contact, ...]]], contacts: list[Contact]
):
    assert (len(accounts), len(contacts)) == (ACCOUNTS, CONTACTS)
    assert [contact.id for contact in contacts] == list(range(1, CONTACTS + 1))


def test_every_contact_checked_anew_is_stored_alike(accounts: list[tuple[Account, tuple[Contact, ...]]]):
    for account, contacts in accounts:
        rules = Surroundings().rules(account.address.country)
        for contact in contacts:
            anew = ContactDraft.of(contact).check(rules).value
            assert anew is not None, contact
            assert (anew.first_name, anew.last_name) == (contact.first_name, contact.last_name)
            assert (anew.phones, anew.emails) == (contact.phones, contact.emails)


def test_every_account_checked_anew_is_stored_alike(accounts: list[tuple[Account, tuple[Contact, ...]]]):
    for account, _ in accounts:
        draft = AccountDraft.of(account, date.isoformat)
        anew = draft.check(Surroundings().rules(account.address.country)).value
        assert anew is not None, account
        assert records.account_record(anew) | {
            name: value for name, value in records.account_record(account).items() if name.startswith(("auto_", "pap"))
        } == records.account_record(account)


def test_the_search_keys_are_those_that_follow_from_it(database: Database):
    with database.reading() as connection:
        expected = {key for some in search_keys.expected(connection) for key in some}
        stored = {tuple(row) for row in connection.execute(text("SELECT kind, key, ref, account_id FROM search_key"))}
    assert stored == {tuple(key) for key in expected}
    with database.transaction() as connection:
        assert trigrams.are_there(connection)
        assert trigrams.are_whole(connection)


def test_what_is_found_by_like_is_what_the_door_would_have_written(
    database: Database, accounts: list[tuple[Account, tuple[Contact, ...]]], contacts: list[Contact]
):
    stored = [row["search_text"] for row in rows_in(database, "contact")]
    assert stored == [records.contact_columns(contact)["search_text"] for contact in contacts]
    stored = [row["search_text"] for row in rows_in(database, "account")]
    assert stored == [records.account_columns(account)["search_text"] for account, _ in accounts]


def test_what_is_open_of_each_bill_follows_from_bills_and_payments(
    database: Database, accounts: list[tuple[Account, tuple[Contact, ...]]], services: Services
):
    billed = 0
    for account, _ in accounts:
        with database.reading() as connection:
            there, paid = bills.bills(connection, account.id), bills.payments(connection, account.id)
        opened = ledger.applied(there, paid).open_minor
        assert {bill.id: bill.open_minor for bill in there} == {bill.id: opened.get(bill.id, 0) for bill in there}
        assert all(
            not bill.lines or sum(line.amount_minor for line in bill.lines) == bill.amount_minor for bill in there
        )
        assert all(payment.posted_on and payment.posted_on <= TODAY for payment in paid)
        if there:
            billed += 1
            standing, center = services.accounts.page(account.id).standing, services.billing.center(account.id)
            assert center.lines[-1].balance == standing.balance
    assert 0.1 < billed / ACCOUNTS < 0.3


def test_every_row_was_added_by_the_generator_and_says_what_was_added(
    database: Database, accounts: list[tuple[Account, tuple[Contact, ...]]], contacts: list[Contact]
):
    changes = rows_in(database, "change")
    assert {(change["agent"], change["source"], change["action"]) for change in changes} == {
        ("generator", "generator", "added")
    }
    added = {change["contact_id"]: change["after"] for change in changes if change["contact_id"]}
    assert added == {contact.id: records.audited_contact(contact) for contact in contacts}
    added = {
        change["account_id"]: change["after"]
        for change in changes
        if (change["contact_id"], change["bill_id"], change["payment_id"]) == (None, None, None)
    }
    assert added == {account.id: records.audited_account(account) for account, _ in accounts}
    assert len(changes) == sum(len(rows_in(database, name)) for name in ("account", "contact", "bill", "payment"))


def test_the_change_rows_of_bills_and_payments_say_what_was_added(database: Database):
    changes = rows_in(database, "change")
    with database.reading() as connection:
        for account_id in range(1, 100):
            for bill in bills.bills(connection, account_id):
                (after,) = (change["after"] for change in changes if change["bill_id"] == bill.id)
                assert after == records.audited_entry(bill)
            for payment in bills.payments(connection, account_id):
                (after,) = (change["after"] for change in changes if change["payment_id"] == payment.id)
                assert after == records.audited_entry(payment)


def test_what_was_generated_is_never_offered_for_undo(services: Services):
    assert services.history.undoable(1) is None


def test_the_file_is_whole(made: Path):
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.stat().st_mode & 0o777 == 0o600


def test_the_same_seed_makes_the_same_and_another_seed_something_else(tmp_path: Path):
    contents = []
    for name, seed in (("one.db", 5), ("same.db", 5), ("other.db", 6)):
        generate(tmp_path / name, Size(30, 100), seed=seed, today=TODAY)
        database = Database(tmp_path / name)
        contents.append(everything_in(database))
        database.close()
    assert contents[0] == contents[1]
    assert contents[0]["contact"] != contents[2]["contact"]


def test_two_processes_make_what_one_makes(tmp_path: Path):
    contents = []
    for name, alone in (("one.db", 700), ("two.db", 0)):
        made = generate(tmp_path / name, Size(100, 700), seed=5, today=TODAY, alone=alone)
        database = Database(tmp_path / name)
        contents.append(everything_in(database))
        database.close()
        assert made | {"upkeep": 0, "earlier_value": 0} == {table: len(rows) for table, rows in contents[-1].items()}
    assert contents[0] == contents[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.db", "two.db"]


def test_whatever_is_known_outside_is_there_once(database: Database):
    for named in ("account", "bill"):
        numbers = [row["number"] for row in rows_in(database, named)]
        assert len(set(numbers)) == len(numbers)
    uids = [row["uid"] for named in ("account", "contact", "bill", "payment") for row in rows_in(database, named)]
    assert len(set(uids)) == len(uids)


def test_it_is_as_mixed_as_customers_are(accounts: list[tuple[Account, tuple[Contact, ...]]], contacts: list[Contact]):
    counts = Counter(len(contacts) for _, contacts in accounts)
    assert sum(counts[few] for few in (1, 2, 3)) > ACCOUNTS / 2
    assert 30 < max(counts) < 500
    letters = {letter for contact in contacts for letter in contact.name if letter.isalpha()}
    alphabets = {unicodedata.name(letter).partition(" ")[0] for letter in letters}
    assert alphabets >= {"LATIN", "CYRILLIC", "GREEK", "CJK", "ARABIC", "HEBREW", "HANGUL", "DEVANAGARI"}
    assert {"é", "ü"} <= letters
    statuses = {phone.status for contact in contacts for phone in contact.phones}
    assert statuses == {PhoneStatus.VALID, PhoneStatus.POSSIBLE, PhoneStatus.LOCAL, PhoneStatus.SHORT}
    assert {len(contact.phones) for contact in contacts} >= {0, 1, 2, 3, 4}
    assert {len(contact.emails) for contact in contacts} >= {0, 1, 2, 3}
    assert {contact.contact_type for contact in contacts} == set(ContactType)
    assert any(phone.extension for contact in contacts for phone in contact.phones)
    assert any(not contact.name for contact in contacts)
    assert len({account.address.country for account, _ in accounts}) > 10
    assert {account.auto_pay.state for account, _ in accounts} == set(AutoPayState)
    assert any(account.paperless for account, _ in accounts)


def test_one_person_can_be_several_contacts_and_several_share_a_phone(
    accounts: list[tuple[Account, tuple[Contact, ...]]],
):
    several = shared = 0
    for _, contacts in accounts:
        several += len(contacts) - len({(contact.name, contact.phones, contact.emails) for contact in contacts})
        holders = Counter(number for contact in contacts for number in {phone.e164 for phone in contact.phones})
        shared += sum(count > 1 for count in holders.values())
    assert several > CONTACTS / 10
    assert shared > ACCOUNTS / 4


@pytest.mark.parametrize(("accounts", "contacts"), [(1, 1), (3, 3), (1, 50), (2, 700)])
def test_any_number_of_contacts_is_spread_over_the_accounts(accounts: int, contacts: int, tmp_path: Path):
    made = generate(tmp_path / "some.db", Size(accounts, contacts), seed=1, today=TODAY)
    assert (made["account"], made["contact"]) == (accounts, contacts)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path):
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyThere, match="is there already"):
        generate(path, Size(1, 1), seed=1, today=TODAY)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


def test_a_file_that_has_come_meanwhile_is_never_written_over(tmp_path: Path):
    path = tmp_path / "mine.db"
    with pytest.raises(AlreadyThere, match="is there already"):
        generate(path, Size(1, 1), seed=1, today=TODAY, progress=lambda _: path.write_bytes(b"mine"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


@pytest.mark.parametrize("alone", [20, 0])
def test_what_was_interrupted_leaves_nothing(alone: int, tmp_path: Path):
    def interrupt(_: float) -> None:
        assert not (tmp_path / "big.db").exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(tmp_path / "big.db", Size(10, 20), seed=1, today=TODAY, progress=interrupt, alone=alone)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("alone", [20, 0])
def test_progress_grows_to_the_whole(alone: int, tmp_path: Path):
    told: list[float] = []
    generate(tmp_path / "big.db", Size(10, 20), seed=1, today=TODAY, progress=told.append, alone=alone)
    assert told == sorted(told)
    assert told[-1] == 1
