"""u and U: what the agent just did here at once, anything else once it was asked about."""

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


def at_14_00(path: Path) -> None:
    """Let the newest change have been made three minutes ago."""
    update = "UPDATE change SET made_at = '2019-02-01 14:00:00.000000' WHERE id = (SELECT max(id) FROM change)"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(update)


def rename_bob(path: Path, name: str = "Rob") -> None:
    """Let dana change a name at another desk."""
    services = open_services(path, agent="dana")
    page = services.accounts.page(1)
    bob = next(contact for contact in page.contacts if contact.last_name == "Ray")
    services.contacts.update(page.account, bob, draft(ALTERNATE, name, "Ray", "416 967 2222", "bob@example.com"))
    services.close()


def names(desk: Desk) -> list[str]:
    return [contact.first_name for contact in desk.contacts()]


async def test_a_deleted_contact_is_brought_back_and_the_cursor_stands_on_it(office: Path):
    async with open_desk(office) as desk:
        before = desk.contacts()
        await desk.press("down", "down", "down", "d", "y")
        assert desk.said == "Deleted Bob Ray, Alternate. u brings it back."
        await desk.press("home", "u")
        assert desk.said == "Undone: deletion of Bob Ray, Alternate. U does it again."
        assert desk.contacts() == before
        assert desk.line_of(">").startswith(">Alternate")
        await desk.press("U")
        assert desk.said == "Done again: deletion of Bob Ray, Alternate. u undoes it."
        assert len(desk.contacts()) == 4
        assert [change.action for change in desk.changes()] == ["deleted", "restored", "deleted"]


async def test_what_was_typed_into_a_form_is_undone_and_done_again(office: Path):
    async with open_desk(office) as desk:
        before = desk.contacts()
        await desk.press("E", *"lee@example.com", "enter", "y")
        after = desk.contacts()
        await desk.press("end", "u")
        assert desk.said == "Undone: update of Ann Lee, Responsible Party, and 1 more contact. U does it again."
        assert desk.contacts() == before
        assert desk.line_of(">").startswith(">Responsible Party")
        await desk.press("U")
        assert desk.contacts() == after
        assert len({change.transaction_id for change in desk.changes()}) == 3


async def test_an_added_contact_goes_and_the_page_says_what_to_do(bare: Path):
    async with open_desk(bare) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"416 967 1111", "tab", "tab", "5", "enter", "u")
        assert desk.contacts() == []
        assert "No contacts yet. [a Add Contact]" in desk.text
        await desk.press("U")
        assert names(desk) == ["Jo"]
        assert desk.line_of(">").startswith(">Alternate")


async def test_the_account_is_put_back(office: Path):
    async with open_desk(office) as desk:
        await desk.press("A", *"Hill Clinic", "enter", "u")
        assert desk.said == "Undone: update of account Hill Clinic 2001. U does it again."
        assert "Hill Dental  2001" in desk.lines[0]
        assert [account["name"] for account in desk.accounts()] == ["Hill Dental"]


