"""All contacts and all accounts: gone through, sorted, jumped about in, and opened, however many there are."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from desk import Desk, open_desk
from drafts import ALTERNATE, MakeFile, draft
from textual import events

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.services.listing import Lists
from contacts_tui.services.opening import Services, open_services
from contacts_tui.storage import search_keys
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY
from contacts_tui.ui.screens.list_screen import JUMP_KEYS
from contacts_tui.ui.widgets.paged_table import PagedTable

HOSTILE = ("[red]x", "=1+1", "[@click=app.quit]y[/]", "\u202eevil", "\u738b" * 200)
CROWD = 2_000
OFFICES = 40


def fill_crowd(services: Services) -> None:
    """2,000 contacts in 40 accounts: Last0000 in the first account, Last0001 in the next one, and so on."""
    now = datetime.now(UTC)
    about: dict[str, Any] = {"version": 1, "created_at": now, "updated_at": now}
    texts = ("address_lines", "region", "postal_code", "country")
    manager = ("manager_name", "manager_phone", "manager_phone_shown", "manager_email")
    office = about | dict.fromkeys(texts + manager, "") | {"account_type": "Child", "currency": "USD", "city": "Duluth"}
    accounts = [
        office | {"id": n + 1, "uid": UUID(int=n), "number": f"{1000 + n}", "name": f"Office {n}"}
        for n in range(OFFICES)
    ]
    contacts = [
        about
        | {
            "id": n + 1,
            "uid": UUID(int=n),
            "account_id": n % OFFICES + 1,
            "contact_type": list(ContactType)[n % 6].value,
        }
        | {"first_name": "Jo", "last_name": f"Last{n:04}"}
        for n in range(CROWD)
    ]
    with services.database.transaction() as connection:
        connection.execute(ACCOUNT.insert(), accounts)
        connection.execute(CONTACT.insert(), contacts)
        connection.execute(SEARCH_KEY.delete())
        search_keys.fill(connection)


@pytest.fixture
def crowd(new_file: MakeFile) -> Path:
    """A database of 2,000 contacts."""
    return new_file("long_list", fill_crowd)


class Held:
    """Pages that are read only when the test lets them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        read = Lists.read

        def wait_and_read(*asked: object) -> object:
            self.go.wait(10)
            return read(*asked)

        monkeypatch.setattr(Lists, "read", wait_and_read)


def run(path: Path, use_case: Callable[[Services], object]) -> None:
    """Let somebody else do something, from another program."""
    services = open_services(path, agent="dana")
    use_case(services)
    services.close()


def delete_first(count: int) -> Callable[[Services], None]:
    """Delete the contacts that a list by name begins with."""

    def delete(services: Services) -> None:
        for n in range(count):
            page = services.accounts.page(n % OFFICES + 1)
            services.contacts.delete(next(one for one in page.contacts if one.last_name == f"Last{n:04}"))

    return delete


def add_first(services: Services) -> None:
    """Add a contact with which a list by name begins."""
    services.contacts.add(services.accounts.page(1).account, draft(ALTERNATE, "A", "A", "4169671111"))


def table(desk: Desk) -> PagedTable:
    return desk.app.screen.query_one(PagedTable)


def rows(desk: Desk) -> list[str]:
    """What stands in the rows, the first words of each."""
    return [" ".join(line.split()[:2]).lstrip(">") for line in desk.lines[2 : 1 + table(desk).size.height]]


def under(desk: Desk) -> str:
    """The row under the cursor."""
    return next((line for line in desk.lines if line.startswith(">")), "")


