"""Keys that arrive in one write act as if typed slowly."""

import pytest
from programs import Open, Query

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
