"""Auto Pay and paperless billing are set through the account's own door: guarded, audited, taken back."""

from datetime import date

import pytest
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.refused import Refused
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.instructions import Instructions
from contacts_tui.services.session import Session
from contacts_tui.storage.database import Database

VISA = AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "250", "3/1/2019")
STORED = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", 5, 25_000, date(2019, 3, 1))
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


def test_undo_brings_the_instruction_back(session: Session, instructions: Instructions, account: Account):
    history = History(session)
    instructions.set_up(instructions.set_up(account, VISA), AutoPayDraft(AutoPayKind.NONE))
    step = history.undoable(account.id)
    assert step is not None
    history.undo(step)
    assert Accounts(session).page(account.id).account.auto_pay == STORED


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
    for late in (lambda: instructions.review(account, VISA), lambda: instructions.set_paperless(account, is_on=False)):
        with pytest.raises(Conflict):
            late()


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
