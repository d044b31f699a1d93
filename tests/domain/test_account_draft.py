"""An account as it was typed, checked."""

from dataclasses import replace
from datetime import date

import pytest

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.problem import Place
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.shown import day

MANEBA = Account(
    "MANEBA",
    "11111",
    AccountType.STAND_ALONE,
    date(2001, 1, 16),
    Address(("34235 LEISURE DR",), "CUSHING", "MN", "564435145", "US"),
    AccountManager("CSC", "866-468-3472", "(866) 468-3472", "UScustomerservice@allstream.com"),
    "USD",
    id=4,
    version=2,
)
DRAFT = AccountDraft.of(MANEBA, day)


def told(rules: Rules, draft: AccountDraft, before: Account | None = None) -> list[tuple[str, str, str]]:
    return [(p.place.field, p.severity.value, p.sentence) for p in draft.check(rules, before).problems.found]


def test_the_portals_account_is_itself_when_left_alone(rules: Rules):
    checked = DRAFT.check(rules, MANEBA)
    assert (checked.problems.found, checked.value) == ((), MANEBA)


def test_the_portals_account_can_be_typed_anew(rules: Rules):
    assert DRAFT.since == "1/16/2001"
    assert DRAFT.check(rules).value == replace(MANEBA, id=0, version=0)


def test_only_the_name_is_required(rules: Rules):
    assert told(rules, AccountDraft()) == [("name", "!", "a name is needed")]
    assert AccountDraft(" MANEBA ").check(rules).value == Account("MANEBA", "")
    assert AccountDraft("MANEBA", country="", currency="").check(rules).value == Account(
        "MANEBA", "", address=Address(country="")
    )


@pytest.mark.parametrize("code", ["56443", "564435145", "56443-5145", "56443 5145", ""])
def test_a_zip_code_is_kept_as_typed(rules: Rules, code: str):
    account = replace(DRAFT, postal_code=code).check(rules).value
    assert account is not None
    assert account.address.postal_code == code


@pytest.mark.parametrize("code", ["5644", "56443514", "M5V 2T6", "\u0661" * 5, "56443-514"])
def test_a_zip_code_has_five_or_nine_digits_in_the_us_and_any_form_elsewhere(rules: Rules, code: str):
    draft = replace(DRAFT, postal_code=code)
    assert told(rules, draft) == [("postal_code", "!", "a US ZIP code has 5 or 9 digits")]
    assert told(rules, replace(draft, country="CA")) == []


def test_moving_to_the_us_brings_the_rule_of_its_zip_codes(rules: Rules):
    before = replace(MANEBA, address=replace(MANEBA.address, postal_code="M5V 2T6", country="CA"))
    assert told(rules, replace(AccountDraft.of(before, day), country="us"), before) == [
        ("postal_code", "!", "a US ZIP code has 5 or 9 digits")
    ]


def test_codes_are_put_in_capitals_and_have_to_be_known(rules: Rules):
    account = replace(DRAFT, country="ca", currency="cad").check(rules).value
    assert account is not None
    assert (account.address.country, account.currency) == ("CA", "CAD")
    assert told(rules, replace(DRAFT, country="UK", currency="DOLLAR")) == [
        ("country", "!", "not the two letters of a country, such as US"),
        ("currency", "!", "not the three letters of a currency, such as USD"),
    ]


def test_a_date_that_is_none_says_what_is_understood(rules: Rules):
    ((field, severity, sentence),) = told(rules, replace(DRAFT, since="2/30/2001"), MANEBA)
    assert (field, severity) == ("since", "!")
    assert sentence.startswith("2/30/2001 is no day of the calendar.")
    account = replace(DRAFT, since="").check(rules, MANEBA).value
    assert account is not None
    assert account.since is None


def test_empty_lines_of_the_address_are_left_out_and_the_others_keep_their_order(rules: Rules):
    account = replace(DRAFT, lines=(" 1 Main St ", "", "Floor 2 / Rear")).check(rules, MANEBA).value
    assert account is not None
    assert account.address.lines == ("1 Main St", "Floor 2 / Rear")
    assert AccountDraft.of(account, day).lines == ("1 Main St", "Floor 2 / Rear")


def test_a_bad_line_is_named_where_it_stands_in_the_form(rules: Rules):
    problems = replace(DRAFT, lines=("1 Main St", "", "x\x1b")).check(rules, MANEBA).problems
    assert [p.place for p in problems.errors] == [Place("lines", 2)]


def test_a_line_that_was_left_alone_stays_one_line(rules: Rules):
    before = replace(MANEBA, address=replace(MANEBA.address, lines=("Rear / Upper",)))
    assert replace(AccountDraft.of(before, day), name="X").check(rules, before).value == replace(before, name="X")


def test_the_managers_phone_is_read_like_a_contacts(rules: Rules):
    checked = replace(DRAFT, manager_phone="4161231234 x9").check(rules, MANEBA)
    assert [p.sentence for p in checked.problems.warnings] == ["not an assigned number"]
    assert checked.value is not None
    assert (checked.value.manager.phone, checked.value.manager.phone_shown) == (
        "4161231234 x9",
        "(416) 123-1234 x9",
    )
    assert told(rules, replace(DRAFT, manager_phone="12"), MANEBA) == [
        ("manager_phone", "!", "too short: 2 digits, at least 10")
    ]


def test_the_managers_phone_is_dialled_from_the_accounts_country(rules: Rules):
    draft = replace(DRAFT, country="GB", postal_code="SW1A 1AA", manager_phone="020 7946 0018")
    account = draft.check(rules).value
    assert account is not None
    assert account.manager.phone_shown == "020 7946 0018"


def test_the_managers_email_is_checked_and_doubted_like_a_contacts(rules: Rules):
    assert told(rules, replace(DRAFT, manager_email="csc@alstream.com")) == [("manager_email", "?", "allstream.com?")]
    assert told(rules, replace(DRAFT, manager_email="csc")) == [("manager_email", "!", "no @ in it")]
    account = replace(DRAFT, manager_email="CSC@ALLSTREAM.COM").check(rules).value
    assert account is not None
    assert account.manager.email == "CSC@allstream.com"


def test_no_field_holds_what_no_field_may_hold(rules: Rules):
    bad = AccountDraft("A\x1b", "1\x1b", city="C" * 1001, region="M\u200bN", manager_name="\x07")
    assert told(rules, bad) == [
        ("name", "!", "contains U+001B"),
        ("number", "!", "contains U+001B"),
        ("city", "!", "1,001 characters, at most 1,000"),
        ("region", "?", "contains invisible characters"),
        ("manager_name", "!", "contains U+0007"),
    ]


def test_what_was_bad_before_is_hinted_at_and_kept(rules: Rules):
    before = replace(
        MANEBA,
        name=" A\x1b",
        address=Address(("x\x1b",), postal_code="5", country="us"),
        manager=AccountManager("", "12", "12", "nowhere"),
        currency="DEM",
    )
    checked = replace(AccountDraft.of(before, day), number="2").check(rules, before)
    assert {p.severity.value for p in checked.problems.found} == {"i"}
    assert {p.place for p in checked.problems.found} >= {
        Place("name"),
        Place("lines"),
        Place("postal_code"),
        Place("currency"),
    }
    assert checked.value == replace(before, number="2")


def test_a_form_is_unchanged_while_it_would_be_stored_alike():
    assert replace(DRAFT, name="MANEBA ", country="us").same_as(DRAFT)
    assert not replace(DRAFT, account_type=AccountType.CHILD).same_as(DRAFT)
