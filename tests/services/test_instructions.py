"""Auto Pay and paperless billing are set through the account's own door: guarded, audited, taken back."""

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
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.instructions import Instructions
from contacts_tui.services.session import Session
from contacts_tui.storage import changes
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

VISA = AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "250", "3/1/2019")
STORED = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", 5, 25_000, date(2019, 3, 1))
BAD = "nobody@nowhere"
OFFICE = ContactDraft(emails=("office@example.com",), contact_type=ContactType.BILLING_NOTIFICATION)


def today() -> date:
    return date(2019, 2, 1)


@pytest.fixture
def session(database: Database) -> Session:
    return Session(database, "mona")


@pytest.fixture
def account(session: Session) -> Account:
    return Accounts(session).add(AccountDraft(name="MANEBA", number="1"))


@pytest.fixture
def instructions(session: Session) -> Instructions:
    return Instructions(session, today=today)


def test_auto_pay_is_signed_up_for_changed_and_stopped(
    database: Database, session: Session, instructions: Instructions, account: Account
):
    signed_up = instructions.set_up(account, VISA)
    assert signed_up.auto_pay == STORED
    assert Accounts(session).page(account.id).account == signed_up
    assert instructions.draft(signed_up) == AutoPayDraft(
        AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "250.00", "3/1/2019"
    )
    stopped = instructions.set_up(signed_up, AutoPayDraft(AutoPayKind.NONE))
    assert (stopped.auto_pay, stopped.version) == (AutoPay(), 3)
    changed = rows_in(database, "change")[1:]
    assert changed[0]["after"]["auto_pay_from"] == "2019-03-01"
    assert changed[1]["before"] == changed[0]["after"]


def test_all_of_it_is_taken_back_and_done_again(session: Session, instructions: Instructions, account: Account):
    Contacts(session).add(account, OFFICE)
    history = History(session)
    on = instructions.set_up(account, VISA)
    paperless = instructions.set_paperless(on, is_on=True)
    stopped = instructions.set_up(paperless, AutoPayDraft(AutoPayKind.NONE))
    done = []
    for _ in range(3):
        step = history.undoable(account.id)
        assert step is not None
        done.append(step.did)
        history.undo(step)
    whole = "update of Auto Pay of account MANEBA 1"
    assert done == [whole, "update of Paperless Billing of account MANEBA 1", whole]
    assert Accounts(session).page(account.id).account == replace(account, version=7)
    for _ in range(3):
        step = history.redoable(account.id)
        assert step is not None
        history.redo(step)
    assert Accounts(session).page(account.id).account == replace(stopped, version=10)
    step = history.undoable(account.id)
    assert step is not None
    history.undo(step)
    assert Accounts(session).page(account.id).account == replace(paperless, version=11)


def test_the_page_tells_the_limit_and_a_start_to_come(session: Session, instructions: Instructions, account: Account):
    on = instructions.set_up(account, VISA)
    accounts = Accounts(session, today=today)
    standing = accounts.page(account.id).standing
    assert (standing.auto_pay_limit, standing.auto_pay_start) == ("$250.00", "3/1/2019")
    instructions.set_up(on, replace(VISA, limit="", start="2/1/2019"))
    standing = accounts.page(account.id).standing
    assert (standing.auto_pay_limit, standing.auto_pay_start) == ("", "")


def test_the_currency_stays_as_long_as_there_is_a_limit(session: Session, instructions: Instructions, account: Account):
    on = instructions.set_up(account, VISA)
    euro = AccountDraft(name="MANEBA", number="1", currency="EUR")
    with pytest.raises(Refused, match="the limit of Auto Pay is in USD: take it away first"):
        Accounts(session).update(on, euro)
    without = instructions.set_up(on, replace(VISA, limit=""))
    assert Accounts(session).update(without, euro).auto_pay == without.auto_pay


def test_a_limit_comes_back_in_its_own_currency_only(
    database: Database, session: Session, instructions: Instructions, account: Account
):
    euro = AccountDraft(name="MANEBA", number="1", currency="EUR")
    on = instructions.set_up(account, VISA)
    without = instructions.set_up(on, replace(VISA, limit=""))
    step = History(session).undoable(account.id)
    assert step is not None
    elsewhere = Session(database, "dana")
    in_euro = Accounts(elsewhere).update(without, euro)
    with pytest.raises(ContactsError, match="meanwhile dana changed Currency of account MANEBA 1"):
        History(session).undo(step)
    of_currency = History(elsewhere).undoable(account.id)
    assert of_currency is not None
    instructions.set_up(in_euro, replace(VISA, limit="250"))
    with pytest.raises(ContactsError, match="amounts of account MANEBA 1 are in EUR by now"):
        History(elsewhere).undo(of_currency)


