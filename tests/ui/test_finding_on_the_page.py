"""Finding on the page: the keys that lead to Find, its results one by one, the account before, the caller."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, open_desk
from drafts import ALTERNATE, MakeFile, draft

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.remembered import Remembered
from contacts_tui.services.opening import Services, open_services

NEW = "4165552222"
HELD = "a adds a contact with (416) 555-2222, P adds it to the one under the cursor."
TITLE = "Caller (416) 555-2222: nobody has this number. Account or name:"
NOTICE = "Caller (416) 555-2222: a and P use it, escape drops it."


def run(path: Path, use_case: Callable[[Services], object]) -> None:
    """Let somebody else do something, from another program."""
    services = open_services(path, agent="dana")
    use_case(services)
    services.close()


# How Find is opened.


@pytest.mark.parametrize(
    ("typed", "in_box"), [("f", ""), ("4161", "4161"), ("+1416", "+1416"), ("0", "0"), ("f42", "42")]
)
async def test_find_begins_with_what_was_typed(portal: Path, typed: str, in_box: str):
    async with open_desk(portal) as desk:
        await desk.type(typed)
        assert (desk.screen_name, desk.value) == ("FindScreen", in_box)


async def test_every_digit_leads_to_find(portal: Path):
    async with open_desk(portal) as desk:
        for digit in "0123456789":
            await desk.press(digit)
            assert (desk.screen_name, desk.value) == ("FindScreen", digit)
            await desk.press("escape")


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_number_and_enter_in_one_burst_open_its_contact(several: Path, read_only: bool):
    async with open_desk(several, account="2001", read_only=read_only) as desk:
        await desk.press(*"4169674444", "enter")
        assert "Lake Marina  2002" in desk.lines[0]
        assert "Cy Dunn" in desk.line_of(">")


async def test_a_burst_before_the_data_is_there_is_found_too(several: Path):
    async with open_desk(several, account="2001", ready=False) as desk:
        await desk.press(*"4169674444", "enter", "E")
        assert "Contact Maintenance: Cy Dunn, Lake Marina 2002" in desk.text


@pytest.mark.parametrize(
    ("pasted", "in_box"),
    [
        ("(416) 967-4444\n", "(416) 967-4444"),
        ("\r\n  Cy\tDunn  \r\nq\r\n", "Cy Dunn"),
        ("\x1b[31mCy\x07", "[31mCy"),
        ("[@click=app.quit]x[/b]", "[@click=app.quit]x[/b]"),
        ("x" * 900, "x" * 200),
        ("\n", ""),
    ],
)
async def test_a_paste_on_the_page_is_looked_for_and_not_entered(several: Path, pasted: str, in_box: str):
    async with open_desk(several, account="2001") as desk:
        await desk.paste(pasted)
        assert (desk.screen_name, desk.value) == ("FindScreen", in_box)
        assert "Hill Dental  2001" in desk.app.screen_stack[0].query_one("AccountHeader").render().plain


async def test_a_paste_and_enter_open_what_was_pasted(several: Path):
    async with open_desk(several, account="2001") as desk:
        desk.burst_paste("cy dunn\nand more")
        await desk.press("enter")
        assert "Lake Marina  2002" in desk.lines[0]


async def test_find_is_in_the_list_of_actions(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press(":", *"find accounts", "enter")
        assert desk.screen_name == "FindScreen"


# The results one by one, and the account before.


@pytest.mark.parametrize(("next_one", "one_before"), [(".", ","), ("]", "[")])
async def test_results_are_gone_through_across_accounts(several: Path, next_one: str, one_before: str):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967", "down", "down", "down", "down", "enter")
        assert desk.said == 'Result 5 of 6 for "416967".'
        await desk.press(next_one)
        assert desk.said == 'Result 6 of 6 for "416967".'
        assert "Lake Marina  2002" in desk.lines[0]
        await desk.press(next_one)
        assert desk.said == 'Result 6 of 6 for "416967" is the last one.'
        await desk.press(one_before, one_before)
        assert desk.said == 'Result 4 of 6 for "416967".'
        assert "Hill Dental  2001" in desk.lines[0]
        assert "Front Desk" in desk.line_of(">")
        await desk.press(*[one_before] * 4)
        assert desk.said == 'Result 1 of 6 for "416967" is the first one.'


async def test_an_account_that_was_found_itself_is_a_result(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"l", "enter")
        count = int(desk.said.split(" of ")[1].split()[0])
        assert desk.said == f'Result 1 of {count} for "l".'
        assert count > 3


async def test_the_line_of_an_account_whose_contacts_were_found_leads_to_the_first_of_them(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"967", "up", "enter")
        assert desk.said == 'Result 1 of 6 for "967".'
        assert "Ann Lee" in desk.line_of(">")


async def test_the_last_result_of_a_cut_find_is_not_called_the_last_one(several: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("contacts_tui.ui.screens.finding.MOST", 2)
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"ann", "enter", ".", ".")
        assert desk.said == 'Result 2 of the first 2 for "ann": f and more letters find the others.'
        await desk.press(",", ",")
        assert desk.said == 'Result 1 of the first 2 for "ann" is the first one.'


async def test_without_a_find_or_an_account_before_it_is_said(several: Path):
    async with open_desk(several, account="2003") as desk:
        for key in (",", ".", "[", "]"):
            await desk.press("escape", key)
            assert desk.said == "There is no result to go to. f finds."
        await desk.press("-")
        assert desk.said == "No other account was shown before."


async def test_the_account_before_and_back_with_the_cursor_where_it_was(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("down", "down", *"2002", "enter", "-")
        assert "Hill Dental  2001" in desk.lines[0]
        assert "Front Desk" in desk.line_of(">")
        assert desk.said == "This is the account before. - goes back to Lake Marina 2002."
        await desk.press("-")
        assert "Lake Marina  2002" in desk.lines[0]


async def test_an_account_that_was_just_added_can_be_left_again(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press(":", *"new customer", "enter", *"Shop", "enter")
        assert "Shop  P-0001" in desk.lines[0]
        await desk.press("-")
        assert "Hill Dental  2001" in desk.lines[0]


async def test_a_result_that_was_deleted_meanwhile_is_said(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"416967", "enter", ",")
        run(several, lambda services: services.contacts.delete(services.accounts.page(1).contacts[4]))
        await desk.press(".")
        assert desk.said == 'Result 2 of 6 for "416967". This contact is not there any more.'


async def test_an_account_before_that_was_deleted_meanwhile_is_said(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press(*"2001", "enter")
        with closing(sqlite3.connect(several)) as connection, connection:
            connection.execute("UPDATE account SET deleted_at = '2019-01-01 00:00:00' WHERE number = '2003'")
        await desk.press("-")
        assert desk.said == "Account Harbour Light 2003 was deleted meanwhile. f finds another one."
        assert "Hill Dental  2001" in desk.lines[0]


async def test_the_number_is_not_held_on_an_account_that_was_not_chosen(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("f", *NEW, "enter", *"2002")
        with closing(sqlite3.connect(several)) as connection, connection:
            connection.execute("UPDATE account SET deleted_at = '2019-01-01 00:00:00' WHERE number = '2002'")
        await desk.press("enter")
        assert desk.said == "Account Lake Marina 2002 was deleted meanwhile. f finds another one."
        assert NOTICE not in desk.text
        await desk.press("a")
        assert "new contact, Hill Dental 2001" in desk.text
        assert "555-2222" not in desk.text


async def test_an_account_that_was_deleted_is_not_the_one_before(several: Path):
    async with open_desk(several, account="2002") as desk:
        await desk.press("f", *"2003", "enter", ":", *"delete the account", "enter", *"2003", "enter")
        await desk.press("-")
        assert "Lake Marina  2002" in desk.lines[0]
        await desk.press("-")
        assert desk.said == "No other account was shown before."


async def test_going_back_and_through_results_is_in_the_list_of_actions(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press("f", *"967", "enter", ":", *"next find", "enter")
        assert desk.said == 'Result 2 of 6 for "967".'
        await desk.press(":", *"account before", "enter")
        assert "Harbour Light  2003" in desk.lines[0]


# The caller.


async def hold(desk: Desk, account: str = "marina") -> None:
    """Hold the number of a caller whom nobody knows, and choose the account."""
    await desk.press(*NEW, "enter")
    assert TITLE[:30] in desk.text
    assert desk.value == ""
    await desk.press(*account, "enter")
    assert desk.screen_name == "ContactsPage"


async def test_a_number_that_nobody_has_becomes_a_new_contact(several: Path):
    async with open_desk(several) as desk:
        await desk.type(NEW)
        assert "(416) 555-2222: nobody has this number. enter holds it as the caller" in desk.text
        await desk.press("enter", *"marina", "enter")
        assert "Lake Marina  2002" in desk.lines[0]
        assert desk.said == HELD
        assert NOTICE in desk.text
        await desk.press("a")
        assert desk.line_of("│ Phone").split()[:3] == ["Phone", "(416)", "555-2222"]
        assert desk.field == "first_name-0"
        await desk.press(*"Jo", "tab", "tab", "tab", "tab", "5", "enter")
        assert desk.said == "Saved Jo, Alternate."
        assert desk.contacts()[-1] == ("Alternate", "Jo", "", ("(416) 555-2222",), ())
        assert NOTICE not in desk.text
        await desk.press("a")
        assert "555-2222" not in desk.line_of("│ Phone")


CALLERS = (
    ("4165552221", "US", "(416) 555-2221", "+14165552221", ""),
    ("4165552222", "CA", "(416) 555-2222", "+14165552222", ""),
    ("4165552223", "DE", "+14165552223", "+14165552223", ""),
    ("4165552224", "GB", "+14165552224", "+14165552224", ""),
    ("+14165552225", "DE", "+14165552225", "+14165552225", ""),
    ("4165552226 x45", "DE", "+14165552226 x45", "+14165552226", "45"),
    ("4165552227 x45", "US", "(416) 555-2227 x45", "+14165552227", "45"),
    ("0044 20 7946 0018", "GB", "+44 20 7946 0018", "+442079460018", ""),
    ("+442079460019", "DE", "+44 20 7946 0019", "+442079460019", ""),
)
"""A number as it was said, the country of the account, the number in its form, and as it is stored."""


@pytest.mark.parametrize("key", ["a", "P"])
async def test_the_number_stays_the_same_in_an_account_of_any_country(new_file: MakeFile, key: str):
    def fill(services: Services) -> None:
        for at, (_, country, *_) in enumerate(CALLERS):
            account = services.accounts.add(AccountDraft(name="Shop", number=f"300{at}", country=country))
            services.contacts.add(account, draft(ALTERNATE, "Ann", "Lee", email="ann@example.com"))

    async with open_desk(new_file("callers", fill), account="3000") as desk:
        for at, (number, country, in_form, e164, extension) in enumerate(CALLERS):
            desk.burst_paste(number)
            desk.burst("enter")
            desk.burst_paste(f"300{at}")
            await desk.press("enter", key)
            if key == "a":
                await desk.press(*"Jo", "tab", "tab")
            assert (desk.field, desk.value) == ("phones-0", in_form), country
            await desk.press(*(["tab", "tab", "5"] if key == "a" else []), "enter")
            stored = desk.rows("SELECT e164, extension FROM phone ORDER BY id")
            assert (len(stored), stored[-1]) == (at + 1, {"e164": e164, "extension": extension}), country
            assert "Caller" not in desk.text


@pytest.mark.parametrize("typed", ["416.555.2222", "+1 416 555 2222", "1-416-555-2222 x7"])
async def test_the_number_in_another_notation_ends_the_hold(several: Path, typed: str):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press("P")
        await desk.retype(typed)
        await desk.press("enter")
        assert desk.contacts()[-1].phones == ("416 967 4444", typed)
        assert NOTICE not in desk.text


async def test_a_number_that_only_begins_like_the_callers_does_not_end_the_hold(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press("P")
        await desk.retype("416 555 2223")
        await desk.press("enter")
        assert desk.contacts()[-1].phones == ("416 967 4444", "416 555 2223")
        assert NOTICE in desk.text


@pytest.mark.parametrize("completed", ["", "416 "])
async def test_a_number_without_area_code_is_held_as_it_was_said_and_may_be_completed(several: Path, completed: str):
    async with open_desk(several) as desk:
        await desk.press(*"555-9876", "enter", *"marina", "enter", "P")
        assert desk.value == "555-9876"
        await desk.press("home", *completed, "enter")
        await desk.press(*(["enter"] if desk.screen_name != "ContactsPage" else []))
        assert desk.contacts()[-1].phones == ("416 967 4444", f"{completed}555-9876")
        assert "Caller" not in desk.text


async def test_the_whole_call_in_one_burst(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press(*NEW, "enter", *"2003", "enter", "a", *"Jo", "tab", "tab", "tab", "tab", "5", "enter")
        assert desk.contacts()[-1] == ("Alternate", "Jo", "", ("(416) 555-2222",), ())
        assert desk.rows("SELECT account_id FROM contact WHERE first_name = 'Jo'") == [{"account_id": 3}]


async def test_the_number_becomes_one_more_phone_of_a_contact(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press("P")
        assert (desk.field, desk.value) == ("phones-1", "(416) 555-2222")
        await desk.press("enter")
        assert desk.said == "Saved Cy Dunn, Alternate."
        assert desk.contacts()[-1].phones == ("416 967 4444", "(416) 555-2222")
        assert NOTICE not in desk.text


async def test_the_number_fills_an_empty_phone(new_file: MakeFile):
    def fill(services: Services) -> None:
        account = services.accounts.add(AccountDraft(name="Shop", number="1"))
        services.contacts.add(account, draft(ALTERNATE, "Ann", "Lee", email="ann@example.com"))

    async with open_desk(new_file("no_phone", fill)) as desk:
        await hold(desk, "shop")
        await desk.press("P")
        assert (desk.field, desk.value) == ("phones-0", "(416) 555-2222")
        await desk.press("enter")
        assert desk.contacts()[0].phones == ("(416) 555-2222",)


async def test_enter_and_e_mail_of_a_contact_do_not_use_the_number(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        for key in ("enter", "e", "E"):
            await desk.press(key)
            assert "555-2222" not in desk.line_of("│ Phone")
            await desk.press("escape")
            assert desk.screen_name == "ContactsPage"
        await desk.press("enter", *"Cyrus", "enter")
        assert desk.said == "Saved Cyrus Dunn, Alternate."
        assert NOTICE in desk.text


@pytest.mark.parametrize("key", ["a", "P"])
async def test_a_form_in_which_only_the_number_was_filled_in_closes_at_once(several: Path, key: str):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press(key, "escape")
        assert desk.screen_name == "ContactsPage"
        assert NOTICE in desk.text
        await desk.press(key, "ctrl+q")
        assert desk.has_left


async def test_a_form_with_the_number_that_was_parked_or_discarded_keeps_it_held(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press("a", *"Jo", "escape", "d")
        assert NOTICE in desk.text
        await desk.press("P", "up", "up", *"Cyd", "escape", "p")
        assert NOTICE in desk.text
        await desk.press("r", "enter")
        assert desk.contacts()[-1].phones == ("416 967 4444", "(416) 555-2222")
        assert NOTICE not in desk.text


async def test_escape_in_find_goes_back_to_the_number_then_closes(several: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press(*NEW, "enter", *"hill", "escape")
        assert desk.value == NEW
        assert "Find an account" in desk.text
        await desk.press("escape")
        assert desk.screen_name == "ContactsPage"
        await desk.press("a")
        assert "555-2222" not in desk.text


async def test_the_caller_is_held_while_accounts_are_looked_at_and_escape_drops_it(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        for text, account in (("hill", "Hill Dental"), ("2003", "Harbour Light"), ("cy dunn", "Lake Marina")):
            await desk.press("f")
            assert TITLE in desk.text
            await desk.press(*text, "enter")
            assert account in desk.lines[0]
            assert desk.said == HELD
        await desk.press("-")
        assert "Harbour Light" in desk.lines[0]
        assert NOTICE in desk.text
        await desk.press("f", "escape")
        assert NOTICE in desk.text
        await desk.press("escape")
        assert desk.said == "Caller (416) 555-2222 is not held any more."
        assert NOTICE not in desk.text
        await desk.press("escape")
        assert desk.said == "This is the page itself. q leaves the program."


async def test_another_number_drops_the_caller(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press(*"4169671111", "enter")
        assert "Ann Lee" in desk.line_of(">")
        assert "held" not in desk.text
        assert "Caller" not in desk.text


async def test_another_number_that_nobody_has_takes_the_place_of_the_first(several: Path):
    async with open_desk(several) as desk:
        await hold(desk)
        await desk.press(*"4165553333", "enter")
        assert "Caller (416) 555-3333: nobody has this number." in desk.text
        await desk.press("escape", "escape")
        assert NOTICE in desk.text
        await desk.press(*"4165553333", "enter", *"hill", "enter")
        assert desk.said == HELD.replace("2222", "3333")


async def test_the_account_of_a_caller_may_be_found_by_another_number(several: Path):
    async with open_desk(several) as desk:
        await desk.press(*NEW, "enter", *"4169671111", "enter")
        assert "Hill Dental  2001" in desk.lines[0]
        assert desk.said == HELD


async def test_a_caller_who_is_known_needs_no_hold(several: Path):
    async with open_desk(several) as desk:
        await desk.press(*"4169674444", "enter")
        assert "Cy Dunn" in desk.line_of(">")
        assert "Caller" not in desk.text


async def test_in_read_only_mode_the_caller_is_told_and_nothing_is_offered(several: Path):
    async with open_desk(several, read_only=True) as desk:
        await hold(desk)
        assert desk.said == "Caller (416) 555-2222: nobody has this number."
        await desk.press("a")
        assert desk.said == "This database is open to be read only: nothing can be changed."


async def test_at_40_columns_the_caller_is_told_too(several: Path):
    async with open_desk(several, size=(40, 12)) as desk:
        await hold(desk)
        assert "Caller (416) 555-2222: a and P use it" in desk.text
        assert desk.said == HELD


# The start.


async def test_where_no_account_was_ever_open_the_newest_ones_are_called_that(several: Path):
    async with open_desk(several) as desk:
        assert ("Newest" in desk.text, "Recent" in desk.text) == (True, False)
        assert "Undo" not in desk.lines[-1]
        await desk.press("enter", "f")
        assert ("Newest" in desk.text, "Recent" in desk.text) == (False, True)
        assert "u Undo" in desk.lines[-1]


async def test_among_several_accounts_find_opens_with_the_recent_ones(several: Path, tmp_path: Path):
    Remembered(tmp_path / "state.json").remember_account(str(several), 2)
    async with open_desk(several) as desk:
        assert desk.screen_name == "FindScreen"
        assert "Recent" in desk.text
        assert desk.line_of("│ >").startswith(">2002  Lake Marina")
        await desk.press("enter")
        assert "Lake Marina  2002" in desk.lines[0]


async def test_every_account_that_is_shown_is_remembered(several: Path, tmp_path: Path):
    async with open_desk(several, account="2003") as desk:
        await desk.press(*"2001", "enter", *"2002", "enter", "-")
        state = tmp_path / "state.json"
        await desk.wait_until(lambda: Remembered(state).recent(str(several)) == (1, 2, 3), "it is not remembered")
    async with open_desk(several) as desk:
        rows = [desk.row_of(number) for number in ("2001", "2002", "2003")]
        assert rows == sorted(rows)


async def test_the_only_account_is_opened_and_remembered(portal: Path, tmp_path: Path):
    async with open_desk(portal) as desk:
        assert desk.screen_name == "ContactsPage"
        state = tmp_path / "state.json"
        await desk.wait_until(lambda: Remembered(state).recent(str(portal)) == (1,), "it is not remembered")


async def test_the_start_lists_ten_accounts(new_file: MakeFile):
    def fill(services: Services) -> None:
        for number in range(10, 25):
            services.accounts.add(AccountDraft(name=f"Account {number}", number=str(number)))

    async with open_desk(new_file("many", fill)) as desk:
        assert desk.text.count("  Account ") == 10


async def test_typing_at_the_start_finds(several: Path):
    async with open_desk(several, ready=False) as desk:
        await desk.press(*"2003", "enter", "a", *"Jo", "tab", "tab", *"416 967 1111", "tab", "tab", "5", "enter")
        assert "Harbour Light  2003" in desk.lines[0]
        assert desk.rows("SELECT account_id FROM contact WHERE first_name = 'Jo'") == [{"account_id": 3}]


@pytest.mark.parametrize("read_only", [False, True])
async def test_without_a_choice_the_page_says_how_to_make_one(several: Path, read_only: bool):
    async with open_desk(several, read_only=read_only) as desk:
        await desk.press("escape")
        assert "No account is open. [f Find an account]" in desk.text
        if not read_only:
            for key in ("a", "enter", "d"):
                await desk.press(key)
                assert desk.said == "No account is open. f finds one."
        await desk.click("[f Find an account]")
        assert desk.screen_name == "FindScreen"


@pytest.mark.parametrize("read_only", [False, True])
async def test_an_unknown_account_is_named_and_another_can_be_found(several: Path, read_only: bool):
    async with open_desk(several, account="[/b]7", read_only=read_only) as desk:
        assert desk.screen_name == "FindScreen"
        assert desk.said == "No account has the number [/b]7."
        await desk.press(*"dent", "enter")
        assert "Hill Dental  2001" in desk.lines[0]


async def test_an_empty_database_is_looked_through_as_well(nothing: Path):
    async with open_desk(nothing) as desk:
        assert desk.screen_name == "ContactsPage"
        await desk.press("f")
        assert "Type a number, a name, any part of a phone, or an e-mail." in desk.text
        await desk.press(*"lee", "enter")
        assert "Nothing is found by that." in desk.text
