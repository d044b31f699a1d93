"""Auto Pay and paperless billing are switched on, changed and off, audited, guarded and taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.problem import Place, Severity
from contacts_tui.domain.refused import Refused
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.instructions import Instructions
from contacts_tui.services.session import Session
from contacts_tui.storage import changes
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

TODAY = date(2019, 2, 1)
VISA = AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "100", "3/1/2019")
ON = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", 5, 10_000, date(2019, 3, 1))
BAD_ADDRESS = "nobody@nowhere"


@pytest.fixture
def instructions(session: Session) -> Instructions:
    """What mona can do with standing instructions; it is the first of February 2019."""
    return Instructions(session, today=lambda: TODAY)


@pytest.fixture
def history(session: Session) -> History:
    """What mona can take back."""
    return History(session, today=lambda: TODAY)


@pytest.fixture
def account(accounts: Accounts) -> Account:
    """An account without contacts, which has chosen nothing."""
    return accounts.add(AccountDraft(name="Hill Dental", number="2001"))


def notified(contacts: Contacts, account: Account, *addresses: str) -> Contact:
    """Add a Billing Notification contact."""
    return contacts.add(account, ContactDraft("Ann", "Lee", (), addresses, ContactType.BILLING_NOTIFICATION))


def spoil(database: Database, contact: Contact) -> Contact:
    """Let a contact have an e-mail that no mail can be sent to, as older data may."""
    with database.transaction() as connection:
        bad = replace(contact.emails[0], address=BAD_ADDRESS, key=BAD_ADDRESS)
        return changes.update_contact(Writing(connection, "older", "test"), contact, replace(contact, emails=(bad,)))


def test_auto_pay_is_switched_on_changed_and_off(
    instructions: Instructions, accounts: Accounts, account: Account, database: Database
):
    on = instructions.set_up(account, VISA)
    assert on == replace(account, auto_pay=ON, version=2)
    page = accounts.page(account.id)
    assert page.account == on
    assert (page.standing.auto_pay_limit, page.standing.auto_pay_start) == ("$100.00", "3/1/2019")
    draft = instructions.draft(on)
    assert draft == replace(VISA, limit="100.00")
    changed = instructions.set_up(on, replace(draft, day="", limit=""))
    assert changed.auto_pay == replace(ON, day=None, limit_minor=None)
    off = instructions.stop(changed)
    assert accounts.page(account.id).account == off == replace(account, version=4)
    *_, first, second, _ = rows_in(database, "change")
    names = ("state", "kind", "label", "last_four", "token", "day", "limit_minor", "from")
    assert set(first["before"]) == {f"auto_pay_{name}" for name in names}
    assert second["before"] == {"auto_pay_day": 5, "auto_pay_limit_minor": 10_000}


def test_a_start_today_or_earlier_is_not_told(instructions: Instructions, accounts: Accounts, account: Account):
    instructions.set_up(account, replace(VISA, start="2/1/2019"))
    assert accounts.page(account.id).standing.auto_pay_start == ""


def test_without_a_token_the_customer_is_invited_and_keeps_what_was_chosen(
    instructions: Instructions, account: Account
):
    invited = instructions.set_up(account, AutoPayDraft(day="5", limit="100"))
    assert invited.auto_pay == AutoPay(AutoPayState.INVITED, day=5, limit_minor=10_000)
    assert instructions.draft(invited) == AutoPayDraft(day="5", limit="100.00")
    assert instructions.stop(invited).auto_pay == AutoPay()


def test_what_is_refused_is_not_written(instructions: Instructions, account: Account, database: Database):
    before = everything_in(database)
    bad = replace(VISA, last_four="42")
    assert instructions.review(account, bad).problems.at(Place("last_four")) is not None
    with pytest.raises(Refused, match="exactly the last four digits are needed"):
        instructions.set_up(account, bad)
    assert everything_in(database) == before


def test_what_changes_nothing_is_not_written(instructions: Instructions, account: Account, database: Database):
    on = instructions.set_up(account, VISA)
    before = everything_in(database)
    assert instructions.set_up(on, VISA) == on
    assert everything_in(database) == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    instructions: Instructions, accounts: Accounts, contacts: Contacts, account: Account, database: Database
):
    notified(contacts, account, "ann@example.com")
    accounts.update(account, AccountDraft(name="Hill Dental Inc", number="2001"))
    before = everything_in(database)
    with pytest.raises(Conflict, match="Different there: Name"):
        instructions.review(account, VISA)
    with pytest.raises(Conflict, match="parks what you typed"):
        instructions.set_up(account, VISA)
    for switch in (instructions.stop, lambda seen: instructions.set_paperless(seen, on=True)):
        with pytest.raises(Conflict, match=r"nothing of yours is written\..*Look at it as it is now, then do it again"):
            switch(account)
    assert everything_in(database) == before


def test_all_of_it_is_taken_back_and_done_again(
    instructions: Instructions, accounts: Accounts, contacts: Contacts, account: Account, history: History
):
    notified(contacts, account, "ann@example.com")
    on = instructions.set_up(account, VISA)
    paperless = instructions.set_paperless(on, on=True)
    stopped = instructions.stop(paperless)
    done = []
    for _ in range(3):
        step = history.undoable(account.id)
        assert step is not None
        done.append(step.did)
        history.undo(step)
    assert done == [
        "update of Auto Pay of account Hill Dental 2001",
        "update of Paperless Billing of account Hill Dental 2001",
        "update of Auto Pay of account Hill Dental 2001",
    ]
    assert accounts.page(account.id).account == replace(account, version=7)
    for _ in range(3):
        step = history.redoable(account.id)
        assert step is not None
        history.redo(step)
    assert accounts.page(account.id).account == replace(stopped, version=10)
    step = history.undoable(account.id)
    assert step is not None
    history.undo(step)
    assert accounts.page(account.id).account == replace(paperless, version=11)


def test_the_currency_stays_as_long_as_there_is_a_limit(
    instructions: Instructions, accounts: Accounts, account: Account
):
    on = instructions.set_up(account, VISA)
    euro = AccountDraft(name="Hill Dental", number="2001", currency="EUR")
    with pytest.raises(Refused, match="the limit of Auto Pay is in USD: take it away first"):
        accounts.update(on, euro)
    without = instructions.set_up(on, replace(VISA, limit=""))
    assert accounts.update(without, euro).auto_pay == without.auto_pay


def test_bills_go_to_the_notified_contacts_that_mail_reaches(
    instructions: Instructions, contacts: Contacts, account: Account, database: Database
):
    with pytest.raises(
        ContactsError, match="Hill Dental 2001 stays off: no Billing Notification contact has an e-mail"
    ):
        instructions.set_paperless(account, on=True)
    bob = spoil(database, notified(contacts, account, "bob@example.com"))
    assert [(r.contact, r.addresses) for r in instructions.recipients(account.id)] == [(bob, ())]
    with pytest.raises(ContactsError, match="stays off"):
        instructions.set_paperless(account, on=True)
    ann = notified(contacts, account, "ann@example.com", "lee@example.com")
    contacts.add(account, ContactDraft("Cy", "Dunn", (), ("cy@example.com",), ContactType.BILLING_CONTACT))
    addresses = [(r.contact.id, r.addresses) for r in instructions.recipients(account.id)]
    assert addresses == [(bob.id, ()), (ann.id, ("ann@example.com", "lee@example.com"))]
    on = instructions.set_paperless(account, on=True)
    assert on == replace(account, paperless=True, version=2)
    *_, change = rows_in(database, "change")
    assert (change["before"], change["after"]) == ({"paperless": False}, {"paperless": True})
    assert instructions.set_paperless(on, on=False) == replace(account, version=3)


def test_the_last_recipient_is_known(
    instructions: Instructions, contacts: Contacts, account: Account, database: Database
):
    ann = notified(contacts, account, "ann@example.com")
    bob = spoil(database, notified(contacts, account, "bob@example.com"))
    assert instructions.is_last_recipient(ann)
    assert not instructions.is_last_recipient(bob)
    notified(contacts, account, "cy@example.com")
    assert not instructions.is_last_recipient(ann)


def test_a_form_that_takes_the_last_recipient_away_is_warned_about(
    instructions: Instructions, contacts: Contacts, account: Account
):
    ann = notified(contacts, account, "ann@example.com")
    same = ContactDraft.of(ann)
    bare = replace(same, phones=("416 967 1111",), emails=(), contact_type=ContactType.ALTERNATE)
    retyped = replace(same, contact_type=ContactType.ALTERNATE)
    assert contacts.review(account, retyped, ann).problems.found == ()
    instructions.set_paperless(account, on=True)
    for draft, field in ((retyped, "contact_type"), (bare, "contact_type")):
        # The account as it was seen is not paperless yet: what is stored counts.
        [warning] = contacts.review(account, draft, ann).problems.warnings
        assert (warning.place, warning.sentence) == (Place(field), "paperless billing then has no recipient")
    for draft in (same, replace(same, emails=("lee@example.com",)), replace(same, first_name="Anna")):
        assert contacts.review(account, draft, ann).problems.warnings == ()
    assert contacts.review(account, retyped).problems.warnings == ()
    cy = notified(contacts, account, "cy@example.com")
    assert contacts.review(account, retyped, ann).problems.warnings == ()
    contacts.delete(cy)
    assert contacts.update(account, ann, retyped).contact_type is ContactType.ALTERNATE


def test_the_last_address_that_mail_reaches_may_go_when_confirmed(
    instructions: Instructions, contacts: Contacts, account: Account, database: Database
):
    ann = notified(contacts, account, "ann@example.com", "lee@example.com")
    with database.transaction() as connection:
        emails = (replace(ann.emails[0], address=BAD_ADDRESS, key=BAD_ADDRESS), ann.emails[1])
        ann = changes.update_contact(Writing(connection, "older", "test"), ann, replace(ann, emails=emails))
    instructions.set_paperless(account, on=True)
    [warning] = contacts.review(account, replace(ContactDraft.of(ann), emails=(BAD_ADDRESS,)), ann).problems.warnings
    assert (warning.place, warning.severity) == (Place("emails"), Severity.WARNING)


def test_a_read_only_database_keeps_its_instructions(tmp_path: Path):
    path = tmp_path / "contacts.db"
    writing = Database(path)
    account = Accounts(Session(writing, "mona")).add(AccountDraft(name="Hill Dental"))
    writing.close()
    database = Database(path, read_only=True)
    instructions = Instructions(Session(database, "mona"), today=lambda: TODAY)
    assert instructions.review(account, VISA).auto_pay == ON
    for write in (instructions.stop, lambda seen: instructions.set_up(seen, VISA)):
        with pytest.raises(ReadOnly):
            write(account)
    database.close()


def luhn(digits: str) -> str:
    """The digits with the one behind them that makes a card of them."""
    sums = [sum(divmod(int(d) * (2 - at % 2), 10)) for at, d in enumerate(reversed(digits))]
    return f"{digits}{-sum(sums) % 10}"


def german(bban: str) -> str:
    """The IBAN of a German account."""
    return f"DE{98 - int(f'{bban}131400') % 97:02d}{bban}"


CARDS = st.from_regex("4[0-9]{14}|5[1-5][0-9]{13}|3[47][0-9]{12}", fullmatch=True).map(luhn)
NUMBERS = CARDS | st.from_regex("[0-9]{18}", fullmatch=True).map(german)
MARKS = st.sampled_from(["", " ", "-", "_", "."])
FIELDS = st.sampled_from(["label", "last_four", "token", "day", "limit", "start"])
AROUND = st.sampled_from(["{}", " {} ", "tok_{}", "No. {}.", "{}x", "\u202e{}"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS, MARKS, FIELDS, AROUND)
def test_no_full_number_reaches_the_file_from_any_field(
    tmp_path: Path, number: str, mark: str, field: str, around: str
):
    path = tmp_path / "contacts.db"
    database = Database(path)
    session = Session(database, "mona")
    accounts, instructions = Accounts(session), Instructions(session, today=lambda: TODAY)
    account = accounts.add(AccountDraft(name="Hill Dental"))
    groups = [number[at : at + 4] for at in range(0, len(number), 4)]
    written = mark.join(groups)
    draft = replace(VISA, **{field: around.format(written)})
    assert draft.full_number
    told = " ".join(problem.sentence for problem in instructions.review(account, draft).problems.found)
    with pytest.raises(Refused) as refused:
        instructions.set_up(account, draft)
    assert number not in f"{told} {refused.value}"
    assert written not in f"{told} {refused.value}"
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Hill Dental" in kept
    assert not any(secret.encode() in kept for secret in (number, written))
    database.close()
