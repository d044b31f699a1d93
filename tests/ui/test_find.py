"""Find: what is typed is what `enter` acts on, and the agent always sees what was found by what."""

import threading
from pathlib import Path

import pytest
import sqlalchemy
from desk import Desk, open_desk
from textual import events

from contacts_tui.domain.found import Found
from contacts_tui.domain.query import Query
from contacts_tui.errors import ContactsError
from contacts_tui.services.opening import open_services
from contacts_tui.services.search import Search
from contacts_tui.storage import finding, key_search
from contacts_tui.storage.finding import Hit
from contacts_tui.ui.widgets.hit_list import HitList


def under_cursor(desk: Desk) -> str:
    """The line of the list under the cursor."""
    return next(line.strip(" │") for line in desk.lines if "│ >" in line).removeprefix(">").strip()


class SlowSearch:
    """Searches that wait until they are let go, each under its text."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self.go = threading.Event()
        begun = Search.begun

        def wait_and_begin(search: Search, text: str, limit: int = 50) -> Found:
            self.begun.append(text)
            assert self.go.wait(15)
            return begun(search, text, limit)

        monkeypatch.setattr(Search, "begun", wait_and_begin)


async def test_results_come_as_typed_grouped_by_account(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967")
        lines = [line.strip(" │>") for line in desk.lines]
        at = lines.index(desk.line_of("Hill Dental"))
        assert lines[at].split("  ") == ["2001", "Hill Dental", "Toronto"]
        assert "Ann Lee" in lines[at + 1]
        assert "Responsible Party" in lines[at + 1]
        assert desk.row_of("Lake Marina") < desk.row_of("Cy Dunn")
        await desk.type("4444")
        assert "Hill Dental" not in desk.text
        assert "Cy Dunn" in desk.text


@pytest.mark.parametrize("text", ["lee ann", "LEE", "416-967", "(416) 967 1111", "+14169671111", "1111", "ann@exam"])
async def test_a_contact_is_found_by_whatever_was_said(several: Path, text: str):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *text, "enter")
        assert "Hill Dental  2001" in desk.lines[0]
        assert desk.line_of(">").startswith(">Responsible Party    Ann Lee")


async def test_the_cursor_stands_on_the_best_hit(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"hill")
        assert under_cursor(desk).startswith("2001")
        await desk.retype("bob")
        assert under_cursor(desk).startswith("Bob Ray")


async def test_keys_move_over_all_lines(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967", "down")
        assert "Authorized User" in under_cursor(desk)
        await desk.press("pagedown")
        assert under_cursor(desk).startswith("Cy Dunn")
        await desk.press("up")
        assert under_cursor(desk).startswith("2002")
        await desk.press("enter")
        assert "Lake Marina  2002" in desk.lines[0]
        assert desk.line_of(">").startswith(">Alternate            Cy Dunn")


async def test_a_click_opens_what_is_clicked(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967")
        await desk.click("Bob Ray")
        assert "Hill Dental  2001" in desk.lines[0]
        assert desk.line_of(">").startswith(">Alternate            Bob Ray")


async def test_the_wheel_scrolls_the_results(several: Path):
    async with open_desk(several, account="2003", size=(40, 12)) as desk:
        await desk.press("f", *"416967")
        assert "Cy Dunn" not in desk.text
        for _ in range(5):
            await desk.pilot._post_mouse_events([events.MouseScrollDown], widget=None, offset=(5, 6))
        await desk.settle()
        assert "Cy Dunn" in desk.text


async def test_an_empty_box_shows_what_was_open_last(several: Path):
    async with open_desk(several, account="2003") as desk:
        for number in ("2001", "2002", "2001"):
            await desk.press("f", *number, "enter")
            assert f"  {number}  " in desk.lines[0]
        await desk.press("f")
        recent = [desk.row_of(name) for name in ("Recent", "2001  Hill", "2002  Lake", "2003  Harbour")]
        assert recent == sorted(recent)
        await desk.press("x", "backspace")
        assert "Recent" in desk.text
        await desk.type("hill")
        assert "Recent" not in desk.text


async def test_nothing_found_says_what_to_do_and_enter_stays(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"zzz", "enter")
        assert desk.screen_name == "FindScreen"
        assert "Nothing is found by that. Fewer letters or digits find more; escape closes." in desk.words
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"
        assert "Harbour Light  2003" in desk.lines[0]


async def test_more_than_is_shown_is_said(several: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("contacts_tui.ui.screens.finding.MOST", 2)
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"ann")
        assert desk.line_of("enter opens") == "more: type on   enter opens   escape closes"
        await desk.press("enter")
        assert desk.said == 'Result 1 of the first 2 for "ann".'


async def test_enter_waits_for_the_results_of_the_text_in_the_box(several: Path, monkeypatch: pytest.MonkeyPatch):
    slow = SlowSearch(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"bob", "enter")
        await desk.wait_for("Searching …")
        assert desk.screen_name == "FindScreen"
        slow.go.set()
        await desk.settle()
        assert slow.begun[-1] == "bob"
        assert desk.line_of(">").startswith(">Alternate            Bob Ray")


async def test_enter_never_acts_on_the_results_of_an_older_text(several: Path, monkeypatch: pytest.MonkeyPatch):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"hill")
        slow = SlowSearch(monkeypatch)
        desk.burst("home", "ctrl+k", *"marina", "enter", "a")
        await desk.wait_for("Searching …")
        slow.go.set()
        await desk.settle()
        assert "Contact Maintenance: new contact, Lake Marina 2002" in desk.text


async def test_an_overtaken_search_is_not_even_begun_and_paints_nothing(several: Path, monkeypatch: pytest.MonkeyPatch):
    slow = SlowSearch(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        await desk.press("f")
        desk.burst("h")
        await desk.wait_until(lambda: slow.begun == ["h"], "no search has begun")
        desk.burst(*"ill den")
        await desk.wait_until(lambda: desk.value == "hill den", "the text has not arrived")
        slow.go.set()
        await desk.settle()
        assert slow.begun == ["h", "hill den"]
        assert "Hill Dental" in desk.text
        assert "Harbour Light" not in desk.text


async def test_a_blank_behind_the_text_leaves_list_and_cursor_as_they_are(
    several: Path, monkeypatch: pytest.MonkeyPatch
):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967")
        slow = SlowSearch(monkeypatch)
        await desk.press("space", "down", "down", "backspace", "down")
        assert "Billing Notification" in under_cursor(desk)
        assert slow.begun == []


async def test_a_text_typed_again_while_another_is_looked_for_keeps_its_results_and_the_cursor(
    several: Path, monkeypatch: pytest.MonkeyPatch
):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967")
        slow = SlowSearch(monkeypatch)
        desk.burst("4")
        await desk.wait_for("Searching …")
        desk.burst("backspace")
        await desk.wait_for("enter opens")
        desk.burst("down")
        await desk.wait_until(lambda: "Authorized User" in under_cursor(desk), "the cursor has not moved")
        slow.go.set()
        await desk.settle()
        assert slow.begun == ["4169674"]
        assert "Authorized User" in under_cursor(desk)
        await desk.press("enter")
        assert desk.line_of(">").startswith(">Authorized User")


async def test_a_search_that_takes_its_time_says_so(several: Path, monkeypatch: pytest.MonkeyPatch):
    slow = SlowSearch(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"hill")
        await desk.wait_for("Searching …")
        slow.go.set()
        await desk.settle()
        assert "Searching" not in desk.text
        assert "enter opens" in desk.text


async def test_a_search_that_fails_says_so_and_enter_tries_again(several: Path, monkeypatch: pytest.MonkeyPatch):
    begun, failing = Search.begun, [True]

    def fail(search: Search, text: str, limit: int = 50) -> Found:
        if failing:
            raise ContactsError("The database does not answer.")
        return begun(search, text, limit)

    monkeypatch.setattr(Search, "begun", fail)
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"hill", "enter")
        assert desk.screen_name == "FindScreen"
        assert "The database does not answer." in desk.text
        failing.clear()
        await desk.press("enter")
        assert "Hill Dental  2001" in desk.lines[0]


async def test_a_long_text_is_looked_for_by_its_beginning(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f")
        await desk.paste("x" * 5_000)
        assert len(desk.value) == 200
        assert "Nothing is found" in desk.text


async def test_the_lines_follow_the_width(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967", "down", "down")
        for size in ((40, 12), (60, 20), (120, 40), (20, 8), (80, 24)):
            await desk.resize(*size)
        assert "Billing Contact" in under_cursor(desk)
        assert "ann@example.com" in under_cursor(desk)


# First what begins with the text, then what holds it anywhere.


class SlowRest:
    """Searches everywhere that wait until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        find = Search.find

        def wait_and_find(search: Search, text: str, limit: int = 50) -> Found:
            assert self.go.wait(15)
            return find(search, text, limit)

        monkeypatch.setattr(Search, "find", wait_and_find)


