"""What an agent records, corrects and voids: checked anew inside the transaction, audited, and never over another's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, BillLine, Method, Payment
from contacts_tui.domain.bill_draft import BillDraft, BillKind
from contacts_tui.domain.billing_center import Recorded
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.refused import Refused
from contacts_tui.domain.step import Step, Undone
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.billing import Billing
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.storage import changes
from contacts_tui.storage.database import Database

TODAY = date(2019, 2, 1)
MANEBA = AccountDraft(name="MANEBA", number="11111")
BILL = BillDraft(
    "1042", BillKind.BILL, "1/31/2019", "2/22/2019", lines=("Local service 35.00",), taxes=("Federal tax 6.03",)
)
PAYMENT = PaymentDraft("41.03", "2/1/2019", Method.CHECK, "17", "1042")


class Agent:
    """Somebody at work, with all services on one session."""

    def __init__(self, database: Database, name: str, locale: str = "en_US") -> None:
        session, surroundings = Session(database, name), Surroundings(locale)
        self.session = session
        self.accounts = Accounts(session, today=lambda: TODAY, surroundings=surroundings)
        self.billing = Billing(session, today=lambda: TODAY, surroundings=surroundings)
        self.history = History(session, today=lambda: TODAY, surroundings=surroundings)

    def next(self, account: Account) -> Step:
        step = self.history.undoable(account.id)
        assert step is not None
        return step

    def undo(self, account: Account) -> Undone:
        return self.history.undo(self.next(account))

    def redo(self, account: Account) -> Undone:
        step = self.history.redoable(account.id)
        assert step is not None
        return self.history.redo(step)

    def add_bill(self, account: Account, draft: BillDraft = BILL) -> Bill:
        entry = self.billing.add(account, draft).entry
        assert isinstance(entry, Bill)
        return entry

    def add_payment(self, account: Account, draft: PaymentDraft = PAYMENT) -> Payment:
        entry = self.billing.add(account, draft).entry
        assert isinstance(entry, Payment)
        return entry


@pytest.fixture
def mona(database: Database) -> Agent:
    return Agent(database, "mona")


@pytest.fixture
def dana(database: Database) -> Agent:
    return Agent(database, "dana")


@pytest.fixture
def account(mona: Agent) -> Account:
    return mona.accounts.add(MANEBA)


def refused(database: Database, work: Callable[[], object], kind: type[ContactsError] = ContactsError) -> str:
    """What is said where something cannot be done; nothing at all is written then."""
    before = everything_in(database)
    with pytest.raises(kind) as raised:
        work()
    assert everything_in(database) == before
    return str(raised.value)


def test_what_is_recorded_is_stored_audited_and_told_of(mona: Agent, account: Account, database: Database):
    recorded = mona.billing.add(account, BILL)
    bill = recorded.entry
    assert isinstance(bill, Bill)
    assert recorded == Recorded(bill, "bill 1042")
    assert (bill.amount_minor, bill.open_minor, bill.version, bill.account_id) == (4103, 4103, 1, account.id)
    assert bill.lines == (BillLine("Local service", 3500), BillLine("Federal tax", 603, is_tax=True))
    paid = mona.billing.add(account, PAYMENT)
    assert paid == Recorded(
        Payment(4103, TODAY, Method.CHECK, "17", bill.id, id=1, account_id=account.id, version=1), "payment $41.03"
    )
    standing = mona.accounts.page(account.id).standing
    assert (standing.balance, standing.last_bill, standing.last_payment) == ("$0.00", "$41.03", "($41.03)")
    _, of_bill, of_payment = rows_in(database, "change")
    assert (of_bill["action"], of_bill["agent"], of_bill["after"]["amount_minor"]) == ("added", "mona", 4103)
    assert (of_payment["action"], of_payment["after"]["bill_id"]) == ("added", bill.id)


def test_a_form_starts_with_what_is_stored_and_a_new_one_with_today(mona: Agent, account: Account):
    assert mona.billing.payment_draft(account) == PaymentDraft(posted_on="2/1/2019")
    assert mona.billing.bill_draft(account) == BillDraft(billed_on="2/1/2019")
    bill, payment = mona.add_bill(account), mona.add_payment(account)
    assert mona.billing.payment_draft(account, payment) == PAYMENT
    assert mona.billing.bill_draft(account, bill) == replace(BILL, total="41.03")


def test_what_is_corrected_changes_only_what_was_changed(mona: Agent, account: Account, database: Database):
    bill, payment = mona.add_bill(account), mona.add_payment(account)
    corrected = mona.billing.update(account, payment, replace(PAYMENT, amount="41.00", bill=""))
    assert corrected == Recorded(replace(payment, amount_minor=4100, bill_id=None, version=2), "payment $41.00")
    mona.billing.update(account, bill, replace(BILL, taxes=("Federal tax 6.00",)))
    *_, of_payment, of_bill = rows_in(database, "change")
    assert of_payment["before"] == {"amount_minor": 4103, "bill_id": bill.id}
    assert of_bill["before"]["amount_minor"] == 4103
    assert set(of_bill["after"]) == {"amount_minor", "lines"}
    assert mona.accounts.page(account.id).standing.balance == "$0.00"


def test_what_is_saved_as_it_was_is_not_written(mona: Agent, account: Account, database: Database):
    mona.add_bill(account)
    payment = mona.add_payment(account)
    before = everything_in(database)
    assert mona.billing.update(account, payment, replace(PAYMENT, amount="$41.03")).entry == payment
    assert everything_in(database) == before


def test_what_is_void_does_not_count_and_cannot_be_voided_again(mona: Agent, dana: Agent, account: Account):
    bill, payment = mona.add_bill(account), mona.add_payment(account)
    assert mona.billing.void(payment) == "payment $41.03"
    assert mona.accounts.page(account.id).standing.balance == "$41.03"
    with pytest.raises(Conflict, match=r"mona voided this payment 17.*Look at it as it is now before you void it"):
        dana.billing.void(payment)
    assert mona.billing.void(replace(bill, open_minor=0)) == "bill 1042"
    assert mona.accounts.page(account.id).standing.balance == ""


def test_a_number_is_given_and_is_one_bills_only(mona: Agent, account: Account, database: Database):
    short = BillDraft(billed_on="2/1/2019", total="5")
    assert mona.billing.add(account, short).called == "bill B-0001"
    credit = mona.billing.add(account, replace(short, kind=BillKind.CREDIT_NOTE))
    assert (credit.called, credit.entry.amount_minor) == ("credit note B-0002", -500)
    said = refused(database, lambda: mona.billing.add(account, replace(short, number="b-0001")), Refused)
    assert said == "Nothing was saved: another bill of this account has this number."
    mona.billing.void(credit.entry)
    assert mona.billing.add(account, short).called == "bill B-0003"
    other = mona.accounts.add(AccountDraft(name="Other"))
    assert mona.billing.add(other, short).called == "bill B-0001"


def test_a_bill_that_was_voided_meanwhile_takes_no_payment(
    mona: Agent, dana: Agent, account: Account, database: Database
):
    bill = mona.add_bill(account)
    assert mona.billing.review(account, PAYMENT).problems.errors == ()
    dana.billing.void(bill)
    said = refused(database, lambda: mona.billing.add(account, PAYMENT), Refused)
    assert said == "Nothing was saved: bill 1042 is void: name another one, or none for the oldest open one."


def test_what_somebody_else_changed_is_not_overwritten(mona: Agent, dana: Agent, account: Account, database: Database):
    bill, payment = mona.add_bill(account), mona.add_payment(account)
    dana.billing.update(account, payment, replace(PAYMENT, amount="5"))
    dana.billing.update(account, bill, replace(BILL, due_on=""))
    said = refused(database, lambda: mona.billing.update(account, payment, PAYMENT), Conflict)
    assert said.startswith("dana saved this payment 17")
    assert "Different there: Amount." in said
    said = refused(database, lambda: mona.billing.review(account, BILL, bill), Conflict)
    assert said.startswith("dana saved this bill 1042")
    refused(database, lambda: mona.billing.update(account, bill, BILL), Conflict)
    refused(database, lambda: mona.billing.review(account, PAYMENT, payment), Conflict)


def test_an_account_that_is_gone_is_a_sentence(mona: Agent, dana: Agent, account: Account, database: Database):
    bill, payment = mona.add_bill(account), mona.add_payment(account)
    dana.accounts.delete(account, ())
    for work in (
        lambda: mona.billing.payment_draft(account),
        lambda: mona.billing.review(account, BILL),
        lambda: mona.billing.add(account, PAYMENT),
        lambda: mona.billing.add(account, BILL),
        lambda: mona.billing.update(account, payment, PAYMENT),
        lambda: mona.billing.update(account, bill, BILL),
        lambda: mona.billing.void(payment),
    ):
        said = refused(database, work)
        assert said.startswith("Account MANEBA 11111 was deleted meanwhile")


def test_an_account_in_another_currency_by_now_is_a_sentence(
    mona: Agent, dana: Agent, account: Account, database: Database
):
    dana.accounts.update(account, replace(MANEBA, currency="JPY"))
    said = refused(database, lambda: mona.billing.add(account, replace(PAYMENT, bill="")))
    assert said.startswith("Account MANEBA 11111 is in JPY by now, not in USD: nothing was saved.")


def test_the_currency_stays_once_anything_was_recorded(mona: Agent, account: Account, database: Database):
    bill = mona.add_bill(account)
    yen = replace(MANEBA, currency="JPY")
    sentence = "bills or payments were recorded in USD: add an account for another"
    assert refused(database, lambda: mona.accounts.update(account, yen), Refused) == f"Nothing was saved: {sentence}."
    [problem] = mona.accounts.review(yen, account).problems.errors
    assert problem.place.field == "currency"
    mona.billing.void(bill)
    assert sentence in refused(database, lambda: mona.accounts.update(account, yen), Refused)


def test_nothing_is_recorded_in_a_database_that_is_open_to_be_read(where: Path | str, mona: Agent, account: Account):
    bill = mona.add_bill(account)
    database = Database(where, read_only=True)
    reader = Agent(database, "reader")
    for work in (
        lambda: reader.billing.add(account, replace(PAYMENT, bill="")),
        lambda: reader.billing.add(account, replace(BILL, number="")),
        lambda: reader.billing.update(account, bill, BILL),
        lambda: reader.billing.void(bill),
    ):
        with pytest.raises(ReadOnly):
            work()
    database.close()


class TestUndo:
    def test_each_step_is_named_taken_back_and_done_again(self, mona: Agent, account: Account):
        bill = mona.add_bill(account)
        payment = mona.add_payment(account)
        mona.billing.update(account, payment, replace(PAYMENT, amount="41"))
        mona.billing.void(bill)
        did = []
        balances = []
        for _ in range(4):
            step = mona.next(account)
            assert (step.is_about_account, step.is_at_once) == (False, True)
            did.append(step.did)
            undone = mona.history.undo(step)
            assert undone == Undone(account.id, 0, f"Undone: {step.did}. U does it again.")
            balances.append(mona.accounts.page(account.id).standing.balance)
        assert did == [
            "void of bill 1042",
            "update of payment $41.00",
            "addition of payment $41.03",
            "addition of bill 1042",
        ]
        assert balances == ["$0.03", "$0.00", "$41.03", ""]
        again = [mona.redo(account).sentence for _ in range(4)]
        assert again == [
            "Done again: addition of bill 1042. u undoes it.",
            "Done again: addition of payment $41.03. u undoes it.",
            "Done again: update of payment $41.00. u undoes it.",
            "Done again: void of bill 1042. u undoes it.",
        ]
        center = mona.billing.center(account.id)
        assert [line.of.is_void for line in center.lines] == [True, False]
        assert mona.accounts.page(account.id).standing.balance == "-$41.00"

    def test_what_has_no_number_is_named_by_its_amount_in_its_currency(self, database: Database):
        agent = Agent(database, "mona", "de_DE")
        account = agent.accounts.add(replace(MANEBA, currency="EUR"))
        agent.add_payment(account, PaymentDraft("1.041,03", "1.2.2019"))
        assert agent.next(account).did == "addition of payment 1.041,03\xa0€"

    @pytest.mark.parametrize("is_payment", [True, False])
    def test_what_somebody_changed_since_is_left_alone(
        self, mona: Agent, dana: Agent, account: Account, database: Database, is_payment: bool
    ):
        bill, payment = mona.add_bill(account), mona.add_payment(account, replace(PAYMENT, reference=""))
        step = mona.next(account) if is_payment else mona.history.undoable(None)
        assert step is not None
        if is_payment:
            dana.billing.update(account, payment, replace(PAYMENT, amount="5", reference=""))
            said = refused(database, lambda: mona.history.undo(step))
            assert said == (
                "Nothing was written: meanwhile dana changed Amount of the payment. Update it by hand if it is wrong."
            )
        else:
            mona.undo(account)
            step = mona.next(account)
            assert step.did == "addition of bill 1042"
            dana.billing.void(replace(bill, open_minor=0))
            said = refused(database, lambda: mona.history.undo(step))
            assert said == "Nothing was written: meanwhile dana voided the bill 1042. Take that back first."

    def test_what_came_back_meanwhile_is_not_brought_back(
        self, mona: Agent, dana: Agent, account: Account, database: Database
    ):
        bill = mona.add_bill(account)
        mona.billing.void(bill)
        step = mona.next(account)
        assert dana.next(account).is_at_once is False
        dana.undo(account)
        said = refused(database, lambda: mona.history.undo(step))
        assert said == "Nothing was written: the void of bill 1042 was undone meanwhile."

    def test_auto_pay_is_named_as_what_it_is(self, mona: Agent, account: Account):
        instructed = replace(account, auto_pay=replace(account.auto_pay, day=5))
        mona.session.write(
            lambda writing: changes.update_account(writing, account, instructed, lambda phone, _: phone.shown)
        )
        step = mona.next(account)
        assert (step.did, step.is_about_account) == ("update of Auto Pay of account MANEBA 11111", True)

    def test_a_currency_in_which_anything_was_recorded_since_stays(
        self, mona: Agent, dana: Agent, account: Account, database: Database
    ):
        yen = mona.accounts.update(account, replace(MANEBA, currency="JPY"))
        step = mona.next(account)
        dana.add_payment(yen, PaymentDraft("4103", "2/1/2019"))
        said = refused(database, lambda: mona.history.undo(step))
        assert said == (
            "Nothing was written: amounts of account MANEBA 11111 are in JPY by now. It keeps this currency."
        )

    def test_contacts_beside_bills_are_named_as_before(self, mona: Agent, account: Account):
        contacts = Contacts(mona.session)
        contacts.add(account, ContactDraft("Ann", "Lee", (), ("ann@example.com",), ContactType.ALTERNATE))
        mona.add_bill(account)
        assert mona.undo(account).contact_id == 0
        assert mona.next(account).did == "addition of Ann Lee, Alternate"
