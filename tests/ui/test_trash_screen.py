"""t: what was deleted is looked through and restored, in the account that is open or in all of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from desk import Desk, open_desk
from drafts import MakeFile

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.services.opening import Services, open_services
from contacts_tui.storage.tables import CONTACT
from contacts_tui.ui.screens.paged_screen import NOTHING_CHANGED
from contacts_tui.ui.screens.trash_screen import NO_ACCOUNT, READ_ONLY
from contacts_tui.ui.widgets.paged_table import PagedTable

pytestmark = pytest.mark.usefixtures("utc")

MANY = 1_000


def fill_heap(services: Services) -> None:
    """An account of which 1,000 contacts were deleted, a second after each other."""
    services.accounts.add(AccountDraft(name="Hill Dental", number="2001"))
    now = datetime.now(UTC)
    about: dict[str, Any] = {"version": 2, "created_at": now, "updated_at": now, "account_id": 1}
    about |= {"contact_type": "Alternate", "first_name": "Jo", "deleted_by": "dana"}
    lines = [
        about
        | {"id": n + 1, "uid": UUID(int=n), "last_name": f"Last{n:04}", "search_text": f"jo last{n:04}"}
        | {"deleted_at": datetime(2019, 1, 30, 12, n // 60, n % 60, tzinfo=UTC)}
        for n in range(MANY)
    ]
    with services.database.transaction() as connection:
        connection.execute(CONTACT.insert(), lines)


def said(desk: Desk) -> str:
    """What the screen says above the keys."""
    return desk._words_of(desk.app.screen.query_one("#said"))


def names(desk: Desk) -> list[str]:
    """First and last names of the rows that are on the screen, of contacts and of accounts."""
    rows = [line for line in desk.lines[2:] if "2019 " in line[:18] and line[0] in " >"]
    return [" ".join(line[1:].split()[3:5]).rstrip("…") for line in rows]


async def test_a_contact_is_restored_and_u_takes_that_back(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        before = desk.contacts()
        await desk.press("t")
        assert desk.lines[0].startswith(" Trash of Hill Dental 2001  2   tab: all accounts")
        assert names(desk) == ["Front Desk", "Bob Ray"]
        await desk.press("down")
        assert "Bob Ray, Alternate: (416) 967-2222; bob@example.com. Hill Dental 2001" in desk.lines[-3]
        await desk.press("enter")
        assert said(desk) == "Restored Bob Ray, Alternate. u on the page undoes that."
        assert names(desk) == ["Front Desk"]
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"
        assert desk.said == "Restored Bob Ray, Alternate. u undoes that."
        assert "Bob Ray" in desk.line_of(">")
        [restored] = desk.changes()
        assert (restored.action, restored.agent) == ("restored", "mona")
        await desk.press("u")
        assert desk.said == "Undone: restoration of Bob Ray, Alternate. U does it again."
        assert desk.contacts() == before


async def test_an_account_is_restored_with_its_contacts_and_opened(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t", "tab")
        assert desk.lines[0].startswith(" Trash of all accounts  3   tab: Hill Dental 2001")
        assert names(desk) == ["Front Desk", "Bob Ray", "Lake Marina"]
        await desk.press("end")
        assert "Account Lake Marina 2002 with 1 contact, deleted by filler, 1/15/2019 09:15" in desk.text
        await desk.press("enter")
        assert desk.screen_name == "ContactsPage"
        assert desk.said == "Restored account Lake Marina 2002 and its contact. u undoes that."
        assert "Lake Marina  2002" in desk.lines[0]
        assert "Cy Dunn" in desk.line_of(">")


async def test_a_filter_finds_among_what_was_deleted_and_escape_goes_back_by_steps(littered: Path):
    async with open_desk(littered, account="2003") as desk:
        await desk.press("t")
        assert said(desk).startswith("The trash of Harbour Light 2003 is empty: what is deleted comes here and stays")
        await desk.press("tab", "/", *"967-22", "enter")
        assert names(desk) == ["Bob Ray"]
        assert desk.lines[0].startswith(' Trash of all accounts  1 with "967-22"')
        await desk.press("escape")
        assert names(desk) == ["Front Desk", "Bob Ray", "Lake Marina"]
        await desk.press("/", *"nobody", "down")
        assert said(desk) == 'Nothing in the trash of all accounts matches "nobody". escape clears.'
        await desk.press("/", "escape", "escape")
        assert (desk.screen_name, desk.changes()) == ("ContactsPage", [])
        assert "Harbour Light  2003" in desk.lines[0]


async def test_without_an_open_account_it_is_that_of_all_and_what_is_restored_opens_its_account(littered: Path):
    async with open_desk(littered) as desk:
        await desk.press("escape", "t", "tab")
        assert said(desk) == NO_ACCOUNT
        assert desk.lines[0].startswith(" Trash of all accounts  3  ")
        await desk.press("enter", "q")
        assert "Hill Dental  2001" in desk.lines[0]
        assert "Front Desk" in desk.line_of(">")


async def test_what_a_colleague_restored_meanwhile_is_told_and_gone_from_the_list(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t")
        services = open_services(littered, agent="dana")
        services.history.undo(services.history.undoable(1))  # type: ignore[arg-type]
        services.close()
        await desk.press("enter")
        assert said(desk).startswith("Nothing was restored: Front Desk, Billing Notification is not in the trash any")
        assert names(desk) == ["Bob Ray"]


async def test_read_only_looks_and_restores_nothing(littered: Path):
    async with open_desk(littered, account="2001", read_only=True) as desk:
        await desk.press("t")
        assert names(desk) == ["Front Desk", "Bob Ray"]
        assert "Restore" not in desk.lines[-1]
        await desk.press("enter")
        assert said(desk) == READ_ONLY
        assert desk.changes() == []


async def test_a_long_trash_is_read_page_by_page(new_file: MakeFile):
    async with open_desk(new_file("heap", fill_heap), account="2001") as desk:
        await desk.press("t")
        assert desk.lines[0].startswith(" Trash of Hill Dental 2001  1,000")
        await desk.press("end")
        assert names(desk)[-1] == "Jo Last0000"
        desk.app.screen.query_one(PagedTable).move_cursor(row=500)
        await desk.press("enter")
        assert said(desk) == "Restored Jo Last0499, Alternate. u on the page undoes that."
        assert "Last0498" in desk.line_of(">")


async def test_a_start_removes_what_is_too_old_for_good_and_says_so(littered: Path):
    async with open_desk(littered, account="2001", trash_days=10) as desk:
        gone = "1 account and 1 contact were deleted over 10 days ago and are gone for good now: t shows the rest."
        await desk.wait_until(lambda: desk.said == gone, "nothing is said")
        assert [change.action for change in desk.changes()] == ["purged", "purged"]
        await desk.press("t", "tab")
        assert names(desk) == ["Front Desk", "Bob Ray"]
        await desk.press("escape", "u")
        assert "Undo filler's deletion of Front Desk" in desk.words
        await desk.press("n")
    for options in ({"read_only": True, "trash_days": 1}, {"demo": True, "trash_days": 1}, {"trash_days": 0}):
        async with open_desk(littered, account="2001", **options) as desk:
            await desk.press("t")
            assert names(desk) == ["Front Desk", "Bob Ray"]
            assert desk.changes() == []


async def test_the_history_of_what_is_under_the_cursor_is_shown_and_taken_back(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t", "tab", "end", "h")
        assert desk.lines[0].startswith(" History of account Lake Marina 2002  ")
        await desk.press("escape", "up", "h")
        assert desk.lines[0].startswith(" History of Bob Ray, Alternate  2")
        await desk.press("u", "y", "escape")
        assert (desk.screen_name, names(desk)) == ("TrashScreen", ["Front Desk", "Lake Marina"])
        await desk.press("h", "f")
        assert desk.screen_name == "FindScreen"
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"


async def test_behind_the_last_restoration_it_is_not_said_that_the_trash_is_empty(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t", "enter", "enter")
        assert said(desk) == "Restored Bob Ray, Alternate. u on the page undoes that."
        await desk.press("h")
        assert said(desk).startswith(f"{NOTHING_CHANGED} The trash of Hill Dental 2001 is empty")