async def test_enter_acts_on_what_begins_so_while_the_rest_is_looked_for(
    several: Path, monkeypatch: pytest.MonkeyPatch
):
    rest = SlowRest(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"hill", "enter")
        await desk.wait_for("Hill Dental  2001")
        await desk.wait_until(lambda: desk.screen_name == "ContactsPage", "Find is still open")
        rest.go.set()
        await desk.settle()


async def test_where_nothing_begins_so_enter_and_what_follows_wait_for_the_rest(
    several: Path, monkeypatch: pytest.MonkeyPatch
):
    rest = SlowRest(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"arin", "enter", "a")
        await desk.wait_for("Searching …")
        assert desk.screen_name == "FindScreen"
        rest.go.set()
        await desk.settle()
        assert "Contact Maintenance: new contact, Lake Marina 2002" in desk.text


async def test_the_cursor_stays_on_its_hit_when_the_rest_comes(several: Path, monkeypatch: pytest.MonkeyPatch):
    rest = SlowRest(monkeypatch)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"la")
        await desk.wait_until(lambda: "Recent" not in desk.text, "nothing is found")
        assert "Hill Dental" not in desk.text
        desk.burst("down")
        rest.go.set()
        await desk.settle()
        assert "Lake Marina" in under_cursor(desk)
        await desk.press("enter")
        assert "Lake Marina  2002" in desk.lines[0]


