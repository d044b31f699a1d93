"""Contacts go to another account, or are copied there: one step, whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.trash import TrashLook
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.moving import Moving
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage import search_keys, trigrams
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT, SEARCH_KEY

ANN = ContactDraft("Ann", "Lee", ("416 967 1111 x45", "555-1234"), ("Ann@example.com",), ContactType.ALTERNATE)
BOB = ContactDraft("Bob", "Ray", ("416 967 2222",), (), ContactType.RESPONSIBLE_PARTY)


@pytest.fixture
def moving(session: Session) -> Moving:
    return Moving(session)


@pytest.fixture
def history(session: Session) -> History:
    return History(session)


@pytest.fixture
def maneba(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def acme(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="ACME", number="22222", country="GB"))


@pytest.fixture
def ann(contacts: Contacts, maneba: Account) -> Contact:
    return contacts.add(maneba, ANN)


def refused(database: Database, work: Callable[[], object]) -> str:
    """What is said where something cannot be done; nothing at all is written then."""
    before = everything_in(database)
    with pytest.raises(ContactsError) as raised:
        work()
    assert everything_in(database) == before
    return str(raised.value)


def values(found: tuple[Contact, ...]) -> list[Contact]:
    """Contacts, whoever they belong to and whatever their versions and phones as shown."""
    return [
        replace(one, id=0, account_id=0, version=0, phones=tuple(replace(p, shown="") for p in one.phones))
        for one in found
    ]


def are_whole(database: Database) -> bool:
    """Whether keys and trigrams follow from what is not deleted."""
    with database.transaction() as connection:
        keys = {key for some in search_keys.expected(connection) for key in some}
        stored = {tuple(line) for line in connection.execute(select(SEARCH_KEY))}
        return stored == keys and trigrams.are_whole(connection)


def test_what_is_moved_is_there_and_no_more_here_in_one_step(
    moving: Moving, history: History, accounts: Accounts, maneba: Account, acme: Account, ann: Contact, session: Session
):
    database = session._database
    transfer = moving.review("move", [ann], acme.id)
    assert (transfer.question, transfer.notes) == ("Move Ann Lee, Alternate, from MANEBA 11111 to ACME 22222?", ())
    moved = moving.carry_out(transfer)
    assert moved.sentence == "Moved Ann Lee, Alternate, to ACME 22222."
    [there] = accounts.page(acme.id).contacts
    assert (moved.account_id, moved.contact_id) == (acme.id, there.id)
    assert values((there,)) == values((ann,))
    assert [phone.shown for phone in ann.phones] == ["(416) 967-1111 x45", "555-1234"]
    assert [phone.shown for phone in there.phones] == ["+1 416-967-1111 x45", "555-1234"]
    assert accounts.page(maneba.id).contacts == ()
    [trashed] = Trash(session).read(TrashLook(maneba.id, 30), 0, 10).stretch.rows
    assert (trashed.moved, trashed.by) == ("moved to ACME 22222", "mona")
    added, deleted = rows_in(database, "change")[-2:]
    assert (added["action"], added["source"]) == ("added", "moved from MANEBA 11111")
    assert (deleted["action"], deleted["source"]) == ("deleted", "moved to ACME 22222")
    assert added["transaction_id"] == deleted["transaction_id"]
    assert are_whole(database)
    for account in (acme, maneba):
        step = history.undoable(account.id)
        assert step is not None
        assert (step.did, step.is_at_once) == ("move of Ann Lee, Alternate, to ACME 22222", True)
    undone = history.undo(step)
    assert (undone.account_id, undone.contact_id) == (maneba.id, ann.id)
    assert accounts.page(maneba.id).contacts == (replace(ann, version=3),)
    assert accounts.page(acme.id).contacts == ()
    assert are_whole(database)
    again = history.redoable(maneba.id)
    assert again is not None
    done = history.redo(again)
    assert (done.account_id, done.contact_id) == (acme.id, there.id)
    assert accounts.page(maneba.id).contacts == ()
    assert are_whole(database)
    [trashed] = Trash(session).read(TrashLook(maneba.id, 30), 0, 10).stretch.rows
    assert trashed.moved == "moved to ACME 22222"


def test_what_is_copied_is_in_both(
    moving: Moving, history: History, accounts: Accounts, maneba: Account, acme: Account, ann: Contact, session: Session
):
    done = moving.carry_out(moving.review("copy", [ann], acme.id))
    assert done.sentence == "Copied Ann Lee, Alternate, to ACME 22222."
    assert accounts.page(maneba.id).contacts == (ann,)
    assert values(accounts.page(acme.id).contacts) == values((ann,))
    assert rows_in(session._database, "change")[-1]["source"] == "copied from MANEBA 11111"
    step = history.undoable(acme.id)
    assert step is not None
    assert step.did == "copy of Ann Lee, Alternate, from MANEBA 11111"
    history.undo(step)
    assert accounts.page(acme.id).contacts == ()
    assert are_whole(session._database)


def test_several_go_together_or_not_at_all(
    moving: Moving,
    history: History,
    contacts: Contacts,
    accounts: Accounts,
    maneba: Account,
    acme: Account,
    ann: Contact,
):
    bob = contacts.add(maneba, BOB)
    with pytest.raises(ContactsError, match="Bob Ray is the only Responsible Party and stays as it was"):
        moving.review("move", [ann, bob], acme.id)
    second = contacts.add(maneba, replace(BOB, first_name="Rob"))
    transfer = moving.review("move", [ann, bob], acme.id)
    contacts.update(maneba, bob, replace(BOB, last_name="Raye"))
    with pytest.raises(ContactsError, match="mona saved this contact, Bob Ray"):
        moving.carry_out(transfer)
    assert accounts.page(acme.id).contacts == ()
    _, bob, second = accounts.page(maneba.id).contacts
    with pytest.raises(ContactsError, match="is the only Responsible Party"):
        moving.review("move", [bob, second], acme.id)
    assert moving.carry_out(moving.review("move", [ann, bob], acme.id)).sentence == "Moved 2 contacts, to ACME 22222."
    assert accounts.page(maneba.id).contacts == (second,)
    step = history.undoable(acme.id)
    assert step is not None
    assert step.did == "move of 2 contacts, to ACME 22222"
    history.undo(step)
    assert len(accounts.page(maneba.id).contacts) == 3


def test_what_should_be_known_first_is_told(
    moving: Moving, contacts: Contacts, accounts: Accounts, maneba: Account, acme: Account, ann: Contact
):
    contacts.add(acme, ANN)
    contacts.add(acme, BOB)
    contacts.add(maneba, BOB)
    bob = contacts.add(maneba, replace(BOB, first_name="Rob"))
    notified = contacts.add(maneba, replace(ANN, contact_type=ContactType.BILLING_NOTIFICATION))
    with accounts._session._database.transaction() as connection:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == maneba.id).values(paperless=True))
    assert moving.review("move", [ann], acme.id).notes == ("ACME 22222 has Ann Lee, Alternate, already.",)
    assert moving.review("copy", [bob], acme.id).notes == (
        "ACME 22222 has a Responsible Party already: this is one more.",
    )
    assert moving.review("move", [notified], acme.id).notes == (
        "Paperless billing of MANEBA 11111 then has no recipient.",
    )
    assert moving.review("copy", [notified], acme.id).notes == ()


def test_it_goes_nowhere_but_to_another_account_that_is_there(
    moving: Moving,
    accounts: Accounts,
    maneba: Account,
    acme: Account,
    ann: Contact,
    database: Database,
    where: Path | str,
):
    transfer = moving.review("move", [ann], acme.id)
    accounts.delete(acme, ())
    said = refused(database, lambda: moving.carry_out(transfer))
    assert said == "Account ACME 22222 is not there any more: nothing was written. f finds another one."
    assert "This is MANEBA 11111 already" in refused(database, lambda: moving.review("move", [ann], maneba.id))
    reader = Database(where, read_only=True)
    with pytest.raises(ReadOnly):
        Moving(Session(reader, "mona")).carry_out(transfer)
    reader.close()
