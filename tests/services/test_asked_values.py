"""A value that an auditor asks for: found in whatever words, and without putting all else into words."""

from dataclasses import replace
from datetime import date

import pytest

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.audited import AuditedChange
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Asked, Audit
from contacts_tui.services.change_text import ChangeText
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.demo import fill, portal_account
from contacts_tui.services.session import Session
from contacts_tui.storage.change_rows import Change
from contacts_tui.storage.changes import Writing, record
from contacts_tui.storage.database import Database
from contacts_tui.storage.owner import Owner

ANN = ContactDraft("Ann", "Lee", ("416 967 1111",), ("ann@example.com",), ContactType.ALTERNATE)
PEOPLE = (
    ANN,
    ContactDraft(
        'Zoë "Z"', "Łukasz\\", ("+44 20 7946 0018", "416-967-1111 x45"), ("zoë@example.com",), ANN.contact_type
    ),
    ContactDraft("李", "O'Neil-Smith", ("555-1234", "911"), (), ContactType.BILLING_CONTACT),
    ContactDraft("On", "Erased", (), ("on@off.example",), ContactType.ALTERNATE),
)


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def ann(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, ANN)


def in_words(found: tuple[AuditedChange, ...]) -> list[list[str]]:
    return [[text for one in change.fields for text in (*one.old, *one.new)] for change in found]


def paid_and_billed(writing: Writing, account_id: int) -> None:
    """Change rows of Auto Pay, of a bill and of its payment, as the door writes them."""
    names = ("state", "kind", "label", "last_four", "token", "day", "limit_minor", "from")
    on = ("On", "Card", "Visa", "4242", "tok_8f3a", 5, 123_450, "2019-02-01")
    auto_pay = {f"auto_pay_{name}": value for name, value in zip(names, on, strict=True)}
    record(writing, "updated", Owner(account_id), {"paperless": False}, auto_pay | {"paperless": True})
    lines = [{"text": "Cable", "amount_minor": 5, "is_tax": False}, {"text": "", "amount_minor": -700, "is_tax": True}]
    bill = {"number": "1042-b", "due_on": "2019-03-05", "period_from": "2018-12-31", "amount_minor": 5, "lines": lines}
    record(writing, "added", Owner(account_id, bill_id=1), None, bill)
    payment = {"posted_on": "2019-11-20", "amount_minor": 100_000, "method": "Bank Account", "bill_id": 1}
    record(writing, "added", Owner(account_id, payment_id=1), None, payment)


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "ja_JP"])
def test_every_text_of_the_history_finds_all_changes_that_have_it(
    database: Database, session: Session, accounts: Accounts, contacts: Contacts, locale: str
):
    fill(database, portal_account(), today=date(2019, 2, 1))
    account = accounts.page(1).account
    for person in PEOPLE:
        contact = contacts.add(account, person)
        contacts.delete(contacts.update(account, contact, replace(person, first_name="Bo", phones=("416 967 2222",))))
    draft = accounts.draft(account)
    accounts.update(
        account, replace(draft, lines=("1 Pier St", "Suite 4"), city="Zürich", manager_phone="866-468-3472")
    )
    session.write(lambda writing: paid_and_billed(writing, account.id))
    audit = Audit(database, Surroundings(locale))
    every = audit.find(Asked(account=account.number), 1_000).changes
    texts = {text for words in in_words(every) for text in words}
    assert len(texts) > 60
    for text in texts:
        found = {change.id for change in audit.find(Asked(account=account.number, value=text), 1_000).changes}
        have = {change.id for change, words in zip(every, in_words(every), strict=True) if text in words}
        assert have <= found, text


def test_only_what_may_have_it_is_put_into_words(
    database: Database, account: Account, ann: Contact, contacts: Contacts, monkeypatch: pytest.MonkeyPatch
):
    for at in range(20):
        ann = contacts.update(account, ann, replace(ANN, phones=(f"416 967 20{at:02}",)))
    audit, worded = Audit(database), list[int]()
    write = ChangeText.change

    def counted(text: ChangeText, change: Change, contact: Contact | None) -> AuditedChange:
        worded.append(change.id)
        return write(text, change, contact)

    monkeypatch.setattr(ChangeText, "change", counted)
    for asked, count in (
        (Asked(account="11111", value="nobody"), 0),
        (Asked(account="11111", value="416 967 2007"), 2),
        (Asked(account="11111", field="Email"), 1),
        (Asked(account="11111", field="Billing Address"), 1),
        (Asked(field="Currency"), 1),
    ):
        assert len(audit.find(asked, 100).changes) == count
        assert len(worded) <= count + 1
        worded.clear()


def test_of_a_field_only_changes_are_found_in_which_it_has_the_value_itself(
    database: Database, account: Account, ann: Contact, contacts: Contacts
):
    contacts.update(account, ann, replace(ANN, first_name="Bo", phones=("911",), emails=("bo@example.com",)))
    audit = Audit(database)

    def found(field: str, value: str) -> list[str]:
        changes = audit.find(Asked(account="11111", field=field, value=value), 10).changes
        assert all([one.field for one in change.fields] == [field] for change in changes)
        return [change.did for change in changes]

    assert found("Phone", "416 967 1111") == ["updated", "added"]
    assert found("Email", "416 967 1111") == []
    assert found("First Name", "ann lee") == ["updated", "added"]
    assert found("Last Name", "ann") == []
    assert found("Email", "BO@example.com") == ["updated"]
