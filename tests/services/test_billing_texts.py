"""What the Billing Center and View Bill say, as the locale writes it."""

from collections.abc import Sequence
from datetime import date

import pytest

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, Billed, BillLine, Method, Payment
from contacts_tui.domain.billing_center import Ageing, Bar, Paid
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.billing import Billing
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.session import Session
from contacts_tui.storage import billing

TODAY = date(2019, 2, 1)
LINES = (BillLine("Calls", 3700), BillLine("Tax", 403, is_tax=True))


@pytest.fixture
def center(session: Session) -> Billing:
    return Billing(session, today=lambda: TODAY)


def post(session: Session, account: Account, entries: Sequence[Billed]) -> list[Billed]:
    return [session.write(lambda writing, e=entry: billing.add(writing, account.id, e)) for entry in entries]


def test_a_ledger_says_what_is_open_and_what_is_owed_after_each(session: Session, accounts: Accounts, center: Billing):
    account = accounts.add(AccountDraft(name="MANEBA", number="11111"))
    old, whole, voided, *_ = post(
        session,
        account,
        [
            Bill(1000, "1", date(2018, 11, 1), date(2018, 11, 30)),
            Bill(4103, "2", date(2018, 12, 15), date(2019, 1, 31), date(2018, 12, 1), date(2018, 12, 31), LINES),
            Bill(900, "3", date(2018, 12, 16)),
            Bill(-200, "C-1", date(2018, 12, 20)),
            Payment(500, date(2019, 1, 20), Method.CHECK, "17", bill_id=None),
        ],
    )
    session.write(lambda writing: billing.void(writing, voided))
    shown = center.center(account.id)
    assert [
        (line.day, line.told, line.due, line.amount, line.open, line.state, line.balance) for line in shown.lines
    ] == [
        ("11/1/2018", "Bill 1", "11/30/2018", "$10.00", "$3.00", "overdue 63 days", "$10.00"),
        ("12/15/2018", "Bill 2", "1/31/2019", "$41.03", "$41.03", "overdue 1 day", "$51.03"),
        ("12/16/2018", "Bill 3", "", "$9.00", "", "void", "$51.03"),
        ("12/20/2018", "Credit note C-1", "", "($2.00)", "", "", "$49.03"),
        ("1/20/2019", "Payment, Check 17", "", "($5.00)", "", "", "$44.03"),
    ]
    assert shown.ageing == Ageing("$41.03", "$0.00", "$3.00", "$0.00", "", "$0.00")
    assert shown.bars == (Bar("11/1/2018", 1000, "$10.00"), Bar("12/15/2018", 4103, "$41.03"))
    assert shown.standing.balance == "$44.03"

    view = center.last_bill(account.id)
    assert view is not None
    assert (view.bill.id, view.day, view.due, view.period) == (
        whole.id,
        "12/15/2018",
        "1/31/2019",
        "12/1/2018 to 12/31/2018",
    )
    assert (view.lines, view.taxes, view.total) == ((("Calls", "$37.00"),), (("Tax", "$4.03"),), "$41.03")
    assert (view.open, view.state, view.decimals, view.before, view.after) == (
        "$41.03",
        "overdue 1 day",
        2,
        old.id,
        voided.id,
    )
    first = center.bill(account.id, old.id)
    assert first.paid == (
        Paid(date(2018, 12, 20), "12/20/2018", "Credit note C-1", 200, "$2.00"),
        Paid(date(2019, 1, 20), "1/20/2019", "Payment, Check 17", 500, "$5.00"),
    )
    assert (first.before, center.bill(account.id, voided.id).state) == (0, "void")


def test_what_was_paid_ahead_is_told_in_the_currency_of_the_account(session: Session, accounts: Accounts):
    account = accounts.add(AccountDraft(name="Tokyo", number="1", currency="JPY"))
    (bill, _) = post(session, account, [Bill(4103, "1", date(2019, 1, 1)), Payment(5000, date(2019, 1, 2))])
    center = Billing(session, today=lambda: TODAY, surroundings=Surroundings("de_DE"))
    shown = center.center(account.id)
    assert (shown.ageing.unused, shown.lines[0].day, shown.lines[0].state) == ("897\xa0¥", "1.1.2019", "paid")
    assert center.bill(account.id, bill.id).decimals == 0


def test_the_chart_has_the_last_twelve_bills(session: Session, accounts: Accounts, center: Billing):
    account = accounts.add(AccountDraft(name="MANEBA", number="1"))
    post(session, account, [Bill(100 * month, str(month), date(2018, month, 1)) for month in range(12, 0, -1)])
    post(session, account, [Bill(7, "0", date(2017, 12, 31)), Bill(-7, "", date(2019, 1, 1))])
    assert [bar.amount_minor for bar in center.center(account.id).bars] == [100 * month for month in range(1, 13)]


def test_without_bills_there_is_no_last_one(accounts: Accounts, center: Billing, session: Session):
    account = accounts.add(AccountDraft(name="MANEBA", number="1"))
    post(session, account, [Bill(-7, "C"), Payment(5)])
    assert center.last_bill(account.id) is None
    with pytest.raises(ContactsError, match="has no such bill"):
        center.bill(account.id, 99)
    accounts.delete(account, ())
    for read in (center.center, center.last_bill, lambda account_id: center.bill(account_id, 1)):
        with pytest.raises(ContactsError, match="was deleted meanwhile"):
            read(account.id)
