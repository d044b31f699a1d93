"""A payment as it was typed, checked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contacts_tui.domain.bill import Bill, Method, Payment
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.services.checking import Surroundings

TODAY = date(2019, 2, 1)
BILLS = (
    Bill(4103, "1042", TODAY, open_minor=4103, id=1),
    Bill(500, "1043", TODAY, is_void=True, id=2),
    Bill(-500, "C-1", TODAY, id=3),
    Bill(100, "7", TODAY, id=4),
    Bill(200, "7", TODAY, id=5),
    Bill(300, id=6),
    Bill(400, "8", TODAY, id=7),
)
STORED = Payment(4103, date(2019, 1, 31), Method.CHECK, "17", 1, id=8, account_id=2, version=3)
DRAFT = PaymentDraft("41.03", "1/31/2019", Method.CHECK, "17", "1042")
CARD = "4111 1111 1111 1111"


def rules_for(currency: str = "USD", locale: str = "en_US") -> BillingRules:
    return Surroundings(locale).billing_rules(currency, BILLS, TODAY)


RULES = rules_for()


def told(
    draft: PaymentDraft, before: Payment | None = None, rules: BillingRules = RULES
) -> list[tuple[str, str, str, str | None]]:
    problems = draft.check(rules, before).problems.found
    return [(p.place.field, p.severity.value, p.sentence, p.offer) for p in problems]


def test_a_stored_payment_is_itself_when_left_alone_and_can_be_typed_anew():
    assert PaymentDraft.of(STORED, RULES) == DRAFT
    assert (told(DRAFT, STORED), DRAFT.check(RULES, STORED).value) == ([], STORED)
    assert DRAFT.check(RULES).value == replace(STORED, id=0, account_id=0, version=0)


def test_an_amount_and_a_date_are_needed_and_nothing_else():
    assert told(PaymentDraft()) == [
        ("amount", "!", "an amount is needed", None),
        ("posted_on", "!", "a date is needed", None),
    ]
    assert PaymentDraft(" 5 ", "2019-02-01").check(RULES).value == Payment(500, TODAY)


@pytest.mark.parametrize("amount", ["0", "-5", "(5.00)", "-0"])
def test_a_payment_is_more_than_nothing(amount: str):
    sentence = "a payment is more than 0: void one that came back, or record a bill"
    assert told(replace(DRAFT, amount=amount)) == [("amount", "!", sentence, None)]


def test_an_unclear_amount_offers_its_likeliest_reading_and_reads_that():
    [(field, severity, sentence, offer)] = told(replace(DRAFT, amount="1.234"))
    assert (field, severity, offer) == ("amount", "!", "1234.00")
    assert sentence.startswith("1.234 may mean $1,234.00 or $1.23")
    assert told(replace(DRAFT, amount="1234.00")) == []


def test_another_currency_and_more_than_any_bill_are_refused():
    [(_, _, sentence, _)] = told(replace(DRAFT, amount="€41.03"))
    assert sentence.startswith("This amount is in USD, not in EUR (€).")
    [(_, _, sentence, _)] = told(replace(DRAFT, amount="1" + "0" * 15))
    assert sentence.startswith("An amount has at most 15 digits")


@pytest.mark.parametrize(
    ("currency", "locale", "typed", "minor"),
    [("JPY", "en_US", "4103", 4103), ("KWD", "en_US", "41.035", 41035), ("EUR", "de_DE", "1.234,5 €", 123450)],
)
def test_an_amount_is_that_of_the_accounts_currency_and_the_agents_locale(
    currency: str, locale: str, typed: str, minor: int
):
    rules = rules_for(currency, locale)
    payment = PaymentDraft(typed, "2019-02-01").check(rules).value
    assert payment is not None
    assert payment.amount_minor == minor
    assert PaymentDraft.of(payment, rules).check(rules).value == payment


def test_a_payment_cannot_be_posted_in_the_future():
    assert told(replace(DRAFT, posted_on="2/1/2019")) == []
    assert told(replace(DRAFT, posted_on="2/2/2019")) == [
        ("posted_on", "!", "a payment cannot be posted in the future", None)
    ]
    [(field, _, sentence, _)] = told(replace(DRAFT, posted_on="2/30/2018"))
    assert (field, sentence.partition(".")[0]) == ("posted_on", "2/30/2018 is no day of the calendar")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1041", "no bill of this account has the number 1041; without one, the oldest open bill is paid"),
        ("1043", "bill 1043 is void: name another one, or none for the oldest open one"),
        ("c-1", "c-1 is a credit note: name a bill, or none for the oldest open one"),
        ("7", "2 bills have the number 7: correct the number of one of them first"),
    ],
)
def test_a_payment_is_for_a_bill_that_counts(number: str, sentence: str):
    assert told(replace(DRAFT, bill=number)) == [("bill", "!", sentence, None)]


def test_what_nobody_can_see_names_no_bill():
    payment = replace(DRAFT, bill="\u00ad").check(RULES).value
    assert payment is not None
    assert payment.bill_id is None


def test_a_new_payment_for_a_bill_that_is_paid_is_confirmed():
    sentence = "bill 8 has nothing open: this pays the oldest open bill"
    assert told(replace(DRAFT, bill="8")) == [("bill", "?", sentence, None)]
    payment = replace(DRAFT, bill="8").check(RULES).value
    assert payment is not None
    assert payment.bill_id == 7
    assert told(replace(DRAFT, bill="8"), STORED) == []


def test_a_bill_is_found_by_its_number_and_one_without_stays_named():
    payment = replace(DRAFT, bill="").check(RULES, STORED).value
    assert payment == replace(STORED, bill_id=None)
    for_unnumbered = replace(STORED, bill_id=6)
    draft = PaymentDraft.of(for_unnumbered, RULES)
    assert draft.bill == ""
    assert replace(draft, reference="18").check(RULES, for_unnumbered).value == replace(for_unnumbered, reference="18")


def test_what_was_bad_before_is_hinted_at_and_kept():
    before = Payment(0, date(2019, 3, 1), None, f"\x1b{CARD}", 2, id=8)
    draft = replace(PaymentDraft.of(before, RULES), method=Method.CASH)
    assert [(field, severity) for field, severity, *_ in told(draft, before)] == [
        ("amount", "i"),
        ("posted_on", "i"),
        ("reference", "i"),
        ("bill", "i"),
    ]
    assert draft.check(RULES, before).value == replace(before, method=Method.CASH)
    undated = replace(STORED, posted_on=None)
    draft = PaymentDraft.of(undated, RULES)
    assert told(draft, undated) == [("posted_on", "i", "a date is needed (as was)", None)]
    assert draft.check(RULES, undated).value == undated


@pytest.mark.parametrize("field", ["amount", "posted_on", "reference", "bill"])
@pytest.mark.parametrize("number", [CARD, "DE89 3704 0044 0532 0130 00", "routing 021000021 account 12345678"])
def test_a_full_number_is_refused_in_every_field_and_not_repeated(field: str, number: str):
    draft = replace(DRAFT, **{field: number})
    assert draft.full_number
    [(place, severity, sentence, offer)] = told(draft, STORED)
    assert (place, severity, offer) == (field, "!", None)
    assert sentence == f"this is {draft.full_number}, which must not be kept: the last four digits are enough"
    assert DRAFT.full_number == ""


def test_no_field_holds_what_no_field_may_hold():
    draft = PaymentDraft("5\x07", "\x071", None, "R\x1b", "1\u200b042")
    assert [(field, severity) for field, severity, *_ in told(draft)] == [
        ("amount", "!"),
        ("posted_on", "!"),
        ("reference", "!"),
        ("bill", "?"),
    ]


def test_a_form_is_unchanged_while_it_would_be_stored_alike():
    assert replace(DRAFT, reference=" 17 ").same_as(DRAFT)
    assert not replace(DRAFT, method=None).same_as(DRAFT)


@given(
    some.builds(
        PaymentDraft,
        amount=some.text(max_size=12) | some.just("5"),
        posted_on=some.text(max_size=12) | some.just("2/1/2019"),
        reference=some.text(max_size=25),
        bill=some.text(max_size=8) | some.just("1042"),
    )
)
def test_whatever_is_typed_gives_problems_or_a_payment_that_can_be_typed_again(draft: PaymentDraft):
    checked = draft.check(RULES)
    assert (checked.value is None) == bool(checked.problems.errors)
    if checked.value is not None:
        assert checked.value.amount_minor > 0
        assert PaymentDraft.of(checked.value, RULES).check(RULES).value == checked.value
