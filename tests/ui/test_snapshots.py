"""What the screens look like, as text. SNAPSHOTS=write writes them anew."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from desk import Desk, open_desk

FOLDER = Path(__file__).with_name("snapshots")

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


async def test_account_chooser(several: Path, looks_as_before: Compare):
    async with open_desk(several) as desk:
        await desk.wait_for("No account is open.")
        await desk.wait_for("Hill Dental")
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


async def test_refusal_on_the_page(office: Path, looks_as_before: Compare):
    async with open_desk(office) as desk:
        await desk.press("d", "y")
        await looks_as_before(desk)
