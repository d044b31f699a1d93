"""Bills and payments go through the door: guarded, audited, and with what is open of each bill kept true."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from stored import rows_in

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, BillLine, Method, Payment
from contacts_tui.domain.conflict import Conflict
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.session import Session
from contacts_tui.storage import billing, bills
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

JANUARY, FEBRUARY = date(2019, 1, 5), date(2019, 2, 5)
LINES = (BillLine("Line", 3_500), BillLine("Federal tax", 603, is_tax=True))


@pytest.fixture
def session(database: Database) -> Session:
    return Session(database, "mona")


@pytest.fixture
def account_id(session: Session) -> int:
    return Accounts(session).add(AccountDraft(name="MANEBA", number="1")).id


def opened(session: Session, account_id: int) -> list[int]:
    with session.reading() as connection:
        return [bill.open_minor for bill in bills.bills(connection, account_id)]


def add_bill(session: Session, account_id: int, bill: Bill) -> Bill:
    def work(writing: Writing) -> Bill:
        added = billing.add(writing, account_id, bill)
        assert isinstance(added, Bill)
        return added

    return session.write(work)


def add_payment(session: Session, account_id: int, payment: Payment) -> Payment:
    def work(writing: Writing) -> Payment:
        added = billing.add(writing, account_id, payment)
        assert isinstance(added, Payment)
        return added

    return session.write(work)


def test_what_is_stored_is_read_back_as_it_was(session: Session, account_id: int):
    bill = Bill(4_103, "1042", JANUARY, FEBRUARY, JANUARY, FEBRUARY, LINES)
    stored = add_bill(session, account_id, bill)
    assert stored == replace(bill, open_minor=4_103, id=stored.id, account_id=account_id, version=1)
    payment = Payment(4_103, FEBRUARY, Method.CHECK, "17", stored.id)
    paid = add_payment(session, account_id, payment)
    assert paid == replace(payment, id=paid.id, account_id=account_id, version=1)


def test_a_payment_pays_the_oldest_bill_unless_it_names_one(session: Session, account_id: int):
    newer = add_bill(session, account_id, Bill(500, billed_on=FEBRUARY))
    add_bill(session, account_id, Bill(300, billed_on=JANUARY))
    add_payment(session, account_id, Payment(100))
    assert opened(session, account_id) == [500, 200]
    add_payment(session, account_id, Payment(150, bill_id=newer.id))
    assert opened(session, account_id) == [350, 200]
    add_bill(session, account_id, Bill(-220, "credit"))
    assert opened(session, account_id) == [330, 0, 0]


def test_what_is_void_does_not_count_until_it_is_brought_back(session: Session, account_id: int):
    bill = add_bill(session, account_id, Bill(500))
    payment = add_payment(session, account_id, Payment(200, reference="17"))
    session.write(lambda writing: billing.void(writing, payment))
    assert opened(session, account_id) == [500]
    session.write(lambda writing: billing.void(writing, replace(bill, open_minor=0)))
    assert opened(session, account_id) == [0]
    assert session.write(lambda writing: billing.restore(writing, payment))
    assert session.write(lambda writing: billing.restore(writing, bill))
    assert not session.write(lambda writing: billing.restore(writing, bill))
    assert opened(session, account_id) == [300]


def test_each_change_says_what_it_is_about_and_what_it_was(database: Database, session: Session, account_id: int):
    bill = add_bill(session, account_id, Bill(500, "1", JANUARY, lines=LINES))
    session.write(lambda writing: billing.change(writing, bill, replace(bill, amount_minor=600, lines=LINES[:1])))
    payment = add_payment(session, account_id, Payment(200))
    session.write(lambda writing: billing.void(writing, payment))
    _, added, changed, paid, voided = rows_in(database, "change")
    assert [row["bill_id"] for row in (added, changed, paid, voided)] == [bill.id, bill.id, None, None]
    assert [row["payment_id"] for row in (added, changed, paid, voided)] == [None, None, payment.id, payment.id]
    lines = [{"text": line.text, "amount_minor": line.amount_minor, "is_tax": line.is_tax} for line in LINES]
    assert changed["before"] == {"amount_minor": 500, "lines": lines}
    assert changed["after"] == {"amount_minor": 600, "lines": lines[:1]}
    assert (voided["action"], voided["before"], voided["after"]) == ("deleted", paid["after"], None)


@pytest.mark.parametrize("entry", [Bill(500, "1042"), Payment(500, reference="17")])
def test_a_write_from_old_values_is_a_conflict(session: Session, account_id: int, entry: Bill | Payment):
    seen = session.write(lambda writing: billing.add(writing, account_id, entry))
    mine, theirs = replace(seen, amount_minor=600), replace(seen, amount_minor=700)
    Session(session._database, "dana").write(lambda writing: billing.change(writing, seen, theirs))
    late: list[Callable[[Writing], object]] = [
        lambda writing: billing.stored(writing.connection, seen),
        lambda writing: billing.change(writing, seen, mine),
        lambda writing: billing.void(writing, seen),
    ]
    for work in late:
        with pytest.raises(Conflict, match=rf"dana saved this {entry.called}.*nothing of yours is written") as raised:
            session.write(work)
        assert raised.value.fields == ("Amount",)
    current = session.write(lambda writing: billing.stored(writing.connection, replace(theirs, version=2)))
    session.write(lambda writing: billing.void(writing, current))
    with pytest.raises(Conflict, match=f"mona voided this {entry.called}"):
        session.write(lambda writing: billing.change(writing, current, mine))


def test_nothing_is_billed_in_an_account_that_is_gone(session: Session, account_id: int):
    accounts = Accounts(session)
    accounts.delete(accounts.page(account_id).account, ())
    with pytest.raises(ContactsError, match="Account MANEBA 1 was deleted meanwhile: nothing was saved"):
        add_bill(session, account_id, Bill(500))


def test_payments_made_at_once_leave_open_what_is_open(database: Database, session: Session, account_id: int):
    for _ in range(4):
        add_bill(session, account_id, Bill(100))

    def pay(agent: str) -> None:
        for _ in range(5):
            add_payment(Session(database, agent), account_id, Payment(11))

    with ThreadPoolExecutor(3) as agents:
        list(agents.map(pay, "abc"))
    assert opened(session, account_id) == [0, 35, 100, 100]


def test_a_bill_or_payment_with_other_values_in_the_version_that_was_seen_is_another_one(
    session: Session, account_id: int
):
    bill = add_bill(session, account_id, Bill(4_103, "7", JANUARY, lines=LINES))
    payment = add_payment(session, account_id, Payment(1_000, FEBRUARY, Method.CHECK))
    with session.reading() as connection:
        for elsewhere in (replace(bill, lines=LINES[:1]), replace(payment, amount_minor=2_000)):
            with pytest.raises(Conflict):
                billing.stored(connection, elsewhere)
        # What is open of a bill follows from the payments: nobody has changed the bill.
        assert billing.stored(connection, bill).open_minor == 3_103
