"""What was changed, in words; what was there before, found; and what anybody has done, taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.audited import AuditedChange
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Asked, Audit
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.demo import fill, portal_account
from contacts_tui.services.history import History
from contacts_tui.services.search import Search
from contacts_tui.services.session import Session
from contacts_tui.storage import earlier_fill
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import CHANGE, CONTACT, EARLIER_VALUE, EMAIL, PHONE

NUMBER = "416 967 1111"
ANN = ContactDraft("Ann", "Lee", (NUMBER,), ("ann@example.com",), ContactType.ALTERNATE)
RAY = ContactDraft("Ann", "Ray", ("+44 20 7946 0018",), ("ray@site.org",), ContactType.ALTERNATE)


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def ann(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, ANN)


@pytest.fixture
def dana(database: Database) -> Session:
    return Session(database, "dana")


@pytest.fixture
def audit(database: Database) -> Audit:
    return Audit(database)


def told(changes: tuple[AuditedChange, ...]) -> list[str]:
    return [f"{one.agent} {one.source} {one.did} {one.about}" for one in changes]


class TestEarlierValues:
    def earlier(self, database: Database, text: str) -> list[str]:
        found = Search(database).find(text).earlier
        today = datetime.now().astimezone().date()
        day = f"{today.month}/{today.day}/{today.year}"
        return [f"{one.called}: {one.told}".replace(day, "today") for one in found]

    def test_they_are_found_by_how_they_begin_and_numbers_by_their_end(
        self, database: Database, account: Account, ann: Contact, contacts: Contacts
    ):
        contacts.update(account, ann, RAY)
        number = ["Ann Ray, Alternate: had (416) 967-1111 until today"]
        for text in ("(416) 967-1111", "416967", "+1 416 967", "011 1 416 967 1111", "967-1111", "1111"):
            assert self.earlier(database, text) == number
        for text, was in {"ann le": "Ann Lee", "lee a": "Ann Lee", "ANN@exam": "ann@example.com"}.items():
            assert self.earlier(database, text) == [f"Ann Ray, Alternate: had {was} until today"]
        for text in ("nn le", "967 11", "zzz", "alternate", ""):
            assert self.earlier(database, text) == []

    def test_who_has_it_now_is_not_shown_a_second_time(
        self, database: Database, account: Account, ann: Contact, contacts: Contacts
    ):
        again = contacts.update(account, contacts.update(account, ann, RAY), ANN)
        assert self.earlier(database, NUMBER) == []
        assert self.earlier(database, "ray@") == ["Ann Lee, Alternate: had ray@site.org until today"]
        contacts.delete(again)
        assert self.earlier(database, NUMBER) == ["Ann Lee, Alternate: had (416) 967-1111, deleted today"]
        assert self.earlier(database, "ray@") == ["Ann Lee, Alternate: had ray@site.org, deleted today"]

    def test_what_is_gone_for_good_is_called_as_its_changes_say(
        self, database: Database, account: Account, ann: Contact, contacts: Contacts, accounts: Accounts
    ):
        other = accounts.update(account, AccountDraft(name="Other", number="22222"))
        contacts.delete(ann)
        assert self.earlier(database, "11111")[0] == "account Other: had 11111 until today"
        assert self.earlier(database, "mane") == ["account Other: had MANEBA until today"]
        accounts.delete(other, ())
        with database.transaction() as connection:
            for table in (PHONE, EMAIL, CONTACT):
                connection.execute(delete(table))
        assert self.earlier(database, "ann@") == ["Ann Lee, Alternate: had ann@example.com, deleted today"]

    def test_a_name_of_which_one_part_was_changed_is_told_as_it_was_then(
        self, database: Database, account: Account, ann: Contact, contacts: Contacts
    ):
        ray = contacts.update(account, ann, ContactDraft("Ann", "Ray", (NUMBER,), (), ContactType.ALTERNATE))
        contacts.update(account, ray, ContactDraft("Anna", "Ray", (NUMBER,), (), ContactType.ALTERNATE))
        assert self.earlier(database, "ann lee") == ["Anna Ray, Alternate: had Ann Lee until today"]
        assert self.earlier(database, "lee") == ["Anna Ray, Alternate: had Ann Lee until today"]

    def test_an_older_database_gets_them_from_its_change_rows(
        self, database: Database, account: Account, ann: Contact, contacts: Contacts, accounts: Accounts
    ):
        contacts.delete(contacts.update(account, ann, RAY))
        accounts.update(account, AccountDraft(name="Other", number="11111"))
        before = rows_in(database, "earlier_value")
        assert before
        with database.transaction() as connection:
            connection.execute(delete(EARLIER_VALUE))
            earlier_fill.fill(connection)
        assert rows_in(database, "earlier_value") == before


class TestTheHistory:
    def test_a_change_is_told_in_the_words_of_the_screen(
        self, audit: Audit, database: Database, account: Account, ann: Contact, dana: Session
    ):
        Contacts(dana).update(account, ann, RAY)
        database.write(
            lambda connection: connection.execute(
                update(CHANGE).values(made_at=datetime(2019, 3, 12, 14, 3, tzinfo=UTC))
            )
        )
        page = audit.page(account.id, ann.id)
        assert page.called == "Ann Ray, Alternate"
        assert told(page.changes) == ["dana screen updated Ann Ray, Alternate", "mona screen added Ann Ray, Alternate"]
        local = datetime(2019, 3, 12, 14, 3, tzinfo=UTC).astimezone()
        assert page.changes[0].when == f"{local.month}/{local.day}/2019 {local:%H:%M}"
        assert [(one.field, one.old_text, one.new_text) for one in page.changes[0].fields] == [
            ("Last Name", "Lee", "Ray"),
            ("Phone", "(416) 967-1111", "+44 20 7946 0018"),
            ("Email", "ann@example.com", "ray@site.org"),
        ]
        whole = audit.page(account.id)
        assert (whole.called, len(whole.changes)) == ("account MANEBA 11111", 3)
        assert whole.next_before is None

    def test_what_an_account_is_made_of_is_told_by_its_fields_on_the_screen(
        self, database: Database, account: Account, accounts: Accounts
    ):
        draft = AccountDraft(
            name="MANEBA", number="11111", since="1/16/2001", lines=("1 Pier St", "Suite 4"), country="CA"
        )
        accounts.update(account, draft)
        german = Audit(database, Surroundings("de_DE"))
        [changed, _] = german.page(account.id).changes
        assert [(one.field, one.old, one.new) for one in changed.fields] == [
            ("Valued Customer Since", (), ("16.1.2001",)),
            ("Billing Address", (), ("1 Pier St", "Suite 4")),
        ]

    def test_what_was_erased_says_so(self, audit: Audit, database: Database, account: Account, ann: Contact):
        with database.transaction() as connection:
            erased = {"first_name": None, "phones": None}
            connection.execute(update(CHANGE).where(CHANGE.c.contact_id == ann.id).values(before=erased, after=erased))
            for table in (PHONE, EMAIL, CONTACT):
                connection.execute(delete(table))
        page = audit.page(account.id, ann.id)
        assert page.called == "a contact that was erased"
        [change] = page.changes
        blank = ("erased",)
        assert [(one.field, one.old, one.new) for one in change.fields] == [
            ("First Name", blank, blank),
            ("Phone", blank, blank),
        ]

    def test_all_of_a_long_one_is_reached(self, audit: Audit, account: Account, ann: Contact, contacts: Contacts):
        changed = ann
        for at in range(105):
            changed = contacts.update(
                account, changed, ContactDraft(f"Ann {at}", "Lee", (NUMBER,), (), ANN.contact_type)
            )
        first = audit.page(account.id, ann.id)
        rest = audit.page(account.id, ann.id, before=first.next_before)
        ids = [one.id for one in (*first.changes, *rest.changes)]
        assert ids == sorted(ids, reverse=True)
        assert (len(first.changes), len(rest.changes), rest.next_before) == (100, 6, None)
        [found] = audit.page(account.id, ann.id, "ann 77 ann 76").changes
        assert found.fields[0].new == ("Ann 77",)

    def test_a_time_is_in_when_it_is_not_before_and_not_behind(self, audit: Audit, accounts: Accounts):
        accounts.add(AccountDraft(name="MANEBA"))
        [change] = audit.find(Asked(), 10).changes
        later = change.at + timedelta(microseconds=1)
        assert audit.find(Asked(since=change.at, until=later), 10).changes == (change,)
        assert audit.find(Asked(until=change.at), 10).changes == ()
        assert audit.find(Asked(since=later), 10).changes == ()


class TestTakingBack:
    def refused(self, database: Database, history: History, change: AuditedChange) -> str:
        before = everything_in(database)
        with pytest.raises(ContactsError) as raised:
            history.undo(history.step(change.transaction_id, change.account_id))
        assert everything_in(database) == before
        return str(raised.value)

    def test_a_colleague_s_change_while_its_values_stand(
        self, audit: Audit, session: Session, account: Account, ann: Contact, dana: Session, accounts: Accounts
    ):
        Contacts(dana).update(account, ann, RAY)
        accounts.update(account, AccountDraft(name="Other", number="11111", country="CA"))
        history = History(session)
        step = history.step(audit.page(account.id, ann.id).changes[0].transaction_id, None)
        assert (step.agent, step.did, step.is_again) == ("dana", "update of Ann Ray, Alternate", False)
        said = history.undo(step).sentence
        assert said == "Undone: update of Ann Ray, Alternate, in Other 11111. U does it again."
        assert accounts.page(account.id).contacts[0].name == "Ann Lee"
        undo, dana_s, _ = audit.page(account.id, ann.id).changes
        assert told((undo,)) == ["mona undo updated Ann Lee, Alternate"]
        with pytest.raises(ContactsError, match="This was undone already by mona, "):
            history.step(dana_s.transaction_id, account.id)
        again = history.step(undo.transaction_id, account.id)
        assert again.is_again
        assert history.redo(again).sentence == "Done again: update of Ann Lee, Alternate. u undoes it."
        redo = audit.page(account.id, ann.id).changes[0]
        assert history.step(redo.transaction_id, account.id).transaction_id == dana_s.transaction_id

    def test_what_was_changed_since_is_named_with_who_did_it(
        self, audit: Audit, database: Database, session: Session, account: Account, ann: Contact, dana: Session
    ):
        ray = Contacts(session).update(account, ann, RAY)
        other = ContactDraft("Ann", "Ray", ("416 967 2222",), ("ray@site.org",), ContactType.ALTERNATE)
        Contacts(dana).update(account, ray, other)
        said = self.refused(database, History(session), audit.page(account.id, ann.id).changes[1])
        assert said.startswith("Nothing was written: meanwhile dana changed Phone of Ann Ray, Alternate.")

    def test_a_deleted_contact(
        self, audit: Audit, database: Database, session: Session, account: Account, ann: Contact, dana: Session
    ):
        Contacts(dana).delete(ann)
        history, page = History(session), audit.page(account.id, ann.id)
        assert self.refused(database, history, page.changes[1]).startswith(
            "Nothing was written: meanwhile dana deleted Ann Lee, Alternate."
        )
        history.undo(history.step(page.changes[0].transaction_id, account.id))
        assert Accounts(session).page(account.id).contacts[0].name == "Ann Lee"

    def test_what_filled_the_database_and_what_was_purged_is_not_taken_back(
        self, audit: Audit, database: Database, session: Session
    ):
        fill(database, portal_account(), today=date(2019, 2, 1))
        history = History(session)
        assert "was filled with this" in self.refused(database, history, audit.page(1).changes[0])
        contacts = Contacts(session)
        account = Accounts(session).page(1).account
        gone = contacts.add(account, ANN)
        with database.transaction() as connection:
            connection.execute(update(CHANGE).where(CHANGE.c.contact_id == gone.id).values(action="purged", after=None))
        change = audit.page(1, gone.id).changes[0]
        assert told((change,)) == ["mona screen purged Ann Lee, Alternate"]
        assert "purged or erased since" in self.refused(database, history, change)
