"""The demo holds every value of the portal's page."""

from datetime import date
from pathlib import Path

from stored import everything_in, rows_in

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.contact import PhoneStatus
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.demo import fill, portal_account
from contacts_tui.services.opening import open_services
from contacts_tui.services.session import Session
from contacts_tui.storage.closed_file import is_demo
from contacts_tui.storage.database import Database

ON_THE_PAGE = [
    ("Authorized User", "Test Tester", "4161231234", "test@gmail.com"),
    ("Authorized User", "Test Tester", "4161231234", "test@gmail.com"),
    ("Billing Contact", "Test Tester", "4161111234", "test@gmail.com"),
    ("Billing Notification", "Test Tester", "4161231234", "test@gmail.com"),
    ("Alternate", "Test Tester", "4161231234", ""),
    ("AutoDialer", "Test Tester", "4161111234", "test@gmail.com"),
    ("Billing Notification", "Test Tester", "", "test@gmail.com"),
]


def test_it_is_the_portals_account(database: Database, accounts: Accounts):
    fill(database, portal_account(), today=date(2019, 2, 1))
    page = accounts.page(1)
    account, standing = page.account, page.standing
    assert (account.name, account.number, account.account_type) == ("MANEBA", "11111", AccountType.STAND_ALONE)
    assert (standing.since, standing.due, standing.balance) == ("1/16/2001", "2/22/2019", "$0.00")
    assert (standing.last_bill, standing.last_payment, standing.last_payment_on) == ("$41.03", "($41.03)", "")
    address = account.address
    assert (address.lines, address.city, address.region) == (("34235 LEISURE DR",), "CUSHING", "MN")
    assert (address.postal_code, address.country) == ("564435145", "US")
    manager = account.manager
    assert (manager.name, manager.phone, manager.email) == ("CSC", "866-468-3472", "UScustomerservice@allstream.com")
    assert manager.phone_shown == "(866) 468-3472"
    assert [
        (
            contact.contact_type.value,
            contact.name,
            "".join(phone.raw for phone in contact.phones),
            "".join(email.address for email in contact.emails),
        )
        for contact in page.contacts
    ] == ON_THE_PAGE
    assert {phone.status for contact in page.contacts for phone in contact.phones} == {PhoneStatus.POSSIBLE}


def test_nothing_is_overdue_long_after(database: Database):
    fill(database, portal_account(), today=date(2019, 2, 1))
    page = Accounts(Session(database, "mona"), today=lambda: date(2030, 1, 1)).page(1)
    assert page.standing.overdue_days == 0


def test_all_of_it_is_audited_as_one_action_of_the_demo(database: Database):
    fill(database, portal_account(), today=date(2019, 2, 1))
    changes = rows_in(database, "change")
    assert len(changes) == 1 + 7 + 1 + 1
    assert {change["agent"] for change in changes} == {"demo"}
    assert len({change["transaction_id"] for change in changes}) == 1


def test_a_database_that_has_an_account_is_not_filled(database: Database):
    fill(database, portal_account(), today=date(2019, 2, 1))
    before = everything_in(database)
    fill(database, portal_account(), today=date(2019, 2, 1))
    assert everything_in(database) == before


def test_it_is_made_on_first_use_and_kept(tmp_path: Path):
    path = tmp_path / "demo.db"
    services = open_services(path, agent="mona", demo=True)
    services.contacts.delete(services.accounts.page(1).contacts[0])
    services.close()
    again = open_services(path, agent="mona", demo=True)
    assert len(again.accounts.page(1).contacts) == 6
    again.close()
    assert is_demo(path)


def test_an_ordinary_database_stays_empty(where: Path | str):
    services = open_services(where, agent="mona")
    assert services.search.recent(()) == ()
    services.close()
