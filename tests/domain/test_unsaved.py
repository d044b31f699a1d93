"""A form that was not saved, in a file and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill import Bill, BillLine, Payment
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.unsaved import Circumstances, NewerUnsaved, NotUnsaved, Unsaved, needed_of

KINDS = (
    (ContactDraft, Contact),
    (AccountDraft, Account),
    (AutoPayDraft, Account),
    (PaymentDraft, Payment),
    (BillDraft, Bill),
)
HERE = Circumstances("/a.db", "mona", "en_US", datetime(2019, 2, 1, 14, 3, tzinfo=UTC))
HILL = Account("Hill Dental", "2001", id=1, version=3)
BOB = Contact(ContactType.ALTERNATE, "Bob", "Ray", (), (), id=4, account_id=1, version=2)
ROB = Unsaved(replace(ContactDraft.of(BOB), first_name="Rob"), ContactDraft.of(BOB), BOB, HILL, HERE)

st.register_type_strategy(int, st.integers(-(2**63) + 1, 2**63 - 1))


@st.composite
def unsaved(draw: st.DrawFn) -> Unsaved:
    draft, record = draw(st.sampled_from(KINDS))
    before = draw(st.from_type(record) if draft is AutoPayDraft else st.none() | st.from_type(record))
    account = draw(st.from_type(Account))
    if before is not None:
        account = replace(account, id=before.id if isinstance(before, Account) else before.account_id)
    about = None if draft is AccountDraft and before is None else needed_of(account)
    at = draw(st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1 < at.year < 9999))
    typed = Circumstances(draw(st.text()), draw(st.text()), draw(st.text()), at, draw(st.booleans()))
    return Unsaved(draw(st.from_type(draft)), draw(st.from_type(draft)), before, about, typed)


@given(unsaved())
def test_whatever_was_typed_into_any_form_is_read_as_it_was_written(form: Unsaved):
    assert Unsaved.of_text(form.text) == form


@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)).map(
        json.dumps
    )
)
def test_a_text_that_is_none_is_refused(text: str):
    with pytest.raises(NotUnsaved):
        Unsaved.of_text(text)


PLACES = [(), ("draft",), ("before",), ("account",), ("typed",), ("draft", "phones"), ("before", "version")]


@given(st.sampled_from(PLACES), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers()))
def test_a_text_that_was_tampered_with_is_refused_or_holds_what_its_types_allow(path: tuple[str, ...], wrong: object):
    found = json.loads(ROB.text)
    inner = found
    for name in path[:-1]:
        inner = inner[name]
    if path:
        inner[path[-1]] = wrong
    else:
        found = wrong
    try:
        form = Unsaved.of_text(json.dumps(found))
    except NotUnsaved:
        return
    assert isinstance(form.draft, ContactDraft)
    assert Unsaved.of_text(form.text) == form


def test_what_a_newer_program_has_written_is_told_from_what_is_damaged():
    newer = json.loads(ROB.text) | {"version": 2, "kind": "note"}
    with pytest.raises(NewerUnsaved):
        Unsaved.of_text(json.dumps(newer))


def test_what_does_not_belong_together_is_refused():
    wrong = (
        replace(ROB, account=None),
        replace(ROB, account=replace(HILL, id=2)),
        replace(ROB, typed=replace(HERE, at=HERE.at.replace(tzinfo=None))),
        replace(ROB, typed=replace(HERE, at=HERE.at.replace(year=1))),
        Unsaved(AutoPayDraft(), AutoPayDraft(), None, HILL, HERE),
        Unsaved(PaymentDraft(), PaymentDraft(), None, None, HERE),
    )
    for form in wrong:
        with pytest.raises(NotUnsaved):
            Unsaved.of_text(form.text)


def test_a_field_that_is_missing_has_its_default():
    found = json.loads(ROB.text)
    del found["draft"]["emails"]
    assert Unsaved.of_text(json.dumps(found)) == ROB


def test_a_full_number_is_seen_in_what_was_typed_and_in_what_it_began_with():
    card = "4111 1111 1111 1111"
    bill = BillDraft(lines=(f"Paid by {card} 5.00",))
    assert Unsaved(PaymentDraft(reference=card), PaymentDraft(), None, HILL, HERE).full_number
    assert Unsaved(BillDraft(), bill, Bill(1, lines=(BillLine(card, 1),)), HILL, HERE).full_number
    assert not Unsaved(PaymentDraft(reference="1111"), PaymentDraft(), None, HILL, HERE).full_number
    assert not ROB.full_number