async def test_there_is_nothing_to_undo_in_the_demo(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("u")
        assert desk.said == "There is nothing to undo."
        await desk.press("U")
        assert desk.said == "There is nothing to do again."
        assert desk.changes() == []


async def test_what_another_did_is_asked_about(office: Path):
    rename_bob(office)
    at_14_00(office)
    async with open_desk(office) as desk:
        for kept in ("n", "enter", "escape", "ctrl+g"):
            await desk.press("u")
            assert "Undo dana's update of Rob Ray, Alternate, in Hill Dental 2001, 14:00?" in desk.words
            await desk.press(kept)
            assert (desk.screen_name, desk.said) == ("ContactsPage", "Nothing is undone.")
        assert desk.changes() == []
        await desk.press("u", "y")
        assert desk.said == "Undone: update of Rob Ray, Alternate. U does it again."
        assert "Bob" in names(desk)
        assert desk.line_of(">").startswith(">Alternate")
        await desk.press("U")
        assert desk.screen_name == "ContactsPage"
        assert "Rob" in names(desk)


async def test_what_another_undid_is_asked_about(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "d", "y")
        services = open_services(office, agent="dana")
        step = services.history.undoable(1)
        assert step is not None
        services.history.undo(step)
        services.close()
        at_14_00(office)
        await desk.press("U")
        said = "Redo the deletion of Bob Ray, Alternate, in Hill Dental 2001, which dana undid, 14:00?"
        assert said in desk.words
        await desk.press("n")
        assert desk.said == "Nothing is done again."
        await desk.press("U", "y")
        assert "Bob" not in names(desk)


async def test_own_work_in_another_account_is_asked_about_and_then_shown(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("down", "down", "down", "d", "y")
        await desk.press("f", *"marina", "enter")
        await desk.press("u")
        assert "Undo mona's deletion of Bob Ray, Alternate, in Hill Dental 2001" in desk.words
        assert "Bob" not in names(desk)
        await desk.press("y")
        assert "Hill Dental  2001" in desk.lines[0]
        assert desk.line_of(">").startswith(">Alternate")
        assert "Bob" in names(desk)


async def test_what_was_done_before_a_restart_is_asked_about(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "d", "y")
    async with open_desk(office) as desk:
        await desk.press("u")
        assert "Undo mona's deletion of Bob Ray, Alternate, in Hill Dental 2001" in desk.words
        await desk.press("y")
        assert "Bob" in names(desk)


async def test_what_somebody_changed_since_stays_and_is_named(office: Path):
    rename_bob(office)
    async with open_desk(office) as desk:
        await desk.press("u")
        rename_bob(office, "Robert")
        await desk.press("y")
        assert "Nothing was written: meanwhile dana changed First Name of Robert Ray, Alternate." in desk.said
        assert "Robert Ray" in desk.text
        assert "Robert" in names(desk)


async def test_an_undo_that_takes_its_time_says_so(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "d", "y")
        with closing(sqlite3.connect(office, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            desk.burst("u")
            await desk.wait_for("Undoing …")
            other.execute("ROLLBACK")
        await desk.wait_for("Undone: deletion of Bob Ray, Alternate.")
        await desk.settle()


async def test_a_database_that_stays_locked_is_a_sentence(office: Path):
    async with open_desk(office, wait=0.1) as desk:
        await desk.press("down", "down", "down", "d", "y")
        with closing(sqlite3.connect(office, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await desk.press("u")
            assert "held" in desk.said
            other.execute("ROLLBACK")
        await desk.press("u")
        assert "Bob" in names(desk)


async def test_u_typed_behind_the_enter_of_a_form_belongs_to_what_is_open_then(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "d", "y", "home")
        await desk.press("enter", "u", "U")
        assert (desk.screen_name, desk.value) == ("ContactForm", "uU")
        await desk.press("alt+u")
        assert desk.screen_name == "Question"
        await desk.press("alt+u")
        assert (desk.screen_name, desk.value) == ("ContactForm", "uU")
        assert [change.action for change in desk.changes()] == ["deleted"]
        # The enter that saves brings up a question: u is no answer to it, and reaches nothing below.
        await desk.press("enter", "u", "U")
        assert desk.screen_name == "SharingQuestion"
        assert [change.action for change in desk.changes()] == ["deleted"]


async def test_a_burst_of_u_is_as_many_steps(office: Path):
    async with open_desk(office) as desk:
        before = desk.contacts()
        await desk.press("end", "d", "y", "d", "y", "d", "y")
        after = desk.contacts()
        assert len(after) == 2
        await desk.press("u", "u", "u")
        assert desk.contacts() == before
        await desk.press("U", "U", "U")
        assert desk.contacts() == after


async def test_keys_typed_ahead_of_the_question_answer_it(office: Path):
    rename_bob(office)
    async with open_desk(office) as desk:
        await desk.press("u", "a", "d", "y", "u")
        assert desk.screen_name == "Question"
        assert "Undo filler's addition of" in desk.words
        assert [change.action for change in desk.changes()] == ["updated"]
        assert "Bob" in names(desk)


class TestAnAccountIsDeleted:
    async def test_with_its_contacts_once_its_number_is_typed(self, office: Path):
        async with open_desk(office) as desk:
            await desk.press(":", *"delete the account", "enter")
            assert "Delete account Hill Dental 2001 and its 5 contacts?" in desk.words
            await desk.press("y")
            assert "Type its number to delete account Hill Dental 2001 and its 5 contacts." in desk.words
            await desk.press(*"2002", "enter")
            assert "! not its number" in desk.words
            assert desk.changes() == []
            await desk.retype("2001")
            await desk.press("enter")
            assert desk.said == "Deleted account Hill Dental 2001 and its 5 contacts. u brings them back."
            assert "Nothing here yet. [A Add an account]" in desk.text
            assert (desk.accounts(), desk.contacts()) == ([], [])
            assert len({change.transaction_id for change in desk.changes()}) == 1

    async def test_and_u_brings_all_of_it_back(self, office: Path):
        async with open_desk(office) as desk:
            before = desk.contacts()
            await desk.press(":", *"delete the account", "enter", "y", *"2001", "enter")
            await desk.press("u")
            assert desk.said == "Undone: deletion of account Hill Dental 2001 with 5 contacts. U does it again."
            assert desk.contacts() == before
            assert "Hill Dental  2001" in desk.lines[0]
            assert desk.line_of(">").startswith(">Responsible Party")
            await desk.press("U")
            assert "Redo the deletion of account Hill Dental 2001 with 5 contacts, which mona undid, " in desk.words
            await desk.press("enter")
            assert (desk.said, desk.contacts()) == ("Nothing is done again.", before)
            await desk.press("U", "y")
            assert desk.screen_name == "ContactsPage"
            assert desk.accounts() == []
            assert "Nothing here yet." in desk.text
            await desk.press("enter")
            assert desk.said == "There is no account yet. A adds one."

    async def test_in_one_burst(self, several: Path):
        async with open_desk(several, account="2002") as desk:
            await desk.press(":", *"delete the account", "enter", "y", *"2002", "enter", "u", "d")
            assert len(desk.accounts()) == 3
            assert (desk.screen_name, "Delete Cy Dunn, Alternate?" in desk.words) == ("Question", True)

    async def test_where_there_are_others_one_of_them_can_be_opened(self, several: Path):
        async with open_desk(several, account="2003") as desk:
            await desk.press(":", *"delete the account", "enter")
            assert "Type its number to delete account Harbour Light 2003." in desk.words
            await desk.press(*"2003", "enter")
            assert desk.said == "Deleted account Harbour Light 2003. u brings it back."
            assert "No account is open. [f Find an account]" in desk.text
            assert [account["number"] for account in desk.accounts()] == ["2001", "2002"]
            await desk.click("[f Find an account]", right=3)
            assert "Harbour Light" not in desk.words
            await desk.press(*"hill", "enter")
            assert "Hill Dental  2001" in desk.lines[0]

    @pytest.mark.parametrize("keys", [["n"], ["enter"], ["escape"], ["y", "escape"], ["y", *"2001", "ctrl+g"]])
    async def test_only_where_it_is_meant(self, office: Path, keys: list[str]):
        async with open_desk(office) as desk:
            await desk.press(":", *"delete the account", "enter", *keys)
            assert (desk.screen_name, desk.said) == ("ContactsPage", "Account Hill Dental 2001 is kept.")
            assert desk.changes() == []

    async def test_by_mouse(self, office: Path):
        async with open_desk(office) as desk:
            await desk.press(":", *"delete the account", "enter", "y")
            await desk.click("delete it")
            assert "! not its number" in desk.words
            await desk.click("keep it")
            assert desk.said == "Account Hill Dental 2001 is kept."
            await desk.press(":", *"delete the account", "enter", "y", *"2001")
            await desk.click("delete it")
            assert desk.accounts() == []

    async def test_on_a_small_screen(self, office: Path):
        async with open_desk(office, size=(40, 12)) as desk:
            await desk.press(":", *"delete the account", "enter", "y", *"2", "enter")
            assert "! not its number" in desk.words
            await desk.press(*"001")
            await desk.click("delete it")
            assert desk.accounts() == []

    async def test_not_with_a_contact_that_nobody_here_has_seen(self, office: Path):
        async with open_desk(office) as desk:
            await desk.press(":", *"delete the account", "enter", "y", *"2001")
            services = open_services(office, agent="dana")
            services.contacts.add(services.accounts.page(1).account, draft(ALTERNATE, "Eve", "New", "416 967 9999"))
            services.close()
            await desk.press("enter")
            assert "The contacts of Hill Dental 2001 are not as they were shown: nothing was deleted." in desk.said
            assert "Eve New" in desk.text
            assert len(desk.accounts()) == 1

    async def test_an_added_account_is_undone_to_an_empty_page(self, nothing: Path):
        async with open_desk(nothing) as desk:
            await desk.press("A", *"Lake Marina", "enter", "u")
            assert desk.said == "Undone: addition of account Lake Marina P-0001. U does it again."
            assert "Nothing here yet. [A Add an account]" in desk.text
            await desk.press("U")
            assert "Lake Marina  P-0001" in desk.lines[0]

    async def test_without_an_account_there_is_none_to_delete(self, nothing: Path):
        async with open_desk(nothing) as desk:
            await desk.press(":", *"delete the account")
            assert "Nothing is called that" in desk.words
