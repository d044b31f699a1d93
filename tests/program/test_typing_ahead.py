"""Keys that arrive in one write act as if typed slowly."""

from dataclasses import replace
from pathlib import Path

import pytest
from programs import Open, Query
from terminal import Terminal

from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import open_services
from contacts_tui.ui.terminal_driver import TICK

JO = "aJo\tLee\t4169671111\tjo@example.com\t2\r"
NAMES = "SELECT first_name, last_name, contact_type FROM contact WHERE deleted_at IS NULL AND id > 7"


def test_a_whole_contact_in_one_write_adds_exactly_that_contact(opened: Open, query: Query):
    terminal = opened()
    terminal.type(JO)
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User")]
    assert query("SELECT count(*) FROM contact") == [(8,)]


def test_a_contact_typed_before_anything_is_on_the_screen_is_added_too(opened: Open, query: Query):
    terminal = opened(ready="")
    terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.raw, "the program to take the terminal")
    terminal.type(JO)
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User")]


def test_letters_that_are_keys_of_the_page_belong_to_the_form(opened: Open, query: Query):
    terminal = opened()
    terminal.type("adeduq\tAPEr\t\tdeduq@example.com\t5\r")
    terminal.wait("Saved deduq APEr, Alternate.")
    assert query(NAMES) == [("deduq", "APEr", "Alternate")]


def test_two_contacts_and_a_delete_in_one_write_happen_in_their_order(opened: Open, query: Query):
    terminal = opened()
    terminal.type(JO + "aCy\tRay\t\tcy@example.com\t5\r" + "dy" + "aDi\tFox\t\tdi@example.com\t5\r")
    terminal.wait("Saved Di Fox, Alternate.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User"), ("Di", "Fox", "Alternate")]


def test_a_warning_that_was_painted_in_the_middle_of_a_burst_is_confirmed_by_its_second_enter(
    opened: Open, query: Query
):
    terminal = opened()
    terminal.type("aJo\tLee\t4161231234\t\t2\r\r")
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query("SELECT raw, status FROM phone WHERE contact_id = 8") == [("4161231234", "possible")]


@pytest.mark.parametrize("length", [300])
def test_long_text_in_one_write_arrives_whole_and_in_order(opened: Open, query: Query, length: int):
    text = "".join(f"{n} " for n in range(length))[:900].strip()
    terminal = opened()
    terminal.type(f"a{text}\tLee\t\tjo@example.com\t2\r")
    terminal.wait("Saved 0 1 2 3")
    assert query("SELECT first_name FROM contact WHERE id = 8") == [(text,)]


def test_a_contact_typed_before_the_program_has_the_terminal_is_added_too(opened: Open, query: Query):
    terminal = opened(ready="")
    terminal.type(JO)
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User")]


def test_text_around_bytes_that_are_no_key_is_kept(opened: Open, query: Query):
    terminal = opened()
    terminal.send(b"aJ\xff\x08o\x1b[97;1:3u\tLee\t\tjo@example.com\t2\r")
    terminal.wait("Saved")
    assert query("SELECT last_name FROM contact WHERE id > 7") == [("Lee",)]


def test_escape_with_a_quick_letter_is_escape_only_in_a_form_and_a_question(opened: Open, query: Query):
    terminal = opened()
    terminal.type("d")
    terminal.wait("Delete Test Tester")
    terminal.type("\x1by")
    terminal.wait("is kept.")
    terminal.type("aJo")
    terminal.wait("Jo")
    terminal.type("\x1bd")
    terminal.wait("This form was changed and is not saved.")
    assert query("SELECT count(*) FROM contact WHERE deleted_at IS NULL") == [(7,)]


