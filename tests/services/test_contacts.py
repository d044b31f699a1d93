"""Contacts are added, updated and deleted: audited, guarded, whole or not at all."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType, PhoneStatus
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.problem import Place
from contacts_tui.domain.refused import Refused
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts, Decisions, LastChange
from contacts_tui.services.session import Session
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import CHANGE

ANN = ContactDraft("Ann", "Lee", ("416 967 1111",), ("ann@example.com",), ContactType.ALTERNATE)


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111"))


@pytest.fixture
def ann(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, ANN)


@pytest.fixture
def dana(database: Database) -> Contacts:
    return Contacts(Session(database, "dana"))


def stored(accounts: Accounts, account: Account) -> tuple[Contact, ...]:
    return accounts.page(account.id).contacts


def test_an_added_contact_is_on_the_page_as_it_was_returned(accounts: Accounts, account: Account, ann: Contact):
    assert ann.id
    assert ann.version == 1
    assert ann.phones[0].raw == "416 967 1111"
    assert ann.phones[0].shown == "(416) 967-1111"
    assert stored(accounts, account) == (ann,)


def test_the_change_row_of_an_added_contact_holds_all_of_it(database: Database, account: Account, ann: Contact):
    *_, change = rows_in(database, "change")
    assert (change["action"], change["account_id"], change["contact_id"]) == ("added", account.id, ann.id)
    assert (change["agent"], change["source"], change["before"]) == ("mona", "screen", None)
    assert change["after"]["first_name"] == "Ann"
    assert change["after"]["contact_type"] == "Alternate"
    assert [phone["e164"] for phone in change["after"]["phones"]] == ["+14169671111"]
    assert change["after"]["emails"] == [{"address": "ann@example.com", "key": "ann@example.com"}]


def test_an_update_records_the_changed_fields_only_before_and_after(
    contacts: Contacts, accounts: Accounts, database: Database, account: Account, ann: Contact
):
    draft = replace(ANN, last_name="Li", phones=("416 967 1111", "+44 20 7946 0018 x45"))
    updated = contacts.update(account, ann, draft)
    assert updated.version == 2
    assert stored(accounts, account) == (updated,)
    *_, change = rows_in(database, "change")
    assert change["action"] == "updated"
    assert change["before"].keys() == change["after"].keys() == {"last_name", "phones"}
    assert (change["before"]["last_name"], change["after"]["last_name"]) == ("Lee", "Li")
    assert [p["raw"] for p in change["before"]["phones"]] == ["416 967 1111"]
    assert [p["raw"] for p in change["after"]["phones"]] == ["416 967 1111", "+44 20 7946 0018 x45"]


def test_saving_what_is_already_there_writes_nothing(
    contacts: Contacts, database: Database, account: Account, ann: Contact
):
    before = everything_in(database)
    assert contacts.update(account, ann, ANN) == ann
    assert everything_in(database) == before


def test_a_deleted_contact_leaves_the_page_and_stays_in_the_trash(
    contacts: Contacts, accounts: Accounts, database: Database, account: Account, ann: Contact
):
    contacts.delete(ann)
    assert stored(accounts, account) == ()
    [row] = rows_in(database, "contact")
    assert row["deleted_at"] is not None
    assert (row["deleted_by"], row["version"]) == ("mona", 2)
    *_, change = rows_in(database, "change")
    assert (change["action"], change["after"]) == ("deleted", None)
    assert change["before"]["emails"] == [{"address": "ann@example.com", "key": "ann@example.com"}]
    assert [row["raw"] for row in rows_in(database, "phone")] == ["416 967 1111"]


def test_contacts_stand_as_they_were_entered(contacts: Contacts, accounts: Accounts, account: Account):
    names = ("Zoe", "Ann", "Mia")
    added = tuple(contacts.add(account, replace(ANN, first_name=name)) for name in names)
    contacts.update(account, added[0], replace(ANN, first_name="Zoé"))
    assert [c.first_name for c in stored(accounts, account)] == ["Zoé", "Ann", "Mia"]


def test_what_somebody_else_saved_is_never_overwritten(
    contacts: Contacts, dana: Contacts, database: Database, account: Account, ann: Contact
):
    theirs = dana.update(account, ann, replace(ANN, emails=("a.lee@example.com",), last_name="Li"))
    before = everything_in(database)
    with pytest.raises(Conflict) as raised:
        contacts.update(account, ann, replace(ANN, first_name="Anna"))
    assert everything_in(database) == before
    conflict = raised.value
    assert (conflict.base, conflict.theirs, conflict.who) == (ann, theirs, "dana")
    assert conflict.fields == ("Last Name", "Email")
    assert str(conflict).startswith("dana saved this contact, Ann Lee, 0 s ago: nothing of yours is written.")
    assert "Last Name, Email" in str(conflict)
    assert "escape" in str(conflict)


def test_a_contact_that_somebody_else_deleted_cannot_be_updated(
    contacts: Contacts, dana: Contacts, account: Account, ann: Contact
):
    dana.delete(ann)
    with pytest.raises(Conflict, match="dana deleted this contact") as raised:
        contacts.update(account, ann, replace(ANN, first_name="Anna"))
    assert raised.value.theirs is None


def test_a_contact_that_somebody_else_changed_is_not_deleted(
    contacts: Contacts, dana: Contacts, accounts: Accounts, account: Account, ann: Contact
):
    theirs = dana.update(account, ann, replace(ANN, first_name="Anna"))
    with pytest.raises(Conflict, match="before you delete it"):
        contacts.delete(ann)
    assert stored(accounts, account) == (theirs,)


def test_a_contact_is_not_reached_through_another_account(
    contacts: Contacts, accounts: Accounts, account: Account, ann: Contact
):
    other = accounts.add(AccountDraft(name="Other"))
    with pytest.raises(Conflict):
        contacts.delete(replace(ann, account_id=other.id))
    assert stored(accounts, account) == (ann,)


def test_a_draft_with_an_error_is_refused_whatever_the_screen_let_through(
    contacts: Contacts, database: Database, account: Account, ann: Contact
):
    before = everything_in(database)
    with pytest.raises(Refused) as raised:
        contacts.add(account, replace(ANN, phones=("12",)))
    assert raised.value.problems.at(Place("phones")) is not None
    assert str(raised.value).startswith("Nothing was saved: ")
    with pytest.raises(Refused):
        contacts.update(account, ann, replace(ANN, contact_type=None))
    assert everything_in(database) == before


def test_a_number_that_nobody_was_assigned_is_stored_as_said(contacts: Contacts, account: Account):
    added = contacts.add(account, replace(ANN, phones=("4161231234",)))
    assert added.phones[0].raw == "4161231234"
    assert added.phones[0].status is PhoneStatus.POSSIBLE
    assert added.phones[0].marked == "(416) 123-1234 ?"


HOSTILE = (
    "Bob [/b] Ray",
    "[@click=app.quit]x",
    "=cmd()",
    "'; DROP TABLE contact; --",
    'He said "no" \\ 100% _under_',
    ":account_id %(account_id)s ? {} {0}",
    "王小明",
    "محمد",
    "👩\u200d👩\u200d👧 Zoë",
    "e\u0301\u0323",
    "x" * 1_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_as_it_was_typed(contacts: Contacts, accounts: Accounts, account: Account, text: str):
    added = contacts.add(account, replace(ANN, first_name=text, last_name=text))
    assert (added.first_name, added.last_name) == (text, text)
    assert stored(accounts, account) == (added,)


class TestTheResponsibleParty:
    @pytest.fixture
    def party(self, contacts: Contacts, account: Account) -> Contact:
        return contacts.add(account, replace(ANN, contact_type=ContactType.RESPONSIBLE_PARTY))

    def test_the_last_one_is_not_deleted(self, contacts: Contacts, database: Database, party: Contact):
        before = everything_in(database)
        with pytest.raises(Refused, match="only Responsible Party"):
            contacts.delete(party)
        assert everything_in(database) == before

    def test_the_last_one_is_not_retyped(self, contacts: Contacts, account: Account, party: Contact):
        review = contacts.review(account, ANN, party)
        assert review.contact is None
        assert review.problems.at(Place("contact_type")) is not None
        with pytest.raises(Refused, match="only Responsible Party"):
            contacts.update(account, party, ANN)

    def test_one_of_two_is_deleted(self, contacts: Contacts, accounts: Accounts, account: Account, party: Contact):
        bob = ContactDraft("Bob", "Ray", ("911",), (), ContactType.RESPONSIBLE_PARTY)
        second = contacts.add(account, bob)
        contacts.delete(party)
        assert stored(accounts, account) == (second,)

    def test_a_review_names_the_one_there_is(self, contacts: Contacts, account: Account, party: Contact, ann: Contact):
        bob = ContactDraft("Bob", "Ray", ("911",), (), ContactType.RESPONSIBLE_PARTY)
        assert contacts.review(account, bob).responsible == party
        assert contacts.review(account, replace(ANN, contact_type=party.contact_type), ann).responsible == party
        assert contacts.review(account, replace(bob, contact_type=ContactType.ALTERNATE)).responsible is None
        assert contacts.review(account, replace(ANN, contact_type=party.contact_type), party).responsible is None

    def test_a_new_one_replaces_it_in_one_transaction(
        self, contacts: Contacts, accounts: Accounts, database: Database, account: Account, party: Contact
    ):
        bob = ContactDraft("Bob", "Ray", ("911",), (), ContactType.RESPONSIBLE_PARTY)
        added = contacts.add(account, bob, Decisions(replaces=party))
        retyped = replace(party, contact_type=ContactType.ALTERNATE, version=2)
        assert stored(accounts, account) == (retyped, added)
        *_, first, second = rows_in(database, "change")
        assert first["transaction_id"] == second["transaction_id"]
        assert second["before"] == {"contact_type": "Responsible Party"}

    def test_nothing_is_written_where_the_replaced_one_was_changed(
        self, contacts: Contacts, dana: Contacts, database: Database, account: Account, party: Contact
    ):
        dana.update(account, party, replace(ANN, first_name="Anna", contact_type=party.contact_type))
        before = everything_in(database)
        bob = ContactDraft("Bob", "Ray", ("911",), (), ContactType.RESPONSIBLE_PARTY)
        with pytest.raises(Conflict):
            contacts.add(account, bob, Decisions(replaces=party))
        assert everything_in(database) == before


class TestOnePersonManyContacts:
    @pytest.fixture
    def twin(self, contacts: Contacts, account: Account) -> Contact:
        return contacts.add(account, replace(ANN, contact_type=ContactType.BILLING_CONTACT))

    def test_the_others_are_changed_too_in_one_transaction(
        self, contacts: Contacts, accounts: Accounts, database: Database, account: Account, ann: Contact, twin: Contact
    ):
        draft = replace(ANN, emails=("a.lee@example.com",))
        review = contacts.review(account, draft, ann)
        assert [s.contact for s in review.sharing] == [twin]
        also = review.sharing
        contacts.update(account, ann, draft, Decisions(also=also))
        first, second = stored(accounts, account)
        assert first.emails == second.emails
        assert second.contact_type is ContactType.BILLING_CONTACT
        assert (first.version, second.version) == (2, 2)
        *_, one, other = rows_in(database, "change")
        assert one["transaction_id"] == other["transaction_id"]
        assert other["contact_id"] == twin.id
        assert other["before"] == {"emails": [{"address": "ann@example.com", "key": "ann@example.com"}]}

    def test_a_conflict_in_one_of_them_undoes_all(
        self, contacts: Contacts, dana: Contacts, database: Database, account: Account, ann: Contact, twin: Contact
    ):
        draft = replace(ANN, emails=("a.lee@example.com",))
        also = contacts.review(account, draft, ann).sharing
        dana.delete(twin)
        before = everything_in(database)
        with pytest.raises(Conflict):
            contacts.update(account, ann, draft, Decisions(also=also))
        assert everything_in(database) == before

    def test_the_one_that_is_replaced_can_be_changed_too(
        self, contacts: Contacts, accounts: Accounts, account: Account, ann: Contact
    ):
        party = contacts.add(account, replace(ANN, contact_type=ContactType.RESPONSIBLE_PARTY))
        draft = replace(ANN, first_name="Anna", contact_type=ContactType.RESPONSIBLE_PARTY)
        review = contacts.review(account, draft, ann)
        contacts.update(account, ann, draft, Decisions(party, review.sharing))
        first, second = stored(accounts, account)
        assert (first.first_name, first.contact_type) == ("Anna", ContactType.RESPONSIBLE_PARTY)
        assert (second.first_name, second.contact_type) == ("Anna", ContactType.ALTERNATE)


def test_a_review_names_a_contact_that_seems_to_be_the_same(contacts: Contacts, account: Account, ann: Contact):
    assert contacts.review(account, replace(ANN, first_name="ANN", phones=("911",))).duplicate == ann
    assert contacts.review(account, replace(ANN, last_name="Other", emails=())).duplicate is None


def test_a_review_writes_nothing(contacts: Contacts, database: Database, account: Account, ann: Contact):
    before = everything_in(database)
    contacts.review(account, replace(ANN, first_name="Anna"), ann)
    assert everything_in(database) == before


@pytest.fixture
def toronto(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agent sits in Toronto."""
    monkeypatch.setenv("TZ", "America/Toronto")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("toronto")
def test_the_last_change_of_a_contact_is_told_in_the_agents_time(
    contacts: Contacts, dana: Contacts, database: Database, account: Account, ann: Contact
):
    bob = contacts.add(account, replace(ANN, first_name="Bob"))
    dana.update(account, ann, replace(ANN, last_name="Li"))
    contacts.update(account, bob, replace(ANN, first_name="Rob"))
    moment = datetime(2019, 2, 1, 3, 5, tzinfo=UTC)
    database.write(lambda connection: connection.execute(update(CHANGE).values(made_at=moment)))
    assert contacts.last_change(ann) == LastChange("dana", "1/31/2019 22:05")
    assert contacts.last_change(bob) == LastChange("mona", "1/31/2019 22:05")
    assert contacts.last_change(replace(ann, account_id=account.id + 1)) is None