async def test_the_list_tells_how_many_there_are_and_enter_opens_one_where_it_stands(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("l")
        assert desk.screen_name == "ListScreen"
        assert desk.lines[0].startswith(" All contacts  6   tab: accounts")
        assert rows(desk)[:6] == ["Front Desk", "Cy Dunn", "Ann Lee", "Ann Lee", "Ann Lee", "Bob Ray"]
        assert desk.lines[-3].startswith(
            " 2001 Hill Dental: Front Desk, Billing Notification: (416) 967-3333; ann@exampl…"
        )
        await desk.press("down", "enter")
        assert "Lake Marina  2002" in desk.lines[0]
        assert "Cy Dunn" in desk.line_of(">")
        await desk.press("l", "end", "enter")
        assert "Hill Dental  2001" in desk.lines[0]
        assert "Bob Ray" in desk.line_of(">")


async def test_escape_and_a_click_close_it_and_the_list_of_actions_opens_it(several: Path):
    async with open_desk(several, account="2003") as desk:
        for close in (desk.press("escape"), desk.press("q"), desk.click("[x]", right=1)):
            await desk.press(":", *"all accounts", "enter")
            assert desk.screen_name == "ListScreen"
            await close
            assert desk.screen_name == "ContactsPage"
            assert "Harbour Light  2003" in desk.lines[0]


async def test_tab_shows_all_accounts_and_enter_opens_the_page(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("l", "tab")
        assert desk.lines[0].startswith(" All accounts  3   tab: contacts")
        assert [line.split()[:3] for line in desk.lines[2:5]] == [
            [">2003", "Harbour", "Light"],
            ["2001", "Hill", "Dental"],
            ["2002", "Lake", "Marina"],
        ]
        await desk.press("end", "enter")
        assert "Lake Marina  2002" in desk.lines[0]


async def test_the_lists_are_opened_again_as_they_were_left(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("l", "s", "t", "down", "tab", "down", "escape", "l")
        assert under(desk).split()[:3] == [">2001", "Hill", "Dental"]
        await desk.press("tab")
        assert "Contact Type ▲" in desk.lines[1]
        assert "Authorized" in under(desk)


async def test_it_sorts_by_keys_and_by_titles_and_again_the_other_way_round(several: Path):
    async with open_desk(several, account="2001", size=(120, 24)) as desk:
        await desk.press("l")
        assert "Name ▲" in desk.lines[1]
        await desk.press("s", "n")
        assert "Name ▼" in desk.lines[1]
        assert desk.line_of("Sorted by") == "Sorted by name, the other way round. s n turns it round."
        assert rows(desk)[0] == "Bob Ray"
        await desk.press("s", "t")
        assert [line.split()[2] for line in desk.lines[2:8]] == [
            "Responsible",
            "Authorized",
            "Billing",
            "Billing",
            "Alternate",
            "Alternate",
        ]
        await desk.click("Account")
        assert "Account ▲" in desk.lines[1]
        assert [line.split()[-2:] for line in desk.lines[2:8]] == [["Hill", "Dental"]] * 5 + [["Lake", "Marina"]]
        await desk.click("Phone")
        assert "No list is sorted by that: s tells by what." in desk.text
        await desk.press("tab", "s", "t")
        assert "Name ▲" in desk.lines[1]
        await desk.press("s", "a", "s", "a")
        assert "Number ▼" in desk.lines[1]
        assert under(desk).startswith(">2003")


async def test_the_cursor_stays_on_its_row_when_the_order_changes(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "/", *"last1234", "enter", "s", "a")
        assert under(desk).startswith(">Jo Last1234")
        assert "Account ▲" in desk.lines[1]
        await desk.press("s", "a")
        assert under(desk).startswith(">Jo Last1234")
        await desk.press("home", "s", "n")
        assert under(desk).startswith(">Jo Last0000")


async def test_keys_go_through_all_rows_as_if_they_were_in_memory(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l")
        assert desk.lines[0].startswith(" All contacts  2,000 ")
        height = len(rows(desk))
        await desk.press("end")
        assert rows(desk) == [f"Jo Last{n:04}" for n in range(CROWD - height, CROWD)]
        await desk.press(*["pageup"] * 20)
        assert under(desk).startswith(f">Jo Last{CROWD - 1 - 20 * height:04}")
        assert "…" not in [line.strip() for line in desk.lines]
        await desk.press("home", "pagedown", "down", "down", "up")
        assert under(desk).startswith(f">Jo Last{height + 1:04}")


async def test_wheel_and_scroll_bar_show_any_row_and_leave_the_cursor_where_it_is(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l")
        at = table(desk).region
        for _ in range(5):
            x, y = at.x + 3, at.y + 3
            desk.app.post_message(events.MouseScrollDown(None, x, y, 0, 1, 0, False, False, False, x, y))
            await desk.settle()
        assert rows(desk)[0] > "Jo Last0004"
        bar = table(desk).vertical_scrollbar.region
        await desk.pilot.mouse_down(offset=(bar.x, bar.y))
        await desk.pilot.hover(offset=(bar.x, bar.y + bar.height // 2))
        await desk.pilot.mouse_up(offset=(bar.x, bar.y + bar.height // 2))
        await desk.settle()
        first = int(rows(desk)[0].removeprefix("Jo Last"))
        assert CROWD // 4 < first < CROWD
        assert rows(desk) == [f"Jo Last{n:04}" for n in range(first, first + len(rows(desk)))]
        assert table(desk).cursor_row == 0


async def test_a_slash_jumps_with_each_letter_and_enter_stays(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "/", *"last15")
        assert rows(desk)[0] == "Jo Last1500"
        assert desk.lines[-2].strip() == JUMP_KEYS
        await desk.press(*"67")
        assert under(desk).startswith(">Jo Last1567")
        await desk.press("enter", "down")
        assert under(desk).startswith(">Jo Last1568")
        await desk.press("s", "n", "/", *"LAST01", "down")
        assert under(desk).startswith(">Jo Last0199")
        await desk.press("s", "t", "/", *"billing n", "enter")
        assert under(desk).startswith(">Jo Last0003")
        await desk.press("tab", "s", "a", "/", *"1033", "enter", "enter")
        assert "Office 33  1033" in desk.lines[0]


async def test_escape_goes_back_to_where_the_jump_began(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "pagedown", "pagedown", "up")
        before = desk.lines[1:-3]
        for leave in (desk.press("escape"), desk.click("[x]", nth=1), desk.press("ctrl+u", "enter")):
            await desk.press("/", *"last17")
            assert under(desk).startswith(">Jo Last1700")
            await leave
            assert desk.lines[1:-3] == before
            assert JUMP_KEYS not in desk.text
        await desk.press("/", *"last17", "tab")
        assert desk.lines[0].startswith(" All accounts")


async def test_a_jump_to_nothing_says_so_and_stands_where_it_would_be(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "/", *"last1500x")
        assert 'Nothing begins with "last1500x": it would stand here.' in desk.text
        assert under(desk).startswith(">Jo Last1501")
        await desk.press("ctrl+u", *"zz", "enter")
        assert under(desk).startswith(">Jo Last1999")
        assert 'Nothing begins with "zz": it would stand here.' in desk.text


async def test_keys_in_one_burst_act_as_if_typed_slowly(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "end", "up", "enter")
        assert "Jo Last1998" in desk.line_of(">")
        await desk.press("l", "/", *"last1000", "enter", "down", "enter")
        assert "Jo Last1001" in desk.line_of(">")
        await desk.press("l", "tab", "end", "enter", "l", "tab", "s", "n", "home", "enter")
        assert "Jo Last1999" in desk.line_of(">")


async def test_rows_that_are_not_there_yet_are_dots_and_no_key_waits_for_them(
    crowd: Path, monkeypatch: pytest.MonkeyPatch
):
    async with open_desk(crowd, account="1000") as desk:
        held = Held(monkeypatch)
        desk.burst("l")
        await desk.wait_for("All contacts  2,000")
        desk.burst("end", "up", "up")
        await desk.wait_until(lambda: table(desk).cursor_row == CROWD - 3, "the cursor waits")
        assert under(desk).split()[0] == ">…"
        held.go.set()
        await desk.settle()
        assert under(desk).startswith(">Jo Last1997")


async def test_enter_on_a_row_that_is_not_there_yet_waits_for_that_row(crowd: Path, monkeypatch: pytest.MonkeyPatch):
    async with open_desk(crowd, account="1000") as desk:
        held = Held(monkeypatch)
        desk.burst("l", "end", "up", "enter", "E")
        await desk.wait_for(">…")
        await desk.wait_until(lambda: table(desk).cursor_row == CROWD - 2, "the cursor is elsewhere")
        await desk.wait_until(lambda: desk.app.background.waiting, "enter does not wait")
        held.go.set()
        await desk.settle()
        assert "Contact Maintenance: Jo Last1998, Office 38 1038" in desk.text


async def test_a_list_that_cannot_be_read_says_so_and_stays_usable(crowd: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_asked: object) -> object:
        raise DatabaseUnusable("The database is out of reach. Nothing was changed.")

    async with open_desk(crowd, account="1000") as desk:
        with monkeypatch.context() as patch:
            patch.setattr(Lists, "find", fail)
            await desk.press("l", "down", "enter")
            assert "The database is out of reach. Nothing was changed." in desk.text
            await desk.press("escape")
        await desk.press("l")
        with monkeypatch.context() as patch:
            patch.setattr(Lists, "read", fail)
            patch.setattr(Lists, "find", fail)
            await desk.press("/", *"last1", "escape")
            assert "out of reach" in desk.text
            table(desk).scroll_to(y=1_000, animate=False)
            await desk.settle()
            assert "…" in rows(desk)[0]
        await desk.press("pagedown", "end", "enter")
        assert "Jo Last1999" in desk.line_of(">")


async def test_what_others_delete_and_add_neither_hides_nor_doubles_a_row(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "/", *"last0500", "enter", "down")
        run(crowd, delete_first(7))
        table(desk).scroll_to(y=1_000, animate=False)
        await desk.settle()
        assert desk.lines[0].startswith(" All contacts  1,993 ")
        await desk.press("down", "up")
        assert under(desk).startswith(">Jo Last0501")
        seen: list[str] = []
        await desk.press("home")
        while not seen or seen[-1] != rows(desk)[-1]:
            seen += [row for row in rows(desk) if row not in seen[-40:]]
            await desk.press("pagedown")
        assert seen == [f"Jo Last{n:04}" for n in range(7, CROWD)]


async def test_a_row_that_another_one_has_replaced_is_not_opened(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "end", "home", "down")
        run(crowd, delete_first(2))
        await desk.press("enter")
        assert "This contact is not there any more." in desk.said
        await desk.press("l")
        assert under(desk).startswith(">Jo Last0002")


async def test_it_follows_what_the_page_is_told_of(crowd: Path):
    async with open_desk(crowd, account="1000") as desk:
        await desk.press("l", "pagedown", "up")
        before = desk.lines[2:-3]
        run(crowd, add_first)
        page = desk.app.screen_stack[0]
        await page.desk.listing._page.reload(1, said="Somebody was added.")
        await desk.settle()
        assert desk.lines[0].startswith(" All contacts  2,001 ")
        assert "Somebody was added." in desk.text
        assert desk.lines[2:-3] == before


async def test_what_is_deleted_does_not_show(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("/", *"bob", "enter", "d", "y", "l")
        assert "Bob Ray" not in desk.text
        assert desk.lines[0].startswith(" All contacts  5 ")
        await desk.press("escape", "u", "l")
        assert "Bob Ray" in desk.text


async def test_an_empty_database_says_so_and_no_key_breaks(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("l")
        assert "There are no contacts yet." in desk.text
        await desk.press("enter", "/", "end", "home", "pagedown", "s", "t", "tab")
        assert "There are no accounts yet." in desk.text
        await desk.press("enter", "escape")
        assert desk.screen_name == "ContactsPage"


async def test_a_read_only_page_has_the_lists_too(several: Path):
    async with open_desk(several, account="2003", read_only=True) as desk:
        await desk.press("l", "end", "enter")
        assert "Bob Ray" in desk.line_of(">")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "Name Phone Account"),
        (60, "Name Phone Account Name"),
        (80, "Name Contact Phone Email Account"),
        (200, "Name Contact Type Phone Email Account Account Name"),
    ],
)
async def test_columns_use_the_room_there_is_and_that_of_the_order_stays(several: Path, width: int, shown: str):
    async with open_desk(several, account="2003", size=(width, 12)) as desk:
        await desk.press("l")
        assert [word for word in shown.split() if word not in desk.lines[1]] == []
        for key, title in (("t", "Conta"), ("a", "Account ▲"), ("n", "Name ▲")):
            await desk.press("s", key)
            assert title in desk.lines[1]


async def test_a_contact_without_a_name_stands_under_its_email_in_brackets(new_file: MakeFile):
    def fill(services: Services) -> None:
        account = services.accounts.add(AccountDraft(name="Hill Dental", number="2001"))
        services.contacts.add(account, draft(ALTERNATE, "", "", "", "zoe@ex.org"))
        services.contacts.add(account, draft(ALTERNATE, "Al", "Lee", "416 967 3333"))

    async with open_desk(new_file("nameless", fill), size=(120, 12)) as desk:
        await desk.press("l")
        assert rows(desk)[:2] == ["[zoe@ex.org] Alternate", "Al Lee"]


async def test_text_of_people_is_data(new_file: MakeFile):
    def fill(services: Services) -> None:
        account = services.accounts.add(AccountDraft(name=HOSTILE[2], number=HOSTILE[0], city=HOSTILE[4]))
        for text in HOSTILE:
            services.contacts.add(account, draft(ALTERNATE, text, text, "416 967 1111"))

    async with open_desk(new_file("hostile_lists", fill)) as desk:
        await desk.press("l")
        assert "[red]x" in desk.text
        for _ in HOSTILE:
            await desk.press("down")
        await desk.press("/", *"[red]", "enter")
        await desk.click("[red]x")
        await desk.press("tab")
        await desk.click("[@click=app.quit]")
        assert (desk.screen_name, desk.has_left) == ("ListScreen", False)


async def test_help_and_a_double_click_work_in_it(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("l", "?")
        assert "Jump to the first that begins so" in desk.text
        await desk.press("escape")
        await desk.click("Cy Dunn", times=2)
        assert "Lake Marina  2002" in desk.lines[0]


async def test_the_history_of_a_row_is_shown_and_the_list_comes_back_as_it_was(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("l", "/", *"ray", "enter", "h")
        assert desk.lines[0].startswith(" History of Bob Ray, Alternate  1")
        await desk.press("escape")
        assert (desk.screen_name, "Bob Ray" in desk.line_of(">")) == ("ListScreen", True)
        await desk.press("tab", "end", "h")
        assert desk.lines[0].startswith(" History of account ")
