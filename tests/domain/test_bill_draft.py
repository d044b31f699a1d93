"""A bill or credit note as it was typed, checked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contacts_tui.domain.bill import Bill, BillLine
from contacts_tui.domain.bill_draft import BillDraft, BillKind
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.problem import Place
from contacts_tui.services.checking import Surroundings

TODAY = date(2019, 2, 1)
LINES = (BillLine("Local service", 4000), BillLine("Discount", -500), BillLine("Federal tax", 603, is_tax=True))
STORED = Bill(
    4103,
    "1042",
    date(2019, 1, 31),
    date(2019, 2, 22),
    date(2019, 1, 1),
    date(2019, 1, 31),
    LINES,
    open_minor=4103,
    id=8,
    account_id=2,
    version=3,
)
CREDIT = replace(STORED, amount_minor=-4103, lines=tuple(replace(n, amount_minor=-n.amount_minor) for n in LINES))
DRAFT = BillDraft(
    "1042",
    BillKind.BILL,
    "1/31/2019",
    "2/22/2019",
    "1/1/2019",
    "1/31/2019",
    ("Local service 40.00", "Discount -5.00"),
    ("Federal tax 6.03",),
    "41.03",
)
SHORT = BillDraft(billed_on="2/1/2019", total="5")
CARD = "4111 1111 1111 1111"


def rules_for(*bills: Bill, currency: str = "USD", locale: str = "en_US") -> BillingRules:
    return Surroundings(locale).billing_rules(currency, bills, TODAY)


RULES = rules_for()


def told(
    draft: BillDraft, before: Bill | None = None, rules: BillingRules = RULES
) -> list[tuple[str, str, str, str | None]]:
    problems = draft.check(rules, before).problems.found
    return [(p.place.field, p.severity.value, p.sentence, p.offer) for p in problems]


def stored(draft: BillDraft, before: Bill | None = None, rules: BillingRules = RULES) -> Bill:
    checked = draft.check(rules, before)
    assert checked.value is not None, checked.problems
    return checked.value


def test_a_stored_bill_is_itself_when_left_alone_and_can_be_typed_anew():
    assert BillDraft.of(STORED, RULES) == DRAFT
    assert (told(DRAFT, STORED), stored(DRAFT, STORED)) == ([], STORED)
    assert stored(DRAFT) == replace(STORED, open_minor=0, id=0, account_id=0, version=0)


def test_a_date_and_a_total_or_lines_are_needed():
    assert told(BillDraft()) == [
        ("billed_on", "!", "a date is needed", None),
        ("total", "!", "a total is needed, or lines", None),
    ]
    assert stored(SHORT) == Bill(500, "B-0001", TODAY)
    assert stored(replace(DRAFT, total="")).amount_minor == 4103
    assert stored(replace(SHORT, total="0")).amount_minor == 0


def test_a_credit_note_is_stored_negative_however_it_was_typed():
    draft = BillDraft.of(CREDIT, RULES)
    assert draft == replace(DRAFT, kind=BillKind.CREDIT_NOTE)
    assert stored(draft, CREDIT) == CREDIT
    negative = ("Local service -40.00", "Discount 5.00"), ("Federal tax (6.03)",)
    for lines, taxes in ((DRAFT.lines, DRAFT.taxes), negative):
        for total in ("41.03", "-41.03", "($41.03)", ""):
            typed = replace(draft, lines=lines, taxes=taxes, total=total)
            assert stored(typed) == replace(CREDIT, open_minor=0, id=0, account_id=0, version=0)
    assert told(replace(SHORT, kind=BillKind.CREDIT_NOTE, total="0")) == [
        ("total", "!", "a credit note is more than 0", None)
    ]


def test_a_bill_becomes_a_credit_note_and_a_bill_again():
    assert stored(replace(DRAFT, kind=BillKind.CREDIT_NOTE), STORED) == CREDIT
    assert stored(replace(BillDraft.of(CREDIT, RULES), kind=BillKind.BILL), CREDIT) == STORED


@pytest.mark.parametrize("draft", [replace(SHORT, total="-5"), replace(SHORT, total="", lines=("Discount -5",))])
def test_a_negative_bill_is_refused_and_the_way_out_is_named(draft: BillDraft):
    sentence = "a bill is not less than 0: choose Credit Note if it gives money back"
    assert told(draft) == [("total", "!", sentence, None)]


def test_lines_and_taxes_make_the_total():
    assert told(replace(DRAFT, total="41.00")) == [
        ("total", "!", "lines and taxes come to $41.03, not to $41.00", "41.03")
    ]
    assert told(replace(DRAFT, taxes=()), STORED) == [
        ("total", "!", "lines and taxes come to $35.00, not to $41.03", "35.00")
    ]
    credit = replace(DRAFT, kind=BillKind.CREDIT_NOTE, total="-41.00")
    assert told(credit) == [("total", "!", "lines and taxes come to $41.03, not to $41.00", "41.03")]


def test_more_than_any_bill_is_refused_of_the_lines_together_too():
    nine = "9" * 13 + ".99"
    assert told(replace(SHORT, total="", lines=(f"a {nine}",))) == []
    assert told(replace(SHORT, total="", lines=(f"a {nine}", "b 0.01"))) == [
        ("total", "!", "this is more than any bill: an amount has at most 15 digits with its decimals", None)
    ]


def test_days_stand_in_their_order():
    assert told(replace(SHORT, due_on="1/31/2019", period_from="2/1/2019", period_to="1/31/2019")) == [
        ("due_on", "!", "it is due before its date", None),
        ("period_to", "!", "the period ends before it begins", None),
    ]
    assert told(replace(SHORT, due_on="2/1/2019", period_from="2/1/2019", period_to="2/1/2019")) == []
    [(field, _, sentence, _)] = told(replace(SHORT, period_from="1/1/19"))
    assert (field, sentence) == ("period_from", "A date is written 1/16/2001 or 2001-01-16: the year with four digits.")


def test_a_number_is_given_once_and_counts_up_past_void_ones():
    others = (
        Bill(1, "b-0009", id=1),
        Bill(1, "B-0010", id=2, is_void=True),
        Bill(1, "B-x", id=3),
        Bill(1, "B-2", id=4),
    )
    rules = rules_for(*others)
    assert stored(SHORT, rules=rules).number == "B-0011"
    assert stored(replace(SHORT, number="B-0010"), rules=rules).number == "B-0010"
    taken = [("number", "!", "another bill of this account has this number", None)]
    assert told(replace(SHORT, number=" B-0009"), rules=rules) == taken
    assert told(replace(DRAFT, number="B-2"), STORED, rules_for(STORED, *others)) == taken
    same = rules_for(STORED, replace(STORED, id=9))
    [(field, severity, *_)] = told(replace(DRAFT, due_on=""), STORED, same)
    assert (field, severity) == ("number", "i")


def test_an_emptied_number_is_given_anew_and_one_that_never_was_stays_empty():
    assert stored(replace(DRAFT, number=""), STORED).number == "B-0001"
    unnumbered = replace(STORED, number="")
    assert stored(replace(BillDraft.of(unnumbered, RULES), due_on=""), unnumbered).number == ""


@pytest.mark.parametrize(
    ("line", "text", "minor"),
    [
        ("Local service 35", "Local service", 3500),
        ("Local service $ 1,035.00", "Local service", 103500),
        ("Plan 2019 35.00 USD", "Plan 2019", 3500),
        ("Local  calls:  (5.00)", "Local  calls:", -500),
        ("Calls, all 35.00", "Calls, all", 3500),
        ("Suite 5 350.00", "Suite 5", 35000),
    ],
)
def test_the_amount_of_a_line_stands_last(line: str, text: str, minor: int):
    draft = replace(SHORT, total="", lines=("Plan 1000", line))
    assert stored(draft).lines[1] == BillLine(text, minor)
    assert stored(BillDraft.of(stored(draft), RULES)) == stored(draft)


@pytest.mark.parametrize(
    ("line", "sentence", "offer"),
    [
        ("Local service", "the amount stands last, as in Local service 35.00", None),
        ("35.00 Local service", "the amount stands last, as in Local service 35.00", None),
        ("35.00", "say first what it is for, as in Local service 35.00", None),
        ("Local 1.234", "1.234 may mean $1,234.00 or $1.23: write 1234.00 or 1.23.", "Local 1234.00"),
        ("Line 2: 1 234.50", "1 234.50 may mean $1,234.50: if so, write 1234.50.", "Line 2: 1234.50"),
        ("Discount - 5", "$5.00 or -$5.00? Write the amount without spaces, behind a colon", None),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, sentence: str, offer: str | None):
    draft = replace(SHORT, lines=("", line))
    assert told(draft) == [("lines", "!", sentence, offer)]
    assert draft.check(RULES).problems.errors[0].place == Place("lines", 1)


def test_a_tax_has_its_own_example():
    assert told(replace(SHORT, taxes=("x",))) == [("taxes", "!", "the amount stands last, as in Sales tax 35.00", None)]


@pytest.mark.parametrize("line", ["Local EUR 35.00", "Local €35.00", "Local 35.00 CHF"])
def test_a_line_in_another_currency_is_refused(line: str):
    [(field, severity, sentence, _)] = told(replace(SHORT, lines=(line,)))
    assert (field, severity) == ("lines", "!")
    assert sentence.startswith("This amount is in USD, not in ")


def test_where_thousands_are_set_apart_by_spaces_a_number_before_the_amount_is_asked_about():
    rules = rules_for(currency="EUR", locale="fr_FR")
    draft = BillDraft(billed_on="2019-02-01", lines=("Ligne 1 235,00",))
    [(_, _, sentence, _)] = told(draft, rules=rules)
    assert sentence.replace("\u202f", " ").replace("\xa0", " ") == (
        "235,00 € or 1 235,00 €? Write the amount without spaces, behind a colon"
    )
    bill = stored(replace(draft, lines=("Ligne 1: 235,00",)), rules=rules)
    assert bill.lines == (BillLine("Ligne 1:", 23500),)
    ambiguous = replace(bill, lines=(BillLine("Ligne 1", 23500),), id=3)
    assert stored(replace(BillDraft.of(ambiguous, rules), number="9"), ambiguous, rules).lines == ambiguous.lines


@pytest.mark.parametrize(("currency", "total", "minor"), [("JPY", "4103", 4103), ("KWD", "41.035", 41035)])
def test_currencies_without_and_with_three_decimals(currency: str, total: str, minor: int):
    rules = rules_for(currency=currency)
    bill = stored(replace(SHORT, total=total, lines=(f"Local service {total}",)), rules=rules)
    assert (bill.amount_minor, bill.lines[0].amount_minor) == (minor, minor)
    assert stored(BillDraft.of(bill, rules), rules=rules) == bill


@pytest.mark.parametrize(
    "draft",
    [
        *(replace(DRAFT, **{name: CARD}) for name in ("number", "billed_on", "due_on", "period_from", "total")),
        replace(DRAFT, lines=(*DRAFT.lines, f"Paid by {CARD} 0.00")),
        replace(DRAFT, taxes=(f"{CARD} 6.03",)),
    ],
)
def test_a_full_number_is_refused_in_every_field_and_not_repeated(draft: BillDraft):
    assert draft.full_number == "a card number"
    [(_, severity, sentence, offer)] = told(draft, STORED)
    assert (severity, offer) == ("!", None)
    assert sentence == "this is a card number, which must not be kept: the last four digits are enough"


def test_what_was_bad_before_is_hinted_at_and_kept():
    before = replace(STORED, number="1\x1b", billed_on=None, period_from=date(2019, 2, 1), amount_minor=1)
    draft = replace(BillDraft.of(before, RULES), due_on="3/1/2019")
    assert [(field, severity) for field, severity, *_ in told(draft, before)] == [
        ("number", "i"),
        ("billed_on", "i"),
        ("period_to", "i"),
        ("total", "i"),
    ]
    assert stored(draft, before) == replace(before, due_on=date(2019, 3, 1))


def test_a_form_is_unchanged_while_it_would_be_stored_alike():
    assert replace(DRAFT, number="1042 ", lines=(" Local service 40.00", "", "Discount -5.00")).same_as(DRAFT)
    assert not replace(DRAFT, kind=BillKind.CREDIT_NOTE).same_as(DRAFT)


AMOUNTS = some.sampled_from(["5", "-5", "0", "1.234", "41.03", "$7", "€7", "x"])
TYPED_LINES = some.lists(some.builds("{} {}".format, some.text(max_size=6), AMOUNTS), max_size=3).map(tuple)


@given(
    some.builds(
        BillDraft,
        number=some.text(max_size=6),
        kind=some.sampled_from(BillKind),
        billed_on=some.just("2/1/2019") | some.text(max_size=10),
        due_on=some.sampled_from(["", "2/1/2019", "1/1/2019"]),
        lines=TYPED_LINES,
        taxes=TYPED_LINES,
        total=some.just("") | AMOUNTS,
    )
)
def test_whatever_is_typed_gives_problems_or_a_bill_that_can_be_typed_again(draft: BillDraft):
    checked = draft.check(RULES)
    assert (checked.value is None) == bool(checked.problems.errors)
    if checked.value is not None:
        bill = checked.value
        assert bill.is_credit_note == (draft.kind is BillKind.CREDIT_NOTE)
        assert not bill.lines or sum(line.amount_minor for line in bill.lines) == bill.amount_minor
        assert BillDraft.of(bill, RULES).check(RULES, bill).value == bill
