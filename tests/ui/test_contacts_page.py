"""The Contacts page: its keys, its clicks, and where they lead."""

from pathlib import Path

import pytest
from desk import open_desk
from drafts import draft

from contacts_tui.domain.contact import ContactType
from contacts_tui.services.opening import open_services

OPENED = (
    ("enter", "ContactForm", "first_name-0"),
    ("e", "ContactForm", "first_name-0"),
    ("E", "ContactForm", "emails-0"),
    ("P", "ContactForm", "phones-0"),
    ("a", "ContactForm", "first_name-0"),
    ("A", "AccountForm", "name-0"),
    ("d", "Question", ""),
    ("delete", "Question", ""),
    (":", "ActionList", ""),
    ("ctrl+p", "ActionList", ""),
    ("f", "FindScreen", ""),
    ("4", "FindScreen", ""),
    ("+", "FindScreen", ""),
    ("?", "ActionList", ""),
    ("f1", "ActionList", ""),
)


async def test_each_key_opens_what_it_says_and_escape_comes_back(portal: Path):
    async with open_desk(portal) as desk:
        for key, screen, field in OPENED:
            await desk.press(key)
            assert (key, desk.screen_name, desk.field) == (key, screen, field)
            await desk.press("escape")
            assert desk.screen_name == "ContactsPage"
        assert desk.changes() == []


async def test_the_account_and_its_contacts_are_on_the_screen(portal: Path):
    async with open_desk(portal) as desk:
        for shown in (
            "MANEBA  11111  Stand-Alone  since 1/16/2001",
            "mona @ contacts.db  14:03",
            "34235 LEISURE DR",
            "CUSHING, MN 56443-5145",
            "CSC  (866) 468-3472",
            "UScustomerservice@allstream.com",
            "Customer Contacts  7",
            "Auto Pay is off: b a signs up",
        ):
            assert shown in desk.text
        assert desk.line_of("Current balance").endswith("$0.00")
        assert desk.line_of("Most recent bill").endswith("$41.03")
        assert desk.line_of("Last payment").endswith("($41.03)")
        assert desk.line_of("Due").endswith("2/22/2019")
        assert desk.text.count("✎  ✕") == 7


