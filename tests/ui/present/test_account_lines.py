"""The header above the contacts, and the page as plain text."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.account import Account, AccountManager, Address, Page, Standing
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.ui.present.account_lines import Header, auto_pay, due, header_lines, is_folded, notice
from contacts_tui.ui.present.plain import page_lines

ACCOUNT = Account(
    "MANEBA",
    "11111",
    address=Address(("34235 LEISURE DR",), "CUSHING", "MN", "564435145"),
    manager=AccountManager("CSC", "866-468-3472", "(866) 468-3472", "UScustomerservice@allstream.com"),
)
STANDING = Standing("1/16/2001", "$0.00", "$41.03", "($41.03)", "", "2/22/2019")
HEADER = Header(ACCOUNT, STANDING, "mona", "contacts.db", "14:03")


def plain(header: Header, width: int, *, folded: bool = False) -> list[str]:
    return [text.plain for text in header_lines(header, width, folded=folded)]


def test_at_80_columns_the_header_is_the_one_of_the_page():
    assert plain(HEADER, 80) == [
        " MANEBA  11111  Stand-Alone  since 1/16/2001           mona @ contacts.db  14:03",
        " 34235 LEISURE DR                               Current balance            $0.00",
        " CUSHING, MN 56443-5145                         Most recent bill          $41.03",
        " CSC  (866) 468-3472                            Last payment            ($41.03)",
        " UScustomerservice@allstream.com                Due                    2/22/2019",
    ]


def test_what_has_no_value_has_no_line():
    header = replace(HEADER, account=Account("Lee", "P-0001"), standing=Standing())
    assert plain(header, 80) == [f"{' Lee  P-0001  Stand-Alone':<55}mona @ contacts.db  14:03"]


def test_what_is_overdue_says_so_in_words():
    assert due(replace(STANDING, overdue_days=12)) == "2/22/2019, overdue 12 days"
    assert due(replace(STANDING, overdue_days=1)) == "2/22/2019, overdue 1 day"
    assert plain(replace(HEADER, standing=replace(STANDING, overdue_days=12)), 80)[4].endswith("overdue 12 days")


def test_the_day_of_the_last_payment_is_told_when_it_is_known():
    header = replace(HEADER, standing=replace(STANDING, last_payment_on="2/1/2019"))
    assert plain(header, 80)[3].endswith("Last payment 2/1/2019   ($41.03)")


def test_labels_are_written_out_on_a_wide_screen():
    assert "Your last posted payment" in "\n".join(plain(HEADER, 120))


def test_read_only_is_said_in_the_title_folded_or_not():
    header = replace(HEADER, read_only=True)
    assert "read-only" in plain(header, 80)[0]
    assert "read-only" in plain(header, 40, folded=True)[0]


@pytest.mark.parametrize("width", [40, 59, 80])
def test_folded_the_header_keeps_name_number_balance_and_due_date(width: int):
    lines = plain(HEADER, width, folded=True)
    assert len(lines) <= 2
    assert all(value in "\n".join(lines) for value in ("MANEBA", "11111", "$0.00", "2/22/2019"))


def test_a_long_name_leaves_room_for_the_number():
    header = replace(HEADER, account=replace(ACCOUNT, name="An Uncommonly Long Name of a Customer, Incorporated"))
    assert "…  11111" in plain(header, 40, folded=True)[0]
    assert "…  11111" in plain(header, 80)[0]


def test_a_small_screen_folds_the_header():
    assert is_folded(60, 24)
    assert is_folded(80, 12)
    assert not is_folded(61, 24)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 200), st.booleans())
def test_no_line_is_wider_than_the_screen(name: str, value: str, width: int, folded: bool):
    account = replace(ACCOUNT, name=name, number=value, address=Address((value, name), value, value, value, name))
    header = Header(account, Standing(value, value, name, value, name, value, 3), name, value, value, read_only=True)
    assert all(text.cell_len <= width for text in header_lines(header, width, folded=folded))


def test_the_plain_page_has_the_header_and_a_contact_a_line_uncut():
    phones = tuple(Phone(n, None, "", "", None, PhoneStatus.VALID, n) for n in ("(416) 967-1111", "(416) 967-1112"))
    long = "someone.with.a.long.name@a-long-domain-of-a-customer.example.com"
    contacts = (
        Contact(ContactType.AUTHORIZED_USER, "Ann", "Lee", phones, (Email(long, long),)),
        Contact(ContactType.ALTERNATE, "Bob [/b]\x1b[2J", "Ray", phones[:1], ()),
    )
    assert list(page_lines(Page(ACCOUNT, STANDING, contacts))) == [
        "MANEBA  11111  Stand-Alone  since 1/16/2001",
        "34235 LEISURE DR",
        "CUSHING, MN 56443-5145",
        "CSC  (866) 468-3472",
        "UScustomerservice@allstream.com",
        "Current balance  $0.00",
        "Most recent bill  $41.03",
        "Last payment  ($41.03)",
        "Due  2/22/2019",
        "",
        "Customer Contacts  2",
        f"Authorized User  Ann Lee          (416) 967-1111, (416) 967-1112  {long}",
        "Alternate        Bob [/b][2J Ray  (416) 967-1111",
    ]


def test_the_plain_page_of_an_account_without_contacts_ends_with_their_number():
    assert list(page_lines(Page(ACCOUNT, STANDING, ())))[-1] == "Customer Contacts  0"


def test_the_plain_page_does_without_textual():
    program = "import contacts_tui.ui.present.plain, sys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_notice_says_what_pays_and_when():
    visa = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1")
    assert auto_pay(AutoPay()) == "Auto Pay is off."
    assert auto_pay(AutoPay(AutoPayState.INVITED)) == "Auto Pay: invited, not signed up yet."
    assert auto_pay(visa) == "Auto Pay: VISA ending 4242, on the due date."
    assert auto_pay(replace(visa, day=5)) == "Auto Pay: VISA ending 4242, on day 5."
    assert auto_pay(replace(visa, label="V\x1b[2J\nISA")) == "Auto Pay: V[2J ISA ending 4242, on the due date."


def test_the_notice_tells_the_limit_and_a_start_to_come_where_there_is_room():
    visa = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "V\x1bISA", "4242", "tok_1")
    standing = replace(STANDING, auto_pay_limit="$250.00", auto_pay_start="3/1/2019")
    page = Page(replace(ACCOUNT, auto_pay=visa), standing, ())
    assert notice(page, read_only=False) == (
        "Auto Pay: VISA ending 4242, on the due date",
        ", at most $250.00, from 3/1/2019",
    )
    assert notice(replace(page, standing=STANDING), read_only=True) == (
        "Auto Pay: VISA ending 4242, on the due date",
        "",
    )


def test_the_notice_says_what_signs_up_where_that_can_be_done():
    page = Page(ACCOUNT, STANDING, ())
    assert notice(page, read_only=False) == ("Auto Pay is off: b a signs up", "")
    assert notice(page, read_only=True) == ("Auto Pay is off.", "")
    invited = replace(ACCOUNT, auto_pay=AutoPay(AutoPayState.INVITED))
    assert notice(replace(page, account=invited), read_only=False) == ("Auto Pay: invited, not signed up yet", "")


def test_the_notice_says_first_that_bills_reach_nobody():
    page = Page(replace(ACCOUNT, paperless=True), STANDING, ())
    assert notice(page, read_only=True)[0].startswith("Paperless Billing is on, and no Billing Notification contact")