def test_a_full_number_is_refused_and_nothing_is_written(
    database: Database, instructions: Instructions, account: Account
):
    before = everything_in(database)
    with pytest.raises(Refused, match="this is a card number") as raised:
        instructions.set_up(account, AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "4242424242424242"))
    assert "4242424242424242" not in str(raised.value)
    assert everything_in(database) == before


def test_from_what_is_no_longer_so_nothing_is_set(database: Database, instructions: Instructions, account: Account):
    Instructions(Session(database, "dana"), today=today).set_up(account, VISA)
    with pytest.raises(Conflict, match="dana saved this account") as raised:
        instructions.set_up(account, AutoPayDraft(AutoPayKind.NONE))
    assert raised.value.fields == ("Auto Pay",)
    with pytest.raises(Conflict, match="parks what you typed"):
        instructions.review(account, VISA)
    with pytest.raises(Conflict, match=r"nothing of yours is written\..*Look at it as it is now, then do it again"):
        instructions.set_paperless(account, is_on=False)


def test_paperless_billing_needs_somebody_who_gets_the_bills(
    session: Session, instructions: Instructions, account: Account
):
    with pytest.raises(
        ContactsError, match="No Billing Notification contact has a valid e-mail: paperless billing stays"
    ):
        instructions.set_paperless(account, is_on=True)
    Contacts(session).add(account, OFFICE)
    switched_on = instructions.set_paperless(account, is_on=True)
    assert switched_on.paperless
    assert Accounts(session).page(account.id).account == switched_on
    assert not instructions.set_paperless(switched_on, is_on=False).paperless


def spoil(database: Database, contact: Contact) -> Contact:
    """Let the first e-mail of a contact be one that no mail can be sent to, as older data may hold."""
    bad = replace(contact.emails[0], address=BAD, key=BAD)
    with database.transaction() as connection:
        writing = Writing(connection, "older", "test")
        return changes.update_contact(writing, contact, replace(contact, emails=(bad, *contact.emails[1:])))


def test_an_address_that_no_mail_reaches_is_no_recipient(
    database: Database, session: Session, instructions: Instructions, account: Account
):
    spoil(database, Contacts(session).add(account, OFFICE))
    with pytest.raises(ContactsError, match="paperless billing stays off"):
        instructions.set_paperless(account, is_on=True)


def test_a_form_that_takes_the_last_recipient_away_is_warned_about(
    session: Session, instructions: Instructions, account: Account
):
    contacts = Contacts(session)
    office = contacts.add(account, OFFICE)
    same = ContactDraft.of(office)
    retyped = replace(same, contact_type=ContactType.ALTERNATE)
    bare = replace(retyped, first_name="Ann", phones=("416 967 1111",), emails=())
    assert contacts.review(account, retyped, office).problems.found == ()
    instructions.set_paperless(account, is_on=True)
    for draft in (retyped, bare):
        # The account as it was seen is not paperless yet: what is stored counts.
        [warning] = contacts.review(account, draft, office).problems.warnings
        assert (warning.place, warning.sentence) == (
            Place("contact_type"),
            "paperless billing then has no recipient",
        )
    for draft in (same, replace(same, emails=("lee@example.com",)), replace(same, first_name="Ann")):
        assert contacts.review(account, draft, office).problems.warnings == ()
    assert contacts.review(account, retyped).problems.warnings == ()
    other = contacts.add(account, replace(OFFICE, emails=("lee@example.com",)))
    assert contacts.review(account, retyped, office).problems.warnings == ()
    contacts.delete(other)
    assert contacts.update(account, office, retyped).contact_type is ContactType.ALTERNATE


def test_the_last_address_that_mail_reaches_is_warned_about(
    database: Database, session: Session, instructions: Instructions, account: Account
):
    contacts = Contacts(session)
    emails = (*OFFICE.emails, "lee@example.com")
    office = spoil(database, contacts.add(account, replace(OFFICE, emails=emails)))
    instructions.set_paperless(account, is_on=True)
    without = replace(ContactDraft.of(office), emails=(BAD,))
    [warning] = contacts.review(account, without, office).problems.warnings
    assert (warning.place, warning.severity) == (Place("emails"), Severity.WARNING)


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
    accounts, instructions = Accounts(session), Instructions(session, today=today)
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
