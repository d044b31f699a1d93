"""MY ACCOUNT: the menu of the portal's entries, and the links in it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from desk import Desk, open_desk

from contacts_tui.domain.my_account import ELSEWHERE, NAMES
from contacts_tui.ui.screens.my_account import LETTERS

FILE = Path("/home/mona/.config/contacts-tui/settings.toml")
LINKS = {entry: f"https://portal.example.com/{entry}?of={{account}}" for entry in ELSEWHERE}
RIGHT = 3
HOSTILE = "1\x1b\\\x1b]8;;https://evil/\x07[@click=app.quit]x[/]\u202e{account} &#/é"


def number(path: Path, given: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE account SET number = ?", (given,))


def hyperlinks(desk: Desk) -> list[tuple[str, str]]:
    """The text and the address of each hyperlink on its way to the terminal."""
    filters = desk.app.get_line_filters()
    found = []
    for strip in desk.paint():
        segments = list(strip)
        for each in filters:
            segments = each.apply(segments, desk.app.screen.background_colors[1])
        found += [(s.text, s.style.link) for s in segments if s.style and s.style.link]
    return found


def entries(desk: Desk) -> list[str]:
    """The names in the menu."""
    return [name for name in NAMES.values() if any(f" {name} " in line for line in desk.lines)]


async def test_m_offers_the_entries_that_have_a_link_in_the_order_of_the_portal(portal: Path):
    async with open_desk(portal, links=LINKS, settings_file=FILE) as desk:
        await desk.press("m")
        lines = [line.partition("│")[2] for line in desk.lines if "│" in line]
        told = [line.strip(" │") for line in lines]
        assert told[:-2] == [f"{LETTERS[entry]} {NAMES[entry]}" for entry in NAMES]
        assert told[-2:] == ["Links are set in", str(FILE)]
    async with open_desk(portal, links={"notes": LINKS["notes"]}) as desk:
        await desk.press("m")
        assert "n Notes" in desk.words
        assert "Reports" not in desk.words
        await desk.press("r")
        assert desk.screen_name == "ActionMenu"


def test_each_entry_has_a_letter_of_its_own():
    assert [*LETTERS] == [*NAMES]
    assert len(set(LETTERS.values())) == len(NAMES)
    assert "m" not in LETTERS.values()


async def test_without_links_the_menu_says_where_they_are_set(portal: Path):
    async with open_desk(portal, settings_file=FILE) as desk:
        await desk.press("m")
        assert "c Contacts" in desk.words
        assert f"Links are set in {FILE}" in desk.words
        await desk.press("down", "enter")
        assert (desk.screen_name, desk.said) == ("ContactsPage", "This is the Contacts page.")


async def test_letters_arrows_and_clicks_choose(portal: Path):
    async with open_desk(portal, links=LINKS) as desk:
        for keys in (("m", "s"), ("m", "down", "down", "enter")):
            await desk.press(*keys)
            assert desk.screen_name == "LinkView"
            assert "https://portal.example.com/services?of=11111" in desk.words
            await desk.press("escape")
        await desk.click("[m MY ACCOUNT ▾]")
        await desk.click("Voice Services")
        assert "Voice Services: MANEBA 11111" in desk.words
        await desk.click("[x]")
        await desk.press("m", "c")
        assert (desk.screen_name, desk.said) == ("ContactsPage", "This is the Contacts page.")
        assert desk.changes() == []


async def test_escape_and_a_click_beside_it_close_the_menu(portal: Path):
    async with open_desk(portal, links=LINKS) as desk:
        for key in ("escape", "ctrl+g"):
            await desk.press("m", key)
            assert desk.screen_name == "ContactsPage"
        await desk.press("m")
        await desk.click("Auto Pay")
        assert (desk.screen_name, desk.said) == ("ContactsPage", "")
        await desk.click("[m MY ACCOUNT ▾]", button=RIGHT)
        assert desk.screen_name == "ContactsPage"


@pytest.mark.parametrize("size", [(40, 12), (61, 20), (80, 24), (200, 60)])
async def test_menu_and_link_are_whole_on_every_screen(portal: Path, size: tuple[int, int]):
    long = f"https://portal.example.com/{'x' * 300}/{{account}}"
    async with open_desk(portal, size=size, links={**LINKS, "reports": long}, settings_file=FILE) as desk:
        await desk.press("m")
        box = desk.app.screen.query_one("#box")
        assert desk.app.screen.region.contains_region(box.region)
        assert box.region.right == size[0]
        assert str(FILE) in desk.words.replace(" ", "")
        for _ in range(len(ELSEWHERE) + 1):
            await desk.press("down")
        assert "Cloud Firewall Service Portal" in desk.words
        await desk.press("r")
        assert desk.app.screen.region.contains_region(desk.app.screen.query_one("#box").region)
        assert "y copies it" in desk.words
        seen = "".join(text for text, _ in hyperlinks(desk))
        await desk.press("end")
        await desk.wait_until(
            lambda: "".join(text for text, _ in hyperlinks(desk)).endswith("/11111"), "the end of the link is not there"
        )
        assert seen.startswith("https://portal.example.com/")
        assert {address for _, address in hyperlinks(desk)} == {long.replace("{account}", "11111")}
        await desk.resize(40, 12)
        assert desk.app.screen.region.contains_region(desk.app.screen.query_one("#box").region)


async def test_the_menu_drops_down_under_its_button(portal: Path):
    async with open_desk(portal, links=LINKS, size=(200, 60)) as desk:
        button = desk.row_of("[m MY ACCOUNT ▾]")
        await desk.click("[m MY ACCOUNT ▾]", right=3)
        assert desk.app.screen.query_one("#box").region.y == button + 1
        await desk.resize(80, 24)
        assert desk.app.screen.region.contains_region(desk.app.screen.query_one("#box").region)


async def test_y_copies_the_link_and_other_keys_close_it(portal: Path):
    async with open_desk(portal, links=LINKS) as desk:
        for key in ("enter", "escape", "ctrl+g"):
            await desk.press("m", "n", key)
            assert (desk.screen_name, desk.app.clipboard) == ("ContactsPage", "")
        await desk.press("m", "n", "y")
        assert desk.screen_name == "ContactsPage"
        assert desk.app.clipboard == "https://portal.example.com/notes?of=11111"
        assert desk.said == "Sent to the terminal: the link to Notes."
        await desk.press("m", "o")
        await desk.click("copies it")
        assert desk.app.clipboard == "https://portal.example.com/orders?of=11111"


async def test_a_hostile_account_number_stays_in_its_place(portal: Path):
    number(portal, HOSTILE)
    async with open_desk(portal, links=LINKS, size=(80, 40)) as desk:
        await desk.press("m", "r")
        address = f"https://portal.example.com/reports?of={quote(HOSTILE, safe='')}"
        assert {link for _, link in hyperlinks(desk)} == {address}
        assert "".join(text for text, _ in hyperlinks(desk)) == address
        await desk.press("y")
        assert desk.app.clipboard == address


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("..", "The link needs the number of the account, and .. cannot stand in it."),
        ("7" * 1_990, "With the number of this account, the link is longer than 2,000 characters."),
    ],
)
async def test_a_number_that_no_link_can_hold_is_said(portal: Path, given: str, said: str):
    number(portal, given)
    async with open_desk(portal, links=LINKS) as desk:
        await desk.press("m", "r")
        assert (desk.screen_name, desk.said) == ("ContactsPage", said)


async def test_where_there_is_no_account_it_is_said_what_adds_one(nothing: Path):
    async with open_desk(nothing, links=LINKS) as desk:
        await desk.press("m")
        assert (desk.screen_name, desk.said) == ("ContactsPage", "There is no account yet. A adds one.")
        assert "MY ACCOUNT" not in desk.text


async def test_where_no_account_is_open_it_is_said_what_finds_one(several: Path):
    async with open_desk(several, links=LINKS) as desk:
        await desk.press("escape", "m")
        assert (desk.screen_name, desk.said) == ("ContactsPage", "No account is open. f finds one.")


async def test_it_is_there_where_nothing_can_be_changed(portal: Path):
    async with open_desk(portal, links=LINKS, read_only=True) as desk:
        await desk.press("m", "h", "y")
        assert desk.said == "Sent to the terminal: the link to Hierarchy."


async def test_the_list_of_actions_has_it(portal: Path):
    async with open_desk(portal, links=LINKS) as desk:
        await desk.press(":", *"my account", "enter")
        assert desk.screen_name == "ActionMenu"


async def test_what_does_not_count_of_the_settings_is_said_at_the_start(portal: Path):
    complaints = (
        'settings.toml, line 4: there is no setting "[@click=app.quit]x\x1b[/]".',
        "1 more of it does not count.",
    )
    async with open_desk(portal, complaints=complaints) as desk:
        assert desk.said == (
            'settings.toml, line 4: there is no setting "[@click=app.quit]x[/]". 1 more of it does not count.'
        )
