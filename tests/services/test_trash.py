"""The trash: who deleted what and when, and taking it out again with all it had."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.trash import Trashed, TrashLook, TrashPart
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage import search_keys, trigrams
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY

ANN = ContactDraft("Ann", "Lee", ("416 967 1111 x45", "555-1234"), ("Ann@example.com",), ContactType.ALTERNATE)
BOB = ContactDraft("Bob", "Ray", ("416 967 2222",), (), ContactType.BILLING_CONTACT)


class Agent:
    """Somebody at work, with all services on one session."""

    def __init__(self, database: Database, name: str) -> None:
        session = Session(database, name)
        self.contacts, self.accounts, self.history = Contacts(session), Accounts(session), History(session)
        self.trash = Trash(session)

    def look(self, account: Account | None = None, text: str = "", days: int = 30) -> TrashPart:
        return self.trash.read(TrashLook(account.id if account else None, days, text), 0, 100)

    def trashed(self, account: Account | None = None, text: str = "", days: int = 30) -> tuple[Trashed, ...]:
        return self.look(account, text, days).stretch.rows

    def delete_account(self, account: Account) -> None:
        page = self.accounts.page(account.id)
        self.accounts.delete(page.account, page.contacts)

    def undo(self, account: Account | None) -> str:
        step = self.history.undoable(account.id if account else None)
        assert step is not None
        return self.history.undo(step).sentence


@pytest.fixture
def mona(database: Database) -> Agent:
    return Agent(database, "mona")


@pytest.fixture
def dana(database: Database) -> Agent:
    return Agent(database, "dana")


@pytest.fixture
def account(mona: Agent) -> Account:
    return mona.accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def ann(mona: Agent, account: Account) -> Contact:
    return mona.contacts.add(account, ANN)


@pytest.fixture
def bob(mona: Agent, account: Account) -> Contact:
    return mona.contacts.add(account, BOB)


def aged(database: Database, days: float) -> None:
    """Let everything in the trash have been deleted so many days ago, all of it at the same moment."""
    at = datetime.now(UTC) - timedelta(days=days)
    with database.transaction() as connection:
        for table in (ACCOUNT, CONTACT):
            connection.execute(update(table).where(table.c.deleted_at.is_not(None)).values(deleted_at=at))


def refused(database: Database, work: Callable[[], object]) -> str:
    """What is said where something cannot be done; nothing at all is written then."""
    before = everything_in(database)
    with pytest.raises(ContactsError) as raised:
        work()
    assert everything_in(database) == before
    return str(raised.value)


def last_change(database: Database) -> dict[str, Any]:
    return rows_in(database, "change")[-1]


def are_whole(database: Database) -> bool:
    """Whether keys and trigrams follow from what is not deleted."""
    with database.transaction() as connection:
        keys = {key for some in search_keys.expected(connection) for key in some}
        stored = {tuple(line) for line in connection.execute(select(SEARCH_KEY))}
        return stored == keys and trigrams.are_whole(connection)


class TestLooking:
    def test_it_says_who_deleted_what_and_when_the_newest_first(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, bob: Contact, database: Database
    ):
        assert mona.look(account).known.count == 0
        mona.contacts.delete(ann)
        dana.contacts.delete(bob)
        first, second = mona.trashed(account)
        assert (first.contact, first.by, first.account) == (replace(bob, version=2), "dana", "MANEBA 11111")
        assert (second.contact, second.by, second.days_left) == (replace(ann, version=2), "mona", 30)
        at = rows_in(database, "contact")[0]["deleted_at"].astimezone()
        assert second.when == f"{at:%-m/%-d/%Y %H:%M}"
        aged(database, 31)
        assert {one.days_left for one in mona.trashed()} == {0}
        assert {one.days_left for one in mona.trashed(days=0)} == {None}

    def test_an_account_stands_there_with_what_went_with_it(self, mona: Agent, account: Account, bob: Contact):
        mona.contacts.add(account, ANN)
        other = mona.accounts.add(AccountDraft(name="ACME", number="2"))
        mona.contacts.delete(bob)
        mona.delete_account(account)
        newest, before = mona.trashed()
        assert (newest.contact, newest.account, newest.along) == (None, "MANEBA 11111", 1)
        assert before.contact == replace(bob, version=2)
        assert mona.trashed(other) == ()

    def test_a_text_finds_people_numbers_and_accounts(self, mona: Agent, ann: Contact, bob: Contact):
        other = mona.accounts.add(AccountDraft(name="Lee Marina", number="2"))
        mona.contacts.delete(ann)
        mona.contacts.delete(bob)
        mona.delete_account(other)
        for text, names in (
            ("lee", ["Lee Marina 2", "Ann Lee"]),
            ("maneba ann", ["Ann Lee"]),
            ("967-22", ["Bob Ray"]),
            ("nobody", []),
        ):
            part = mona.look(text=text)
            assert [one.contact.name if one.contact else one.account for one in part.stretch.rows] == names
            assert part.known.count == len(names)

    def test_pages_follow_each_other(self, mona: Agent, account: Account):
        for n in range(7):
            mona.contacts.delete(mona.contacts.add(account, replace(BOB, last_name=f"Ray{n}")))
        names = []
        for start in (0, 3, 6):
            part = mona.trash.read(TrashLook(None, 30), start, 3)
            names += [one.contact.last_name for one in part.stretch.rows if one.contact]
            assert (part.known.count, part.count_told, part.stretch.start) == (7, "7", start)
        assert names == [f"Ray{n}" for n in reversed(range(7))]
        assert mona.trash.read(TrashLook(None, 30), 300, 3).stretch.start == 6

    def test_something_is_found_again_wherever_it_stands_by_then(self, mona: Agent, account: Account, ann: Contact):
        for n in range(130):
            mona.contacts.delete(mona.contacts.add(account, replace(BOB, last_name=f"Ray{n}")))
        look = TrashLook(account.id, 30)
        wanted = mona.trash.read(look, 0, 100).stretch.rows[99]
        before = mona.trash.find(look, wanted)
        assert (before.index, before.is_so, before.known.count, before.count_told) == (99, True, 130, "130")
        mona.contacts.delete(ann)
        place = mona.trash.find(look, wanted)
        assert (place.index, place.is_so, place.known.count) == (100, True, 131)
        assert place.around.rows[place.index - place.around.start] == wanted
        assert (place.around.start, len(place.around.rows)) == (0, 131)
        assert mona.trash.find(TrashLook(None, 30, "ray30"), wanted) == mona.trash.find(TrashLook(None, 30, "ray30"), 0)

    def test_in_the_place_of_what_is_gone_stands_the_next_one(self, mona: Agent, ann: Contact):
        other = mona.accounts.add(AccountDraft(name="ACME", number="2"))
        mona.contacts.delete(ann)
        mona.delete_account(other)
        acme, before = mona.trashed()
        look = TrashLook(None, 30)
        assert (mona.trash.find(look, before).index, mona.trash.find(look, 7).index) == (1, 1)
        mona.trash.restore(acme)
        place = mona.trash.find(look, acme)
        assert (place.index, place.is_so, place.around.rows) == (0, False, (before,))
        mona.trash.restore(before)
        empty = mona.trash.find(look, before)
        assert (empty.index, empty.is_so, empty.around.rows, empty.known.count) == (0, False, (), 0)


class TestRestoring:
    def test_a_contact_comes_back_whole_and_undo_takes_that_back(
        self, mona: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        [trashed] = mona.trashed(account)
        restored = mona.trash.restore(trashed)
        assert (restored.account_id, restored.contact_id) == (account.id, ann.id)
        assert restored.sentence == "Restored Ann Lee, Alternate."
        assert mona.accounts.page(account.id).contacts == (replace(ann, version=3),)
        assert mona.trashed() == ()
        change = last_change(database)
        assert (change["action"], change["source"], change["agent"]) == ("restored", "trash", "mona")
        assert (change["before"], change["after"]["last_name"]) == (None, "Lee")
        assert are_whole(database)
        assert mona.undo(account) == "Undone: restoration of Ann Lee, Alternate. U does it again."
        assert mona.accounts.page(account.id).contacts == ()
        assert len(mona.trashed(account)) == 1
        assert are_whole(database)

    def test_an_account_comes_back_with_what_went_with_it_and_nothing_else(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, bob: Contact, database: Database
    ):
        mona.contacts.delete(bob)
        mona.delete_account(account)
        trashed, of_bob = mona.trashed()
        said = refused(database, lambda: dana.trash.restore(of_bob))
        assert "its account, MANEBA 11111, is in the trash too. Restore MANEBA 11111 first" in said
        restored = dana.trash.restore(trashed)
        assert (restored.account_id, restored.contact_id) == (account.id, 0)
        assert restored.sentence == "Restored account MANEBA 11111 and its contact."
        assert dana.accounts.page(account.id).contacts == (replace(ann, version=3),)
        assert [one.contact and one.contact.id for one in mona.trashed()] == [bob.id]
        assert are_whole(database)
        step = dana.history.undoable(account.id)
        assert step is not None
        assert (step.did, step.is_at_once) == ("restoration of account MANEBA 11111 with 1 contact", False)
        dana.history.undo(step)
        assert [one.along for one in mona.trashed()] == [1, 0]

    def test_a_number_that_is_somebody_elses_by_now_is_told_with_the_way_out(
        self, mona: Agent, account: Account, database: Database
    ):
        mona.delete_account(account)
        mona.accounts.add(AccountDraft(name="ACME", number="11111"))
        [trashed] = mona.trashed()
        said = refused(database, lambda: mona.trash.restore(trashed))
        assert "another account, ACME, has the number 11111 now. Give ACME another number first." in said

    def test_what_a_colleague_restored_meanwhile_is_told(
        self, mona: Agent, dana: Agent, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        [trashed] = mona.trashed()
        dana.trash.restore(trashed)
        said = refused(database, lambda: mona.trash.restore(trashed))
        assert said == "Nothing was restored: Ann Lee, Alternate is not in the trash any more. dana changed it last."

    def test_a_read_only_database_restores_nothing(self, mona: Agent, ann: Contact, where: Path | str):
        mona.contacts.delete(ann)
        [trashed] = mona.trashed()
        reader = Database(where, read_only=True)
        with pytest.raises(ReadOnly):
            Agent(reader, "mona").trash.restore(trashed)
        reader.close()
