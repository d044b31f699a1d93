"""The Billing Center: what is owed, the chart, and the ledger, by keys and by mouse."""

from datetime import date
from pathlib import Path

import pytest
from bills import post
from desk import Desk, open_desk
from drafts import MakeFile
from textual import events

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, BillLine, Method, Payment
from contacts_tui.services.opening import Services, open_services

HOSTILE = ("[red]x", "=1+1", "\x1b[2J", "[@click=app.quit]y[/]", "\u202eevil", "\u738b" * 200)


def ledger(desk: Desk) -> list[str]:
    """The rows that are shown: day and what."""
    top = desk.row_of("What") + 1
    return [" ".join(line[1:29].split()) for line in desk.lines[top:-3] if line.strip()]


async def test_two_keys_in_one_burst_open_it_and_the_next_ones_act_in_it(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b")
        assert desk.screen_name == "CenterScreen"
        assert desk.lines[0].startswith(" Billing Center: Hill Dental 2001")
        assert desk.lines[1].rstrip() == " Current balance $30.03   Due 1/20/2019, overdue 12 days"
        assert desk.lines[2].rstrip() == " Current $30.03   30 days $0.00   60 days $0.00   90+ days $0.00"
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"
        await desk.press("b", "b", "down", "down", "down", "enter", "escape", "q")
        assert (desk.screen_name, desk.has_left) == ("ContactsPage", False)


async def test_the_menu_is_chosen_from_by_arrows_and_by_mouse_and_is_in_the_list_of_actions(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "down", "down", "down", "enter")
        assert desk.screen_name == "CenterScreen"
        await desk.click("[x]", right=1)
        await desk.press("b")
        await desk.click("View Bill")
        assert desk.screen_name == "BillScreen"
        await desk.press("escape", "b", "escape")
        assert desk.screen_name == "ContactsPage"
        await desk.press(":", *"billing center", "enter")
        assert desk.screen_name == "CenterScreen"
        await desk.press("?")
        assert "View the bill under the cursor" in desk.text
        await desk.press(*"view", "enter")
        assert "($6.00) was posted on 1/4/2019, for bill 1012: Check 17." in desk.text


async def test_the_newest_stands_first_and_the_line_under_the_cursor_is_told_whole(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b")
        assert ledger(desk)[:4] == [
            "1/4/2019 Payment, Check 17",
            "12/20/2018 Credit note C-7",
            "12/16/2018 Payment",
            "12/15/2018 Bill 1012",
        ]
        await desk.press("down", "down", "down")
        assert desk.lines[-3].rstrip() == (
            " 12/15/2018 Bill 1012: $41.03, $30.03 open, overdue 12 days, due 1/20/2019. Bal…"
        )
        await desk.press("end")
        assert "1/15/2018 Bill 1001: $41.03, paid, due 2/15/2018. Balance $41.03" in desk.lines[-3]
        await desk.press("pageup", "home")
        assert "Payment, Check 17: ($6.00)" in desk.lines[-3]


async def test_enter_opens_a_bill_and_tells_of_a_payment(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "enter")
        assert desk.lines[-2].strip() == "($6.00) was posted on 1/4/2019, for bill 1012: Check 17."
        await desk.press("down", "down", "enter")
        assert desk.lines[-2].strip() == "($41.03) was posted on 12/16/2018, for the oldest open bills."
        await desk.press("down", "enter")
        assert desk.screen_name == "BillScreen"
        assert desk.lines[0].startswith(" Bill 1012: Hill Dental 2001")


async def test_the_cursor_goes_to_the_bill_that_was_viewed_last(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "down", "down", "down", "enter", ",", ",", "escape")
        assert ">11/15/2018 Bill 1011" in desk.text
        await desk.press("/", *"1011", "enter", "enter", ",", "escape")
        assert ">11/15/2018 Bill 1011" in desk.text


async def test_two_keys_sort_and_again_turn_it_round(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "s", "d", "home")
        assert ledger(desk)[0] == "1/15/2018 Bill 1001"
        assert "Date ▲" in desk.text
        await desk.press("s", "d", "home")
        assert ledger(desk)[0] == "1/4/2019 Payment, Check 17"
        await desk.press("s", "a", "home")
        assert ledger(desk)[0] == "6/15/2018 Payment"
        await desk.press("s", "a", "home")
        assert ledger(desk)[0] == "5/15/2018 Bill 1005"
        await desk.press("s", "w", "home")
        assert ledger(desk)[0] == "1/15/2018 Bill 1001"
        await desk.press("s", "o", "home")
        assert ledger(desk)[0] == "12/15/2018 Bill 1012"
        await desk.press("s", "b", "s", "u", "home")
        assert ledger(desk)[0] == "1/15/2018 Bill 1001"
        await desk.press("s")
        assert "Sort by:" in desk.text
        await desk.click("s date, newest")
        assert "Date ▼" in desk.text
        assert "Sorted by date, newest first. s d turns it round." in desk.text
        await desk.press("s", "x", "s", "escape")
        assert (desk.screen_name, "Date ▼" in desk.text) == ("CenterScreen", True)


async def test_a_click_on_a_title_sorts_and_a_double_click_opens(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b")
        await desk.click("Balance  ")
        await desk.press("home")
        assert ledger(desk)[0] == "3/18/2018 Payment"
        await desk.click("Balance ▲")
        assert "Balance ▼" in desk.text
        await desk.click("Date", nth=0)
        await desk.click("Bill 1004", times=2)
        assert desk.lines[0].startswith(" Bill 1004")
        await desk.click("escape Back")
        await desk.click("Filter", right=1)
        await desk.type("1005")
        assert ledger(desk) == ["5/15/2018 Bill 1005"]
        await desk.click("[x]", nth=1)
        assert len(ledger(desk)) > 1
        await desk.click("Sort")
        assert "Sort by:" in desk.text


async def test_the_wheel_scrolls_the_ledger(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b")
        for _ in range(3):
            await desk.pilot._post_mouse_events([events.MouseScrollDown], widget=None, offset=(5, 14))
        await desk.wait_until(lambda: "Credit note" not in desk.text, "it is still there")
        assert "1/4/2019 Payment, Check 17" in desk.lines[-3]


async def test_what_is_typed_filters_all_that_is_shown_and_escape_clears(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "/", *"over")
        assert ledger(desk) == ["12/15/2018 Bill 1012"]
        assert "Bills and Payments  1 of 25" in desk.text
        await desk.press("enter", "s", "d", "escape")
        assert "Bills and Payments  25" in desk.text
        await desk.press("/", *"52.10 payment", "down", "enter")
        assert "($52.10) was posted" in desk.text
        await desk.press("/", *"zz", "enter")
        assert desk.text.count('No bill or payment here matches "zz". escape clears.') == 2
        await desk.press("escape", "/", *"void", "enter", "enter")
        assert desk.lines[0].startswith(" Bill 1099")
        await desk.press("escape", "escape", "escape")
        assert desk.screen_name == "ContactsPage"


async def test_without_bills_and_payments_it_says_so_and_nothing_else(bare: Path):
    async with open_desk(bare) as desk:
        await desk.press("b", "v")
        assert desk.said == "There is no bill yet."
        await desk.press("b", "b")
        assert "Nothing here yet. [P Payment]  [B Bill]" in desk.text
        assert "$" not in desk.text
        for key, said in (("enter", "bill to view"), ("/", "nothing to filter"), ("s", "nothing to sort")):
            await desk.press(key, "down", "end")
            assert said in desk.lines[-2]
        await desk.resize(40, 12)
        await desk.click("[B Bill]")
        assert desk.screen_name == "BillForm"


async def test_without_an_account_it_is_said_what_is_missing(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("b")
        assert desk.said == "There is no account yet. A adds one."


def post_in(path: Path, *entries: Bill | Payment) -> None:
    services = open_services(path, agent="dana")
    post(services, 1, entries)
    services.close()


async def test_what_a_colleague_posts_is_there_after_a_bill_was_viewed_and_in_the_header_behind(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "/", *"1012", "enter", "enter")
        post_in(billed, Payment(3503, date(2019, 1, 30), Method.CARD))
        await desk.press("escape", "escape")
        assert "Paid ahead $5.00" in desk.lines[1]
        assert "1/30/2019  Payment, C" in desk.text
        await desk.press("escape")
        assert "($35.03)" in desk.text


async def test_an_account_that_is_gone_is_told_of(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "end")
        services = open_services(billed, agent="dana")
        page = services.accounts.page(1)
        services.accounts.delete(page.account, page.contacts)
        services.close()
        await desk.press("enter")
        assert (desk.screen_name, "was deleted meanwhile" in desk.text) == ("CenterScreen", True)
        await desk.press("q", "b", "v")
        assert (desk.screen_name, "was deleted meanwhile" in desk.said) == ("ContactsPage", True)


async def test_it_can_be_used_at_every_size(billed: Path):
    async with open_desk(billed, size=(40, 12)) as desk:
        await desk.press("b", "b")
        for size in ((40, 12), (80, 24), (120, 40), (200, 60), (80, 16), (1, 1), (40, 12)):
            await desk.resize(*size)
            await desk.press("end", "home", "s", "a", "s", "s")
            if size == (1, 1):
                continue
            chart = {"▏", "▉", "█"} & set(desk.text)
            assert bool(chart) == (size in {(80, 24), (120, 40), (200, 60)})
            assert "($6.00)" in desk.text
            assert "escape Back" in desk.lines[-1]
            await desk.press("/", *"1012", "enter", "enter")
            assert desk.screen_name == "BillScreen"
            await desk.press("escape", "escape")


async def test_where_nothing_can_be_changed_it_is_there_too(billed: Path):
    async with open_desk(billed, read_only=True) as desk:
        await desk.press("b", "b")
        assert not {"Payment", "Bill", "Correct", "Void", "Undo"} & set(desk.lines[-1].replace("View Bill", "").split())
        await desk.press("?")
        assert "Filter as you type" in desk.text
        assert not [
            title for title in ("Record a", "Correct the", "Void the", "Undo", "Do again") if title in desk.text
        ]
        await desk.press("escape", "down", "enter")
        assert desk.lines[0].startswith(" Credit note C-7")


async def test_where_nothing_can_be_changed_an_empty_ledger_offers_nothing(bare: Path):
    async with open_desk(bare, read_only=True) as desk:
        await desk.press("b", "b")
        assert desk.line_of("Nothing here yet.") == "Nothing here yet."


def _fill_hostile(services: Services) -> None:
    account = services.accounts.add(AccountDraft(name="[/b] Name", number="1"))
    for at, text in enumerate(HOSTILE, 1):
        bill = Bill(at, text, date(2018, at, 1), lines=(BillLine(text, at),))
        post(services, account.id, [bill, Payment(at, date(2018, at, 2), Method.OTHER, text, at)])


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_text_from_people_is_only_text(new_file: MakeFile, size: tuple[int, int]):
    """The desk looks over each screen: nothing on it that may not be painted."""
    async with open_desk(new_file("hostile_bills", _fill_hostile), size=size) as desk:
        await desk.press("b", "b", "s", "d", "home")
        for _ in HOSTILE:
            await desk.press("enter", "end", "escape", "down", "enter", "down")
        assert desk.screen_name == "CenterScreen"
        await desk.press("home", "enter")
        assert "Bill [red]x: [/b] Name 1" in desk.text
        await desk.press("/", "escape")
        assert not desk.has_left
