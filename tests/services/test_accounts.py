"""Accounts are added, updated, found and shown."""

from dataclasses import replace
from datetime import date

import pytest
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account, Standing
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.problem import Place
from contacts_tui.domain.refused import Refused
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.storage import billing
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

MANEBA = AccountDraft(
    name="MANEBA",
    number="11111",
    since="1/16/2001",
    lines=("34235 LEISURE DR", "Suite 4"),
    city="CUSHING",
    region="MN",
    postal_code="564435145",
    manager_name="CSC",
    manager_phone="866-468-3472",
    manager_email="UScustomerservice@allstream.com",
)


def bill(database: Database, account: Account, *amounts: tuple[int, date | None, date | None]) -> None:
    with database.transaction() as connection:
        for number, (amount, billed, due) in enumerate(amounts):
            billing.add(Writing(connection, "mona", "test"), account.id, Bill(amount, str(number), billed, due))


def pay(database: Database, account: Account, *amounts: tuple[int, date | None]) -> None:
    with database.transaction() as connection:
        for amount, posted in amounts:
            billing.add(Writing(connection, "mona", "test"), account.id, Payment(amount, posted))


def test_an_added_account_has_a_page_without_contacts_or_figures(accounts: Accounts):
    added = accounts.add(MANEBA)
    page = accounts.page(added.id)
    assert page.account == added
    assert page.account.address.lines == ("34235 LEISURE DR", "Suite 4")
    assert page.account.since == date(2001, 1, 16)
    assert page.account.manager.phone_shown == "(866) 468-3472"
    assert page.standing == Standing(since="1/16/2001")
    assert page.contacts == ()


def test_an_account_without_a_number_gets_the_next(accounts: Accounts):
    numbers = [accounts.add(AccountDraft(name=name)).number for name in ("A", "B")]
    assert numbers == ["P-0001", "P-0002"]
    accounts.add(AccountDraft(name="C", number="P-9999"))
    accounts.add(AccountDraft(name="D", number="P-99x"))
    assert accounts.add(AccountDraft(name="E")).number == "P-10000"


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        (["P-00000"], "P-0001"),
        (["P-00000", "P-0001"], "P-0002"),
        (["P-00012", "P-9"], "P-0013"),
        (["P-", "P--1", "P-7x", "p-0005", "P-\u0663", "XP-0009"], "P-0001"),
        ([f"P-{'0' * 900}41"], "P-0042"),
    ],
)
def test_the_next_number_is_nobodys_whatever_people_have_typed(accounts: Accounts, taken: list[str], given: str):
    for number in taken:
        accounts.add(AccountDraft(name="Typed", number=number))
    assert accounts.add(AccountDraft(name="Given")).number == given


def test_a_number_belongs_to_one_account(accounts: Accounts, database: Database):
    first = accounts.add(MANEBA)
    second = accounts.add(AccountDraft(name="Other"))
    before = everything_in(database)
    taken = AccountDraft(name="Third", number=" 11111 ")
    assert accounts.review(taken).problems.at(Place("number")) is not None
    with pytest.raises(Refused, match="another account has this number"):
        accounts.add(taken)
    with pytest.raises(Refused, match="another account has this number"):
        accounts.update(second, AccountDraft(name="Other", number="11111"))
    assert accounts.review(replace(MANEBA, city="Elsewhere"), first).value is not None
    assert everything_in(database) == before


def test_an_update_is_audited_and_guarded(accounts: Accounts, database: Database):
    added = accounts.add(MANEBA)
    updated = accounts.update(added, replace(MANEBA, city="Duluth", since="2/1/2001"))
    assert updated.version == 2
    assert accounts.page(added.id).account == updated
    *_, change = rows_in(database, "change")
    assert (change["action"], change["contact_id"]) == ("updated", None)
    assert change["before"] == {"city": "CUSHING", "since": "2001-01-16"}
    assert change["after"] == {"city": "Duluth", "since": "2001-02-01"}
    with pytest.raises(Conflict, match="mona saved this account") as raised:
        accounts.update(added, replace(MANEBA, name="Other"))
    assert raised.value.fields == ("Valued Customer Since", "Billing Address")
    assert accounts.page(added.id).account == updated