async def test_the_detail_line_follows_the_cursor_and_enter_opens_the_contact_under_it(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("down", "down")
        assert desk.lines[-3].strip() == "Test Tester, Billing Contact: (416) 111-1234 not assigned; test@gmail.com"
        await desk.press("end", "up", "enter")
        assert "> 6 AutoDialer" in desk.text


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_a_contact_is_deleted_only_by_y(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await desk.press("down", "down")
        for kept in ("n", "enter", "escape", "ctrl+g"):
            await desk.press(key)
            assert "Delete Test Tester, Billing Contact?" in desk.text
            await desk.press(kept)
            assert desk.said == "Test Tester, Billing Contact is kept."
        assert desk.changes() == []
        await desk.press(key, "y")
        assert desk.said == "Deleted Test Tester, Billing Contact. u brings it back."
        assert "Customer Contacts  6" in desk.text
        assert desk.line_of(">").startswith(">Billing Notification")
        assert [contact.contact_type for contact in desk.contacts()].count("Billing Contact") == 0
        assert [(c.action, c.contact_id, c.agent) for c in desk.changes()] == [("deleted", 3, "mona")]


async def test_keys_of_the_page_do_not_answer_the_question(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("d", "a", "E", "x", "space", "down")
        assert desk.screen_name == "Question"
        await desk.press("q")
        assert not desk.has_left
        assert len(desk.contacts()) == 7


async def test_the_last_responsible_party_cannot_be_deleted(office: Path):
    async with open_desk(office) as desk:
        await desk.press("d", "y")
        assert "Ann Lee is the only Responsible Party and stays as it was." in desk.said
        assert desk.said.endswith("one that replaces Ann Lee. y again copies the contact.")
        await desk.press("escape")
        assert desk.lines[-4].strip() == ""
        assert len(desk.contacts()) == 5
        assert desk.changes() == []


async def test_the_last_contact_leaves_an_empty_account(bare: Path):
    async with open_desk(bare) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"416 967 1111", "tab", "tab", "5", "enter")
        assert len(desk.contacts()) == 1
        await desk.press("d", "y")
        assert desk.contacts() == []
        assert "No contacts yet. [a Add Contact]" in desk.text
        await desk.press("a")
        assert desk.screen_name == "ContactForm"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_program_is_left_at_once_where_nothing_would_be_lost(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await desk.press(key)
        assert desk.has_left


async def test_the_program_is_left_at_once_from_a_form_that_was_not_changed(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "ctrl+q")
        assert desk.has_left


async def test_escape_says_that_this_is_the_page(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("escape")
        assert desk.said == "This is the page itself. q leaves the program."
        assert not desk.has_left


async def test_r_says_when_nothing_is_parked(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("r")
        assert desk.said == "No form is parked."


async def test_the_glyphs_of_a_row_act_on_that_row(portal: Path):
    async with open_desk(portal) as desk:
        row = desk.row_of("Billing Contact")
        for x in (74, 75, 76):
            await desk.click_at(x, row)
            assert "> 3 Billing Contact" in desk.text
            await desk.press("escape")
        await desk.click_at(78, row)
        assert "Delete Test Tester, Billing Contact?" in desk.text
        await desk.click("keep it")
        assert desk.said == "Test Tester, Billing Contact is kept."
        await desk.click_at(77, row)
        await desk.click("delete it")
        assert [(c.action, c.contact_id) for c in desk.changes()] == [("deleted", 3)]


@pytest.mark.parametrize(
    ("cell", "field"),
    [("AutoDialer", "contact_type"), ("Test", "first_name-0"), ("(416) 111", "phones-0"), ("test@", "emails-0")],
)
async def test_a_double_click_on_a_cell_opens_its_field(portal: Path, cell: str, field: str):
    async with open_desk(portal) as desk:
        row = desk.row_of("AutoDialer")
        x = desk.lines[row].index(cell)
        await desk.click_at(x, row)
        assert desk.screen_name == "ContactsPage"
        await desk.click_at(x, row, times=2)
        assert desk.field == field
        assert "> 6 AutoDialer" in desk.text


async def test_what_stands_in_brackets_is_clicked(portal: Path):
    async with open_desk(portal) as desk:
        await desk.click("[+ Add Contact]", right=5)
        assert "new contact" in desk.text
        await desk.click("[x]", right=1)
        assert desk.screen_name == "ContactsPage"
        await desk.click("[+ Add Contact]")
        await desk.click("CANCEL")
        assert desk.screen_name == "ContactsPage"


@pytest.mark.parametrize(
    ("hint", "screen", "field"),
    [
        ("enter Update", "ContactForm", "first_name-0"),
        ("E Email", "ContactForm", "emails-0"),
        ("P Phone", "ContactForm", "phones-0"),
        ("a Add", "ContactForm", "first_name-0"),
        ("d Delete", "Question", ""),
        ("u Undo", "ContactsPage", ""),
        ("f Find", "FindScreen", ""),
        (": More", "ActionList", ""),
        ("? Help", "ActionList", ""),
    ],
)
async def test_each_hint_of_the_last_line_is_clicked(portal: Path, hint: str, screen: str, field: str):
    async with open_desk(portal) as desk:
        x = desk.lines[-1].index(f" {hint}") + 1
        await desk.click_at(x + len(hint) - 1, 23)
        assert (desk.screen_name, desk.field) == (screen, field)


async def test_an_empty_database_says_what_to_do(nothing: Path):
    async with open_desk(nothing) as desk:
        assert 'Nothing here yet. [A Add an account]   "contacts-tui demo" shows an example' in desk.text
        for key, said in (
            ("enter", "There is no account yet. A adds one."),
            ("d", "There is no account yet. A adds one."),
            ("a", "There is no account yet. A adds one."),
        ):
            await desk.press(key)
            assert desk.said == said
        await desk.click("[A Add an account]", right=4)
        assert desk.screen_name == "AccountForm"


async def test_a_file_that_is_not_there_yet_begins_empty(tmp_path: Path):
    async with open_desk(tmp_path / "contacts.db") as desk:
        assert "Nothing here yet." in desk.text
        assert "There is no database yet. The first account makes it:" in desk.said
        await desk.press("A", *"Lake Marina", "enter")
        assert "Lake Marina  P-0001" in desk.text
        assert [account["name"] for account in desk.accounts()] == ["Lake Marina"]


async def test_an_account_without_contacts_says_what_to_do(bare: Path):
    async with open_desk(bare) as desk:
        await desk.press("enter")
        assert desk.said == "There is no contact under the cursor. a adds one."
        await desk.click("[a Add Contact]")
        assert desk.screen_name == "ContactForm"


async def test_the_account_that_was_asked_for_is_opened(several: Path):
    async with open_desk(several, account="2002") as desk:
        assert "Lake Marina  2002" in desk.lines[0]
        assert desk.screen_name == "ContactsPage"


async def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann, this is no database at all, and it must stay as it is." * 4)
    async with open_desk(path) as desk:
        assert desk.has_left
        assert desk.app.refusal.endswith("is no database. Nothing was changed. Choose another file with --database.")
        assert path.read_text().startswith("Dear Ann")


async def test_deleting_what_somebody_else_changed_writes_nothing_and_names_them(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "d")
        change_bob(office)
        await desk.press("y")
        assert desk.said.startswith("dana saved this contact")
        assert [contact.first_name for contact in desk.contacts()].count("Bob") == 1
        assert [(c.action, c.agent) for c in desk.changes()] == [("updated", "dana")]


async def test_the_page_fits_every_size(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        for width, height in ((60, 20), (80, 24), (120, 40), (200, 60), (40, 12), (1, 1), (80, 24)):
            await desk.resize(width, height)
        assert "Customer Contacts  7" in desk.text
        assert "MANEBA  11111" in desk.lines[0]


async def test_at_40_columns_what_a_call_needs_is_there(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        assert "MANEBA" in desk.lines[0]
        assert "11111" in desk.lines[0]
        assert "$0.00" in desk.text
        assert "2/22/2019" in desk.text
        assert ": More" in desk.lines[-1]
        await desk.press("end")
        assert ">Billi…" in desk.text


def change_bob(path: Path) -> None:
    """Let dana change Bob Ray's type and phone, from another program."""
    services = open_services(path, agent="dana")
    account = services.accounts.page(1)
    bob = next(contact for contact in account.contacts if contact.first_name == "Bob")
    services.contacts.update(account.account, bob, draft(ContactType.AUTODIALER, "Bob", "Ray", "416 967 5555"))
    services.close()
