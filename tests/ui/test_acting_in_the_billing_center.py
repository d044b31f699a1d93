"""What the keys of the Billing Center change: the ledger, the header and the database follow at once."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

from contacts_tui.services.opening import open_services


def said(desk: Desk) -> str:
    """What the screen on top says."""
    return desk._words_of(desk.app.screen.query_one("#said"))


def header(desk: Desk) -> str:
    """Where the account stands, on the page below."""
    return desk.app.screen_stack[0].query_one("AccountHeader").render().plain


async def test_a_payment_is_recorded_and_pays_what_is_open(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "P", *"30.03", "enter")
        assert desk.screen_name == "CenterScreen"
        assert said(desk) == "Saved payment $30.03."
        assert desk.lines[1].rstrip().startswith(" Current balance $0.00")
        assert "$0.00" in header(desk)
        [last] = desk.rows("SELECT * FROM payment ORDER BY id DESC LIMIT 1")
        assert (last["amount_minor"], last["posted_on"]) == (3003, "2019-02-01")
        assert desk.rows("SELECT sum(open_minor) AS open FROM bill") == [{"open": 0}]
        await desk.press("u")
        assert said(desk).startswith("Undone: addition of payment $30.03.")
        assert desk.lines[1].rstrip().startswith(" Current balance $30.03")
        await desk.press("U")
        assert said(desk).startswith("Done again: addition of payment $30.03.")
        assert "$0.00" in header(desk)


async def test_a_bill_is_recorded_corrected_and_voided(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "B")
        assert desk.screen_name == "BillForm"
        await desk.paste("2001")
        await desk.press("ctrl+g", "d", "/", *"c-7", "enter", "e")
        assert desk.screen_name == "BillForm"
        await desk.press("escape", "V")
        assert "Void Credit note C-7, ($5.00)?" in desk.words
        await desk.press("enter")
        assert said(desk) == "Credit note C-7, ($5.00) is kept."
        assert desk.changes() == []
        await desk.press("V", "y")
        assert said(desk).startswith("Voided credit note C-7: it no longer counts. u brings it back.")
        assert [(c.action, c.agent) for c in desk.changes()] == [("deleted", "mona")]
        await desk.press("V")
        assert said(desk) == "Credit note C-7 is void already."
        await desk.press("e")
        assert said(desk) == "Credit note C-7 is void and stays as it is."
        await desk.press("u")
        assert desk.rows("SELECT voided_at FROM bill WHERE number = 'C-7'") == [{"voided_at": None}]


async def test_a_payment_under_the_cursor_is_corrected(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "/", *"check", "enter", "e")
        assert desk.screen_name == "PaymentForm"
        await desk.retype("7.00")
        await desk.press("enter")
        assert said(desk) == "Saved payment $7.00."
        assert [c.after for c in desk.changes()] == [{"amount_minor": 700}]


async def test_the_cursor_stands_on_what_was_saved(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "down", "P", *"12", "enter")
        assert desk.line_of("2/1/2019 Payment: ($12.00)")
        await desk.press("B", *"2001", *["tab"] * 8, *"7", "enter")
        assert desk.line_of("2/1/2019 Bill 2001: $7.00")
        await desk.press("/", *"c-7", "enter", "P", *"13", "enter")
        assert said(desk) == "Saved payment $13.00. The filter does not find it and is cleared."
        await desk.press("e")
        assert "Amount 13.00" in desk.words


async def test_where_there_is_nothing_it_says_what_records_something(several: Path):
    async with open_desk(several, account="2002") as desk:
        for key in ("e", "V"):
            await desk.press("b", "b", key)
            assert said(desk) == "There is no bill and no payment here. P records a payment, B a bill."
            await desk.press("escape")


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
async def test_a_form_is_parked_and_opened_again_from_the_page(billed: Path, size: tuple[int, int]):
    async with open_desk(billed, size=size) as desk:
        await desk.press("b", "b", "P", *"12", "escape", "p")
        assert said(desk).startswith("Parked.")
        await desk.press("escape", "r")
        assert desk.screen_name == "PaymentForm"
        await desk.press("enter")
        assert desk.said == "Saved payment $12.00."


async def test_a_form_that_is_parked_leaves_the_ledger_as_it_is_now(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "/", *"check", "enter", "e")
        await desk.retype("7.00")
        services = open_services(billed, agent="dana")
        [payment] = [line.of for line in services.billing.center(1).lines if "Check" in line.told]
        services.billing.void(payment)
        services.close()
        await desk.press("enter", "escape", "p")
        assert said(desk).startswith("Parked. r on the page opens the form again")
        assert "void" in desk.line_of(">1/4/2019")


async def test_in_a_database_to_be_read_only_it_says_so(billed: Path):
    async with open_desk(billed, read_only=True) as desk:
        await desk.press("b", "b")
        for key in ("P", "B", "e", "V", "u", "U"):
            await desk.press("s", "s", key)
            assert said(desk) == "This database is open to be read only: nothing can be changed."
        assert desk.changes() == []
