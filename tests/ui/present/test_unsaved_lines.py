"""What is said about forms that were not saved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.unsaved import Circumstances, Unsaved
from contacts_tui.ui.present.unsaved_lines import about, left_behind

HERE = Circumstances("/a.db", "mona", "en_US", datetime(2019, 2, 1, 14, 3, tzinfo=UTC))
HILL = Account("Hill Dental", "2001", id=1)
JO = Unsaved(ContactDraft("Jo"), ContactDraft(), None, HILL, HERE)
BOB = Contact(ContactType.ALTERNATE, "Bob", "Ray", (), (), id=4, account_id=1)


def said(**typed: object) -> str:
    return left_behind([replace(JO, typed=replace(HERE, **typed))], HERE)


def test_a_form_is_called_after_what_it_is_about():
    called = {
        about(JO): "Jo",
        about(replace(JO, before=BOB)): "Bob Ray",
        about(replace(JO, draft=ContactDraft(" "))): "a contact of Hill Dental 2001",
        about(replace(JO, draft=AccountDraft("Shop"))): "Hill Dental 2001",
        about(replace(JO, draft=AccountDraft("Shop"), account=None)): "Shop",
        about(replace(JO, draft=AccountDraft(), account=None)): "a new account",
        about(replace(JO, draft=AutoPayDraft())): "Auto Pay of Hill Dental 2001",
        about(replace(JO, draft=BillDraft())): "a bill of Hill Dental 2001",
        about(replace(JO, draft=ContactDraft("J" * 50))): "J" * 39 + "\u2026",
        about(replace(JO, draft=ContactDraft("[b]\x1b]0;x\x07J\u202e"))): "[b]]0;xJ",
    }
    assert [*called] == [*called.values()]


def test_it_is_said_when_and_by_whom_it_was_typed():
    assert said() == "A form with Jo was not saved (14:03): r opens it."
    assert said(is_parked=True, agent="dana") == "A form with Jo was parked (14:03, dana): r opens it."
    assert "(yesterday 23:59)" in said(at=HERE.at - timedelta(hours=14, minutes=4))
    assert "(2019-01-30 14:03)" in said(at=HERE.at - timedelta(days=2))
    assert left_behind([], HERE) == ""
    assert left_behind([JO, JO], HERE) == "2 forms were not saved: r opens the last, with Jo (14:03)."
