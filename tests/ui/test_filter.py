"""The filter of the Contacts page: what is typed, what stays in sight, and what the keys then act on."""

from pathlib import Path

import pytest
from desk import Desk, open_desk
from drafts import MakeFile, draft

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.services.opening import Services


def rows(desk: Desk) -> list[str]:
    """The contacts that are shown: type and name of each."""
    return [f"{line[1:21].strip()}: {line[22:36].strip()}" for line in desk.lines if "✎" in line]


def marked(desk: Desk) -> list[str]:
    """What stands out in the table, in any terminal."""
    strips = desk.paint()
    segments = [segment for strip in strips for segment in strip if "✎" in strip.text]
    return [segment.text for segment in segments if segment.style and segment.style.underline and segment.style.bold]


ANNS = ["Responsible Party: Ann Lee", "Billing Contact: Ann Lee", "Authorized User: Ann Lee"]


async def test_contacts_are_narrowed_down_as_the_text_is_typed(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", "e")
        assert len(rows(desk)) == 5
        await desk.type("e")
        assert rows(desk) == ANNS
        assert "Customer Contacts  3 of 5" in desk.text
        assert "/ ee" in desk.text
        await desk.press("backspace", "backspace")
        assert "Customer Contacts  5 of 5" in desk.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LEE ann", ANNS),
        ("lée", ANNS),
        ("bob@", ["Alternate: Bob Ray"]),
        ("967-2222", ["Alternate: Bob Ray"]),
        ("4169672222", ["Alternate: Bob Ray"]),
        ("billing", ["Billing Contact: Ann Lee", "Billing Notification: Front Desk"]),
        ("ann billing n", ["Billing Contact: Ann Lee", "Billing Notification: Front Desk"]),
    ],
)
async def test_all_words_are_found_in_any_order_in_what_is_shown(office: Path, text: str, found: list[str]):
    async with open_desk(office) as desk:
        await desk.press("/", *text)
        assert rows(desk) == found


async def test_what_matched_is_marked_not_by_colour_alone(office: Path):
    async with open_desk(office) as desk:
        assert marked(desk) == []
        await desk.press("/", *"ray 967")
        assert marked(desk) == ["Ray", "967"]
        await desk.press("escape")
        assert marked(desk) == []


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_the_filter_is_kept_and_keys_act_on_the_row_under_the_cursor(office: Path, key: str):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", key, "d")
        assert "Delete Bob Ray, Alternate?" in desk.text
        await desk.press("n", "e")
        assert desk.value == "Bob"
        await desk.press("escape")
        assert rows(desk) == ["Alternate: Bob Ray"]


async def test_typed_ahead_a_filtered_contact_is_deleted_and_no_other(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*"/front", "down", "d", "y")
        assert [contact.first_name for contact in desk.contacts()] == ["Ann", "Ann", "Bob", "Ann"]


async def test_keys_of_the_page_are_text_in_the_filter(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"adesq:?/")
        assert desk.screen_name == "ContactsPage"
        assert desk.value == "adesq:?/"
        assert desk.changes() == []


async def test_down_moves_on_in_the_table_only_once_it_is_there(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*"/ann lee", "up", "down", "down", "down", "enter")
        assert "> 2 Authorized User" in desk.text