def test_escape_with_a_quick_key_is_escape_and_then_the_key_on_the_page(opened: Open):
    terminal = opened()
    for keys, shown in (
        ("a", "Contact Maintenance: new contact"),
        ("A", "Account: MANEBA 11111"),
        ("P", "Contact Maintenance: Test Tester"),
        ("f", "Find an account or a contact"),
        ("U", "There is nothing to do again."),
        ("-", "No other account was shown before."),
        ("?", "Sort the contacts: t, n, p, e or s"),
        ("4165550123", "(416) 555-0123: nobody has this number."),
        ("1111", "Test Tester  AutoDialer"),
    ):
        terminal.type("/bil")
        terminal.wait("3 of 7")
        terminal.type(f"\x1b{keys}")
        terminal.wait(shown)
        terminal.wait_gone("3 of 7")
        terminal.press("escape")
        terminal.wait_gone(shown)


@pytest.mark.parametrize("behind", ["in one write", "a moment later"])
@pytest.mark.parametrize("keys", ["", "h", "l", "t", "f", "?"])
def test_a_key_soon_behind_escape_is_not_lost_wherever_it_was_pressed(opened: Open, keys: str, behind: str):
    terminal = opened()
    page = terminal.text
    terminal.type(keys)
    if keys:
        terminal.wait_until(lambda: terminal.text != page)
    if behind == "in one write":
        terminal.type("\x1bfbob")
    else:
        terminal.type("\x1b")
        # In that time the parser of Textual would still wait for what may follow an escape.
        terminal.changes_within(1.5 * TICK)
        terminal.type("fbob")
    terminal.wait("Find an account or a contact")
    terminal.wait_until(lambda: "bob" in terminal.lines[2])


def test_escape_with_a_quick_key_writes_nothing_into_a_form(opened: Open, query: Query):
    terminal = opened()
    terminal.type("aJo")
    terminal.wait("Jo")
    for key in ("3", "-", "f", "b", "A", "="):
        terminal.type(f"\x1b{key}")
        terminal.wait("This form was changed and is not saved.")
        terminal.type("\x1b" + "p")
        terminal.wait_gone("is not saved")
        assert _in_field(terminal, "First Name") == "Jo", key
    terminal.type("\tLee\t\tjo@example.com\t2\r")
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User")]


def test_a_paste_is_text_whatever_stands_in_it(opened: Open, query: Query):
    terminal = opened()
    stored = []
    for pasted in ("\x1b\x1bdydy", "Anna\x1b\x1b\x1bd", "x\x1b[31m hello", "\x1b[200~y\x1b\x1b"):
        terminal.type("a")
        terminal.wait("Contact Maintenance")
        terminal.paste(pasted)
        terminal.wait("Left out of the paste")
        text = "".join(c for c in pasted if c != "\x1b")
        stored.append((text,))
        terminal.type("\tLee\t\tjo@example.com\t2\r")
        terminal.wait(f"Saved {text} Lee")
        assert query("SELECT first_name FROM contact WHERE id > 7 AND deleted_at IS NULL ORDER BY id") == stored
        assert query("SELECT count(*) FROM contact WHERE deleted_at IS NULL") == [(7 + len(stored),)]


def test_two_clicks_in_one_write_close_one_form_and_touch_nothing_behind_it(opened: Open, query: Query):
    terminal = opened()
    terminal.press("enter")
    terminal.wait("Contact Maintenance")
    row = next(y for y, line in enumerate(terminal.lines) if "[x]" in line)
    terminal.click(terminal.lines[row].index("[x]") + 1, row, times=2)
    terminal.wait_gone("Contact Maintenance")
    terminal.press("down")
    terminal.wait_until(lambda: terminal.lines[9].startswith(">"))
    assert query("SELECT count(*) FROM contact WHERE deleted_at IS NULL") == [(7,)]


def test_a_double_click_on_an_answer_touches_nothing_behind_it(opened: Open, query: Query):
    terminal = opened()
    terminal.press("d")
    terminal.wait("keep it")
    row = next(y for y, line in enumerate(terminal.lines) if "keep it" in line)
    spot = (terminal.lines[row].index("keep it"), row)
    terminal.click(*spot)
    terminal.wait("is kept")
    terminal.click(*spot)
    terminal.press("?")
    terminal.wait(" Keys")
    terminal.press("escape")
    terminal.wait_gone(" Keys")
    terminal.wait_until(lambda: terminal.lines[8].startswith(">"))
    assert query("SELECT count(*) FROM contact WHERE deleted_at IS NULL") == [(7,)]


