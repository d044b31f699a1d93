"""Auto Pay and paperless billing, by keys: the notice line follows, and nothing is kept that must not be."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, open_desk

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.services.opening import open_services

CARD = "4242 4242 4242 4242"
DANAS = "tok_2"
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
        assert notice(desk).startswith("Auto Pay: VISA ending 4242, on the due date  ")
        assert auto_pay(desk) == ("on", "card", "VISA", "4242", "tok_1", None, None, None)
        await desk.press("b", "a", "2", *["tab"] * 4, *"5", "tab", *"$250", "tab", *"3/1/2019", "enter")
        assert auto_pay(desk) == ("on", "bank", "VISA", "4242", "tok_1", 5, 25_000, "2019-03-01")
        await desk.press("b", "a", "enter")
        assert desk.said == "Auto Pay is as it was."
        await desk.press("b", "a", "3", "enter")
        assert auto_pay(desk) == ("", "", "", "", "", None, None, None)
        assert notice(desk).startswith("Auto Pay is off: b a signs up  ")
        await desk.press("u")
        assert notice(desk).startswith("Auto Pay: VISA ending 4242, on day 5  ")
        await desk.resize(120, 30)
        assert notice(desk).startswith("Auto Pay: VISA ending 4242, on day 5, at most $250.00, from 3/1/2019  ")


async def test_without_a_stored_method_the_sign_up_link_is_shown_and_copied(portal: Path):
    async with open_desk(portal, sign_up=SIGN_UP) as desk:
        await desk.press("b", "a", "1", "enter")
        assert "only invited to sign up" in desk.words
        await desk.press("enter")
        assert "https://pay.example.com/11111?x=1" in desk.text
        assert desk.app.clipboard == "https://pay.example.com/11111?x=1"
        await desk.press("escape")
        assert notice(desk).startswith("Auto Pay: invited, not signed up yet  ")
        assert desk.said == "Sent to the terminal: the sign-up link."


async def test_where_no_link_is_set_it_says_where_it_would_be(portal: Path):
    async with open_desk(portal, settings_file=Path("/etc/settings.toml")) as desk:
        await desk.press("b", "a", "1", "enter", "enter")
        assert "No sign-up link is set: it stands as sign_up below [auto_pay] in /etc/settings.toml." in desk.said


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
        assert "Paperless Billing of MANEBA 11111 is off. Bills would go by e-mail to:" in desk.words
        assert desk.words.count("Test Tester, Billing Notification: test@gmail.com") == 2
        await desk.press("n")
        assert desk.said == "Paperless Billing is as it was."
        await desk.press("b", "p", "y")
        assert desk.said == "Saved. Paperless Billing is on."
        assert [account["paperless"] for account in desk.accounts()] == [1]
        await desk.press("b", "p")
        assert "is on. Bills go by e-mail to:" in desk.words
        await desk.press("y")
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
        assert "Paperless billing then has no recipient." in desk.words
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


FIELDS = ("label", "last_four", "token", "day", "limit", "start")


def traces(folder: Path, text: str) -> list[Path]:
    """The files below a folder that hold a text, as it was typed or without what stands between its groups."""
    spellings = {text.encode(), text.replace(" ", "").encode()}
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(spelling in path.read_bytes() for spelling in spellings)]


async def test_a_full_number_in_any_field_is_neither_stored_nor_parked_nor_logged(portal: Path):
    async with open_desk(portal) as desk:
        for at, field in enumerate(FIELDS, 1):
            await desk.press("b", "a", "1", *["tab"] * at)
            assert desk.field == f"{field}-0"
            await desk.paste(CARD)
            await desk.press("enter", "enter")
            assert "which must not be kept" in desk.words
            await desk.press("escape", "p", "escape", "d", "r")
            assert (desk.screen_name, desk.said, desk.changes()) == ("ContactsPage", "No form is parked.", [])
        assert traces(portal.parent, CARD) == []
    assert traces(portal.parent, CARD) == []


async def test_a_number_over_two_fields_is_not_parked_either(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *"4242 4242 4242", "tab", *"4242", "tab", *"tok_1", "enter")
        assert "! this is a card number" in desk.words
        await desk.press("escape", "p")
        assert "Not parked: a card number is in this form" in desk.words
        assert desk.changes() == []


async def test_hostile_text_is_shown_as_it_is(portal: Path):
    async with open_desk(portal, size=(120, 30)) as desk:
        await desk.press("b", "a", "1", "tab", *"[@click=app.quit]x[/b]", "tab", *"4242", "tab")
        await desk.press(*"[/]", "enter")
        assert "! a token is of letters, digits, _ and - only" in desk.words
        await desk.retype("tok-1_X")
        await desk.press("enter")
        assert notice(desk).startswith("Auto Pay: [@click=app.quit]x[/b] ending 4242, on the due date")
        await desk.click("[@click=app.quit]")
        assert not desk.has_left
        assert auto_pay(desk)[4] == "tok-1_X"


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *"VISA", "tab", *"4242", "tab", *"tok_1")
        services = open_services(portal, agent="dana")
        services.accounts.update(services.accounts.page(1).account, AccountDraft(name="Maneba Inc", number="11111"))
        services.close()
        await desk.press("enter")
        assert desk.said.startswith("Saved. Auto Pay")
        assert "came in" not in desk.said
        assert auto_pay(desk)[0] != ""
        assert "Maneba Inc" in desk.lines[0]


async def test_a_switch_from_what_is_no_longer_so_says_what_to_do(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "p")
        services = open_services(portal, agent="dana")
        services.instructions.set_paperless(services.accounts.page(1).account, is_on=True)
        services.close()
        await desk.press("y")
        assert "dana saved this account" in desk.said
        assert desk.said.endswith("Look at it as it is now, then do it again.")
        assert [account["paperless"] for account in desk.accounts()] == [1]
        await desk.press("b", "p")
        assert "is on." in desk.words


@pytest.mark.parametrize("size", [(40, 12), (61, 20), (200, 60)])
async def test_every_field_is_reached_on_every_screen(portal: Path, size: tuple[int, int]):
    async with open_desk(portal, size=size) as desk:
        await desk.press("b", "a", "1")
        labels = ["Card/bank", "Last four", "Token", "On day", "Limit", "Start"]
        assert [label for label in labels if label not in desk.text] == []
        for field, text in zip(FIELDS, ("VISA", "4242", "tok_1", "5", "250", "3/1/2019"), strict=True):
            await desk.press("tab")
            assert desk.field == f"{field}-0"
            await desk.press(*text)
            assert text in desk.text
        await desk.press("enter")
        assert auto_pay(desk) == ("on", "card", "VISA", "4242", "tok_1", 5, 25_000, "2019-03-01")


async def test_auto_pay_is_done_again_after_undo(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *"VISA", "tab", *"4242", "tab", *"tok_1", "enter", "u")
        assert desk.said == "Undone: update of Auto Pay of account MANEBA 11111. U does it again."
        assert auto_pay(desk)[0] == ""
        await desk.press("U")
        assert auto_pay(desk)[:3] == ("on", "card", "VISA")


async def test_two_agents_never_make_one_means_of_payment_of_two(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("b", "a", "1", "tab", *"VISA", "tab", *"4242", "tab", *"tok_1", "enter")
        await desk.press("b", "a", "tab", "tab")
        await desk.retype("7777")
        services = open_services(portal, agent="dana")
        account = services.accounts.page(1).account
        theirs = replace(services.instructions.draft(account), token=DANAS)
        services.instructions.set_up(account, theirs)
        services.close()
        await desk.press("enter")
        assert desk.screen_name == "ConflictQuestion"
        await desk.press("2", "enter")
        assert auto_pay(desk)[2:5] == ("VISA", "4242", DANAS)
