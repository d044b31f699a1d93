"""View Bill: one bill, whole, its neighbours, and its files."""

import csv
import stat
from pathlib import Path

import pytest
from bills import post
from desk import Desk, open_desk
from drafts import MakeFile

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, BillLine
from contacts_tui.services.opening import Services


def body(desk: Desk) -> list[str]:
    """What stands of the bill on the screen, blank lines left out."""
    return [" ".join(line.split()) for line in desk.lines[1:-2] if line.strip()]


async def test_the_most_recent_bill_is_shown_whole(billed: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "v")
        assert desk.lines[0].startswith(" Bill 1012: Hill Dental 2001")
        assert body(desk) == [
            "Date 12/15/2018",
            "Due 1/20/2019",
            "Period 12/1/2018 to 12/31/2018",
            "State overdue 12 days",
            "Long distance $25.00",
            "Line rental, with a text that is a good deal longer than one line of $12.00",
            "a narrow screen is wide",
            "State tax $4.03",
            "Total $41.03",
            "Paid",
            "1/4/2019 Payment, Check 17 $6.00",
            "12/20/2018 Credit note C-7 $5.00",
            "Open $30.03",
        ]


@pytest.mark.parametrize(("before", "after"), [(",", "."), ("[", "]")])
async def test_one_key_goes_to_the_bill_before_and_after_and_says_where_the_end_is(
    billed: Path, before: str, after: str
):
    async with open_desk(billed) as desk:
        await desk.press("b", "v", before)
        assert desk.lines[0].startswith(" Bill 1099")
        assert "State void" in body(desk)
        await desk.press(after, after)
        assert desk.lines[0].startswith(" Credit note C-7")
        assert "Total -$5.00" in body(desk)
        await desk.press(after)
        assert desk.lines[-2].strip() == "This is the last bill."
        await desk.press(*[before] * 12)
        assert desk.lines[0].startswith(" Bill 1002")
        await desk.press(before, before)
        assert desk.lines[0].startswith(" Bill 1001")
        assert desk.lines[-2].strip() == "This is the first bill."


@pytest.mark.parametrize("key", ["escape", "ctrl+g", "q"])
async def test_a_key_closes_it(billed: Path, key: str):
    async with open_desk(billed) as desk:
        await desk.press("b", "v", key)
        assert (desk.screen_name, desk.has_left) == ("ContactsPage", False)
        await desk.press("a")
        assert desk.screen_name == "ContactForm"


async def test_the_hints_and_the_cross_can_be_clicked(billed: Path, start_folder: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "v")
        await desk.click("Before")
        assert desk.lines[0].startswith(" Bill 1099")
        await desk.click("Save as text")
        assert (start_folder / "bill-1099.txt").exists()
        await desk.click("[x]")
        assert desk.screen_name == "ContactsPage"


async def test_it_is_saved_as_text_for_its_owner_alone_and_never_over_another_file(billed: Path, start_folder: Path):
    (start_folder / "bill-1012.txt").write_text("mine")
    (start_folder / "bill-1012-2.txt").symlink_to(start_folder / "nowhere")
    async with open_desk(billed, size=(200, 60)) as desk:
        await desk.press("b", "v", "w")
        path = start_folder / "bill-1012-3.txt"
        assert desk.lines[-2].strip() == f"Saved as {path}."
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == " Bill 1012: Hill Dental 2001"
        assert [" ".join(line.split()) for line in lines[1:] if line] == body(desk)
        assert (start_folder / "bill-1012.txt").read_text() == "mine"
        assert not (start_folder / "nowhere").exists()


async def test_it_is_saved_as_a_table_with_plain_amounts(billed: Path, start_folder: Path):
    async with open_desk(billed) as desk:
        await desk.press("b", "v", "c")
        with (start_folder / "bill-1012.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    assert [(row["Kind"], row["Date"], row["Text"][:17], row["Amount"]) for row in rows] == [
        ("Line", "2018-12-15", "Long distance", "25.00"),
        ("Line", "2018-12-15", "Line rental, with", "12.00"),
        ("Tax", "2018-12-15", "State tax", "4.03"),
        ("Total", "2018-12-15", "", "41.03"),
        ("Paid", "2019-01-04", "Payment, Check 17", "6.00"),
        ("Paid", "2018-12-20", "Credit note C-7", "5.00"),
        ("Open", "", "", "30.03"),
    ]
    assert {(row["Account"], row["Bill"], row["Due"], row["Period to"]) for row in rows} == {
        ("Hill Dental 2001", "1012", "2019-01-20", "2018-12-31")
    }


async def test_where_nothing_can_be_written_it_says_why(billed: Path, start_folder: Path):
    async with open_desk(billed, size=(120, 40)) as desk:
        await desk.press("b", "v")
        start_folder.rmdir()
        for key in ("w", "c"):
            await desk.press(key)
            assert "Nothing is saved: the folder in which the program was started is not there any more." in desk.text


def _fill_long(services: Services) -> None:
    account = services.accounts.add(AccountDraft(name="Long", number="1"))
    lines = tuple(BillLine(f"Call {at}", 100) for at in range(200))
    post(services, account.id, [Bill(20_000, "../../etc/passwd", lines=lines)])


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_long_bill_scrolls_by_keys_and_its_name_stays_in_the_folder(
    new_file: MakeFile, size: tuple[int, int], start_folder: Path
):
    async with open_desk(new_file("long_bill", _fill_long), size=size) as desk:
        await desk.press("b", "v")
        assert "Call 0 " in desk.text
        await desk.press("end")
        await desk.wait_for("Open")
        assert "Call 0 " not in desk.text
        await desk.press("w")
        assert [path.name for path in start_folder.iterdir()] == ["bill-etc-passwd.txt"]
        await desk.press("home")
        await desk.wait_for("Call 0 ")
        for other in ((200, 60), (1, 1), (40, 12)):
            await desk.resize(*other)
