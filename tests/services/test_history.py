"""What was done is undone and done again: whole or not at all, by new changes, and never over what came since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account, Page
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.people import Decisions
from contacts_tui.domain.step import Step, Undone
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.demo import fill, portal_account
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import CHANGE

MANEBA = AccountDraft(
    name="MANEBA",
    number="11111",
    since="1/16/2001",
    lines=("34235 LEISURE DR",),
    country="CA",
    manager_name="CSC",
    manager_phone="866-468-3472",
)
ANN = ContactDraft("Ann", "Lee", ("416 967 1111 x45", "555-1234"), ("Ann@example.com",), ContactType.ALTERNATE)
BOB = ContactDraft("Bob", "Ray", ("416 967 2222",), (), ContactType.ALTERNATE)


class Agent:
    """Somebody at work, with all services on one session."""

    def __init__(self, database: Database, name: str) -> None:
        session = Session(database, name)
        self.contacts = Contacts(session)
        self.accounts = Accounts(session)
        self.history = History(session)

    def page(self, account: Account) -> Page:
        return self.accounts.page(account.id)

    def next(self, account: Account | None) -> Step:
        step = self.history.undoable(account.id if account else None)
        assert step is not None
        return step

    def undo(self, account: Account | None) -> Undone:
        return self.history.undo(self.next(account))

    def redo(self, account: Account | None) -> Undone:
        step = self.history.redoable(account.id if account else None)
        assert step is not None
        return self.history.redo(step)


def values(page: Page) -> tuple[Account, tuple[Contact, ...]]:
    """What a page says, whichever versions it has."""
    return replace(page.account, version=0), tuple(replace(contact, version=0) for contact in page.contacts)


@pytest.fixture
def mona(database: Database) -> Agent:
    return Agent(database, "mona")


@pytest.fixture
def dana(database: Database) -> Agent:
    return Agent(database, "dana")


@pytest.fixture
def account(mona: Agent) -> Account:
    return mona.accounts.add(MANEBA)


@pytest.fixture
def ann(mona: Agent, account: Account) -> Contact:
    return mona.contacts.add(account, ANN)


def refused(database: Database, undo: Callable[[], object]) -> str:
    """What is said where something cannot be undone; nothing at all is written then."""
    before = everything_in(database)
    with pytest.raises(ContactsError) as raised:
        undo()
    assert everything_in(database) == before
    return str(raised.value)


class TestAStep:
    def test_an_addition_is_undone_and_done_again(self, mona: Agent, account: Account, ann: Contact):
        before = values(mona.page(account))
        undone = mona.undo(account)
        assert undone == Undone(account.id, 0, "Undone: addition of Ann Lee, Alternate. U does it again.")
        assert mona.page(account).contacts == ()
        done = mona.redo(account)
        assert done == Undone(account.id, ann.id, "Done again: addition of Ann Lee, Alternate. u undoes it.")
        assert values(mona.page(account)) == before
        assert mona.page(account).contacts[0].version == 3

    def test_an_update_is_undone_to_the_letter(self, mona: Agent, account: Account, ann: Contact, database: Database):
        draft = ContactDraft("Anna", "Li", ("416 967 3333",), (), ContactType.BILLING_CONTACT)
        updated = mona.contacts.update(account, ann, draft)
        undone = mona.undo(account)
        assert undone == Undone(account.id, ann.id, "Undone: update of Anna Li, Billing Contact. U does it again.")
        assert mona.page(account).contacts == (replace(ann, version=3),)
        [row] = rows_in(database, "contact")
        assert row["search_text"] == "ann lee\nann@example.com\n14169671111\n5551234"
        mona.redo(account)
        assert mona.page(account).contacts == (replace(updated, version=4),)

    def test_a_deleted_contact_comes_back_with_its_phones_and_e_mails(
        self, mona: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        assert mona.undo(account) == Undone(
            account.id, ann.id, "Undone: deletion of Ann Lee, Alternate. U does it again."
        )
        assert mona.page(account).contacts == (replace(ann, version=3),)
        [row] = rows_in(database, "contact")
        assert (row["deleted_at"], row["deleted_by"]) == (None, None)
        mona.redo(account)
        assert mona.page(account).contacts == ()

    def test_the_change_rows_say_who_and_what_was_taken_back(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        dana.undo(account)
        mona.redo(account)
        *_, done, undone, again = rows_in(database, "change")
        assert (undone["agent"], undone["source"], undone["action"]) == ("dana", "undo", "updated")
        assert (undone["before"], undone["after"]) == (done["after"], done["before"])
        assert (undone["undoes"], again["undoes"]) == (done["transaction_id"], undone["transaction_id"])
        assert (again["agent"], again["source"]) == ("mona", "redo")
        assert (again["before"], again["after"]) == (done["before"], done["after"])

    def test_a_restored_contact_is_audited_with_all_that_it_holds(
        self, mona: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        mona.undo(account)
        added, _, restored = rows_in(database, "change")[-3:]
        assert (restored["action"], restored["before"], restored["after"]) == ("restored", None, added["after"])

    def test_an_account_is_put_back(self, mona: Agent, account: Account, database: Database):
        draft = replace(MANEBA, name="Other", number="2", since="", lines=("A", "B"), manager_phone="416 967 1111")
        updated = mona.accounts.update(account, draft)
        assert mona.undo(account) == Undone(account.id, 0, "Undone: update of account Other 2. U does it again.")
        assert mona.page(account).account == replace(account, version=3)
        assert rows_in(database, "account")[0]["search_text"] == "11111\nmaneba"
        mona.redo(account)
        assert mona.page(account).account == replace(updated, version=4)

    def test_phones_follow_the_country_there_and_back(self, mona: Agent, account: Account, ann: Contact):
        mona.contacts.delete(mona.contacts.add(account, BOB))
        mona.accounts.update(account, replace(MANEBA, country="GB"))
        shown = [phone.shown for phone in mona.page(account).contacts[0].phones]
        assert shown == ["+1 416-967-1111 x45", "555-1234"]
        mona.undo(account)
        assert values(mona.page(account)) == (replace(account, version=0), (replace(ann, version=0),))
        mona.redo(account)
        mona.contacts.update(account, mona.page(account).contacts[0], replace(ANN, phones=()))
        mona.undo(account)
        assert [phone.shown for phone in mona.page(account).contacts[0].phones] == shown

    def test_the_manager_s_phone_comes_back_as_it_was_shown(self, mona: Agent, account: Account):
        abroad = mona.accounts.update(account, replace(MANEBA, country="GB"))
        assert abroad.manager.phone_shown == "(866) 468-3472"
        mona.accounts.update(abroad, replace(MANEBA, country="GB", manager_phone=""))
        mona.undo(account)
        assert mona.page(account).account == replace(abroad, version=4)
        mona.redo(account)
        assert mona.page(account).account.manager.phone_shown == ""

    def test_a_manager_s_phone_of_which_nobody_knows_how_it_was_shown_comes_back_as_typed(
        self, mona: Agent, account: Account, database: Database
    ):
        mona.accounts.update(account, replace(MANEBA, manager_phone=""))
        *_, change = rows_in(database, "change")
        older = [{k: v for k, v in change[of].items() if k != "manager_phone_shown"} for of in ("before", "after")]
        with database.transaction() as connection:
            newest = update(CHANGE).where(CHANGE.c.id == change["id"])
            connection.execute(newest.values(before=older[0], after=older[1]))
        mona.undo(account)
        manager = mona.page(account).account.manager
        assert (manager.phone, manager.phone_shown) == ("866-468-3472", "866-468-3472")

    def test_a_deleted_contact_comes_back_with_its_phones_as_the_country_writes_them_now(
        self, mona: Agent, account: Account, ann: Contact
    ):
        mona.contacts.delete(ann)
        delete = mona.next(account)
        mona.accounts.update(account, replace(MANEBA, country="GB"))
        mona.history.undo(delete)
        assert [phone.shown for phone in mona.page(account).contacts[0].phones] == ["+1 416-967-1111 x45", "555-1234"]

    def test_an_added_account_goes_and_comes_again(self, mona: Agent, account: Account):
        assert mona.undo(account) == Undone(0, 0, "Undone: addition of account MANEBA 11111. U does it again.")
        with pytest.raises(ContactsError, match="deleted meanwhile"):
            mona.page(account)
        assert not mona.accounts.are_there()
        assert mona.redo(None).account_id == account.id
        assert mona.page(account).account == replace(account, version=3)

    def test_one_person_in_many_rows_is_one_step(self, mona: Agent, account: Account, ann: Contact):
        second = mona.contacts.add(account, replace(ANN, contact_type=ContactType.BILLING_CONTACT))
        before = values(mona.page(account))
        draft = replace(ANN, emails=("lee@example.com",))
        sharing = mona.contacts.review(account, draft, ann).sharing
        mona.contacts.update(account, ann, draft, Decisions(also=sharing))
        after = values(mona.page(account))
        assert [contact.emails[0].address for contact in after[1]] == ["lee@example.com"] * 2
        assert mona.next(account).did == "update of Ann Lee, Alternate, and 1 more contact"
        assert mona.undo(account).contact_id == ann.id
        assert values(mona.page(account)) == before
        mona.redo(account)
        assert values(mona.page(account)) == after
        assert second.version == 1

    def test_a_new_responsible_party_and_the_one_it_replaced_are_one_step(self, mona: Agent, account: Account):
        party = mona.contacts.add(account, replace(ANN, contact_type=ContactType.RESPONSIBLE_PARTY))
        new = replace(BOB, contact_type=ContactType.RESPONSIBLE_PARTY)
        mona.contacts.add(account, new, Decisions(replaces=party))
        assert mona.next(account).did == "addition of Bob Ray, Responsible Party, and update of 1 more contact"
        mona.undo(account)
        assert mona.page(account).contacts == (replace(party, version=3),)

    def test_the_rules_of_drafts_do_not_bind_it(self, mona: Agent, account: Account):
        mona.contacts.add(account, replace(ANN, contact_type=ContactType.RESPONSIBLE_PARTY))
        mona.undo(account)
        assert mona.page(account).contacts == ()


class TestTheOrder:
    def test_the_newest_goes_first_and_comes_last(self, mona: Agent, account: Account, ann: Contact):
        states = [values(mona.page(account))]
        seen = ann
        for name in ("Bea", "Cleo", "Dora"):
            seen = mona.contacts.update(account, seen, replace(ANN, first_name=name))
            states.append(values(mona.page(account)))
        for state in reversed(states[:-1]):
            mona.undo(account)
            assert values(mona.page(account)) == state
        for state in states[1:]:
            mona.redo(account)
            assert values(mona.page(account)) == state
        assert mona.history.redoable(account.id) is None
        mona.undo(account)
        assert values(mona.page(account)) == states[-2]

    def test_a_new_change_ends_what_could_be_done_again(self, mona: Agent, account: Account, ann: Contact):
        mona.contacts.update(account, ann, replace(ANN, first_name="Bea"))
        mona.undo(account)
        assert mona.history.redoable(account.id) is not None
        mona.contacts.add(account, BOB)
        assert mona.history.redoable(account.id) is None
        assert mona.undo(account).sentence.startswith("Undone: addition of Bob Ray")
        assert mona.redo(account).sentence.startswith("Done again: addition of Bob Ray")
        assert mona.history.redoable(account.id) is None

    def test_there_is_nothing_to_undo_at_first(self, mona: Agent):
        assert mona.history.undoable(None) is None
        assert mona.history.redoable(None) is None

    def test_a_save_that_changed_nothing_is_no_step(self, mona: Agent, account: Account, ann: Contact):
        mona.contacts.update(account, ann, ANN)
        assert mona.next(account).did == "addition of Ann Lee, Alternate"

    def test_the_demo_itself_is_never_undone(self, mona: Agent, database: Database):
        fill(database, portal_account(), today=date(2019, 2, 1))
        assert mona.history.undoable(1) is None
        page = mona.accounts.page(1)
        mona.contacts.delete(page.contacts[0])
        mona.history.undo(mona.next(page.account))
        assert mona.history.undoable(1) is None
        assert mona.history.redoable(1) is not None


class TestWhose:
    @pytest.mark.usefixtures("ann")
    def test_own_work_in_the_account_that_is_shown_is_told_from_all_other(
        self, mona: Agent, dana: Agent, account: Account
    ):
        step = mona.next(account)
        assert (step.account, step.agent, step.is_about_account, step.is_at_once) == (
            "MANEBA 11111",
            "mona",
            False,
            True,
        )
        assert not dana.next(account).is_at_once
        other = mona.accounts.add(AccountDraft(name="Other", number="2"))
        assert mona.next(account).did == "addition of account Other 2"
        assert not mona.next(account).is_at_once
        assert mona.next(other).is_at_once

    def test_where_no_account_is_shown_the_last_deed_is_told_from_all_before_it(self, mona: Agent, account: Account):
        other = mona.accounts.add(AccountDraft(name="Other", number="2"))
        mona.accounts.delete(other, ())
        step = mona.next(None)
        assert (step.did, step.is_about_account, step.is_at_once) == ("deletion of account Other 2", True, True)
        mona.history.undo(step)
        mona.undo(other)
        again = mona.history.redoable(None)
        assert again is not None
        assert (again.did, again.is_at_once) == ("addition of account Other 2", True)
        step = mona.next(None)
        assert (step.account, step.is_at_once) == (account.called, False)

    @pytest.mark.usefixtures("ann")
    def test_what_another_did_elsewhere_is_no_candidate(self, mona: Agent, dana: Agent, account: Account):
        other = dana.accounts.add(AccountDraft(name="Other"))
        assert mona.next(account).did == "addition of Ann Lee, Alternate"
        assert mona.next(other).agent == "dana"
        assert dana.next(account).did == "addition of account Other P-0001"

    def test_after_a_restart_it_is_asked_about(self, account: Account, ann: Contact, database: Database):
        again = Agent(database, "mona")
        assert again.history.undoable(None) is None
        step = again.next(account)
        assert (step.did, step.agent, step.is_at_once) == ("addition of Ann Lee, Alternate", "mona", False)
        again.history.undo(step)
        assert again.page(account).contacts == ()
        restarted = Agent(database, "mona")
        assert restarted.history.redoable(None) is None
        restarted.redo(account)
        assert values(restarted.page(account))[1] == (replace(ann, version=0),)

    def test_of_two_agents_each_can_undo_the_other(self, mona: Agent, dana: Agent, account: Account, ann: Contact):
        dana.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        mona.undo(account)
        assert values(mona.page(account))[1] == (replace(ann, version=0),)
        step = dana.history.redoable(account.id)
        assert step is not None
        assert (step.agent, step.did, step.is_at_once) == ("mona", "update of Ann Lee, Alternate", False)
        dana.history.redo(step)
        assert dana.page(account).contacts[0].first_name == "Anna"

    def test_a_day_that_is_not_today_is_told_with_its_date(self, mona: Agent, account: Account, database: Database):
        made = rows_in(database, "change")[0]["made_at"].astimezone()
        assert mona.next(account).when == f"{made:%H:%M}"
        tomorrow = History(Session(database, "mona"), today=lambda: made.date() + timedelta(days=1))
        step = tomorrow.undoable(account.id)
        assert step is not None
        assert step.when == f"{made.month}/{made.day}/{made.year} {made:%H:%M}"

    def test_a_session_knows_only_so_many_of_its_own(self, database: Database):
        session = Session(database, "mona")
        for _ in range(250):
            session.write(lambda _: None)
        assert len(session.done) == 200


class TestWhatCameSince:
    def test_an_addition_that_was_changed_stays(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        step = mona.next(account)
        dana.contacts.update(account, ann, replace(ANN, first_name="Anna", phones=("911",)))
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: meanwhile dana changed First Name, Phone of Anna Lee, Alternate. "
            "Update it by hand if it is wrong."
        )

    def test_fields_that_the_step_did_not_change_are_left_alone(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact
    ):
        anna = mona.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        step = mona.next(account)
        dana.contacts.update(account, anna, replace(ANN, first_name="Anna", emails=("lee@example.com",)))
        mona.history.undo(step)
        [contact] = mona.page(account).contacts
        assert (contact.first_name, contact.emails[0].address, contact.version) == ("Ann", "lee@example.com", 4)

    @pytest.mark.parametrize(
        ("mona_s", "dana_s", "field"),
        [
            ({"city": "Duluth"}, {"postal_code": "55802"}, "Billing Address"),
            ({"manager_name": "Bo"}, {"manager_email": "csc@example.com"}, "Account Manager"),
        ],
    )
    def test_a_field_of_which_another_changed_a_part_stays(
        self,
        mona: Agent,
        dana: Agent,
        account: Account,
        database: Database,
        mona_s: dict[str, str],
        dana_s: dict[str, str],
        field: str,
    ):
        changed = mona.accounts.update(account, replace(MANEBA, **mona_s))
        step = mona.next(account)
        dana.accounts.update(changed, replace(MANEBA, **mona_s, **dana_s))
        assert refused(database, lambda: mona.history.undo(step)) == (
            f"Nothing was written: meanwhile dana changed {field} of account MANEBA 11111. "
            "Update it by hand if it is wrong."
        )
        dana.undo(account)
        mona.history.undo(step)
        assert values(mona.page(account))[0] == replace(account, version=0)

    def test_an_update_over_which_another_wrote_stays(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        anna = mona.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        step = mona.next(account)
        bea = dana.contacts.update(account, anna, replace(ANN, first_name="Bea"))
        mona.contacts.update(account, bea, replace(ANN, first_name="Bea", phones=("911",)))
        said = refused(database, lambda: mona.history.undo(step))
        assert said.startswith("Nothing was written: meanwhile dana changed First Name of Bea Lee, Alternate.")

    def test_what_was_deleted_since_is_named(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        anna = mona.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        step = mona.next(account)
        dana.contacts.delete(anna)
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: meanwhile dana deleted Anna Lee, Alternate. Take that back first."
        )

    def test_an_account_that_was_deleted_since_is_named(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        step = mona.next(account)
        dana.accounts.delete(account, ())
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: meanwhile dana deleted account MANEBA 11111. Take that back first."
        )

    def test_what_was_taken_back_meanwhile_is_not_taken_back_twice(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        step = mona.next(account)
        dana.undo(account)
        again = mona.history.redoable(account.id)
        assert again is not None
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: the deletion of Ann Lee, Alternate was undone meanwhile."
        )
        dana.redo(account)
        assert refused(database, lambda: mona.history.redo(again)) == (
            "Nothing was written: the deletion of Ann Lee, Alternate was done again meanwhile."
        )

    def test_a_delete_whose_contact_somebody_brought_back_otherwise_stays(
        self, mona: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.delete(ann)
        with database.transaction() as connection:
            connection.exec_driver_sql("UPDATE contact SET deleted_at = NULL")
        assert refused(database, lambda: mona.undo(account)) == (
            "Nothing was written: meanwhile somebody brought Ann Lee, Alternate back."
        )

    def test_of_several_rows_all_are_undone_or_none(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.contacts.add(account, replace(ANN, contact_type=ContactType.BILLING_CONTACT))
        draft = replace(ANN, emails=("lee@example.com",))
        sharing = mona.contacts.review(account, draft, ann).sharing
        updated = mona.contacts.update(account, ann, draft, Decisions(also=sharing))
        step = mona.next(account)
        dana.contacts.update(account, updated, replace(draft, emails=("ann.lee@example.com",)))
        assert "dana changed Email of Ann Lee, Alternate" in refused(database, lambda: mona.history.undo(step))

    def test_a_number_that_another_account_has_by_now_is_named(self, mona: Agent, account: Account, database: Database):
        mona.accounts.update(account, replace(MANEBA, number="2"))
        step = mona.next(account)
        other = mona.accounts.add(AccountDraft(name="Other", number="11111"))
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: another account, Other, has the number 11111 now. Give Other another number first."
        )
        mona.accounts.update(other, AccountDraft(name="Other", number="3"))
        mona.history.undo(step)
        assert mona.page(account).account.number == "11111"

    def test_an_account_with_contacts_that_came_in_stays(self, mona: Agent, dana: Agent, database: Database):
        account = mona.accounts.add(MANEBA)
        step = mona.next(account)
        dana.contacts.add(account, ANN)
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: 1 contact of account MANEBA 11111 came in meanwhile. "
            "Look at them, then delete the account."
        )

    def test_an_account_that_was_changed_stays(self, mona: Agent, dana: Agent, account: Account, database: Database):
        step = mona.next(account)
        dana.accounts.update(account, replace(MANEBA, city="Duluth", manager_name="Eve"))
        assert refused(database, lambda: mona.history.undo(step)) == (
            "Nothing was written: meanwhile dana changed Billing Address, Account Manager of account MANEBA 11111. "
            "Update it by hand if it is wrong."
        )

    def test_nothing_is_undone_in_a_database_that_is_only_read(self, tmp_path: Path):
        database = Database(tmp_path / "other.db")
        Accounts(Session(database, "mona")).add(MANEBA)
        database.close()
        reader = Database(tmp_path / "other.db", read_only=True)
        history = History(Session(reader, "mona"))
        step = history.undoable(1)
        assert step is not None
        with pytest.raises(ReadOnly):
            history.undo(step)
        reader.close()


class TestAnAccountIsDeleted:
    @pytest.mark.usefixtures("ann")
    def test_with_its_contacts_and_all_come_back_in_one_step(self, mona: Agent, account: Account, database: Database):
        mona.contacts.delete(mona.contacts.add(account, replace(BOB, first_name="Gone")))
        mona.contacts.add(account, BOB)
        before = mona.page(account)
        mona.accounts.delete(before.account, before.contacts)
        assert len({row["transaction_id"] for row in rows_in(database, "change")[-3:]}) == 1
        step = mona.next(None)
        assert (step.did, step.is_at_once) == ("deletion of account MANEBA 11111 with 2 contacts", True)
        assert mona.history.undo(step).account_id == account.id
        assert values(mona.page(account)) == values(before)
        assert mona.redo(account).account_id == 0
        mona.undo(None)
        assert values(mona.page(account)) == values(before)

    def test_and_is_asked_about_before_it_is_deleted_again(self, mona: Agent, account: Account, ann: Contact):
        mona.accounts.delete(account, (ann,))
        mona.undo(None)
        for _ in range(2):
            again = mona.history.redoable(account.id)
            assert again is not None
            assert (again.did, again.is_at_once) == ("deletion of account MANEBA 11111 with 1 contact", False)
            mona.history.redo(again)
            mona.undo(None)

    def test_it_is_nowhere_then(self, mona: Agent, account: Account, ann: Contact):
        mona.accounts.delete(account, (ann,))
        assert not mona.accounts.are_there()
        with pytest.raises(ContactsError, match="deleted meanwhile"):
            mona.page(account)
        with pytest.raises(Conflict, match="mona deleted this account"):
            mona.contacts.add(account, BOB)
        assert mona.accounts.add(MANEBA).id != account.id

    def test_it_stays_where_its_number_was_given_away(self, mona: Agent, account: Account, database: Database):
        mona.accounts.delete(account, ())
        step = mona.next(None)
        mona.accounts.add(replace(MANEBA, name="Other"))
        said = refused(database, lambda: mona.history.undo(step))
        assert said.startswith("Nothing was written: another account, Other, has the number 11111 now.")

    def test_only_as_it_was_seen(self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database):
        seen = mona.page(account)
        added = dana.contacts.add(account, BOB)
        said = refused(database, lambda: mona.accounts.delete(seen.account, seen.contacts))
        assert said.startswith("The contacts of MANEBA 11111 are not as they were shown: nothing was deleted.")
        dana.contacts.delete(added)
        dana.contacts.update(account, ann, replace(ANN, first_name="Anna"))
        refused(database, lambda: mona.accounts.delete(seen.account, seen.contacts))
        dana.accounts.update(account, replace(MANEBA, city="Duluth"))
        said = refused(database, lambda: mona.accounts.delete(seen.account, mona.page(account).contacts))
        assert said.startswith("dana saved this account, MANEBA")
        assert said.endswith("Look at it as it is now before you delete it.")

    def test_a_redone_delete_spares_what_came_in(
        self, mona: Agent, dana: Agent, account: Account, ann: Contact, database: Database
    ):
        mona.accounts.delete(account, (ann,))
        mona.undo(None)
        again = mona.history.redoable(account.id)
        assert again is not None
        dana.contacts.add(account, BOB)
        assert "1 contact of account MANEBA 11111 came in meanwhile" in refused(
            database, lambda: mona.history.redo(again)
        )
