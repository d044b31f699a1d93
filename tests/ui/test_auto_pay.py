"""Auto Pay and paperless billing, by keys: the notice line follows, and nothing is kept that must not be."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

CARD = "4242 4242 4242 4242"
SIGN_UP = "https://pay.example.com/{account}?x=1"


def auto_pay(desk: Desk) -> tuple[object, ...]:
    [account] = desk.accounts()
    names = ("state", "kind", "label", "last_four", "token", "day", "limit_minor", "from")
    return tuple(account[f"auto_pay_{name}"] for name in names)


def notice(desk: Desk) -> str:
    return desk.lines[5].strip()


async def test_auto_pay_is_signed_up_for_changed_and_stopped_by_keys(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *"VISA", "tab", *"4242", "tab", *"tok_1", "enter")
        assert desk.said == "Saved. Auto Pay: VISA ending 4242, on the due date."
        assert notice(desk).startswith("Auto Pay: VISA ending 4242, on the due date.")
        assert auto_pay(desk) == ("on", "card", "VISA", "4242", "tok_1", None, None, None)
        await desk.press("b", "a", "2", *["tab"] * 4, *"5", "tab", *"$250", "tab", *"3/1/2019", "enter")
        assert auto_pay(desk) == ("on", "bank", "VISA", "4242", "tok_1", 5, 25_000, "2019-03-01")
        await desk.press("b", "a", "enter")
        assert desk.said == "Auto Pay is as it was."
        await desk.press("b", "a", "3", "enter")
        assert auto_pay(desk) == ("", "", "", "", "", None, None, None)
        assert notice(desk).startswith("Auto Pay is off.")
        await desk.press("u")
        assert notice(desk).startswith("Auto Pay: VISA ending 4242, on day 5.")


async def test_without_a_stored_method_the_sign_up_link_is_shown_and_copied(portal: Path):
    async with open_desk(portal, sign_up=SIGN_UP) as desk:
        await desk.press("b", "a", "1", "enter")
        assert "only invited to sign up" in desk.words
        await desk.press("enter")
        assert "https://pay.example.com/11111?x=1" in desk.text
        assert desk.app.clipboard == "https://pay.example.com/11111?x=1"
        await desk.press("escape")
        assert notice(desk).startswith("Auto Pay: invited, not signed up yet.")
        assert desk.said == "Sent to the terminal: the sign-up link."


async def test_where_no_link_is_set_it_says_where_it_would_be(portal: Path):
    async with open_desk(portal, settings_file=Path("/etc/settings.toml")) as desk:
        await desk.press("b", "a", "1", "enter", "enter")
        assert "No sign-up link is set: it stands as sign_up below [auto_pay] in /etc/settings.toml." in desk.said


async def test_a_card_number_stays_nowhere(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *CARD, "tab", *CARD, "enter")
        assert "! this is a card number" in desk.words
        await desk.press("escape", "p")
        assert "Not parked: a card number is in this form" in desk.words
        await desk.press("escape", "d")
        assert desk.changes() == []
        assert desk.screen_name == "ContactsPage"
    kept = b"".join(file.read_bytes() for file in portal.parent.rglob("*") if file.is_file())
    assert CARD.encode() not in kept
    assert CARD.replace(" ", "").encode() not in kept


async def test_a_form_of_auto_pay_is_parked_and_opened_again(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("b", "a", "1", "tab", *"VISA", "escape", "p")
        assert desk.said.startswith("Parked.")
        await desk.press("r")
        assert desk.screen_name == "AutoPayForm"
        assert "VISA" in desk.text
        await desk.press("escape", "d")
        assert desk.changes() == []


async def test_paperless_billing_tells_who_gets_the_bills_and_is_switched(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "p")
        assert "Paperless Billing of MANEBA 11111 is off." in desk.words
        assert desk.words.count("Test Tester, Billing Notification: test@gmail.com") == 2
        await desk.press("n")
        assert desk.said == "Paperless Billing is as it was."
        await desk.press("b", "p", "y")
        assert desk.said == "Saved. Paperless Billing is on."
        assert [account["paperless"] for account in desk.accounts()] == [1]
        await desk.press("b", "p", "y")
        assert [account["paperless"] for account in desk.accounts()] == [0]
        await desk.press("u")
        assert [account["paperless"] for account in desk.accounts()] == [1]


async def test_where_nobody_could_get_the_bills_one_is_added(several: Path):
    async with open_desk(several, account="2002") as desk:
        await desk.press("b", "p")
        assert "nobody could get the bills" in desk.words
        await desk.press("a")
        assert desk.screen_name == "ContactForm"
        await desk.press("tab", "tab", "tab", *"office@example.com", "enter")
        assert desk.said.startswith("Saved ")
        await desk.press("b", "p", "y")
        assert desk.said == "Saved. Paperless Billing is on."
        await desk.press("d")
        assert "Paperless Billing is on, and nobody else gets the bills." in desk.words
        await desk.press("y")
        assert (
            notice(desk).startswith("Paperless Billing is on, and no") or "Paperless Billing is on, and no" in desk.text
        )


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_a_page_to_be_read_only_offers_neither(portal: Path, size: tuple[int, int]):
    async with open_desk(portal, read_only=True, size=size) as desk:
        await desk.press("b")
        assert "View Bill" in desk.text
        assert "Automatic" not in desk.text
        assert "Paperless" not in desk.text
        await desk.press("a", "p", "escape")
        assert desk.screen_name == "ContactsPage"
