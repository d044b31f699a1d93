"""The trash, the lists and the history are right while others change what they show."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from desk import Desk, open_desk
from drafts import MakeFile
from test_lists import CROWD, add_first, fill_crowd
from test_live import SOON, add, change, delete, elsewhere

from contacts_tui.services.accounts import Accounts
from contacts_tui.services.opening import Services
from contacts_tui.services.trash import Trash
from contacts_tui.ui.widgets.filter_field import FilterField
from contacts_tui.ui.widgets.paged_table import PagedTable


def littering(count: int) -> Callable[[Services], None]:
    """Add contacts and delete them again, Zoe000 first."""

    def work(services: Services) -> None:
        for number in range(count):
            add(services, f"Zoe{number:03}", "Zimmer")
        for contact in services.accounts.page(1).contacts:
            if contact.last_name == "Zimmer":
                services.contacts.delete(contact)

    return work


def table(desk: Desk) -> PagedTable[Any, Any]:
    return desk.app.screen.query_one(PagedTable)


def under(desk: Desk) -> str:
    """The row under the cursor."""
    return next((line for line in desk.lines if line.startswith(">")), "")


def is_whole(desk: Desk) -> bool:
    """Whether all rows in sight are there."""
    return not any(line.lstrip(" >").startswith("…") for line in desk.lines[2:-4])


def said(desk: Desk) -> str:
    return desk._words_of(desk.app.screen.query_one("#said")).strip()


class Slow:
    """A use case that goes on only when the test lets it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, services: type, name: str) -> None:
        self.asked, self.go = Event(), Event()
        work = getattr(services, name)

        def slowly(*asked: object) -> object:
            self.asked.set()
            assert self.go.wait(20)
            return work(*asked)

        monkeypatch.setattr(services, name, slowly)


async def test_what_is_asked_for_while_the_trash_is_read_anew_is_what_the_next_key_acts_on(
    office: Path, monkeypatch: pytest.MonkeyPatch
):
    delete(office, "Ray")
    elsewhere(office, littering(5))
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t")
        assert "Zoe004 Zimmer" in under(desk)
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        slow = Slow(monkeypatch, Accounts, "page")
        await desk.wait_until(slow.asked.is_set, "it was never read anew")
        desk.burst("/", *"ray", "enter", "enter")
        await desk.wait_until(lambda: desk.app.background.waiting, "enter does not wait for what it acts on")
        slow.go.set()
        await desk.settle()
        assert said(desk).startswith("Restored Bob Ray, Alternate.")
        assert [change.action for change in desk.changes() if change.agent == "mona"] == ["restored"]


async def test_no_key_waits_while_the_trash_is_read_anew(office: Path, monkeypatch: pytest.MonkeyPatch):
    elsewhere(office, littering(5))
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t")
        slow = Slow(monkeypatch, Trash, "find")
        delete(office, "Ray")
        await desk.wait_until(slow.asked.is_set, "it was never read anew")
        assert not desk.app.background.waiting
        desk.burst("down", "down")
        await desk.wait_until(lambda: table(desk).cursor_row == 2, "the keys wait")
        slow.go.set()
        await desk.wait_for("Bob Ray")
        assert table(desk).cursor_row == 3
        assert "Zoe002 Zimmer" in under(desk)


async def test_at_the_edge_of_a_page_the_cursor_stays_on_its_row(office: Path):
    elsewhere(office, littering(130))
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t", *["down"] * 99)
        assert "Zoe030 Zimmer" in under(desk)
        delete(office, "Ray")
        await desk.wait_until(lambda: table(desk).row_count == 131, "it is never shown")
        assert table(desk).cursor_row == 100
        assert "Zoe030 Zimmer" in under(desk)


async def test_rows_far_from_the_cursor_stay_in_sight_while_the_trash_is_read_anew(office: Path):
    elsewhere(office, littering(330))
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t")
        table(desk).scroll_to(y=190, animate=False, force=True)
        await desk.settle()
        assert is_whole(desk)
        delete(office, "Ray")
        gaps: list[str] = []

        def is_shown() -> bool:
            gaps.extend([] if is_whole(desk) else [desk.text])
            return table(desk).row_count == 331

        await desk.wait_until(is_shown, "it is never shown")
        assert (is_shown(), gaps, round(table(desk).scroll_y)) == (True, [], 190)


async def test_rows_far_from_the_cursor_stay_in_sight_while_a_list_is_read_anew(new_file: MakeFile):
    crowd = new_file("long_list", fill_crowd)
    async with open_desk(crowd, account="1000", every=SOON) as desk:
        await desk.press("l")
        table(desk).scroll_to(y=1_000, animate=False, force=True)
        await desk.settle()
        before = desk.lines[2:-4]
        gaps: list[list[str]] = []

        def is_shown() -> bool:
            gaps.extend([] if desk.lines[2:-4] == before else [desk.lines])
            return table(desk).row_count == CROWD + 1

        elsewhere(crowd, add_first)
        await desk.wait_until(is_shown, "it is never shown")
        assert (is_shown(), gaps) == (True, [])


@pytest.mark.parametrize("key", ["t", "l", "h"])
async def test_a_slash_in_a_field_that_was_left_for_a_row_goes_on_in_that_field(littered: Path, key: str):
    async with open_desk(littered, account="2001") as desk:
        await desk.press(key, "/", *"bo")
        desk.app.screen.query_one("RowTable").focus()
        await desk.settle()
        await desk.press("/", "end", "b")
        assert [field._entry.value for field in desk.app.screen.query(FilterField)] == ["bob"]
        await desk.press("escape")
        assert len(desk.app.screen.query(FilterField)) == 0
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"