def test_phones_are_shown_anew_when_the_country_changes(accounts: Accounts, contacts: Contacts, database: Database):
    account = accounts.add(replace(MANEBA, postal_code=""))
    phones = ("416 967 1111 x45", "+44 20 7946 0018", "555-1234")
    contacts.add(account, ContactDraft("Ann", "Lee", phones, (), ContactType.ALTERNATE))
    changes = len(rows_in(database, "change"))
    accounts.update(account, replace(MANEBA, postal_code="", country="GB"))
    [ann] = accounts.page(account.id).contacts
    assert [phone.shown for phone in ann.phones] == ["+1 416-967-1111 x45", "020 7946 0018", "555-1234"]
    assert [phone.raw for phone in ann.phones] == list(phones)
    assert ann.version == 1
    assert len(rows_in(database, "change")) == changes + 1


def test_numbers_are_dialled_from_the_accounts_country(accounts: Accounts, contacts: Contacts):
    account = accounts.add(AccountDraft(name="Ltd", country="GB"))
    ann = contacts.add(account, ContactDraft("Ann", "Lee", ("020 7946 0018",), (), ContactType.ALTERNATE))
    assert (ann.phones[0].e164, ann.phones[0].shown) == ("+442079460018", "020 7946 0018")


def test_the_page_of_an_account_that_is_not_there_is_a_sentence(accounts: Accounts):
    with pytest.raises(ContactsError, match="gone for good"):
        accounts.page(4711)


def test_the_figures_come_from_bills_and_payments(accounts: Accounts, database: Database):
    account = accounts.add(MANEBA)
    older, newer = date(2018, 12, 1), date(2019, 1, 1)
    bill(database, account, (5_000, newer, date(2019, 1, 20)), (9_999, None, None), (1_000, older, date(2018, 12, 20)))
    pay(database, account, (3_000, newer), (1, None), (2_000, older))
    assert accounts.page(account.id).standing == Standing(
        since="1/16/2001",
        balance="$109.98",
        last_bill="$50.00",
        last_payment="($30.00)",
        last_payment_on="1/1/2019",
        due="12/20/2018",
        overdue_days=43,
    )


def test_the_later_of_two_bills_of_a_day_is_the_most_recent(accounts: Accounts, database: Database):
    account = accounts.add(MANEBA)
    day = date(2019, 1, 1)
    bill(database, account, (100, day, None), (200, day, None))
    pay(database, account, (300, day), (400, day))
    standing = accounts.page(account.id).standing
    assert (standing.last_bill, standing.last_payment, standing.balance) == ("$2.00", "($4.00)", "-$4.00")


@pytest.mark.parametrize(("paid", "due", "days"), [(0, 31, 1), (0, 30, 2), (100, 30, 0), (200, 30, 0)])
def test_only_what_is_owed_is_overdue(accounts: Accounts, database: Database, paid: int, due: int, days: int):
    account = accounts.add(MANEBA)
    bill(database, account, (100, date(2019, 1, 1), date(2019, 1, due)))
    pay(database, account, (paid, date(2019, 1, 2)))
    assert accounts.page(account.id).standing.overdue_days == days


def test_what_is_due_today_is_not_overdue(accounts: Accounts, database: Database):
    account = accounts.add(MANEBA)
    bill(database, account, (100, date(2019, 1, 1), date(2019, 2, 1)))
    assert accounts.page(account.id).standing.overdue_days == 0


def test_another_accounts_figures_and_contacts_stay_with_it(accounts: Accounts, contacts: Contacts, database: Database):
    mine, other = accounts.add(MANEBA), accounts.add(AccountDraft(name="Other"))
    contacts.add(other, ContactDraft("Ann", "Lee", ("911",), (), ContactType.ALTERNATE))
    bill(database, other, (100, None, None))
    assert accounts.page(mine.id).contacts == ()
    assert accounts.page(mine.id).standing == Standing(since="1/16/2001")
    assert accounts.page(other.id).standing.balance == "$1.00"
