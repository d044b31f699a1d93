"""What others change is told once, whatever it was and however they overtake each other; one's own is not."""

from pathlib import Path

import pytest

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.news import News, Told
from contacts_tui.errors import NotSaved
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.history import History
from contacts_tui.services.live import Live
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.storage import changes
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database
from contacts_tui.storage.sqlite_file import SqliteFile

ANN = ContactDraft("Ann", "Lee", ("416 967 1111",), (), ContactType.ALTERNATE)
BOB = ContactDraft("Bob", "Ray", ("416 967 2222",), (), ContactType.BILLING_CONTACT)


class Watcher:
    """Mona, who looks at an account and asks again and again."""

    def __init__(self, session: Session, account: Account) -> None:
        self._live = Live(session, History(session))
        self._account = account
        self._told: Told | None = self._live.since(None, account.id).told

    def ask(self) -> News:
        news = self._live.since(self._told, self._account.id)
        self._told = news.told
        return news


@pytest.fixture
def dana(database: Database) -> Session:
    return Session(database, "dana")


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def other(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="ACME", number="22222", country="CA"))


@pytest.fixture
def ann(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, ANN)


@pytest.fixture
def watcher(session: Session, account: Account) -> Watcher:
    return Watcher(session, account)


def test_an_erasure_is_told_without_a_name_and_what_comes_after_it_too(
    database: Database, dana: Session, other: Account, ann: Contact, watcher: Watcher
):
    watcher.ask()
    Erasing(database, "dana").erase([ann])
    news = watcher.ask()
    assert (news.is_here, news.said) == (True, "dana: erasure of 1 contact.")
    Contacts(dana).add(other, BOB)
    news = watcher.ask()
    assert (news.is_any, news.is_here, news.said) == (True, False, "")
    assert not watcher.ask().is_any


def test_a_purge_is_told(dana: Session, ann: Contact, watcher: Watcher):
    Contacts(dana).delete(ann)
    assert watcher.ask().said == "dana: deletion of Ann Lee, Alternate."
    Purging(dana).some(0)
    assert watcher.ask().said == "dana: purge of 1 contact."


def test_a_purge_of_the_account_is_told(accounts: Accounts, dana: Session, account: Account, watcher: Watcher):
    page = accounts.page(account.id)
    Accounts(dana).delete(page.account, page.contacts)
    watcher.ask()
    Purging(dana).some(0)
    assert watcher.ask().said == "dana: purge of this account."


def test_what_is_gone_by_the_time_it_is_told_has_no_name(database: Database, dana: Session, account: Account):
    bob = Contacts(dana).add(account, BOB)
    Erasing(database, "dana").erase([bob])
    steps = History(dana)
    assert [steps.told(this, account.id) for this in dana.done[:1]] == [
        "dana: a change of what was purged or erased since."
    ]


def test_what_a_session_purges_itself_is_not_told_and_is_no_step_of_it(
    session: Session, contacts: Contacts, ann: Contact, watcher: Watcher
):
    contacts.delete(ann)
    before = session.done
    Purging(session).some(0)
    assert not watcher.ask().is_any
    assert session.done == before


def test_what_a_session_saves_is_its_own_before_anybody_can_see_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    database = Database(tmp_path / "contacts.db")
    session = Session(database, "mona")
    account = Accounts(session).add(AccountDraft(name="MANEBA", number="11111", country="CA"))
    watcher, seen = Watcher(session, account), list[News]()
    # That is the first thing after the commit.
    monkeypatch.setattr(SqliteFile, "check_log", lambda *_: seen.append(watcher.ask()))
    Contacts(session).add(account, ANN)
    database.close()
    assert [news.is_any for news in seen] == [False]


def test_what_was_not_saved_is_nobodys(session: Session):
    before = session.own

    def refused(writing: Writing) -> None:
        assert session.own[-1] == writing.transaction_id
        raise NotSaved("Nothing was saved.")

    with pytest.raises(NotSaved):
        session.write(refused)
    assert session.own == before


def test_who_saves_later_with_an_earlier_id_is_told_of_too(postgresql: str):
    database = Database(postgresql)
    mona, dana, eve = (Session(database, agent) for agent in ("mona", "dana", "eve"))
    account, other = (
        Accounts(mona).add(AccountDraft(name="MANEBA", number=number, country="CA")) for number in ("11111", "22222")
    )
    ann = Contacts(mona).add(account, ANN)
    watcher = Watcher(mona, account)

    def overtaken(writing: Writing) -> None:
        changes.delete_contact(writing, ann)
        Contacts(eve).add(other, BOB)
        news = watcher.ask()
        assert (news.is_any, news.is_here) == (True, False)

    dana.write(overtaken)
    news = watcher.ask()
    assert (news.is_here, news.said) == (True, "dana: deletion of Ann Lee, Alternate.")
    assert not watcher.ask().is_any
    database.close()
