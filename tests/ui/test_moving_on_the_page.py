"""A contact is moved or copied to another account: found, asked about, shown there, and taken back in one step."""

from pathlib import Path

from desk import Desk, open_desk


async def choose(desk: Desk, action: str, account: str) -> None:
    """Choose an action from the list, then an account in Find."""
    await desk.press(":", *action, "enter")
    await desk.type(account)
    await desk.press("enter")


async def test_a_contact_is_moved_shown_there_and_taken_back(several: Path):
    async with open_desk(several, account="2001") as desk:
        before = desk.contacts()
        await desk.press("down", "down", "down")
        await desk.press(":", *"move the contact", "enter")
        assert "Move Bob Ray, Alternate, to account:" in desk.text
        await desk.press(*"cy dunn", "enter")
        assert "Move Bob Ray, Alternate, from Hill Dental 2001 to Lake Marina 2002?" in desk.words
        await desk.press("y")
        assert (
            desk.said
            == "Moved Bob Ray, Alternate, to Lake Marina 2002. u undoes that, - goes back to Hill Dental 2001."
        )
        assert "Lake Marina  2002" in desk.lines[0]
        assert "Bob Ray" in desk.line_of(">")
        await desk.press("-", "t")
        assert "Moved to Lake Marina 2002: Bob Ray, Alternate: (416) 967-2222" in desk.text
        await desk.press("escape", "u")
        assert desk.said == "Undone: move of Bob Ray, Alternate, to Lake Marina 2002. U does it again."
        assert desk.contacts() == before
        assert "Bob Ray" in desk.line_of(">")


async def test_a_contact_is_copied_and_no_leaves_it(several: Path):
    async with open_desk(several, account="2002") as desk:
        await choose(desk, "copy the contact to another", "2003")
        assert "Copy Cy Dunn, Alternate, from Lake Marina 2002 to Harbour Light 2003?" in desk.words
        await desk.press("enter")
        assert desk.said == "Cy Dunn, Alternate stays where it is."
        assert desk.changes() == []
        await choose(desk, "copy the contact to another", "2002")
        assert "Nothing is found by that in other accounts" in desk.words
        await desk.retype("")
        assert "Hill Dental" in desk.text
        assert "Lake Marina" not in "".join(desk.lines[2:-3])
        await desk.press("escape")
        await choose(desk, "copy the contact to another", "2003")
        await desk.press("y")
        assert "Harbour Light  2003" in desk.lines[0]
        assert [contact.first_name for contact in desk.contacts()].count("Cy") == 2


async def test_the_last_responsible_party_and_a_number_of_nobody_go_nowhere(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press(":", *"move the contact", "enter")
        assert desk.screen_name == "ContactsPage"
        assert desk.said.startswith("Ann Lee is the only Responsible Party and stays as it was.")
        await desk.press("down", ":", *"move the contact", "enter", *"4165550000")
        assert "Nothing is found by that" in desk.words
        await desk.press("escape")
        assert desk.said == "Ann Lee, Billing Contact stays where it is."
    async with open_desk(several, account="2001", read_only=True) as desk:
        await desk.press(":", *"move the contact")
        assert "Move the contact" not in desk.text