async def test_the_next_letter_ends_the_search_everywhere(several: Path, monkeypatch: pytest.MonkeyPatch):
    endless = sqlalchemy.text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    contacts_within, began = finding.contacts_within, threading.Event()

    def never_end(connection: sqlalchemy.Connection, query: Query, *more: object) -> list[Hit]:
        if query.is_in("lake"):
            began.set()
            connection.execute(endless)
        return contacts_within(connection, query, *more)

    monkeypatch.setattr(finding, "contacts_within", never_end)
    monkeypatch.setattr("contacts_tui.services.search.LONGEST_SEARCH", 60.0)
    async with open_desk(several, account="2003") as desk:
        desk.burst("f", *"lake")
        await desk.wait_until(began.is_set, "the search everywhere has not begun")
        await desk.retype("hill")
        assert "Hill Dental" in desk.text
        assert "Lake Marina" not in desk.text


async def test_a_search_that_takes_too_long_shows_what_it_has(several: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("contacts_tui.services.search.LONGEST_SEARCH", 0.0)
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"lake")
        assert "Lake Marina" in desk.text
        assert desk.line_of("enter opens") == "more: type on   enter opens   escape closes"


async def test_a_number_that_nobody_has_is_offered_at_every_size(several: Path):
    async with open_desk(several, account="2003", size=(40, 12)) as desk:
        await desk.press("f", *"4169679999")
        for size in ((80, 24), (40, 12), (120, 40)):
            await desk.resize(*size)
            assert "(416) 967-9999: nobody has this number. enter holds it as the caller" in desk.words


async def test_the_lines_use_the_room_there_is_after_a_resize(several: Path):
    async with open_desk(several, account="2003", size=(40, 12)) as desk:
        await desk.press("f", *"416967", "down")
        assert "Responsible Party" not in desk.text
        before = under_cursor(desk).split()[:2]
        await desk.resize(80, 24)
        assert "Responsible Party" in desk.text
        assert under_cursor(desk).split()[:2] == before


async def test_a_click_on_a_line_that_has_gone_meanwhile_opens_nothing(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967")
        shown = desk.app.screen.query_one(HitList)
        clicked = HitList.Clicked(3, shown.showing)
        await desk.type("4444")
        shown.post_message(clicked)
        await desk.settle()
        assert desk.screen_name == "FindScreen"
        shown.post_message(HitList.Clicked(1, shown.showing))
        await desk.settle()
        assert desk.line_of(">").startswith(">Alternate            Cy Dunn")


def test_usual_searches_are_ready_before_the_first_one(several: Path):
    key_search._statement.cache_clear()
    services = open_services(several, agent="mona")
    steps = 0
    while services.search.warm_up(steps):
        steps += 1
    ready = key_search._statement.cache_info().misses
    for text in ("lee", "967", "ann lee", "416-96", "(416) 967-1111", "416 967 1111"):
        services.search.begun(text)
    services.close()
    assert steps > 1
    assert key_search._statement.cache_info().misses == ready


async def test_a_start_has_searches_ready(several: Path):
    done: list[int] = []

    def warm_up(_: Search, step: int) -> bool:
        done.append(step)
        return step < 2

    async with open_desk(several, account="2003", warm_up=warm_up) as desk:
        await desk.wait_until(lambda: done == [0, 1, 2], "searches are not made ready")
