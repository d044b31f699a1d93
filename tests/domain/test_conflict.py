"""A conflict says who did what, when, in which fields, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType, Email
from contacts_tui.domain.merge import Merged

ANN = Contact(ContactType.ALTERNATE, "Ann", "Lee", (), (), id=1, account_id=1, version=1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 s"), (0, "0 s"), (40, "40 s"), (60, "1 min"), (3_599, "59 min"), (7_200, "2 h"), (200_000, "2 d")],
)
def test_the_time_is_said_in_its_largest_unit(seconds: int, said: str):
    conflict = Conflict(ANN, replace(ANN, version=2), who="dana", when=NOON - timedelta(seconds=seconds), now=NOON)
    assert str(conflict).startswith(f"dana saved this contact, Ann Lee, {said} ago: nothing of yours is written.")


def test_the_fields_are_named_as_on_the_screen():
    theirs = replace(ANN, last_name="Li", emails=(Email("a@b.com", "a@b.com"),), version=2)
    conflict = Conflict(ANN, theirs, who="dana", when=NOON, now=NOON)
    assert conflict.fields == ("Last Name", "Email")
    assert "Different there: Last Name, Email." in str(conflict)


def test_the_way_out_keeps_what_was_typed_and_fits_into_a_few_lines():
    base = Account("", "1")
    manager = AccountManager("CSC")
    theirs = Account("x", "2", AccountType.CHILD, NOON.date(), Address(city="Duluth"), manager, "CAD")
    conflict = Conflict(base, theirs, who="", when=NOON - timedelta(minutes=59), now=NOON)
    assert len(conflict.fields) == 7
    assert "Different there: Name, Number, Type and 4 more." in str(conflict)
    assert str(conflict).endswith("escape, then p, parks what you typed: look, then update it again.")
    assert len(str(conflict)) <= 200


@pytest.mark.usefixtures("utc")
@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "at 11:00"), (13, "yesterday at 23:00"), (50, "2 d ago")],
    ids=["today", "yesterday", "then"],
)
def test_a_form_that_stays_open_is_told_the_time_and_what_saving_does(hours: int, said: str):
    theirs = replace(ANN, first_name="Anna", version=2)
    conflict = Conflict(ANN, theirs, who="dana", when=NOON - timedelta(hours=hours), now=NOON)
    first = Merged("first_name", ("Ann",), ("Nan",), ("Anna",), "First Name")
    email = Merged("emails", (), (), ("a@b.com",), "Email")
    phone = Merged("phones", (), ("1",), (), "Phone")
    together = f"dana saved this contact, Ann Lee, {said}: First Name. Saving brings both together."
    assert conflict.news(()) == conflict.news((email, phone)) == together
    both = f"dana changed First Name {said}, as you did: saving asks which stays"
    assert conflict.news((first, phone)) == f"{both}."
    assert conflict.news((first, email)) == f"{both}, and brings in Email."


def test_an_account_is_called_one():
    base = Account("MANEBA", "1")
    theirs = replace(base, number="2", address=Address(city="Duluth"))
    conflict = Conflict(base, theirs, who="dana", when=NOON, now=NOON)
    assert conflict.fields == ("Number", "Billing Address")
    assert str(conflict).startswith("dana saved this account, MANEBA, 0 s ago")


def test_what_was_deleted_differs_in_no_field():
    conflict = Conflict(ANN, None, who="", when=None, now=NOON)
    assert conflict.fields == ()
    assert str(conflict).startswith("Somebody deleted this contact, Ann Lee: nothing of yours is written.")
    assert "add it again" in str(conflict)


def test_what_was_to_be_changed_along_is_asked_about_anew():
    theirs = replace(ANN, last_name="Li", version=2)
    conflict = Conflict(ANN, theirs, who="dana", when=NOON, now=NOON, wanted="also")
    assert conflict.fields == ()
    assert str(conflict).endswith("Save again: you are asked anew what to change with it.")
