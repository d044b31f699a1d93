"""Bills and payments: recorded and corrected in forms, from the list of actions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk import Desk, open_desk

from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.bill_draft import BillDraft, BillKind
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.services.opening import Services, open_services
from contacts_tui.ui.screens.contacts_page import ContactsPage

CARD = "4111 1111 1111 1111"
PAYMENT = (":", *"record a payment", "enter")
BILL = (":", *"record a bill", "enter")


def payments(desk: Desk) -> list[tuple[Any, ...]]:
    rows = desk.rows("SELECT * FROM payment WHERE voided_at IS NULL ORDER BY id")
    return [(r["amount_minor"], r["posted_on"], r["method"], r["reference"], r["bill_id"]) for r in rows]


def bills(desk: Desk) -> list[tuple[Any, ...]]:
    rows = desk.rows("SELECT * FROM bill WHERE voided_at IS NULL ORDER BY id")
    return [(r["number"], r["amount_minor"], r["open_minor"], r["billed_on"], r["due_on"]) for r in rows]


def header(desk: Desk) -> str:
    return " ".join(" ".join(desk.lines[:8]).split())


async def correct(desk: Desk, entry: Bill | Payment) -> None:
    """Open what is stored of an entry, as the Billing Center does."""
    page = desk.app.screen
    assert isinstance(page, ContactsPage)
    assert page.desk is not None
    account = await desk.app.background.read(lambda services: services.accounts.page(1).account)
    center = await desk.app.background.read(lambda services: services.billing.center(1))
    stored = next(line.of for line in center.lines if type(line.of) is type(entry) and line.of.id == entry.id)
    if isinstance(stored, Bill):
        page.desk._recording.bill(account, stored)
    else:
        page.desk._recording.payment(account, stored)
    await desk.settle()


def elsewhere(path: Path, work: Callable[[Services], object]) -> None:
    """Let dana work at another desk."""
    services = open_services(path, agent="dana")
    work(services)
    services.close()


async def test_a_payment_is_recorded_in_one_burst_and_the_header_follows(bare: Path):
    async with open_desk(bare, size=(80, 28)) as desk:
        await desk.press(*BILL, *"1042", *["tab"] * 2, "tab", *"2/22/2019", *["tab"] * 5, *"41.03", "enter")
        assert desk.said == "Saved bill 1042."
        assert bills(desk) == [("1042", 4103, 4103, "2019-02-01", "2019-02-22")]
        assert "Current balance $41.03" in header(desk)
        await desk.press(*PAYMENT, *"40", "tab", *"1/31/2019", "tab", "3", "tab", *"17", "tab", *"1042", "enter")
        assert desk.said == "Saved payment $40.00."
        assert "Current balance $1.03" in header(desk)
        assert "Last payment 1/31/2019 ($40.00)" in header(desk)
        [bill] = desk.rows("SELECT id FROM bill")
        assert payments(desk) == [(4000, "2019-01-31", "Check", "17", bill["id"])]
        assert [c.action for c in desk.changes()] == ["added", "added"]
        await desk.press("u")
        assert desk.said == "Undone: addition of payment $40.00. U does it again."
        assert "Current balance $41.03" in header(desk)
        await desk.press("U", "u", "u")
        assert desk.said == "Undone: addition of bill 1042. U does it again."
        assert "Current balance" not in header(desk)


async def test_a_bill_is_recorded_line_by_line_and_is_given_a_number(bare: Path):
    async with open_desk(bare, size=(80, 30)) as desk:
        await desk.press(*BILL, *["tab"] * 6, *"Local service 35.00", "ctrl+o", *"Discount -5", "tab")
        await desk.press(*"Federal tax 6.03", "tab", *"36", "enter")
        assert "! lines and taxes come to $36.03, not to $36.00; right takes 36.03" in desk.words
        assert (desk.field, bills(desk)) == ("total-0", [])
        await desk.press("right", "enter")
        assert desk.said == "Saved bill B-0001."
        assert bills(desk) == [("B-0001", 3603, 3603, "2019-02-01", None)]
        lines = desk.rows("SELECT text, amount_minor, is_tax FROM bill_line ORDER BY position")
        assert [tuple(line.values()) for line in lines] == [
            ("Local service", 3500, 0),
            ("Discount", -500, 0),
            ("Federal tax", 603, 1),
        ]


async def test_a_credit_note_is_chosen_and_stored_as_one(bare: Path):
    async with open_desk(bare, size=(80, 30)) as desk:
        await desk.press(*BILL, *["tab"] * 8, *"-5", "enter")
        assert "a bill is not less than 0: choose Credit Note if it gives money back" in desk.words
        await desk.press(*["shift+tab"] * 7, "2", "enter")
        assert desk.said == "Saved credit note B-0001."
        assert bills(desk) == [("B-0001", -500, 0, "2019-02-01", None)]


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(portal: Path):
    async with open_desk(portal, size=(80, 28)) as desk:
        before = payments(desk)
        await desk.press(*PAYMENT, "enter")
        assert "! an amount is needed" in desk.words
        assert desk.field == "amount-0"
        await desk.press(*"1,2345", "tab", *"2/2/2019", *["tab"] * 3, *"77", "enter")
        assert "a payment cannot be posted in the future" in desk.words
        assert "no bill of this account has the number 77" in desk.words
        assert desk.field == "amount-0"
        assert payments(desk) == before
        assert desk.changes() == []


async def test_an_unclear_amount_is_asked_about_and_right_takes_the_likeliest(portal: Path):
    async with open_desk(portal, size=(80, 28)) as desk:
        await desk.press(*PAYMENT, *"1.234", "enter")
        assert "1.234 may mean $1,234.00 or $1.23: write 1234.00 or 1.23. right takes 1234.00" in desk.words
        await desk.press("right")
        assert desk.value == "1234.00"
        await desk.press("enter")
        assert desk.said == "Saved payment $1,234.00."


async def test_save_and_new_opens_the_next_payment(portal: Path):
    async with open_desk(portal, size=(80, 28)) as desk:
        before = payments(desk)
        await desk.press(*PAYMENT, *"10", "ctrl+n", *"11", "enter")
        assert [amount for amount, *_ in payments(desk)[len(before) :]] == [1000, 1100]


async def test_a_form_with_a_card_number_is_neither_saved_nor_parked(bare: Path):
    async with open_desk(bare, size=(80, 28)) as desk:
        await desk.press(*PAYMENT, *"10", *["tab"] * 3, *CARD, "enter")
        assert "! this is a card number, which must not be kept: the last four digits are enough" in desk.words
        await desk.press("escape", "p")
        assert desk.screen_name == "PaymentForm"
        assert "Not parked: a card number is in this form, which must not be kept." in desk.words
        await desk.retype("1111")
        await desk.press("escape", "p")
        assert "Parked." in desk.said
        await desk.press("r", *["tab"] * 3)
        assert (desk.field, desk.value) == ("reference-0", "1111")
        await desk.press("enter")
        assert payments(desk) == [(1000, "2019-02-01", "", "1111", None)]
        await desk.press(*BILL, *["tab"] * 6, *f"Paid by {CARD} 5.00", "escape", "p")
        assert desk.screen_name == "BillForm"
        assert "Not parked" in desk.words
        await desk.press("escape", "d")
        assert desk.screen_name == "ContactsPage"
    assert b"1111 1111" not in bare.read_bytes()


async def test_at_40_by_12_every_field_is_reached(bare: Path):
    async with open_desk(bare, size=(40, 12)) as desk:
        await desk.press(*PAYMENT, *"10")
        for field in ("posted_on-0", "method", "reference-0", "bill-0"):
            await desk.press("tab")
            assert desk.field == field
        await desk.press("enter")
        assert payments(desk)[0][0] == 1000
        await desk.press(*BILL, *["tab"] * 8)
        assert desk.field == "total-0"
        await desk.press(*"12.50", "enter")
        assert bills(desk) == [("B-0001", 1250, 250, "2019-02-01", None)]


async def test_a_read_only_page_offers_none_of_it(portal: Path):
    async with open_desk(portal, read_only=True, size=(80, 40)) as desk:
        await desk.press(":", *"record")
        assert "Record a" not in desk.text


async def test_without_an_account_nothing_is_offered_to_record(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press(*PAYMENT)
        assert "Nothing is called that" in desk.text


async def test_an_account_that_is_gone_is_not_billed(bare: Path):
    def delete(services: Services) -> None:
        page = services.accounts.page(1)
        services.accounts.delete(page.account, page.contacts)

    async with open_desk(bare, size=(80, 28)) as desk:
        await desk.press(*PAYMENT, *"10")
        elsewhere(bare, delete)
        await desk.press("enter")
        assert "Account Lake Marina 2002 was deleted meanwhile" in desk.words
        assert "What you typed is still here." in desk.words
        assert payments(desk) == []
        await desk.press("escape", "d", *PAYMENT)
        assert (desk.screen_name, payments(desk)) == ("ContactsPage", [])


def record_both(services: Services) -> None:
    """A bill of two lines and a payment for it."""
    account = services.accounts.page(1).account
    lines, taxes = ("Local service 35.00",), ("Federal tax 6.03",)
    services.billing.add(account, BillDraft("1042", BillKind.BILL, "1/31/2019", lines=lines, taxes=taxes))
    services.billing.add(account, PaymentDraft("40", "1/31/2019", bill="1042"))


async def test_a_payment_and_a_bill_are_corrected(bare: Path):
    elsewhere(bare, record_both)
    async with open_desk(bare, size=(80, 28)) as desk:
        await correct(desk, Payment(0, id=1))
        assert "Correct payment: Lake Marina 2002" in desk.words
        assert (desk.field, desk.value) == ("amount-0", "40.00")
        assert "1042" in desk.line_of("Bill ")
        await desk.press("enter")
        assert desk.said == "The payment is as it was."
        assert desk.changes() == []
        await correct(desk, Payment(0, id=1))
        await desk.retype("41.03")
        await desk.press("escape", "p", "r", "enter")
        assert desk.said == "Saved payment $41.03."
        assert "Current balance $0.00" in header(desk)
        assert [(c.before, c.after) for c in desk.changes()] == [({"amount_minor": 4000}, {"amount_minor": 4103})]
        await desk.press("u")
        assert desk.said == "Undone: update of payment $41.03. U does it again."
        await correct(desk, Bill(0, id=1))
        assert desk.value == "1042"
        assert "Local service 35.00" in desk.line_of("Line ")
        assert "Federal tax 6.03" in desk.line_of("Tax ")
        assert "41.03" in desk.line_of("Total ")
        await desk.press(*["tab"] * 6)
        await desk.retype("Local service 34.00")
        await desk.press("enter", "right", "enter")
        assert desk.said == "Saved bill 1042."
        assert bills(desk) == [("1042", 4003, 3, "2019-01-31", None)]


async def test_what_somebody_else_corrected_is_not_overwritten(bare: Path):
    elsewhere(bare, record_both)

    def void(services: Services) -> None:
        for line in services.billing.center(1).lines:
            services.billing.void(line.of)

    async with open_desk(bare, size=(80, 28)) as desk:
        await correct(desk, Payment(0, id=1))
        await desk.retype("30")
        elsewhere(bare, void)
        await desk.press("enter")
        assert "dana voided this payment" in desk.words
        assert payments(desk) == []
