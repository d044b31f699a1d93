"""A bill as the content of a file."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.account import Account
from contacts_tui.domain.bill import Bill, BillLine
from contacts_tui.domain.billing_center import BillView
from contacts_tui.domain.text import UNPAINTABLE
from contacts_tui.ui.present.bill_files import bill_csv, bill_text, file_stem


def view(number: str = "1042", text: str = "Long distance", amount: int = 4103, decimals: int = 2) -> BillView:
    bill = Bill(amount, number, lines=(BillLine(text, amount),), open_minor=max(0, amount), id=7)
    lines = ((text, "$41.03"),)
    return BillView(Account("Name", "1"), bill, "", "", "", lines, (), "$41.03", (), "$41.03", "open", decimals, 0, 0)


def rows(of: BillView) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(bill_csv(of))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "\u200b=1", "\uff1d1", "\n+1"])
def test_no_text_is_a_formula_to_a_spreadsheet(text: str):
    row = rows(view(number=text, text=text))[0]
    assert row["Text"].startswith("'")
    assert row["Bill"].startswith("'")


@pytest.mark.parametrize(
    ("amount", "decimals", "written"),
    [
        (4103, 2, "41.03"),
        (-500, 2, "-5.00"),
        (0, 2, "0.00"),
        (4103, 0, "4103"),
        (4103, 3, "4.103"),
        (10**18, 0, "1" + "0" * 18),
    ],
)
def test_amounts_are_plain_decimals(amount: int, decimals: int, written: str):
    assert rows(view(amount=amount, decimals=decimals))[0]["Amount"] == written


@given(st.text(max_size=80), st.text(max_size=80))
def test_text_stays_in_its_cell_and_steers_no_terminal(number: str, text: str):
    made = rows(view(number, text))
    assert [row["Kind"] for row in made] == ["Line", "Total", "Open"]
    for content in (bill_csv(view(number, text)), bill_text(view(number, text))):
        assert not UNPAINTABLE.search(re.sub(r"[\r\n]", "", content))


@given(st.text(max_size=300))
def test_a_name_is_that_of_a_file_in_the_folder(number: str):
    stem = file_stem(view(number))
    assert re.fullmatch(r"bill-[A-Za-z0-9._-]+", stem)
    assert len(stem) < 100
    assert ".." not in stem.split("-")


def test_a_bill_without_a_number_and_a_credit_note_are_named_too():
    assert file_stem(view("")) == "bill-id-7"
    assert file_stem(view("../..")) == "bill-id-7"
    assert file_stem(view("C 7", amount=-5)) == "credit-note-C-7"
