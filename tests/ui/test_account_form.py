"""The account's own form: one is added where there is none, and any is updated."""

from pathlib import Path

from desk import open_desk

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.services.opening import open_services


async def test_the_first_account_is_added_from_the_empty_page_and_gets_a_number(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("A", *"Lake Marina", "enter")
        assert desk.said == "Account Lake Marina P-0001 is saved."
        assert "Lake Marina  P-0001" in desk.lines[0]
        assert [(a["name"], a["number"], a["currency"]) for a in desk.accounts()] == [("Lake Marina", "P-0001", "USD")]
        assert [(c.action, c.contact_id, c.agent) for c in desk.changes()] == [("added", None, "mona")]
        await desk.press("a", *"Jo", "tab", "tab", *"416 967 1111", "tab", "tab", "5", "enter")
        assert [contact.first_name for contact in desk.contacts()] == ["Jo"]


async def test_an_account_is_added_from_the_list_of_actions_and_opened(office: Path):
    async with open_desk(office) as desk:
        await desk.press(":", *"new customer", "enter")
        assert "New account" in desk.text
        await desk.press(*"Lake Marina", "tab", *"7000", "tab", "2", "tab", *"1/16/2001", "tab", *"1 Pier St", "ctrl+s")
        assert "Lake Marina  7000  Parent  since 1/16/2001" in desk.lines[0]
        stored = desk.accounts()[1]
        assert (stored["number"], stored["account_type"], stored["since"]) == ("7000", "Parent", "2001-01-16")
        assert stored["address_lines"] == "1 Pier St"


async def test_the_account_is_updated_and_only_what_changed_is_audited(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *"Maneba Ltd", "tab", "tab", "3", "enter")
        assert desk.said == "Account Maneba Ltd 11111 is saved."
        assert "Maneba Ltd  11111  Child" in desk.lines[0]
        assert [(c.action, c.before, c.after) for c in desk.changes()] == [
            (
                "updated",
                {"name": "MANEBA", "account_type": "Stand-Alone"},
                {"name": "Maneba Ltd", "account_type": "Child"},
            )
        ]


async def test_an_unchanged_account_is_not_written(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", "enter")
        assert desk.said == "Account MANEBA 11111 is as it was."
        assert desk.changes() == []


async def test_a_number_that_another_account_has_is_refused(several: Path):
    async with open_desk(several, account="2002") as desk:
        await desk.press("A", "tab", *"2001", "enter")
        assert "! another account has this number" in desk.words
        assert (desk.field, desk.value) == ("number-0", "2001")
        assert desk.changes() == []


async def test_an_account_without_a_name_is_refused(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("A", "tab", *"7000", "enter")
        assert desk.field == "name-0"
        assert "!" in desk.line_of("Name  ")
        assert "7000" in desk.text
        assert desk.accounts() == []


async def test_what_is_doubtful_in_an_account_is_saved_on_the_second_enter(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *["tab"] * 11, *"4161231234", "enter")
        assert "not an assigned number" in desk.words
        assert desk.changes() == []
        await desk.press("enter")
        assert desk.accounts()[0]["manager_phone"] == "4161231234"


async def test_an_address_has_as_many_lines_as_are_added(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *["tab"] * 4)
        assert desk.field == "lines-0"
        await desk.press("ctrl+o", *"Suite 5", "enter")
        assert desk.accounts()[0]["address_lines"] == "34235 LEISURE DR\nSuite 5"
        assert "Suite 5" in desk.text


async def test_an_account_form_is_parked_and_comes_back(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *"Maneba Ltd", "escape", "p", "r")
        assert (desk.screen_name, desk.value) == ("AccountForm", "Maneba Ltd")
        await desk.press("enter")
        assert desk.accounts()[0]["name"] == "Maneba Ltd"


async def test_an_account_that_somebody_else_changed_is_not_overwritten(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *"Maneba Ltd")
        services = open_services(portal, agent="dana")
        account = services.accounts.page(1).account
        services.accounts.update(account, AccountDraft(name="Maneba Inc", number="11111"))
        services.close()
        await desk.press("enter")
        assert "dana saved this account" in desk.words
        assert desk.accounts()[0]["name"] == "Maneba Inc"
        await desk.press("1", "enter")
        assert desk.said.startswith("Account Maneba Ltd 11111 is saved. dana's")
        assert desk.said.endswith("came in. Yours instead of dana's: Name.")
        account = desk.accounts()[0]
        assert (account["name"], account["city"]) == ("Maneba Ltd", "")


async def test_at_40_columns_every_field_of_an_account_is_reached(nothing: Path):
    async with open_desk(nothing, size=(40, 12)) as desk:
        await desk.press("A", *"Lake Marina")
        for _ in range(12):
            await desk.press("tab")
        assert desk.field == "manager_email-0"
        await desk.press(*"pat@example.com")
        assert "pat@example.com" in desk.text
        await desk.press("enter")
        assert desk.accounts()[0]["manager_email"] == "pat@example.com"


async def test_at_40_by_12_a_label_stands_apart_from_its_value(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("A", *["tab"] * 12)
        assert "Postal code    564435145" in desk.text
        assert "Manager phone  866-468-3472" in desk.text
