"""h: every change of a contact or of an account, and what can be taken back from there."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, open_desk
from drafts import ALTERNATE, draft

from contacts_tui.services.opening import open_services


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agent's clock goes by UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def update_bob(path: Path, agent: str, first_name: str, email: str) -> None:
    """Let somebody change Bob at another desk."""
    services = open_services(path, agent=agent)
    page = services.accounts.page(1)
    bob = next(contact for contact in page.contacts if contact.last_name == "Ray")
    services.contacts.update(page.account, bob, draft(ALTERNATE, first_name, "Ray", "416 967 2222", email))
    services.close()


def many_changes(path: Path, count: int) -> None:
    """Let filler have changed Bob so often that it takes several pages."""
    statement = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO change"
        " (account_id, contact_id, action, made_at, agent, source, transaction_id, before, after)"
        " SELECT 1, 4, 'updated', '2019-01-01 10:00:00.000000', 'filler', 'screen', randomblob(16),"
        " json_object('first_name', 'Old ' || i), json_object('first_name', 'New ' || i) FROM n"
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement, (count,))


def delete_account(path: Path) -> None:
    """Let dana delete the account at another desk."""
    services = open_services(path, agent="dana")
    page = services.accounts.page(1)
    services.accounts.delete(page.account, page.contacts)
    services.close()


def row(desk: Desk) -> str:
    """The row under the cursor."""
    return next(line.rstrip() for line in desk.lines if line.startswith(">"))


def first_names(desk: Desk) -> list[str]:
    return [contact.first_name for contact in desk.contacts()]


def heading(desk: Desk) -> str:
    return desk.lines[0].partition("[x]")[0].strip()


async def test_a_colleague_s_change_is_taken_back_and_done_again(office: Path):
    update_bob(office, "dana", "Rob", "bob@example.com")
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "h")
        assert heading(desk) == "History of Rob Ray, Alternate  2"
        assert row(desk).split()[2:] == ["dana", "screen", "updated", "First", "Name", "Bob", "->", "Rob"]
        await desk.press("u")
        assert "Undo dana's update of Rob Ray, Alternate, in Hill Dental 2001," in desk.words
        assert "? First Name: Rob -> Bob " in desk.words
        await desk.press("n")
        assert "Nothing is undone." in desk.text
        await desk.press("u", "y")
        assert "Undone: update of Rob Ray, Alternate. U does it again." in desk.text
        assert row(desk).split()[2:] == ["mona", "undo", "updated", "First", "Name", "Rob", "->", "Bob"]
        assert first_names(desk)[3] == "Bob"
        await desk.press("down", "u")
        assert "This was undone already by mona, " in desk.text
        await desk.press("up", "u")
        assert "Redo the update of Bob Ray, Alternate, in Hill Dental 2001, which mona undid," in desk.words
        await desk.press("y")
        assert first_names(desk)[3] == "Rob"
        assert row(desk).split()[2:5] == ["mona", "redo", "updated"]
        await desk.press("u")
        assert "Undo mona's redo of the update of Rob Ray, Alternate, in Hill Dental 2001," in desk.words
        assert "? First Name: Rob -> Bob " in desk.words
        await desk.press("n", "escape")
        assert desk.screen_name == "ContactsPage"
        assert "Rob Ray" in desk.line_of(">")
        assert desk.said == ""


async def test_what_was_changed_since_is_named_and_nothing_is_written(office: Path):
    update_bob(office, "dana", "Rob", "bob@example.com")
    update_bob(office, "lou", "Robert", "ray@example.com")
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "h", "down", "u", "y")
        assert "meanwhile lou changed First Name of Robert Ray, Alternate." in " ".join(desk.text.split())
        assert desk.changes() == []
        await desk.press("up", "u", "y", "end", "up", "u", "y")
        assert first_names(desk)[3] == "Bob"


async def test_a_deleted_contact_comes_back_from_the_history_of_its_account(office: Path):
    async with open_desk(office) as desk:
        before = desk.contacts()
        await desk.press("down", "down", "down", "d", "y", "h", "tab")
        assert heading(desk) == "History of account Hill Dental 2001  7"
        assert "deleted Bob Ray, A" in row(desk)
        await desk.press("tab")
        assert heading(desk).startswith("History of ")
        await desk.press("tab", "u", "y")
        assert desk.contacts() == before
        assert "brought back Bob" in row(desk)


async def test_the_filter_the_switch_and_the_copy(office: Path):
    update_bob(office, "dana", "[red]Rob[/x]", "bob@example.com")
    many_changes(office, 250)
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "h")
        assert heading(desk) == "History of [red]Rob[/x] Ray, Alternate  100 and more"
        for _ in range(3):
            await desk.press("end")
        assert heading(desk) == "History of [red]Rob[/x] Ray, Alternate  252"
        assert "filler" in row(desk)
        await desk.press("slash", *"dana red")
        assert heading(desk) == "History of [red]Rob[/x] Ray, Alternate  1"
        await desk.press("enter", "y")
        assert "Sent to the terminal: " in desk.text
        assert "First Name: Bob -> [red]Rob[/x]" in desk.app.clipboard
        await desk.press("enter")
        assert desk.screen_name == "PlainView"
        assert "First Name: Bob -> [red]Rob[/x]" in desk.text
        await desk.press("escape", "escape")
        assert heading(desk).endswith("100 and more")
        await desk.press("slash", *"zzz")
        assert 'No change here matches "zzz". escape clears.' in desk.text
        await desk.resize(40, 12)
        await desk.press("escape", "question_mark", "escape", "escape")
        assert desk.screen_name == "ContactsPage"


async def test_a_database_that_is_only_read_offers_no_undo(office: Path):
    async with open_desk(office, read_only=True) as desk:
        await desk.press("h")
        assert heading(desk) == "History of Ann Lee, Responsible Party  1"
        assert "Undo" not in desk.lines[-1]
        await desk.press("u")
        assert "This database is open to be read only" in desk.text


async def test_find_ends_with_who_had_it_before(several: Path):
    update_bob(several, "dana", "Bob", "ray@example.com")
    async with open_desk(several, account="2002") as desk:
        await desk.press("f", *"bob@exam")
        assert "had bob@example.com until " in desk.line_of(">")
        assert "  Bob Ray, Alternate  " in desk.line_of(">")
        assert desk.line_of(">").endswith("Hill Dental 2001")
        await desk.press("enter")
        assert desk.said.startswith("Bob Ray, Alternate had bob@example.com until ")
        assert "Bob Ray" in desk.line_of(">")
        await desk.press("d", "y", "f", *"bob@exam", "enter")
        assert " had bob@example.com, deleted " in desk.said
        assert "h, then tab, shows the history of the account." in desk.said
        delete_account(several)
        await desk.press("f", *"bob@exam", "enter")
        assert heading(desk).startswith("History of Bob Ray, Alternate")
