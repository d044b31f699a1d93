"""A bill as the content of a file, and what to call that."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from contacts_tui.domain.billing_center import BillView
from contacts_tui.ui.present.bill_lines import WIDEST, bill_lines, title
from contacts_tui.ui.present.csv_text import cell_text

COLUMNS: Final = (
    "Account",
    "Bill",
    "Currency",
    "Due",
    "Period from",
    "Period to",
    "State",
    "Kind",
    "Date",
    "Text",
    "Amount",
)
_LONGEST_NUMBER: Final = 60
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


def file_stem(view: BillView) -> str:
    """Return what to call a bill's file, without what its kind adds: `bill-1042`; its number may be anything."""
    number = _UNSAFE.sub("-", view.bill.number).strip("-.")[:_LONGEST_NUMBER]
    kind = "credit-note" if view.bill.is_credit_note else "bill"
    return f"{kind}-{number}" if number else f"{kind}-id-{view.bill.id}"


def bill_text(view: BillView) -> str:
    """Return a bill as lines of plain text."""
    return "".join(f"{line.rstrip()}\n" for line in [f" {title(view)}", "", *bill_lines(view, WIDEST)])


def bill_csv(view: BillView) -> str:
    """Return a bill as comma-separated values: a row for each line, tax and payment, for the total and what is open.

    Days are written 2019-01-31, amounts as plain decimals. No text is a formula to a spreadsheet.
    """
    written = StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    bill = view.bill
    head = [cell_text(view.account.called), cell_text(bill.number), view.account.currency]
    head += [_day(bill.due_on), _day(bill.period_from), _day(bill.period_to), view.state]
    for kind, on, text, amount in _rows(view):
        table.writerow([*head, kind, _day(on), cell_text(text), _decimal(amount, view.decimals)])
    return written.getvalue()


def _rows(view: BillView) -> Iterator[tuple[str, date | None, str, int]]:
    bill = view.bill
    for line in bill.lines:
        yield "Tax" if line.is_tax else "Line", bill.billed_on, line.text, line.amount_minor
    yield "Total", bill.billed_on, "", bill.amount_minor
    for paid in view.paid:
        yield "Paid", paid.on, paid.told, paid.amount_minor
    yield "Open", None, "", bill.open_minor


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _decimal(minor: int, decimals: int) -> str:
    return f"{Decimal(minor).scaleb(-decimals):f}"
