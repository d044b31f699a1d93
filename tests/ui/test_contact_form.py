"""Contact Maintenance: what is typed becomes exactly that contact, or stays where it was typed."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, Stored, open_desk

from contacts_tui.ui.screens import sheet

JO = ("a", *"Jo", "tab", *"Doe", "tab", *"416 967 7777", "tab", *"jo@gmail.com", "tab")
"""All of a contact but its type; the cursor is in Contact Type."""


def jo(kind: str = "Alternate", phones: tuple[str, ...] = ("416 967 7777",)) -> Stored:
    """The contact that JO types."""
    return Stored(kind, "Jo", "Doe", phones, ("jo@gmail.com",))


@pytest.fixture(autouse=True)
def _nothing_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, typing does not rest unless a test says so."""
    monkeypatch.setattr(sheet, "TYPING_RESTS", 600.0)


# Saving.


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("1", "Responsible Party"),
        ("2", "Authorized User"),
        ("3", "Billing Contact"),
        ("4", "Billing Notification"),
        ("5", "Alternate"),
        ("6", "AutoDialer"),
    ],
)
async def test_a_contact_of_each_type_is_added_by_keys(portal: Path, key: str, kind: str):
    async with open_desk(portal) as desk:
        await desk.press(*JO, key, "enter")
        assert desk.contacts()[7:] == [jo(kind)]
        assert desk.said == f"Saved Jo Doe, {kind}."
        assert desk.line_of(">").startswith(f">{kind}")
        assert [(c.action, c.agent, c.before) for c in desk.changes()] == [("added", "mona", None)]


async def test_arrows_choose_the_type_around_the_corner(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "right")
        assert "> 1 Responsible Party" in desk.text
        await desk.press("left", "left", "ctrl+s")
        assert desk.contacts()[7:] == [jo("Alternate")]


