"""Auto Pay as it is typed: what is refused, what is asked about, and what would be stored."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain import shown
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.typed_money import plain_money, typed_money

RULES = BillingRules(
    read_day=shown.typed_day,
    day=shown.day,
    read_money=partial(typed_money, currency="USD"),
    plain=partial(plain_money, currency="USD"),
    money=partial(shown.money, currency="USD"),
    today=date(2019, 2, 1),
    bills=(),
)
VISA = AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "250", "3/1/2019")
STORED = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", 5, 25_000, date(2019, 3, 1))
OFF = AutoPay()


def told(draft: AutoPayDraft, before: AutoPay = OFF) -> dict[str, str]:
    found = draft.check(RULES, before).problems.found
    return {problem.place.field: f"{problem.severity.value} {problem.sentence}" for problem in reversed(found)}


def test_what_is_whole_is_on():
    assert VISA.check(RULES, OFF).value == STORED
    assert AutoPayDraft.of(STORED, RULES).check(RULES, STORED).value == STORED
    bare = replace(VISA, day="", limit=" ", start="")
    assert bare.check(RULES, OFF).value == replace(STORED, day=None, limit_minor=None, start=None)


def test_off_needs_nothing_and_keeps_nothing():
    assert replace(VISA, kind=AutoPayKind.NONE, day="32").check(RULES, STORED).value == OFF
    assert told(AutoPayDraft()) == {"kind": "! choose what pays, or Off"}


def test_without_a_stored_method_the_customer_is_invited_when_asked_twice():
    draft = AutoPayDraft(AutoPayKind.BANK, day="5")
    assert told(draft) == {"token": "? without a stored method the customer is only invited to sign up"}
    assert draft.check(RULES, OFF).value == AutoPay(AutoPayState.INVITED, AutoPayKind.BANK, day=5)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("label", "", "! what is it called, such as VISA?"),
        ("last_four", "424", "! these are four digits"),
        ("last_four", "\u0664\u0662\u0664\u0662", "! these are four digits"),
        ("token", "", "! the payment provider's token is needed with it"),
        ("token", "tok 1", "! a token is of letters, digits, _ and - only"),
        ("day", "29", "! a day of the month is 1 to 28; empty is the due date"),
        ("day", "due", "! a day of the month is 1 to 28; empty is the due date"),
        ("limit", "0", "! a limit is more than 0; empty is none"),
        ("start", "1/31/2019", "! it cannot start in the past; empty is at once"),
        ("label", "VISA 4242 4242 4242 4242", "! this is a card number, which must not be kept"),
        ("last_four", "4242424242424242", "! this is a card number, which must not be kept"),
        ("token", "DE89370400440532013000", "! this is an IBAN, which must not be kept"),
        ("limit", "4242424242424242", "! this is a card number, which must not be kept"),
        ("label", "a\x1b", "! contains U+001B"),
        ("label", "Checking 123 456", "! a name such as VISA, not a number"),
        ("token", "tok_4242_4242_4242_4242", "! this is a card number, which must not be kept"),
        ("day", "021000021 123456789", "! this is a bank account number, which must not be kept"),
        ("start", "4242-4242-4242-4242", "! this is a card number, which must not be kept"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field: str, text: str, sentence: str):
    draft = replace(VISA, **{field: text})
    assert told(draft)[field].startswith(sentence)
    assert draft.check(RULES, OFF).value is None
    assert "4242 4242" not in "".join(told(draft).values())


@pytest.mark.parametrize(("last_four", "token"), [("4242", "424242424242"), ("1111", "411111111111")])
def test_a_number_split_over_last_four_and_token_is_refused(last_four: str, token: str):
    draft = replace(VISA, last_four=last_four, token=token)
    assert told(draft)["token"].startswith("! this is a card number")
    assert draft.full_number == "a card number"
    assert not told(replace(draft, last_four="4243"))


def test_a_number_that_begins_in_one_field_and_ends_in_another_is_refused():
    draft = replace(VISA, label="4242 4242 4242")
    assert draft.full_number == "a card number"
    assert told(draft)["label"].startswith("! this is a card number")
    assert draft.check(RULES, OFF).value is None


def test_a_full_number_is_refused_even_where_it_was_stored_before():
    before = replace(STORED, label="4242 4242 4242 4242")
    assert told(AutoPayDraft.of(before, RULES), before)["label"].startswith("! this is a card number")


@pytest.mark.parametrize("label", ["N26", "1822direkt", "Bob [/b]", "Société Générale"])
def test_a_card_or_bank_is_called_anything_with_few_digits(label: str):
    assert told(replace(VISA, label=label)) == {}


def test_a_start_that_has_come_is_no_error_where_it_is_not_changed():
    begun = replace(STORED, start=date(2018, 1, 1))
    draft = replace(AutoPayDraft.of(begun, RULES), label="Mastercard")
    assert told(draft, begun) == {}
    assert draft.check(RULES, begun).value == replace(begun, label="Mastercard")


texts = st.text(max_size=40)


@given(st.builds(AutoPayDraft, st.sampled_from([*AutoPayKind, None]), *[texts] * 6))
def test_nothing_that_is_typed_raises_and_what_is_kept_holds_no_full_number(draft: AutoPayDraft):
    kept = draft.check(RULES, OFF).value
    assert kept is None or kept.state is AutoPayState.OFF or not draft.full_number
