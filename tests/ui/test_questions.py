"""What a save asks: duplicates, the Responsible Party, and one person in many rows."""

from pathlib import Path

from desk import Desk, Stored, open_desk
from drafts import NOTIFICATION, draft

from contacts_tui.services.opening import open_services

TWIN = ("a", *"bob", "tab", *"RAY", "tab", *"416 967 9999", "tab", "tab", "5", "enter")
"""Adds another Bob Ray, Alternate."""


def emails(desk: Desk) -> list[str]:
    """The first e-mail of each contact."""
    return [(*contact.emails, "")[0] for contact in desk.contacts()]


# Duplicates.


async def test_a_contact_that_is_there_already_is_asked_about_and_escape_goes_back(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TWIN)
        assert "This contact seems to be here already: Bob Ray, Alternate" in desk.words
        await desk.press("enter")
        assert desk.screen_name == "ContactForm"
        await desk.press("enter", "escape")
        assert (desk.screen_name, "416 967 9999" in desk.text) == ("ContactForm", True)
        assert desk.changes() == []


async def test_a_duplicate_is_saved_anyway(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TWIN, "s")
        assert desk.contacts()[5:] == [Stored("Alternate", "bob", "RAY", ("416 967 9999",), ())]


async def test_the_existing_contact_is_opened_and_what_was_typed_is_parked(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TWIN)
        await desk.click("open the existing one")
        assert "Contact Maintenance: Bob Ray" in desk.text
        await desk.press("P")
        await desk.press("escape", "d")
        await desk.press("r")
        assert "new contact" in desk.text
        assert "416 967 9999" in desk.text
        assert desk.changes() == []


async def test_a_number_that_somebody_else_has_is_only_hinted_at(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"416 967 2222", "tab")
        assert "i also Bob Ray's" in desk.line_of("416 967 2222")
        await desk.press("tab", "5", "enter")
        assert desk.contacts()[5].first_name == "Jo"


# The Responsible Party.


async def test_a_second_responsible_party_is_asked_about(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"416 967 7777", "tab", "tab", "1", "enter")
        assert "Ann Lee is the Responsible Party of this account." in desk.words
        await desk.press("escape")
        assert desk.screen_name == "ContactForm"
        assert desk.changes() == []
        await desk.press("enter", "s")
        assert [c.contact_type for c in desk.contacts()].count("Responsible Party") == 2


async def test_a_responsible_party_is_replaced_in_one_step(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "enter", "tab", "tab", "tab", "tab", "1", "enter", "r")
        assert desk.contacts()[0].contact_type == "Alternate"
        assert desk.contacts()[3].contact_type == "Responsible Party"
        assert desk.said == "Saved Bob Ray, Responsible Party, and 1 more contact."
        changes = desk.changes()
        assert [(c.contact_id, c.after) for c in changes] == [
            (4, {"contact_type": "Responsible Party"}),
            (1, {"contact_type": "Alternate"}),
        ]
        assert len({c.transaction_id for c in changes}) == 1


async def test_the_last_responsible_party_cannot_be_retyped(office: Path):
    async with open_desk(office) as desk:
        await desk.press("enter", "tab", "tab", "tab", "tab", "5", "enter")
        assert "Ann Lee is the only Responsible Party and stays as it was." in desk.words
        assert "First make another contact the Responsible Party, one that replaces Ann Lee." in desk.words
        assert desk.field == "contact_type"
        assert desk.changes() == []


# One person, many rows.


async def test_others_with_the_old_email_change_too_in_one_step(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter")
        assert "2 more contacts of this account have the old e-mail. Change them too?" in desk.words
        assert "[x] Ann Lee, Billing Contact" in desk.text
        assert "[ ] Front Desk, Billing Notification" in desk.text
        await desk.press("y")
        assert emails(desk) == ["lee@example.com", "lee@example.com", "ann@example.com", "bob@example.com", ""]
        assert desk.said == "Saved Ann Lee, Responsible Party, and 1 more contact."
        assert sorted(c.contact_id or 0 for c in desk.changes()) == [1, 2]
        assert len({c.transaction_id for c in desk.changes()}) == 1


async def test_n_saves_only_the_contact_itself(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter", "n")
        assert emails(desk)[:3] == ["lee@example.com", "ann@example.com", "ann@example.com"]
        assert desk.said == "Saved Ann Lee, Responsible Party."


async def test_escape_goes_back_to_the_form_and_saves_nothing(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter", "escape")
        assert (desk.screen_name, desk.value) == ("ContactForm", "lee@example.com")
        assert desk.changes() == []


async def test_space_marks_and_unmarks(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter", "space", "down", "space")
        assert "[ ] Ann Lee, Billing Contact" in desk.text
        assert "[x] Front Desk, Billing Notification" in desk.text
        await desk.press("y")
        assert emails(desk)[:3] == ["lee@example.com", "ann@example.com", "lee@example.com"]


async def test_the_question_is_answered_by_mouse(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter")
        await desk.click("[ ] Front Desk")
        assert "[x] Front Desk" in desk.text
        await desk.click("[x] Ann Lee")
        await desk.click(" back", right=1)
        assert desk.screen_name == "ContactForm"
        await desk.press("enter")
        await desk.click("[ ] Front Desk")
        await desk.click("change the marked ones too")
        assert emails(desk)[:3] == ["lee@example.com", "lee@example.com", "lee@example.com"]


async def test_only_this_one_is_answered_by_mouse(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter")
        await desk.click("only this one")
        assert emails(desk)[:2] == ["lee@example.com", "ann@example.com"]


async def test_a_changed_phone_is_offered_to_the_others_that_had_it(office: Path):
    async with open_desk(office) as desk:
        await desk.press("P", *"416 967 7777", "enter")
        assert "2 more contacts of this account have the old phone. Change them too?" in desk.words
        await desk.press("y")
        phones = [contact.phones for contact in desk.contacts()]
        assert phones[0] == phones[1] == phones[4] == ("416 967 7777",)
        assert desk.said == "Saved Ann Lee, Responsible Party, and 2 more contacts."


async def test_enter_does_not_answer_the_question(office: Path):
    async with open_desk(office) as desk:
        await desk.press("E", *"lee@example.com", "enter", "enter", "enter")
        assert desk.screen_name == "SharingQuestion"
        assert desk.changes() == []


async def test_a_warning_comes_before_the_questions(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"bob", "tab", *"ray", "tab", *"4161231234", "tab", "tab", "5", "enter")
        assert desk.screen_name == "ContactForm"
        assert "not an assigned number" in desk.words
        await desk.press("enter")
        assert "seems to be here already" in desk.words
        await desk.press("s")
        assert len(desk.contacts()) == 6


async def test_a_hundred_rows_of_one_person_are_listed_and_changed(office: Path):
    services = open_services(office, agent="filler")
    account = services.accounts.page(1).account
    for number in range(100):
        services.contacts.add(account, draft(NOTIFICATION, f"Desk {number}", "", email="ann@example.com"))
    services.close()
    async with open_desk(office, size=(60, 16)) as desk:
        await desk.press("E", *"lee@example.com", "enter")
        assert "102 more contacts of this account have the old e-mail." in desk.words
        assert " y " in desk.text
        await desk.press("end", "space", "y")
        assert emails(desk).count("lee@example.com") == 3