async def test_enter_saves_from_every_field(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down")
        for tabs, typed in enumerate(("Rob", "Roy", "416 967 6666", "roy@example.com", "6")):
            await desk.press("enter", *["tab"] * tabs, *typed, "enter")
            assert desk.screen_name == "ContactsPage"
        assert desk.contacts()[3] == Stored("AutoDialer", "Rob", "Roy", ("416 967 6666",), ("roy@example.com",))
        assert [sorted(c.after or {}) for c in desk.changes()] == [
            ["first_name"],
            ["last_name"],
            ["phones"],
            ["emails"],
            ["contact_type"],
        ]


async def test_up_and_down_move_between_the_fields(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a")
        seen = [desk.field]
        for key in ("down", "down", "down", "down", "up", "up"):
            await desk.press(key)
            seen.append(desk.field)
        assert seen == ["first_name-0", "last_name-0", "phones-0", "emails-0", "contact_type", "emails-0", "phones-0"]


async def test_typing_into_a_field_that_was_opened_replaces_its_text(office: Path):
    async with open_desk(office) as desk:
        await desk.press("down", "down", "down", "E", *"ray@example.com", "enter")
        assert desk.contacts()[3].emails == ("ray@example.com",)
        assert desk.changes()[0].before == {"emails": [{"address": "bob@example.com", "key": "bob@example.com"}]}


async def test_save_and_new_opens_an_empty_form_for_the_same_account(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "ctrl+n")
        assert desk.contacts()[7:] == [jo()]
        assert (desk.screen_name, desk.field, desk.value) == ("ContactForm", "first_name-0", "")
        await desk.press(*"Al", "tab", "tab", *"416 967 7778", "tab", "tab", "5")
        await desk.click("SAVE, NEW")
        assert desk.contacts()[8:] == [Stored("Alternate", "Al", "", ("416 967 7778",), ())]
        assert desk.said == "Saved Al, Alternate."
        await desk.press("escape")
        assert desk.line_of(">").startswith(">Alternate            Al ")


async def test_a_form_is_filled_and_saved_by_mouse(portal: Path):
    async with open_desk(portal) as desk:
        await desk.click("[+ Add Contact]")
        await desk.type("Jo")
        await desk.click("Last Name", right=15)
        await desk.type("Doe")
        await desk.click("Phone  ", right=15)
        await desk.type("416 967 7777")
        await desk.click("Email  ", right=15)
        await desk.type("jo@gmail.com")
        await desk.click("5 Alternate", right=3)
        assert "> 5 Alternate" in desk.text
        await desk.click("[ SAVE ]", right=3)
        assert desk.contacts()[7:] == [jo()]


async def test_an_unchanged_form_writes_nothing(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("enter", "enter")
        assert desk.said == "Test Tester, Authorized User is as it was."
        assert desk.changes() == []


async def test_outer_white_space_goes_and_nothing_else(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(
            "a", *"  Jo  Ann ", "tab", *" O'Doe ", "tab", *" 416.967.7777 x45 ", "tab", "tab", "5", "enter"
        )
        assert desk.contacts()[7:] == [Stored("Alternate", "Jo  Ann", "O'Doe", ("416.967.7777 x45",), ())]
        assert "(416) 967-7777 x45" in desk.text


# More phones and e-mails.


async def test_further_phones_and_emails_are_added_and_saved_in_order(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "shift+tab", "ctrl+o", *"doe@gmail.com")
        await desk.click(" + ", right=1)
        assert desk.field == "phones-1"
        await desk.press(*"416 967 8888", "ctrl+o", *"416 967 9999", "enter")
        assert desk.contacts()[7:] == [
            Stored(
                "Alternate",
                "Jo",
                "Doe",
                ("416 967 7777", "416 967 8888", "416 967 9999"),
                ("jo@gmail.com", "doe@gmail.com"),
            )
        ]
        assert "(416) 967-7777 +2" in desk.text
        assert "jo@gmail.com +1" in desk.text
        await desk.press("enter")
        assert "416 967 9999" in desk.text


async def test_where_there_is_only_one_of_a_field_ctrl_o_says_so(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "ctrl+o")
        assert "ctrl+o adds one more where the cursor is in a field with a +." in desk.words


async def test_a_further_phone_is_taken_away_by_emptying_it(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "shift+tab", "shift+tab", "ctrl+o", *"416 967 8888", "enter")
        assert desk.contacts()[7].phones == ("416 967 7777", "416 967 8888")
        await desk.press("P")
        await desk.retype("")
        await desk.press("enter")
        assert desk.contacts()[7].phones == ("416 967 8888",)


# Warnings.


async def test_a_number_that_is_not_assigned_is_saved_on_the_second_enter(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"4161231234", "tab", "tab", "5", "enter")
        assert desk.line_of("4161231234").endswith("? not an assigned number")
        assert "enter again saves it as it stands." in desk.text
        assert desk.changes() == []
        await desk.press("enter")
        assert desk.contacts()[7:] == [Stored("Alternate", "Jo", "", ("4161231234",), ())]
        assert desk.line_of(">").startswith(">Alternate            Jo              (416) 123-1234 ?")


@pytest.mark.parametrize("second", ["enter", "ctrl+s", "click"])
async def test_any_second_way_to_save_confirms_a_warning(portal: Path, second: str):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"4161231234", "tab", "tab", "5", "ctrl+s")
        assert desk.changes() == []
        await (desk.click("[ SAVE ]", right=3) if second == "click" else desk.press(second))
        assert len(desk.contacts()) == 8


@pytest.mark.parametrize(
    "edit", [("6",), ("shift+tab", "end", "m", "backspace"), ("shift+tab", "shift+tab", "end", " ")]
)
async def test_any_edit_asks_a_warning_again(portal: Path, edit: tuple[str, ...]):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"4161231234", "tab", *"jo@gmail.com", "tab", "5", "enter")
        await desk.press(*edit, "enter")
        assert desk.changes() == []
        await desk.press("enter")
        assert len(desk.contacts()) == 8


async def test_what_was_doubtful_before_is_said_quietly_and_never_asked(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("down", "down", "enter")
        assert "? not an assigned number (as was)" in desk.text
        await desk.press("tab", "tab", "tab", *"new@gmail.com", "enter")
        assert "Change them too?" in desk.words
        await desk.press("n")
        assert desk.contacts()[2].emails == ("new@gmail.com",)
        assert desk.contacts()[2].phones == ("4161111234",)


async def test_a_mail_domain_one_slip_away_is_offered_and_right_takes_it(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", "tab", *"jo@gmial.com", "tab")
        assert desk.line_of("jo@gmial.com").endswith("? gmail.com? right takes it")
        await desk.press("shift+tab", "end", "right")
        assert desk.value == "jo@gmail.com"
        await desk.press("tab", "4", "enter")
        assert desk.contacts()[7:] == [Stored("Billing Notification", "Jo", "", (), ("jo@gmail.com",))]


async def test_right_only_moves_the_cursor_where_there_is_more_to_the_right(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "tab", "tab", "tab", *"jo@gmial.com", "tab", "shift+tab", "home", "right")
        assert desk.value == "jo@gmial.com"


# Errors.

NAME, LAST, PHONE, EMAIL = ("a",), ("tab",), ("tab",), ("tab",)
REFUSED = (
    ("Jo", "", "12", "", "5", "phones-0", "too short"),
    ("Jo", "", "abc", "", "5", "phones-0", "letters only, no number"),
    ("Jo", "", "416 967 7777", "", "", "contact_type", "choose a contact type"),
    ("", "", "416 967 7777", "", "5", "first_name-0", "a name or an e-mail is needed"),
    ("Jo", "", "", "", "5", "phones-0", "a phone or an e-mail is needed"),
    ("Jo", "", "416 967 7777", "", "4", "emails-0", "Billing Notification needs an e-mail"),
    ("Jo", "", "", "jo@gmail.com", "6", "phones-0", "AutoDialer needs a phone"),
    ("Jo", "", "416 967 7777", "jo.gmail.com", "5", "emails-0", "!"),
    ("Jo", "", "12", "jo.gmail.com", "", "phones-0", "too short"),
)


@pytest.mark.parametrize(("first", "last", "phone", "email", "kind", "field", "reason"), REFUSED)
async def test_what_is_wrong_is_not_saved_but_kept_and_said(
    portal: Path, first: str, last: str, phone: str, email: str, kind: str, field: str, reason: str
):
    async with open_desk(portal) as desk:
        await desk.press("a", *first, "tab", *last, "tab", *phone, "tab", *email, "tab", *kind, "enter")
        assert reason in desk.words
        assert desk.field == field
        assert all(typed in desk.text for typed in (first, last, phone, email))
        assert desk.changes() == []
        await desk.press("enter")
        assert desk.changes() == []
        assert desk.screen_name == "ContactForm"


async def test_a_mended_form_is_saved(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"12", "tab", "tab", "5", "enter")
        await desk.retype("416 967 7777")
        await desk.press("enter")
        assert desk.contacts()[7:] == [Stored("Alternate", "Jo", "", ("416 967 7777",), ())]


# When it is said.


async def test_nothing_is_said_in_mid_word(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "tab", "tab", *"41")
        assert "too short" not in desk.words
        await desk.press("tab")
        assert "too short" in desk.words


async def test_it_is_said_when_typing_rests(portal: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet, "TYPING_RESTS", 0.05)
    async with open_desk(portal) as desk:
        await desk.press("a", "tab", "tab", *"41")
        await desk.wait_for("too short")
        assert desk.field == "phones-0"


async def test_a_field_that_was_only_passed_is_not_complained_about(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "tab", "tab", "tab", "tab")
        assert "needed" not in desk.words
        assert "choose" not in desk.words


# Pastes.


async def test_a_pasted_person_fills_the_fields(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a")
        await desk.paste("Ann Lee <ann@example.com> 416 967 1111")
        await desk.press("down", "down", "down", "down", "5", "enter")
        assert desk.contacts()[7:] == [Stored("Alternate", "Ann", "Lee", ("416 967 1111",), ("ann@example.com",))]


async def test_a_pasted_person_with_two_phones_gets_a_field_for_each(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a")
        await desk.paste("Ann Lee\n416 967 1111\n416 967 2222\n")
        await desk.press("ctrl+s")
        assert desk.field == "contact_type"
        await desk.press("5", "enter")
        assert desk.contacts()[7].phones == ("416 967 1111", "416 967 2222")


async def test_a_paste_of_several_lines_becomes_one_line(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "tab")
        await desk.paste("van\r\nder\nBerg\u2028II")
        assert desk.value == "van der Berg II"
        assert "Left out" not in desk.text


async def test_a_paste_with_control_characters_says_what_was_left_out(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", "tab")
        await desk.paste("O\x1b[31mDoe\x07")
        assert desk.value == "O[31mDoe"
        assert "Left out of the paste: 2 control characters (U+001B, U+0007)." in desk.words


async def test_a_pasted_person_with_control_characters_says_so_or_is_not_taken_apart(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a")
        await desk.paste("Ann\x1b Lee <ann@example.com> 416 967 1111")
        await desk.press("ctrl+s")
        assert desk.changes() == []
        assert "U+001B" in desk.words


async def test_a_paste_in_a_question_does_nothing(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("d")
        await desk.paste("y")
        assert desk.screen_name == "Question"
        assert desk.changes() == []


# Leaving.


async def test_a_form_that_is_closed_while_it_is_looked_over_is_closed(portal: Path):
    may_go_on = threading.Event()
    async with open_desk(portal) as desk:
        busy = asyncio.create_task(desk.app.background.read(lambda _: may_go_on.wait(10), awaited=False))
        await desk.pilot.pause()
        desk.burst("enter", "tab", "tab", "escape")
        await desk.wait_until(lambda: desk.app.gate.quiet, "keys wait")
        may_go_on.set()
        await busy
        await desk.settle()
        assert desk.screen_name == "ContactsPage"


async def test_a_form_is_not_closed_by_a_click_while_it_is_saved(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5")
        with closing(sqlite3.connect(portal, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            desk.burst("enter")
            await desk.wait_until(lambda: desk.app.background.waiting, "nothing is saved")
            y = desk.row_of("CANCEL")
            await desk.pilot.click(offset=(desk.lines[y].index("CANCEL"), y))
            other.execute("ROLLBACK")
        await desk.settle()
        assert desk.said == "Saved Jo Doe, Alternate."
        assert desk.contacts()[7:] == [jo()]


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_an_unchanged_form_closes_at_once(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await desk.press("enter", "tab", "x", "backspace", key)
        assert desk.screen_name == "Question"
        await desk.press("d", "enter", key)
        assert desk.screen_name == "ContactsPage"


async def test_a_changed_form_asks_and_escape_goes_back_to_it(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape")
        assert "This form was changed and is not saved." in desk.text
        await desk.press("escape")
        assert (desk.screen_name, desk.field, desk.value) == ("ContactForm", "first_name-0", "Jo")
        await desk.press("ctrl+g")
        await desk.click("back to the form")
        assert desk.screen_name == "ContactForm"


@pytest.mark.parametrize("way", ["s", "click"])
async def test_a_changed_form_is_saved_from_the_question(portal: Path, way: str):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "escape")
        await (desk.press("s") if way == "s" else desk.click("save it"))
        assert desk.contacts()[7:] == [jo()]


@pytest.mark.parametrize("way", ["d", "click"])
async def test_a_changed_form_is_discarded_from_the_question(portal: Path, way: str):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "escape")
        await (desk.press("d") if way == "d" else desk.click("discard what"))
        assert desk.screen_name == "ContactsPage"
        assert desk.changes() == []
        await desk.press("r")
        assert desk.said == "No form is parked."


async def test_what_cannot_be_saved_from_the_question_stays_in_the_form(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"12", "escape", "s")
        assert (desk.screen_name, desk.field, desk.value) == ("ContactForm", "phones-0", "12")
        assert desk.changes() == []


async def test_a_parked_form_comes_back_whole(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5", "shift+tab", "shift+tab", "ctrl+o", *"416 967 8888", "escape", "p")
        assert desk.said == "Parked. r on the page opens the form again with all that was typed."
        assert "r Resume" in desk.lines[-1]
        await desk.press("down", "r")
        await desk.press("enter")
        assert desk.contacts()[7:] == [jo(phones=("416 967 7777", "416 967 8888"))]
        assert "r Resume" not in desk.lines[-1]


async def test_two_forms_are_parked_and_the_last_one_comes_back_first(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape", "p", "enter", *"Al", "escape", "p")
        await desk.press("r")
        assert desk.value == "Al"
        assert "Contact Maintenance: Test Tester" in desk.text
        await desk.press("escape", "p", "r", "escape", "d", "r")
        assert desk.value == "Jo"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_asks_when_a_form_is_parked(portal: Path, key: str):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "escape", "p", key)
        assert "1 parked form is not saved. Leave?" in desk.text
        await desk.press("enter")
        assert not desk.has_left
        await desk.press(key, "n", key, "escape")
        assert not desk.has_left
        await desk.press(key, "y")
        assert desk.has_left


async def test_leaving_asks_when_a_form_is_changed(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"qJo", "ctrl+q")
        assert "A form was changed and is not saved. Leave?" in desk.text
        await desk.press("ctrl+q", "n")
        assert (desk.screen_name, desk.value) == ("ContactForm", "qJo")
        await desk.press("ctrl+q", "y")
        assert desk.has_left


# Somebody else, and a database that does not take it.


async def test_a_database_that_a_newer_program_has_migrated_is_told_of_and_what_was_typed_stays(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5")
        with closing(sqlite3.connect(portal, isolation_level=None)) as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
        await desk.press("enter")
        assert "A newer contacts-tui has brought this database up to date: nothing was saved." in desk.words
        await keeps_what_was_typed(desk)


async def test_a_database_that_is_busy_is_told_of_and_the_form_can_be_saved_later(portal: Path):
    async with open_desk(portal, wait=0.1) as desk:
        await desk.press(*JO, "5")
        with closing(sqlite3.connect(portal, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await desk.press("enter")
            assert "The database is busy" in desk.words
            assert "What you typed is still here." in desk.words
            await keeps_what_was_typed(desk)
        await desk.press("enter")
        assert desk.contacts()[7:] == [jo()]


async def test_a_database_file_that_was_deleted_takes_nothing(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5")
        await asyncio.to_thread(portal.rename, portal.with_name("elsewhere.db"))
        await desk.press("enter")
        assert "was moved or deleted while it was open" in desk.words
        await keeps_what_was_typed(desk)
        assert not portal.exists()


async def test_a_database_file_that_was_overwritten_takes_nothing(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press(*JO, "5")
        rubbish = b"rubbish " * 4_096
        portal.write_bytes(rubbish)
        await desk.press("enter")
        await keeps_what_was_typed(desk)
        assert portal.read_bytes() == rubbish


async def test_a_delete_that_fails_keeps_the_contact_and_says_why(portal: Path):
    async with open_desk(portal, wait=0.1) as desk:
        with closing(sqlite3.connect(portal, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await desk.press("d", "y")
            assert desk.said.startswith("The database is busy")
            assert "Customer Contacts  7" in desk.text
        assert len(desk.contacts()) == 7


async def keeps_what_was_typed(desk: Desk) -> None:
    """Nothing is said to be saved, and what JO types is still in the form."""
    assert desk.screen_name == "ContactForm"
    assert "Saved" not in desk.text
    assert all(typed in desk.text for typed in ("Jo", "Doe", "416 967 7777", "jo@gmail.com", "> 5 Alternate"))


# Sizes.


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 20), (120, 40), (200, 60)])
async def test_a_contact_is_added_at_every_size(portal: Path, width: int, height: int):
    async with open_desk(portal, size=(width, height)) as desk:
        fields = (("a", *"Jo"), *(("tab", *text) for text in ("Doe", "416 967 7777", "jo@gmail.com", "5")))
        for keys in fields:
            await desk.press(*keys)
        assert "> 5 Alternate" in desk.text
        await desk.press("enter")
        assert desk.contacts()[7:] == [jo()]


async def test_a_form_keeps_its_text_and_its_cursor_while_the_terminal_is_resized(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("a", *"Jo", "tab", *"Doe", "tab", *"416 967", "tab", *"jo@gmail.com", "up", "end")
        for size in ((40, 12), (200, 60), (60, 20), (30, 6), (80, 24), (40, 12)):
            await desk.resize(*size)
            assert desk.field == "phones-0"
            assert "416 967" in desk.text
        await desk.press(*" 7777", "tab", "tab", "5", "enter")
        assert desk.contacts()[7:] == [jo()]


async def test_a_form_opened_on_a_small_screen_uses_a_larger_one(portal: Path):
    async with open_desk(portal, size=(60, 16)) as desk:
        await desk.press("a")
        await desk.resize(120, 30)
        enlarged = desk.words
    async with open_desk(portal, size=(120, 30)) as desk:
        await desk.press("a")
        assert desk.words == enlarged


async def test_at_40_columns_an_error_is_read_beside_its_field(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press("a", *"Jo", "tab", "tab", *"abc", "tab", "tab", "5", "enter")
        assert desk.field == "phones-0"
        assert "! letters only, no number" in desk.words


async def test_down_moves_to_the_next_field_where_the_form_scrolls_too(portal: Path):
    async with open_desk(portal, size=(40, 12)) as desk:
        await desk.press(
            "a", *"Jo", "down", *"Doe", "down", *"416 967 7777", "down", *"jo@gmail.com", "down", "5", "enter"
        )
        assert desk.contacts()[7:] == [Stored("Alternate", "Jo", "Doe", ("416 967 7777",), ("jo@gmail.com",))]
