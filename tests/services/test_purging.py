"""What has been in the trash too long goes for good, with all that belongs to it; its change rows stay."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.trash import Removed, TrashLook
from contacts_tui.errors import ContactsError
from contacts_tui.services import purging as batches
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.billing import Billing
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage import trigrams
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT, CONTACT

ANN = ContactDraft("Ann", "Lee", ("416 967 1111 x45", "555-1234"), ("Ann@example.com",), ContactType.ALTERNATE)
BOB = ContactDraft("Bob", "Ray", ("416 967 2222",), (), ContactType.BILLING_CONTACT)
TABLES = ("account", "contact", "phone", "email", "bill", "bill_line", "payment", "search_key")


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def ann(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, ANN)


@pytest.fixture
def bob(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, BOB)


@pytest.fixture
def purging(database: Database) -> Purging:
    return Purging(Session(database, "dana"))


@pytest.fixture(autouse=True)
def refers_to_nothing_that_is_gone(database: Database) -> Iterator[None]:
    """Whatever a test removes: what is left refers to what is left, and the trigrams hold what the texts are."""
    yield
    with database.transaction() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert trigrams.are_whole(connection)


def here() -> date:
    """Today's date where the agent is."""
    return datetime.now().astimezone().date()


def delete_all(accounts: Accounts, account: Account) -> None:
    page = accounts.page(account.id)
    accounts.delete(page.account, page.contacts)


def aged(database: Database, days: int) -> None:
    """Let what was deleted so far have been deleted so many days earlier than it was."""
    with database.transaction() as connection:
        for table in (ACCOUNT, CONTACT):
            for line in connection.execute(table.select().where(table.c.deleted_at.is_not(None))).all():
                earlier = line.deleted_at - timedelta(days=days)
                connection.execute(update(table).where(table.c.id == line.id).values(deleted_at=earlier))


def test_what_is_old_enough_goes_with_all_it_had_and_its_changes_stay(
    contacts: Contacts, ann: Contact, bob: Contact, purging: Purging, database: Database
):
    contacts.delete(ann)
    aged(database, 31)
    contacts.delete(bob)
    before = rows_in(database, "change")
    assert purging.due(30) == Removed(0, 1)
    assert purging.some(30) == Removed(0, 1)
    assert [row["id"] for row in rows_in(database, "contact")] == [bob.id]
    assert {row["contact_id"] for row in rows_in(database, "phone") + rows_in(database, "email")} == {bob.id}
    *stayed, purged = rows_in(database, "change")
    assert stayed == before
    names = ("action", "agent", "source", "account_id", "contact_id", "before", "after", "undoes")
    assert [purged[name] for name in names] == ["purged", "dana", "purge", ann.account_id, ann.id, None, None, None]
    assert purging.some(30) == Removed()


def test_the_day_counts_and_0_takes_everything(contacts: Contacts, ann: Contact, purging: Purging, database: Database):
    contacts.delete(ann)
    aged(database, 30)
    assert purging.due(30) == Removed()
    assert purging.due(29) == Removed(0, 1)
    assert purging.due(0) == Removed(0, 1)
    in_two_days = Purging(Session(database, "dana"), today=lambda: here() + timedelta(days=2))
    assert in_two_days.due(30) == Removed(0, 1)


