"""The order of the contacts on the page: chosen by two keys or a click, remembered, never harmful."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

ENTERED = ["Responsible Party", "Billing Contact", "Billing Notification", "Alternate", "Authorized User"]
BY_NAME = ["Billing Notification", "Responsible Party", "Billing Contact", "Authorized User", "Alternate"]
BY_NAME_REVERSED = ["Alternate", "Responsible Party", "Billing Contact", "Authorized User", "Billing Notification"]
BY_TYPE = ["Responsible Party", "Authorized User", "Billing Contact", "Billing Notification", "Alternate"]
BY_PHONE = ["Responsible Party", "Billing Contact", "Authorized User", "Alternate", "Billing Notification"]
BY_EMAIL = ["Responsible Party", "Billing Contact", "Billing Notification", "Alternate", "Authorized User"]
BY_EMAIL_REVERSED = ["Alternate", "Responsible Party", "Billing Contact", "Billing Notification", "Authorized User"]


def types(desk: Desk) -> list[str]:
    """The types of the contacts that are shown; in this account they tell them apart."""
    return [line[1:21].strip() for line in desk.lines if "✎" in line]


def titles(desk: Desk) -> str:
    """The line of the column titles."""
    return " ".join(desk.line_of("Contact Type").split())


@pytest.mark.parametrize(
    ("key", "upwards", "downwards", "title"),
    [
        ("t", BY_TYPE, BY_TYPE[::-1], "Contact Type"),
        ("n", BY_NAME, BY_NAME_REVERSED, "Name"),
        ("p", BY_PHONE, ["Billing Notification", "Alternate", *BY_PHONE[:3]], "Phone"),
        ("e", BY_EMAIL, BY_EMAIL_REVERSED, "Email"),
    ],
)
async def test_two_keys_in_one_burst_sort_and_again_turn_it_round(
    office: Path, key: str, upwards: list[str], downwards: list[str], title: str
):
    async with open_desk(office) as desk:
        assert types(desk) == ENTERED
        await desk.press("s", key)
        assert types(desk) == upwards
        assert f"{title} ▲" in titles(desk)
        await desk.press("s", key)
        assert types(desk) == downwards
        assert f"{title} ▼" in titles(desk)
        await desk.press("s", key)
        assert types(desk) == upwards
        await desk.press("s", "s")
        assert types(desk) == ENTERED
        assert titles(desk) == "Contact Type Name Phone Email"
        assert desk.changes() == []


async def test_after_s_the_page_says_what_may_follow(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s")
        assert desk.said == "Sort by: t type n name p phone e e-mail s as entered"
        await desk.press("n")
        assert desk.said == "Sorted by name. s n turns it round, s s is as entered."


@pytest.mark.parametrize("key", ["d", "a", "q", "enter", "escape", "delete", "x", "N", "ctrl+g", "down", "alt+n", "f1"])
async def test_any_other_key_is_no_answer_and_does_nothing(office: Path, key: str):
    async with open_desk(office) as desk:
        await desk.press("s", key)
        assert (desk.screen_name, types(desk), desk.said) == ("ContactsPage", ENTERED, "")
        assert not desk.has_left
        assert desk.line_of(">").startswith(">Responsible Party")


async def test_keys_typed_ahead_go_to_the_table_once_it_is_sorted(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s", "n", "end", "s", "t", "e")
        assert "> 5 Alternate" in desk.text


async def test_a_key_after_one_that_was_no_answer_is_a_key_of_the_page(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s", "d", "e")
        assert desk.screen_name == "ContactForm"


async def test_a_click_on_a_title_sorts_and_again_turns_it_round(office: Path):
    async with open_desk(office) as desk:
        await desk.click("Name")
        assert types(desk) == BY_NAME
        await desk.click("Name ▲")
        assert types(desk) == BY_NAME_REVERSED
        await desk.click("Email")
        assert types(desk) == BY_EMAIL
        await desk.click("Contact Type", right=11)
        assert types(desk) == BY_TYPE
        await desk.click("Phone")
        assert types(desk) == BY_PHONE


async def test_the_keys_that_may_follow_are_clicked(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s")
        await desk.click("n name", right=4)
        assert types(desk) == BY_NAME
        await desk.press("s")
        await desk.click("Alternate")
        assert (desk.screen_name, types(desk)) == ("ContactsPage", BY_NAME)


@pytest.mark.parametrize(
    ("words", "found"), [("by type", BY_TYPE), ("by name", BY_NAME), ("by phone", BY_PHONE), ("by e-mail", BY_EMAIL)]
)
async def test_each_order_is_in_the_list_of_actions(office: Path, words: str, found: list[str]):
    async with open_desk(office) as desk:
        await desk.press(":", *f"sort {words}", "enter")
        assert types(desk) == found
        await desk.press(":", *"as entered", "enter")
        assert types(desk) == ENTERED


async def test_the_cursor_stays_on_its_contact(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down")
        for keys in ("sn", "sn", "st", "ss"):
            await desk.press(*keys)
            assert desk.line_of(">").startswith(">Billing Notification")
            assert "Front Desk, Billing Notification:" in desk.lines[-3]


async def test_the_order_is_remembered_and_no_database_is_changed(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("s", "n", "s", "n")
    async with open_desk(several, account="2001", read_only=True) as desk:
        assert "Name ▼" in titles(desk)
        assert [line[1:21].strip() for line in desk.lines[6:11]] == BY_NAME_REVERSED
        await desk.press("s", "t")
        assert desk.changes() == []
    async with open_desk(several) as desk:
        await desk.press(*"2002", "enter")
        assert "Contact Type ▲" in titles(desk)


@pytest.mark.parametrize("content", ["", "{", json.dumps({"sort": "\x1b[31m"}), json.dumps({"sort": ["name"]})])
async def test_a_broken_memory_is_as_entered(office: Path, content: str):
    (office.parent / "state.json").write_text(content)
    async with open_desk(office) as desk:
        assert types(desk) == ENTERED
        await desk.press("s", "n")
        assert types(desk) == BY_NAME


async def test_what_is_added_and_updated_takes_its_place_in_the_order(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s", "n", "a", *"Jo", "tab", *"Abel", "tab", *"416 967 5555", "tab", "tab", "5", "enter")
        assert desk.line_of(">").startswith(">Alternate            Jo Abel")
        assert desk.row_of("Jo Abel") == desk.row_of("Contact Type ") + 1
        await desk.press("enter", "tab", *"Zoe", "enter")
        assert desk.line_of(">").startswith(">Alternate            Jo Zoe")
        assert desk.row_of("Jo Zoe") == desk.row_of("Bob Ray") + 1


async def test_at_40_columns_the_keys_take_two_lines_and_the_mark_is_seen(office: Path):
    async with open_desk(office, size=(40, 12)) as desk:
        await desk.press("s")
        assert "Sort by:  t type  n name  p phone" in desk.text
        assert "e e-mail  s as entered" in desk.text
        await desk.click("e e-mail", right=3)
        assert "Sorted by e-mail." in desk.said
        await desk.press("s", "t")
        assert "Con… ▲" in desk.text


async def test_leaving_is_possible_after_s(office: Path):
    async with open_desk(office) as desk:
        await desk.press("s", "ctrl+q")
        assert desk.has_left
