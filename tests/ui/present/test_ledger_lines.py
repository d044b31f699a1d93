"""A ledger in words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacts_tui.domain.account import Account, Standing
from contacts_tui.domain.bill import Bill, Method, Payment
from contacts_tui.domain.billing_center import Ageing, BillingCenter, LedgerLine
from contacts_tui.ui.present.columns import line
from contacts_tui.ui.present.ledger_lines import LedgerCells, paid, standing_lines, told

BILL = LedgerLine(
    Bill(4103, "1042", id=3),
    date(2019, 1, 16),
    "1/16/2019",
    "Bill 1042",
    "2/22/2019",
    "$41.03",
    "$36.03",
    "overdue 12 days",
    4103,
    "$41.03",
)


def payment(**values: object) -> LedgerLine:
    of = Payment(500, **values)  # type: ignore[arg-type]
    day = "1/20/2019" if of.posted_on else ""
    return LedgerLine(of, of.posted_on, day, "Payment", "", "($5.00)", "", "void" * of.is_void, 3603, "$36.03")


def test_a_line_is_told_whole():
    assert told(BILL) == "1/16/2019 Bill 1042: $41.03, $36.03 open, overdue 12 days, due 2/22/2019. Balance $41.03"
    assert told(payment()) == "Payment: ($5.00). Balance $36.03"


def test_of_a_payment_it_is_told_how_it_was_made_and_what_it_is_for():
    whole = payment(posted_on=date(2019, 1, 20), method=Method.CHECK, reference="17", bill_id=3)
    assert paid(whole, whole.of, [BILL]) == "($5.00) was posted on 1/20/2019, for bill 1042: Check 17."
    bare = payment(is_void=True)
    assert paid(bare, bare.of, [BILL]) == (
        "($5.00) was posted, for the oldest open bills. It is void and does not count."
    )


@given(st.integers(0, 200))
def test_a_row_fits_and_amounts_are_whole_or_end_in_dots(width: int):
    cells = LedgerCells.of([BILL, payment()], width)
    for each in (BILL, payment()):
        text = line(cells.row(each), cells.columns, width)
        assert cell_len(text) == width
        if width >= 30:
            assert each.amount in text


def test_amounts_stand_below_each_other():
    cells = LedgerCells.of([BILL, payment()], 100)
    first, second = (line(cells.row(each), cells.columns, 100) for each in (BILL, payment()))
    assert first.index("$41.03") + len("$41.03") == second.index("($5.00)") + len("($5.00")


def center_with(*ages: str) -> BillingCenter:
    standing = Standing(balance="$421.46", due="10/1/2026", overdue_days=53)
    return BillingCenter(Account("MANEBA", "11111"), standing, Ageing(*ages, "", "$0.00"), (), ())


def test_ages_of_which_nothing_is_open_make_room_for_the_others():
    two = center_with("$212.19", "$209.27", "$0.00", "$0.00")
    whole = " $212.19   30 days $209.27   60 days $0.00   90+ days $0.00"
    assert standing_lines(two, 78, 4)[1:] == [f"Current{whole}"]
    assert standing_lines(two, 58, 2)[1:] == ["Current $212.19   30 days $209.27"]
    assert standing_lines(two, 38, 3) == [
        "Current balance $421.46",
        "Due 10/1/2026, overdue 53 days",
        "Current $212.19   30 days $209.27",
    ]
    assert standing_lines(center_with(*["$1,000.00"] * 4), 38, 3)[2].endswith("…")