def test_an_account_goes_whole_and_never_in_part(
    contacts: Contacts, accounts: Accounts, account: Account, bob: Contact, purging: Purging, session: Session
):
    database = session._database
    billing = Billing(session)
    billing.add(account, BillDraft("1042", billed_on="1/31/2019", lines=("Local service 41.03",)))
    billing.add(account, PaymentDraft("41.03", "2/1/2019", bill="1042"))
    contacts.delete(bob)
    aged(database, 3)
    contacts.add(account, ANN)
    delete_all(accounts, account)
    other = accounts.add(AccountDraft(name="ACME", number="2"))
    aged(database, 30)
    with database.transaction() as connection:
        # As something else may have written it: one contact of the account went into the trash only lately.
        connection.execute(update(CONTACT).where(CONTACT.c.first_name == "Ann").values(deleted_at=datetime.now(UTC)))
    assert purging.due(29) == Removed(0, 1)
    aged(database, 30)
    assert purging.due(29) == Removed(1, 2)
    assert purging.some(29) == Removed(1, 2)
    left = {name: rows_in(database, name) for name in TABLES}
    assert [row["id"] for row in left.pop("account")] == [other.id]
    assert {row["ref"] for row in left.pop("search_key")} == {other.id}
    assert not any(left.values())
    purged = [row for row in rows_in(database, "change") if row["action"] == "purged"]
    about = ("contact_id", "bill_id", "payment_id")
    assert sorted([name for name in about if row[name]] for row in purged) == [
        [],
        ["bill_id"],
        ["contact_id"],
        ["contact_id"],
        ["payment_id"],
    ]
    assert len({row["transaction_id"] for row in purged}) == 1


def test_it_goes_in_batches(
    contacts: Contacts,
    accounts: Accounts,
    account: Account,
    purging: Purging,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(batches, "_AT_ONCE", 2)
    for _ in range(3):
        contacts.delete(contacts.add(account, ANN))
    other = accounts.add(AccountDraft(name="ACME", number="2"))
    for _ in range(3):
        contacts.add(other, BOB)
    delete_all(accounts, other)
    gone = [purging.some(0) for _ in range(4)]
    assert gone == [Removed(1, 3), Removed(0, 2), Removed(0, 1), Removed()]
    assert [row["id"] for row in rows_in(database, "account")] == [account.id]


def test_what_was_purged_is_neither_undone_nor_restored(
    contacts: Contacts, account: Account, ann: Contact, bob: Contact, purging: Purging, session: Session
):
    history, trash = History(session), Trash(session)
    contacts.delete(ann)
    [trashed] = trash.read(TrashLook(None, 30), 0, 10).stretch.rows
    step = history.undoable(account.id)
    assert step is not None
    purging.some(0)
    today = here()
    on = f"{today.month}/{today.day}/{today.year}"
    said = f"Nothing was written: Ann Lee, Alternate was purged on {on}, by dana. What is purged does not come back."
    before = everything_in(session._database)
    for refused in (
        lambda: history.undo(step),
        lambda: trash.restore(trashed),
    ):
        with pytest.raises(ContactsError, match="was purged on") as raised:
            refused()
        assert str(raised.value) == said
    assert everything_in(session._database) == before
    older = history.undoable(account.id)
    assert older is not None
    assert older.did == "addition of Bob Ray, Billing Contact"
    contacts.delete(bob)
    newest = history.undoable(account.id)
    assert newest is not None
    assert newest.did == "deletion of Bob Ray, Billing Contact"


def test_redo_reaches_past_a_purge(
    contacts: Contacts, account: Account, ann: Contact, bob: Contact, purging: Purging, session: Session
):
    history = History(session)
    contacts.delete(ann)
    contacts.delete(bob)
    step = history.undoable(account.id)
    assert step is not None
    history.undo(step)
    purging.some(0)
    again = history.redoable(account.id)
    assert again is not None
    assert again.did == "deletion of Bob Ray, Billing Contact"


def test_an_account_that_was_purged_is_told_where_it_is_opened_or_restored(
    accounts: Accounts, account: Account, purging: Purging, session: Session
):
    trash = Trash(session)
    delete_all(accounts, account)
    [trashed] = trash.read(TrashLook(None, 30), 0, 10).stretch.rows
    purging.some(0)
    with pytest.raises(ContactsError, match="account MANEBA 11111 was purged on"):
        trash.restore(trashed)
    with pytest.raises(ContactsError, match="This account is gone"):
        accounts.page(account.id)