async def test_escape_clears_in_the_filter_and_on_the_page_before_anything_else(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", "escape")
        assert "Customer Contacts  5   [+ Add Contact]" in desk.text
        assert desk.line_of(">").startswith(">Alternate")
        await desk.press("/", *"bob", "enter", "escape")
        assert len(rows(desk)) == 5
        assert desk.said == ""
        await desk.press("escape")
        assert desk.said.startswith("This is the page itself.")


async def test_a_kept_filter_is_typed_over(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", "enter", "/")
        assert desk.value == "bob"
        await desk.type("front")
        assert rows(desk) == ["Billing Notification: Front Desk"]
        await desk.press("enter", "/", "end", *" zz")
        assert desk.value == "front zz"


async def test_after_help_the_cursor_is_in_the_filter_again(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bo")
        before = desk.app.cursor_position
        await desk.press("f1", *"help", "escape")
        assert desk.app.cursor_position == before
        await desk.type("b")
        assert desk.value == "bob"
        await desk.press("enter")
        assert desk.app.cursor_position == (0, desk.row_of(">Alternate"))


@pytest.mark.parametrize("text", ["", "  "])
async def test_a_filter_without_words_is_none(office: Path, text: str):
    async with open_desk(office) as desk:
        await desk.press("/", *text, "enter", "down", "enter")
        assert "> 3 Billing Contact" in desk.text
        await desk.press("escape")
        assert "[/ filter]" in desk.text


async def test_what_matches_nothing_says_so_and_is_not_left(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"zz[/b]", "down")
        said = 'No contact here matches "zz[/b]". enter looks in all accounts, escape clears.'
        assert desk.text.count(said) == 2
        await desk.press("down", "d")
        assert desk.value == "zz[/b]d"
        await desk.click("d Delete")
        assert desk.said == said.replace("[/b]", "[/b]d")
        await desk.press("escape", "d")
        assert "Ann Lee is the only Responsible Party" in desk.said


async def test_after_a_filter_that_found_nothing_the_cursor_is_where_it_was(office: Path):
    async with open_desk(office) as desk:
        await desk.press("end")
        last = desk.line_of(">")
        await desk.press("/", *"zzz", "escape")
        assert desk.line_of(">") == last


async def test_what_matches_nothing_here_is_looked_for_in_all_accounts(several: Path):
    async with open_desk(several, account="2002") as desk:
        await desk.press("/", *"bob", "enter")
        assert desk.screen_name == "FindScreen"
        assert desk.value == "bob"
        await desk.press("enter")
        assert "Hill Dental  2001" in desk.lines[0]
        assert desk.line_of(">").startswith(">Alternate            Bob Ray")
        assert "[/ filter]" in desk.text


async def test_one_who_does_not_look_elsewhere_is_back_in_the_filter(several: Path):
    async with open_desk(several, account="2002") as desk:
        await desk.press("/", *"bob", "enter", "escape", "escape")
        assert "Cy Dunn" in desk.line_of(">")


async def test_a_long_text_that_matches_nothing_is_cut(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/")
        await desk.paste("x" * 1_000)
        assert "…" in desk.line_of("No contact here")
        assert "enter looks in all accounts, escape clears." in " ".join(desk.text.split())


async def test_a_paste_into_the_filter_is_text(office: Path):
    async with open_desk(office) as desk:
        desk.burst("/")
        desk.burst_paste("Bob\nRay\x1b")
        await desk.settle()
        assert desk.value == "Bob Ray"
        assert rows(desk) == ["Alternate: Bob Ray"]
        assert "Left out of the paste: 1 control character" in desk.said


async def test_the_cursor_stays_on_its_contact_and_goes_to_the_first_match_where_that_is_hidden(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "/", *"lee")
        assert desk.line_of(">").startswith(">Billing Contact")
        await desk.retype("bob")
        assert desk.line_of(">").startswith(">Alternate")
        await desk.press("escape")
        assert desk.line_of(">").startswith(">Alternate")


async def test_an_update_that_the_filter_does_not_find_stays_in_sight_until_the_filter_changes(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", "enter", "enter", *"Rob", "tab", "tab", "tab", *"rob@example.com", "enter")
        assert desk.said.startswith("Saved Rob Ray, Alternate. The filter does not find it: it stays in sight")
        assert rows(desk) == ["Alternate: Rob Ray"]
        await desk.press("enter")
        assert desk.value == "Rob"
        await desk.press("escape", "/", *"bobb", "backspace")
        assert rows(desk) == []


async def test_others_that_were_changed_along_stay_in_sight_too(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"lee", "enter", "enter", "tab", *"Leigh", "enter")
        assert desk.screen_name == "SharingQuestion"
        await desk.press("y")
        assert [row.partition(": ")[2] for row in rows(desk)] == ["Ann Leigh"] * 3


async def test_an_added_contact_that_the_filter_does_not_find_is_in_sight(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", "enter", "a", *"Jo", "tab", "tab", *"416 967 5555", "tab", "tab", "5", "enter")
        assert "The filter does not find it" in desk.said
        assert rows(desk) == ["Alternate: Bob Ray", "Alternate: Jo"]
        assert desk.line_of(">").startswith(">Alternate            Jo")


async def test_deleting_the_last_match_shows_the_others_again(office: Path):
    async with open_desk(office) as desk:
        await desk.press("/", *"bob", "enter", "d", "y")
        assert (
            desk.said == "Deleted Bob Ray, Alternate. u brings it back. The filter finds nothing else and is cleared."
        )
        assert len(rows(desk)) == 4
        await desk.press("down", "E")
        assert desk.screen_name == "ContactForm"


async def test_another_account_is_shown_without_the_filter(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("/", *"bob", "enter", "f", *"2002", "enter")
        assert "Customer Contacts  1   [+ Add Contact]" in desk.text
        assert "Cy Dunn" in desk.text
        assert "[/ filter]" in desk.text


async def test_without_contacts_there_is_nothing_to_filter(bare: Path):
    async with open_desk(bare) as desk:
        assert "[/ filter]" not in desk.text
        await desk.press("/", "a")
        assert desk.screen_name == "ContactForm"
        await desk.press("escape", "/")
        assert desk.said == "There are no contacts to filter."


async def test_without_an_account_there_is_nothing_to_filter_or_sort(nothing: Path):
    async with open_desk(nothing) as desk:
        await desk.press("/")
        assert desk.said == "There are no contacts to filter."
        await desk.press("s")
        assert desk.said == "There are no contacts to sort."


async def test_the_filter_is_opened_and_cleared_by_the_mouse(office: Path):
    async with open_desk(office) as desk:
        await desk.click("[/ filter]", right=9)
        await desk.type("bob")
        await desk.click("Bob Ray")
        await desk.press("e")
        assert desk.value == "Bob"
        await desk.press("escape")
        await desk.click("[x]", right=2)
        assert len(rows(desk)) == 5
        await desk.press("end")
        assert desk.line_of(">").startswith(">Authorized User")


async def test_read_only_filters_and_sorts(office: Path):
    async with open_desk(office, read_only=True) as desk:
        await desk.press("/", *"ray", "enter", "s", "n")
        assert "Customer Contacts  1 of 5" in desk.text
        assert "Name ▲" in desk.text
        await desk.press("d")
        assert "can be changed" in desk.said


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_the_filter_takes_no_line_and_is_usable_at_every_size(office: Path, size: tuple[int, int]):
    async with open_desk(office, size=size) as desk:
        before = desk.row_of("Ann Lee")
        await desk.press("/", *"lee")
        assert "3 of 5" in desk.text
        assert "/ lee" in desk.text
        assert "[x]" in desk.text
        assert desk.row_of("Ann Lee") == before
        for width, height in ((40, 12), (1, 1), (200, 60), size):
            await desk.resize(width, height)
        await desk.press("enter", "e")
        assert desk.value == "Ann"


def fill_crowd(services: Services) -> None:
    """An account of many people with names in several scripts."""
    account = services.accounts.add(AccountDraft(name="Big Hall", number="1"))
    for first in ("王小明", "👩\u200d👩\u200d👧 family", "e\u0301mile", "[/b]", "محمد", "🇨🇦 flag"):
        for number in range(6):
            contact = draft(ContactType.ALTERNATE, first, f"Lee{number}", email=f"lee{number}@example.com")
            services.contacts.add(account, contact)


async def test_marks_in_any_script_leave_the_page_as_it_is(new_file: MakeFile):
    async with open_desk(new_file("crowd", fill_crowd)) as desk:
        for text in ("lee", "王小", "family", "\u0301", "e", "👩", "[/b]", "محمد", "🇨🇦", "4"):
            await desk.press("/", "end", "ctrl+u")
            await desk.paste(text)
            assert "[x]" in desk.text
            await desk.press("enter")
        assert "6 of 36" in desk.text
