"""What a history of any length costs: statements and rows are counted, since a time says little."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.trash import TrashLook
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Audit
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.purging import Purging
from contacts_tui.services.search import Search
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage import history
from contacts_tui.storage.database import Database


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


def person(at: int) -> ContactDraft:
    return ContactDraft(f"Ann {at}", "Lee", (f"416 967 {1000 + at}",), (), ContactType.ALTERNATE)


@contextmanager
def asked() -> Iterator[list[str]]:
    """Yield the statements that are executed within."""
    statements: list[str] = []

    def executed(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", executed)
    yield statements
    event.remove(Engine, "before_cursor_execute", executed)


def people(contacts: Contacts, account: Account, many: int) -> tuple[Contact, ...]:
    return tuple(contacts.add(account, person(at)) for at in range(many))


def test_however_many_are_gone_a_page_asks_as_often(database: Database, account: Account, contacts: Contacts):
    audit, purging, counts = Audit(database), Purging(Session(database, "mona")), []
    for many in (1, 12):
        for contact in people(contacts, account, many):
            contacts.delete(contact)
        purging.some(0)
        with asked() as statements:
            page = audit.page(account.id)
        assert {change.about for change in page.changes[:many]} == {f"Ann {at} Lee, Alternate" for at in range(many)}
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_however_long_a_history_is_the_newest_step_is_read_alone(
    session: Session, account: Account, contacts: Contacts, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(history, "_AT_ONCE", 2)
    [ann] = people(contacts, account, 1)
    steps, counts = History(session), []
    for _ in range(2):
        for at in range(12):
            ann = contacts.update(account, ann, person(at))
        with asked() as statements:
            step = steps.undoable(account.id)
        assert step is not None
        assert step.did == "update of Ann 11 Lee, Alternate"
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_is_gone_is_passed_over_without_a_look_at_each_of_its_changes(
    database: Database, session: Session, account: Account, contacts: Contacts
):
    steps, purging, counts = History(session), Purging(Session(database, "mona")), []
    for _ in range(2):
        [ann] = people(contacts, account, 1)
        for at in range(12):
            ann = contacts.update(account, ann, person(at))
        contacts.delete(ann)
        purging.some(0)
        with asked() as statements:
            step = steps.undoable(account.id)
        assert step is not None
        assert step.did == "addition of account MANEBA 11111"
        counts.append(len(statements))
    assert counts[1] - counts[0] < 6


def test_each_contact_of_an_account_is_restored_and_taken_back_by_as_few_statements(
    session: Session, accounts: Accounts, contacts: Contacts
):
    trash, steps, counts = Trash(session), History(session), []
    for many in (1, 21):
        account = accounts.add(AccountDraft(name="Maneba", number=f"{many}"))
        people(contacts, account, many)
        page = accounts.page(account.id)
        accounts.delete(page.account, page.contacts)
        [trashed] = trash.read(TrashLook(None, 30), 0, 10).stretch.rows
        with asked() as restoring:
            trash.restore(trashed)
        with asked() as looking:
            steps.step(session.done[-1], account.id)
        counts.append((len(restoring), len(looking)))
    (one, look), (all_of_them, looks) = counts
    assert all_of_them - one == 20 * 9
    assert look == looks


def test_those_who_had_a_name_are_found_without_all_that_they_had(
    database: Database, account: Account, contacts: Contacts
):
    found, counts = Search(database), []
    for many in (1, 12):
        for at, ann in enumerate(people(contacts, account, many)):
            bo = contacts.update(account, ann, replace(person(at), first_name="Bo", phones=("911",)))
            contacts.update(account, bo, replace(person(at), first_name="Cy", phones=("911",)))
        for text in ("ann", "416 967"):
            with asked() as statements:
                earlier = found.find(text).earlier
            counts.append((len(earlier), len(statements)))
    (one, names), (_, phones), (all_of_them, all_names), (_, all_phones) = counts
    assert (one, all_of_them) == (1, 13)
    assert (names, phones) == (all_names, all_phones)