async def test_a_jump_that_went_on_in_its_field_goes_back_to_where_it_began(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("l", "down", "/", *"ray")
        desk.app.screen.query_one("RowTable").focus()
        await desk.settle()
        await desk.press("/", "escape")
        assert under(desk).startswith(">Cy Dunn")


async def test_the_trash_is_called_empty_as_long_as_it_is(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t")
        assert "is empty: what is deleted comes here" in said(desk)
        delete(office, "Ray")
        await desk.wait_for("Bob Ray")
        await desk.settle()
        assert said(desk) == ""
        await desk.press("enter")
        assert said(desk) == "Restored Bob Ray, Alternate. u on the page undoes that."
        await desk.press("enter")
        assert said(desk).startswith("There is nothing here to restore. The trash of Hill Dental 2001 is empty")


async def test_nothing_begins_so_only_as_long_as_the_cursor_stands_there(several: Path):
    missed = 'Nothing begins with "zz": it would stand here.'
    async with open_desk(several, account="2001") as desk:
        await desk.press("l", "/", *"zz")
        assert said(desk) == missed
        await desk.press("escape")
        assert said(desk) == ""
        await desk.press("end", "/", *"zz", "escape")
        assert said(desk) == ""
        await desk.press("/", *"zz", "enter")
        assert said(desk) == missed
        await desk.press("up")
        assert said(desk) == ""


async def test_there_is_nobody_only_until_somebody_comes(bare: Path):
    async with open_desk(bare, every=SOON) as desk:
        await desk.press("l")
        assert said(desk) == "There are no contacts yet."
        elsewhere(bare, lambda services: add(services, "Yan", "Young"))
        await desk.wait_for("Yan Young")
        await desk.settle()
        assert said(desk) == ""


async def test_the_history_says_that_there_is_nothing_only_as_long_as_it_is_so(office: Path):
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("DELETE FROM change WHERE contact_id = 4")
    async with open_desk(office, every=SOON) as desk:
        await desk.press("down", "down", "down", "h")
        assert said(desk) == "Nothing is known of any change here."
        await desk.press("/", *"rayburn")
        assert said(desk) == 'No change here matches "rayburn". escape clears.'
        change(office, "Ray", last_name="Rayburn")
        await desk.wait_for("Ray -> Rayburn")
        await desk.settle()
        assert "No change here matches" not in said(desk)
        assert said(desk).endswith("enter or down keeps the filter, escape clears it.")
        await desk.press("enter")
        assert "keeps the filter" not in said(desk)


WENT = "Bob Ray has gone from under the cursor, which stands on Ann Lee now. Nothing was done: again does it."


@pytest.mark.parametrize(
    ("key", "then"),
    [
        ("E", "Contact Maintenance: Ann Lee"),
        ("enter", "Contact Maintenance: Ann Lee"),
        ("d", "Delete Ann Lee"),
        ("y", "Sent to the terminal: Ann Lee"),
        ("h", "History of Ann Lee"),
    ],
)
async def test_a_key_meant_for_a_contact_that_went_does_nothing_to_the_one_in_its_place(
    office: Path, key: str, then: str
):
    async with open_desk(office, every=SOON) as desk:
        await desk.press("down", "down", "down")
        delete(office, "Ray")
        await desk.wait_for("Customer Contacts  4")
        await desk.press(key)
        assert (desk.said, desk.screen_name) == (WENT, "ContactsPage")
        await desk.press(key)
        assert then in desk.text


async def test_a_cursor_that_was_moved_since_is_where_the_agent_has_put_it(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await desk.press("down", "down", "down")
        delete(office, "Ray")
        await desk.wait_for("Customer Contacts  4")
        await desk.press("up", "E")
        assert "Contact Maintenance: Front Desk" in desk.text
        await desk.press("escape")
        delete(office, "Desk")
        await desk.wait_for("Customer Contacts  3")
        await desk.click("Ann Lee", nth=2)
        await desk.press("E")
        assert "Contact Maintenance: Ann Lee" in desk.text


async def test_enter_restores_and_opens_nothing_that_slid_under_the_cursor(littered: Path):
    gone = "Front Desk has gone from under the cursor, which stands on Bob Ray now. Nothing was done: again does it."
    async with open_desk(littered, account="2001", every=SOON) as desk:
        await desk.press("t")
        elsewhere(littered, lambda services: services.history.undo(services.history.undoable(1)))
        await desk.wait_until(lambda: table(desk).row_count == 1, "it stays")
        await desk.press("enter")
        assert (said(desk), desk.changes()[1:]) == (gone, [])
        await desk.press("enter")
        assert said(desk).startswith("Restored Bob Ray")
        await desk.press("escape", "l", "end")
        delete(littered, "Ray")
        await desk.wait_until(lambda: table(desk).row_count == 4, "it stays")
        await desk.press("enter")
        assert said(desk).startswith("Bob Ray has gone from under the cursor, which stands on Ann Lee now.")
        await desk.press("enter")
        assert "Ann Lee" in desk.line_of(">")


async def test_what_the_agent_restores_makes_way_for_the_next_one(littered: Path):
    async with open_desk(littered, account="2001") as desk:
        await desk.press("t", "enter", "enter")
        assert [change.action for change in desk.changes()] == ["restored", "restored"]
