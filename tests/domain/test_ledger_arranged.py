"""The lines of a ledger, filtered and sorted."""

from dataclasses import replace
from datetime import date

import pytest

from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.billing_center import LedgerLine
from contacts_tui.domain.ledger_arranged import ArrangedLedger, LedgerBy, LedgerOrder

MARCH, FEBRUARY = date(2019, 3, 1), date(2019, 2, 1)
LINES = tuple(
    LedgerLine(of, None, day, told, due, amount, still, state, balance_minor, balance)
    for of, day, told, due, amount, still, state, balance_minor, balance in (
        (Bill(300, due_on=MARCH, open_minor=1), "", "Bill Zürich", "3/1/2019", "$3.00", "$1.00", "open", 300, "$3.00"),
        (Payment(200), "1/2/2019", "Payment", "", "($2.00)", "", "", 100, "$1.00"),
        (Bill(500, due_on=FEBRUARY, open_minor=5), "", "Bill A", "2/1/2019", "$5.00", "$5.00", "overdue", 600, "$6.00"),
        (Bill(-50), "1/4/2019", "Credit note", "", "($0.50)", "", "", 550, "$5.50"),
    )
)


def order_of(arranged: ArrangedLedger) -> str:
    return "".join(line.told[0] + line.told[-1] + " " for line in arranged.in_sight()).strip()


@pytest.mark.parametrize(
    ("by", "upwards", "downwards"),
    [
        (LedgerBy.DATE, "Bh Pt BA Ce", "Ce BA Pt Bh"),
        (LedgerBy.WHAT, "BA Bh Ce Pt", "Pt Ce Bh BA"),
        (LedgerBy.DUE, "BA Bh Pt Ce", "Bh BA Pt Ce"),
        (LedgerBy.AMOUNT, "Pt Ce Bh BA", "BA Bh Ce Pt"),
        (LedgerBy.OPEN, "Bh BA Pt Ce", "BA Bh Pt Ce"),
        (LedgerBy.BALANCE, "Pt Bh Ce BA", "BA Ce Bh Pt"),
    ],
)
def test_what_has_no_value_stands_last_either_way(by: LedgerBy, upwards: str, downwards: str):
    arranged = ArrangedLedger(LINES)
    assert order_of(replace(arranged, order=LedgerOrder(by, is_reversed=False))) == upwards
    assert order_of(replace(arranged, order=LedgerOrder(by, is_reversed=True))) == downwards


def test_an_order_that_is_asked_for_again_is_turned_round():
    newest = LedgerOrder()
    assert newest.asked_by(LedgerBy.DATE) == LedgerOrder(LedgerBy.DATE, is_reversed=False)
    by_due = newest.asked_by(LedgerBy.DUE)
    assert by_due == LedgerOrder(LedgerBy.DUE, is_reversed=False)
    assert by_due.asked_by(LedgerBy.DUE) == LedgerOrder(LedgerBy.DUE, is_reversed=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", 4), ("zurich", 1), ("BILL", 2), ("overdue", 1), ("$5", 2), ("5.50", 1), ("2019 bill", 2), ("nobody", 0)],
)
def test_a_text_is_looked_for_in_all_that_is_shown(text: str, found: int):
    assert len(ArrangedLedger(LINES, text).in_sight()) == found
