"""What follows from bills and payments, against a model that pays cent by cent."""

import random
from datetime import date, timedelta

from books import Books, age, paid_by_cents
from hypothesis import given
from hypothesis import strategies as some

from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.ledger import AGES, ages, applied, ledger

FIRST = date(2019, 1, 1)
TODAY = date(2019, 6, 1)
DAYS = some.none() | some.integers(0, 200).map(lambda days: FIRST + timedelta(days))


@some.composite
def books(draw: some.DrawFn) -> Books:
    bills = [
        Bill(
            draw(some.integers(-6, 12)),
            billed_on=draw(DAYS),
            due_on=draw(DAYS),
            is_void=draw(some.integers(0, 4)) == 0,
            id=id_,
        )
        for id_ in range(1, draw(some.integers(0, 6)) + 1)
    ]
    ids = some.none() | some.integers(1, 8)
    payments = [
        Payment(
            draw(some.integers(1, 12)), draw(DAYS), bill_id=draw(ids), is_void=draw(some.integers(0, 4)) == 0, id=id_
        )
        for id_ in range(1, draw(some.integers(0, 6)) + 1)
    ]
    return Books(bills, payments)


@given(books())
def test_what_is_open_and_unused_is_what_the_model_says(books: Books):
    found = applied(books.bills, books.payments)
    assert (found.open_minor, found.unused_minor) == paid_by_cents(books)


@given(books())
def test_what_is_open_less_what_is_unused_is_the_balance(books: Books):
    found = applied(books.bills, books.payments)
    entries = ledger(books.bills, books.payments)
    balance = entries[-1].balance_minor if entries else 0
    assert sum(found.open_minor.values()) - found.unused_minor == balance
    assert found.unused_minor == 0 or sum(found.open_minor.values()) == 0
    counting = [*(b for b in books.bills if not b.is_void), *(p for p in books.payments if not p.is_void)]
    assert balance == sum(-of.amount_minor if isinstance(of, Payment) else of.amount_minor for of in counting)


@given(books())
def test_every_part_is_paid_by_a_credit_that_counts_to_a_bill_that_counts(books: Books):
    found = applied(books.bills, books.payments)
    bills = {bill.id: bill for bill in books.bills}
    given_: dict[Billed, int] = {}
    taken: dict[int, int] = {}
    for part in found.parts:
        bill = bills[part.bill_id]
        assert part.amount_minor > 0
        assert not bill.is_void
        assert not part.credit.is_void
        given_[part.credit] = given_.get(part.credit, 0) + part.amount_minor
        taken[bill.id] = taken.get(bill.id, 0) + part.amount_minor
    assert all(amount <= abs(credit.amount_minor) for credit, amount in given_.items())
    assert found.open_minor == {
        bill.id: bill.amount_minor - taken.get(bill.id, 0)
        for bill in books.bills
        if not bill.is_void and not bill.is_credit_note
    }


@given(books())
def test_a_payment_pays_the_bill_it_names_before_any_other(books: Books):
    found = applied(books.bills, books.payments)
    for payment in books.payments:
        parts = [part for part in found.parts if part.credit == payment]
        if found.open_minor.get(payment.bill_id or 0):
            assert {part.bill_id for part in parts} <= {payment.bill_id}


@given(books())
def test_an_older_open_bill_is_paid_before_a_newer_one_that_nobody_names(books: Books):
    found = applied(books.bills, books.payments)
    named = {payment.bill_id for payment in books.payments}
    owing = sorted((bill for bill in books.bills if bill.id in found.open_minor), key=age)
    for at, older in enumerate(owing):
        for newer in owing[at + 1 :]:
            if found.open_minor[older.id] and newer.id not in named:
                assert found.open_minor[newer.id] == newer.amount_minor


@given(books(), some.randoms(use_true_random=False))
def test_the_order_in_which_they_come_does_not_matter(books: Books, chance: random.Random):
    bills, payments = chance.sample(books.bills, len(books.bills)), chance.sample(books.payments, len(books.payments))
    assert applied(bills, payments) == applied(books.bills, books.payments)
    assert ledger(bills, payments) == ledger(books.bills, books.payments)


@given(books())
def test_the_ledger_has_every_entry_once_in_the_order_of_days_and_void_ones_change_nothing(books: Books):
    entries = ledger(books.bills, books.payments)
    assert [entry.of for entry in entries] == sorted([*books.bills, *books.payments], key=age)
    before = 0
    for entry in entries:
        adds = entry.of.amount_minor if isinstance(entry.of, Bill) else -entry.of.amount_minor
        assert entry.balance_minor == before + (0 if entry.of.is_void else adds)
        before = entry.balance_minor


@given(some.lists(some.tuples(some.integers(0, 50), DAYS, DAYS), max_size=6))
def test_the_ages_are_all_that_is_open(opened: list[tuple[int, date | None, date | None]]):
    bills = [Bill(open_, billed_on=billed, due_on=due, open_minor=open_) for open_, billed, due in opened]
    found = ages(bills, TODAY)
    assert sum(found) == sum(bill.open_minor for bill in bills)
    for bill in bills:
        due = bill.due_on or bill.billed_on
        late = (TODAY - due).days if due else 0
        [at] = [at for at, amount in enumerate(ages([bill], TODAY)) if amount] or [None]
        if at is not None:
            assert max(0, late) >= AGES[at]
            assert at == len(AGES) - 1 or late < AGES[at + 1]


def test_a_payment_for_a_bill_that_became_void_pays_the_oldest_open_one():
    bills = [Bill(100, billed_on=FIRST, is_void=True, id=1), Bill(100, billed_on=FIRST, id=2), Bill(100, id=3)]
    found = applied(bills, [Payment(150, FIRST, bill_id=1, id=1)])
    assert found.open_minor == {2: 50, 3: 0}


def test_a_named_bill_is_paid_though_an_older_payment_could_have_paid_it():
    bills = [Bill(100, billed_on=FIRST, id=1), Bill(100, billed_on=TODAY, id=2)]
    payments = [Payment(150, FIRST, id=1), Payment(100, TODAY, bill_id=1, id=2)]
    found = applied(bills, payments)
    assert (found.open_minor, found.unused_minor) == ({1: 0, 2: 0}, 50)
    assert [(part.credit.id, part.bill_id, part.amount_minor) for part in found.parts] == [(2, 1, 100), (1, 2, 100)]
