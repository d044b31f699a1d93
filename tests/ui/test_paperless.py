"""Paperless billing and the contacts that get the bills: what takes the last one away is asked about."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, open_desk
from drafts import NOTIFICATION, draft

from contacts_tui.services.opening import open_services

WARNING = "? paperless billing then has no recipient"


def switch_on(path: Path) -> None:
    """Let the bills of the first account go by e-mail."""
    services = open_services(path, agent="filler")
    services.instructions.set_paperless(services.accounts.page(1).account, is_on=True)
    services.close()


def is_paperless(desk: Desk) -> bool:
    return bool(desk.accounts()[0]["paperless"])


async def to_the_front_desk(desk: Desk) -> None:
    """Put the cursor on the only Billing Notification contact of the office."""
    await desk.press("home", "down", "down")
    assert "Front Desk, Billing Notification" in desk.text


async def test_deleting_the_last_recipient_says_so_in_the_question(office: Path):
    switch_on(office)
    async with open_desk(office) as desk:
        await desk.press("home", "d")
        assert "Paperless" not in desk.words
        await desk.press("n")
        await to_the_front_desk(desk)
        await desk.press("d")
        assert "Delete Front Desk, Billing Notification? Paperless billing then has no recipient." in desk.words
        await desk.press("enter")
        assert desk.changes() == []
        await desk.press("d", "y")
        assert [change.action for change in desk.changes()] == ["deleted"]
        assert "Paperless Billing is on, and no Billing Notification contact" in desk.text
        await desk.press("u")
        assert "Auto Pay is off" in desk.text


async def test_retyping_the_last_recipient_is_confirmed_by_a_second_enter(office: Path):
    switch_on(office)
    async with open_desk(office) as desk:
        await to_the_front_desk(desk)
        await desk.press("enter", *["tab"] * 4, "5", "enter")
        assert f"{WARNING}: enter again saves it as it stands." in desk.words
        assert desk.changes() == []
        await desk.press("enter")
        assert [change.after for change in desk.changes()] == [{"contact_type": "Alternate"}]


async def test_taking_its_only_valid_address_away_is_confirmed_by_a_second_enter(office: Path):
    services = open_services(office, agent="filler")
    page = services.accounts.page(1)
    [front_desk] = [contact for contact in page.contacts if contact.contact_type is NOTIFICATION]
    named = draft(NOTIFICATION, "Front", "Desk", "416 967 3333", "x@example.com")
    services.contacts.update(page.account, front_desk, named)
    services.close()
    switch_on(office)
    async with open_desk(office) as desk:
        await to_the_front_desk(desk)
        await desk.press("E", "ctrl+k", *["tab"], "6", "enter")
        assert WARNING in desk.words
        await desk.press("enter")
        assert desk.contacts()[2].emails == ()


async def test_while_billing_is_not_paperless_nothing_is_asked(office: Path):
    async with open_desk(office) as desk:
        await to_the_front_desk(desk)
        await desk.press("d")
        assert "Paperless" not in desk.words
        await desk.press("n", "enter", *["tab"] * 4, "5", "enter")
        assert desk.contacts()[2].contact_type == "Alternate"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_all_of_many_recipients_can_be_read(office: Path, size: tuple[int, int]):
    services = open_services(office, agent="filler")
    account = services.accounts.page(1).account
    for number in range(40):
        email = f"{'long-address' * 3}{number}@example.com"
        services.contacts.add(account, draft(NOTIFICATION, f"[/b]{number}", "Lee", "", email))
    services.close()
    async with open_desk(office, size=size) as desk:
        await desk.press("b", "p")
        assert "y switch it on" in desk.words
        assert "ann@example.com" in desk.words.replace(" ", "")
        await desk.press("down")
        await desk.press(*["pagedown"] * 30)
        assert "39@example.com" in desk.words.replace(" ", "")
        await desk.press("y")
        assert is_paperless(desk)


async def test_a_further_recipient_can_be_added(office: Path):
    async with open_desk(office) as desk:
        await desk.press("b", "p", "a")
        assert (desk.screen_name, desk.field) == ("ContactForm", "first_name-0")
        await desk.press(*"Cy", "tab", "tab", "tab", *"cy@example.com", "enter")
        assert desk.contacts()[-1] == ("Billing Notification", "Cy", "", (), ("cy@example.com",))


async def test_an_address_that_no_mail_reaches_does_not_count(office: Path):
    async with open_desk(office) as desk:
        await desk.press("b", "p")
        with closing(sqlite3.connect(office)) as connection, connection:
            connection.execute("UPDATE email SET address = 'nobody@nowhere'")
        await desk.press("y")
        assert desk.said == (
            "No Billing Notification contact has a valid e-mail: paperless billing stays off. a adds one."
        )
        assert not is_paperless(desk)
