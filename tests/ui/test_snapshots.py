"""What the screens look like, as text. SNAPSHOTS=write writes them anew."""

import os
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, open_desk

from contacts_tui.domain.my_account import ELSEWHERE

FOLDER = Path(__file__).with_name("snapshots")
SETTINGS = Path("/home/mona/.config/contacts-tui/settings.toml")

Compare = Callable[[Desk], Awaitable[None]]


@pytest.fixture
def looks_as_before(request: pytest.FixtureRequest) -> Compare:
    """Compares a screen with the file that is called as the test is."""

    async def compare(desk: Desk) -> None:
        path = FOLDER / f"{request.node.name.removeprefix('test_')}.txt"
        if os.environ.get("SNAPSHOTS") == "write":
            path.write_text(f"{desk.text}\n", encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: write it with SNAPSHOTS=write, and look at it\n{desk.text}"
        assert desk.text.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return compare


async def test_contacts_page(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await looks_as_before(desk)


async def test_contacts_page_at_40_columns(portal: Path, looks_as_before: Compare):
    async with open_desk(portal, size=(40, 12)) as desk:
        await looks_as_before(desk)


async def test_contacts_page_read_only(portal: Path, looks_as_before: Compare):
    async with open_desk(portal, read_only=True) as desk:
        await looks_as_before(desk)


async def test_empty_database(nothing: Path, looks_as_before: Compare):
    async with open_desk(nothing) as desk:
        await looks_as_before(desk)


async def test_empty_account(bare: Path, looks_as_before: Compare):
    async with open_desk(bare) as desk:
        await looks_as_before(desk)


async def test_find_at_the_start(several: Path, looks_as_before: Compare):
    async with open_desk(several) as desk:
        await looks_as_before(desk)


async def test_find_with_results(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.type("416967")
        await looks_as_before(desk)


async def test_find_with_results_at_40_columns(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003", size=(40, 12)) as desk:
        await desk.press("f", *"example.com")
        await looks_as_before(desk)


async def test_find_with_a_new_caller(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.type("4165552222")
        await looks_as_before(desk)


async def test_find_for_a_held_caller(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.press(*"4165552222", "enter", *"zz")
        await looks_as_before(desk)


async def test_page_with_a_held_caller(several: Path, looks_as_before: Compare):
    async with open_desk(several) as desk:
        await desk.press(*"4165552222", "enter", *"marina", "enter")
        await looks_as_before(desk)


async def test_filtered_page(office: Path, looks_as_before: Compare):
    async with open_desk(office) as desk:
        await desk.press("s", "n", "/", *"lee")
        await looks_as_before(desk)


async def test_empty_filter(office: Path, looks_as_before: Compare):
    async with open_desk(office) as desk:
        await desk.press("/", *"zz")
        await looks_as_before(desk)


async def test_filtered_page_at_40_columns(office: Path, looks_as_before: Compare):
    async with open_desk(office, size=(40, 12)) as desk:
        await desk.press("/", *"lee")
        await looks_as_before(desk)


async def test_sort_keys(office: Path, looks_as_before: Compare):
    async with open_desk(office) as desk:
        await desk.press("s")
        await looks_as_before(desk)


async def test_add_form(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("a")
        await looks_as_before(desk)


async def test_update_form_with_problems(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("enter", "tab", "tab", "ctrl+o", *"12", "tab", *"jo@gmial.com", "enter")
        await looks_as_before(desk)


async def test_form_with_problems_at_40_columns(portal: Path, looks_as_before: Compare):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"12", "tab", *"jo@gmial.com", "tab", "5", "enter")
        await looks_as_before(desk)


async def test_delete_question(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("d")
        await looks_as_before(desk)


async def test_sharing_question(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("E", *"new@gmail.com", "enter")
        await looks_as_before(desk)


async def test_unsaved_question(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape")
        await looks_as_before(desk)


async def test_actions(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press(":")
        await looks_as_before(desk)


async def test_help(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("?")
        await looks_as_before(desk)


async def test_account_form(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("A")
        await looks_as_before(desk)


async def test_account_deletion_question(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press(":", *"delete the account", "enter")
        await looks_as_before(desk)


async def test_account_number_question(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press(":", *"delete the account", "enter", "y", *"1111", "enter")
        await looks_as_before(desk)


async def test_refusal_on_the_page(office: Path, looks_as_before: Compare):
    async with open_desk(office) as desk:
        await desk.press("d", "y")
        await looks_as_before(desk)


async def test_plain_view(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.press("Y")
        await looks_as_before(desk)


async def test_row_menu(portal: Path, looks_as_before: Compare):
    async with open_desk(portal) as desk:
        await desk.click("AutoDialer", right=4, button=3)
        await looks_as_before(desk)


async def test_my_account_menu(portal: Path, looks_as_before: Compare):
    links = dict.fromkeys(ELSEWHERE, "https://portal.example.com/{account}")
    async with open_desk(portal, links=links, settings_file=SETTINGS) as desk:
        await desk.press("m")
        await looks_as_before(desk)


async def test_link(portal: Path, looks_as_before: Compare):
    async with open_desk(portal, links={"notes": "https://portal.example.com/{account}/notes"}) as desk:
        await desk.press("m", "n")
        await looks_as_before(desk)


@pytest.mark.usefixtures("utc")
async def test_side_panel(portal: Path, looks_as_before: Compare):
    with closing(sqlite3.connect(portal)) as connection, connection:
        connection.execute("UPDATE change SET made_at = '2019-01-31 14:03:00.000000'")
    async with open_desk(portal, size=(120, 30)) as desk:
        await looks_as_before(desk)


async def test_billing_menu(billed: Path, looks_as_before: Compare):
    async with open_desk(billed) as desk:
        await desk.press("b")
        await looks_as_before(desk)


async def test_billing_center(billed: Path, looks_as_before: Compare):
    async with open_desk(billed) as desk:
        await desk.press("b", "b")
        await looks_as_before(desk)


async def test_billing_center_at_40_columns(billed: Path, looks_as_before: Compare):
    async with open_desk(billed, size=(40, 12)) as desk:
        await desk.press("b", "b", "/", *"bill", "enter")
        await looks_as_before(desk)


async def test_view_bill(billed: Path, looks_as_before: Compare):
    async with open_desk(billed) as desk:
        await desk.press("b", "v")
        await looks_as_before(desk)


async def test_all_contacts(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.press("l", "down")
        await looks_as_before(desk)


async def test_all_contacts_at_40_columns(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003", size=(40, 12)) as desk:
        await desk.press("l", "s", "a", "down")
        await looks_as_before(desk)


async def test_jump_in_all_contacts(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.press("l", "/", *"lee")
        await looks_as_before(desk)


async def test_all_accounts(several: Path, looks_as_before: Compare):
    async with open_desk(several, account="2003") as desk:
        await desk.press("l", "tab", "s")
        await looks_as_before(desk)


def made_one_after_the_other(path: Path) -> None:
    """Let the changes have been made a minute apart, and dana have made one of several fields last."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE change SET made_at = printf('2019-01-31 10:%02d:00.000000', id)")
        connection.execute(
            "INSERT INTO change (account_id, contact_id, action, made_at, agent, source, transaction_id, before, after)"
            " VALUES (1, 1, 'updated', '2019-02-01 09:30:00.000000', 'dana', 'screen', randomblob(16), ?, ?)",
            (
                '{"first_name": "An", "last_name": "Leigh", "emails": []}',
                '{"first_name": "Ann", "last_name": "Lee", "emails": [{"address": "ann@example.com", "key": ""}]}',
            ),
        )


async def test_history_of_an_account(office: Path, looks_as_before: Compare):
    made_one_after_the_other(office)
    async with open_desk(office) as desk:
        await desk.press("h", "tab")
        await looks_as_before(desk)


async def test_history_of_a_contact_at_40_columns(office: Path, looks_as_before: Compare):
    made_one_after_the_other(office)
    async with open_desk(office, size=(40, 12)) as desk:
        await desk.press("h")
        await looks_as_before(desk)


@pytest.mark.usefixtures("utc")
async def test_trash(littered: Path, looks_as_before: Compare):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t")
        await looks_as_before(desk)


@pytest.mark.usefixtures("utc")
async def test_trash_of_all_accounts_at_120_columns(littered: Path, looks_as_before: Compare):
    async with open_desk(littered, account="2001", size=(120, 40)) as desk:
        await desk.press("t", "tab", "end")
        await looks_as_before(desk)


@pytest.mark.usefixtures("utc")
async def test_trash_of_all_accounts_at_40_columns(littered: Path, looks_as_before: Compare):
    async with open_desk(littered, account="2001", size=(40, 12)) as desk:
        await desk.press("t", "tab", "/", *"e", "enter")
        await looks_as_before(desk)


def saved_by_dana(path: Path) -> None:
    """Let dana save Bob Ray this moment, whenever that is."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE contact SET first_name = 'Bobby', last_name = 'Rayburn', version = 2 WHERE id = 4")
        connection.execute(
            "INSERT INTO change (account_id, contact_id, action, made_at, agent, source, transaction_id, before, after)"
            " VALUES (1, 4, 'updated', '2999-02-01 09:30:00.000000', 'dana', 'screen', randomblob(16), '{}', '{}')"
        )


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)], ids=["80", "60", "40"])
async def test_conflict(office: Path, looks_as_before: Compare, size: tuple[int, int]):
    async with open_desk(office, size=size) as desk:
        await desk.press("down", "down", "down", "enter", *"Rob", "tab", *"Raye", "tab", *"416 967 8888")
        saved_by_dana(office)
        await desk.press("enter")
        await desk.press("1")
        await looks_as_before(desk)
