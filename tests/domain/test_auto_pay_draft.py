"""Auto Pay as it was typed: what is refused, and what would be stored."""

from dataclasses import replace
from datetime import date

import pytest

from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.problem import Place, Severity
from contacts_tui.services.checking import Surroundings

TODAY = date(2019, 2, 1)
RULES = Surroundings().billing_rules("USD", (), TODAY)
VISA = AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1")
STORED = AutoPay(AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", 5, 10_000, date(2019, 1, 1))
TEXTS = ("label", "last_four", "token", "day", "limit", "start")
CARD, IBAN, ROUTED = "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "021000021 123456789"


def errors(draft: AutoPayDraft, before: AutoPay | None = None) -> dict[str, str]:
    """What is wrong with a draft, by field."""
    found = draft.check(RULES, before or AutoPay()).problems.errors
    return {problem.place.field: problem.sentence for problem in found}


def test_a_stored_method_switches_it_on():
    assert VISA.check(RULES, AutoPay()).auto_pay == AutoPay(
        AutoPayState.ON, AutoPayKind.CARD, "VISA", "4242", "tok_1", None, None, None
    )
    full = replace(VISA, label=" VISA ", day="05", limit="$100", start="2/1/2019")
    assert full.check(RULES, AutoPay()).auto_pay == replace(STORED, start=TODAY)
    assert full.check(RULES, AutoPay()).problems.found == ()


def test_a_draft_of_what_is_stored_says_it_unchanged():
    draft = AutoPayDraft.of(STORED, RULES)
    assert draft == AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok_1", "5", "100.00", "1/1/2019")
    checked = draft.check(RULES, STORED)
    assert (checked.auto_pay, checked.problems.found) == (STORED, ())
    assert AutoPayDraft.of(AutoPay(), RULES) == AutoPayDraft()


def test_an_empty_day_is_the_due_date():
    assert AutoPayDraft(day=" Due Date ").same_as(AutoPayDraft(day=""))
    assert not AutoPayDraft(day="5").same_as(AutoPayDraft())


def test_without_a_token_the_customer_is_invited_and_a_warning_says_so():
    checked = AutoPayDraft(day="5", limit="10").check(RULES, AutoPay())
    assert checked.auto_pay == AutoPay(AutoPayState.INVITED, day=5, limit_minor=1_000)
    assert [(p.place, p.severity) for p in checked.problems.found] == [(Place("token"), Severity.WARNING)]
    assert "token" in errors(replace(VISA, token=""))
    assert "token" in errors(replace(AutoPayDraft.of(STORED, RULES), label="", last_four="", token=""), STORED)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(("last_four", typed) for typed in ("", "424", "42424", "424x", "\u0664\u0662\u0664\u0662", "4\u200b242")),
        *(("token", typed) for typed in ("tok 1", "tök", "tok\x1b[2J", "[@click=app.quit]", "t/1")),
        *(("day", typed) for typed in ("0", "29", "31", "-1", "5.", "\u0665", "due", "the 5th", "1e1", "5\x1b")),
        *(("limit", typed) for typed in ("0", "-5", "0.00", "1.234", "EUR 5", "much", "1" * 30)),
        *(("start", typed) for typed in ("1/31/2019", "1/1/19", "2/30/2019", "tomorrow")),
        *(("label", typed) for typed in ("x" * 1_001, "VISA\x1b[2J", "123456789", "Checking 12345 678")),
    ],
)
def test_what_does_not_fit_a_field_is_refused_there(field: str, typed: str):
    assert set(errors(replace(VISA, **{field: typed}))) == {field}


@pytest.mark.parametrize("label", ["", "N26", "1822direkt", "Bob [/b]", "Société Générale"])
def test_a_name_may_be_any_text_with_few_digits(label: str):
    assert errors(replace(VISA, label=label)) == {}


def test_a_kind_is_needed_with_a_token():
    assert errors(replace(VISA, kind=AutoPayKind.NONE)) == {"kind": "choose a card or a bank account"}


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("number", [CARD, CARD.replace(" ", "_"), CARD.replace(" ", ""), IBAN, ROUTED, f"x{CARD}\x1b"])
def test_a_full_number_is_refused_in_every_field_and_not_repeated(field: str, number: str):
    draft = replace(VISA, **{field: number})
    assert draft.full_number
    assert "which must not be kept" in errors(draft)[field]
    checked = draft.check(RULES, AutoPay())
    assert checked.auto_pay is None
    said = " ".join(f"{p.sentence} {p.offer}" for p in checked.problems.found)
    assert not any(part in said for part in number.replace("_", " ").split())


def test_a_full_number_that_was_stored_before_is_refused_too():
    before = replace(STORED, label=CARD)
    assert "label" in errors(AutoPayDraft.of(before, RULES), before)


def test_a_number_that_begins_in_one_field_and_ends_in_another_is_refused():
    draft = replace(VISA, label="4111 1111 1111", last_four="1111")
    assert draft.full_number == "a card number"
    assert set(errors(draft)) == {"label", "last_four"}
    assert "1111" not in str(errors(draft))


def test_a_start_that_has_passed_may_stay_but_not_be_chosen():
    assert errors(replace(AutoPayDraft.of(STORED, RULES), label="Visa"), STORED) == {}
    assert errors(replace(AutoPayDraft.of(STORED, RULES), start="1/2/2019"), STORED) == {
        "start": "it cannot start before today"
    }


def test_an_unclear_limit_offers_what_was_perhaps_meant():
    limit = replace(VISA, limit="1.234").check(RULES, AutoPay()).problems.at(Place("limit"))
    assert limit is not None
    assert limit.offer == "1234.00"