@pytest.mark.parametrize("ready", ["Test Tester, Authorized User: ", ""])
def test_a_number_in_one_write_is_found_and_opened(opened: Open, ready: str):
    terminal = opened(ready=ready)
    terminal.type("4161111234\rE")
    terminal.wait("Contact Maintenance: Test Tester, MANEBA 11111")
    terminal.wait("> 3 Billing Contact")


def test_a_call_from_a_new_number_in_one_write_ends_in_a_saved_contact(opened: Open, query: Query):
    terminal = opened()
    terminal.type("4165552222\rmaneba\raJo\tLee\t\t\t2\r")
    terminal.wait("Saved Jo Lee, Authorized User.")
    assert query(NAMES) == [("Jo", "Lee", "Authorized User")]
    assert query("SELECT e164 FROM phone WHERE contact_id = 8") == [("+14165552222",)]


def test_a_paste_on_the_page_waits_for_its_enter(opened: Open):
    terminal = opened()
    terminal.paste("(416) 111-1234\r\nq\r")
    terminal.wait("enter opens")
    terminal.type("\r")
    terminal.wait("Result 1 of 2")


def test_a_number_typed_on_a_screen_over_the_page_is_found_whole(opened: Open):
    terminal = opened()
    terminal.type("h4161111234")
    terminal.wait("Find an account or a contact")
    terminal.wait(" 4161111234")
    terminal.type("\r")
    terminal.wait("Result 1 of 2")


def test_a_paste_right_behind_the_key_of_a_screen_over_the_page_is_found(opened: Open):
    terminal = opened()
    terminal.send(b"t\x1b[200~(416) 111-1234\x1b[201~\r")
    terminal.wait("Result 1 of 2")


def test_results_are_gone_through_in_one_write(opened: Open):
    terminal = opened()
    terminal.type("ftester\r...,")
    terminal.wait('Result 3 of 7 for "tester".')


def test_escape_with_a_quick_enter_tab_or_save_behind_it_is_escape_only_in_a_form(opened: Open, query: Query):
    terminal = opened()
    terminal.type(JO[:-1])
    terminal.wait("> 2 Authorized User")
    for key in ("\r", "\t", "\x13"):
        terminal.type(f"\x1b{key}")
        terminal.wait("This form was changed and is not saved.")
        assert query("SELECT count(*) FROM contact") == [(7,)], repr(key)
        terminal.press("escape")
        terminal.wait_gone("is not saved")


def test_keys_in_one_write_with_a_save_answer_no_question_about_a_colleagues_change(
    opened: Open, query: Query, demo: Path
):
    terminal = opened()
    terminal.type("\r")
    terminal.wait("Contact Maintenance: Test Tester")
    services = open_services(demo, agent="dana", demo=True)
    page = services.accounts.page(1)
    services.contacts.update(
        page.account, page.contacts[0], replace(ContactDraft.of(page.contacts[0]), first_name="Tess")
    )
    terminal.type("Rob\r4161\r")
    terminal.wait("nothing of yours is written yet")
    terminal.press("escape")
    terminal.wait_gone("nothing of yours is written yet")
    terminal.wait("saving asks which stays")
    assert _in_field(terminal, "First Name") == "Rob"
    assert query("SELECT first_name FROM contact WHERE id = 1") == [("Tess",)]
    services.contacts.delete(services.accounts.page(1).contacts[0])
    services.close()
    terminal.type("\rdd")
    terminal.wait("drop what you typed")
    terminal.press("escape")
    terminal.wait_gone("drop what you typed")
    terminal.wait("Saving asks")
    assert _in_field(terminal, "First Name") == "Rob"


def _in_field(terminal: Terminal, name: str) -> str:
    """What stands in a field of the form."""
    lines = (line.strip(" │") for line in terminal.lines)
    return next(line for line in lines if line.startswith(f"{name} ")).removeprefix(name).strip()
