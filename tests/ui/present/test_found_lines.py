"""What Find found, as lines."""

from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.found import FoundAccount, FoundEarlier
from contacts_tui.domain.query import Query
from contacts_tui.ui.present.found_lines import FoundLines, earlier_line, marked


def phone(shown: str) -> Phone:
    digits = "".join(c for c in shown if c.isdigit())
    return Phone(shown, f"+1{digits}", "", digits, "CA", PhoneStatus.VALID, shown)


def contact(first: str, last: str, phones: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> Contact:
    return Contact(
        ContactType.BILLING_NOTIFICATION,
        first,
        last,
        tuple(map(phone, phones)),
        tuple(Email(email, email) for email in emails),
    )


ANN = contact("Ann", "Lee", ("(416) 967-1111", "(416) 967-2222"), ("ann@example.com", "lee@example.org"))
WOLF = contact("Hubert", "Wolfeschlegelsteinhausenbergerdorff", ("(416) 967-1111",), ("x" * 60 + "@needle.example",))
HILL = FoundAccount(1, "2001", "Hill Dental", "Toronto", contacts=(ANN, WOLF))


def contact_line(text: str, width: int, *contacts: Contact) -> str:
    found = FoundAccount(1, "2001", "Hill Dental", "Toronto", contacts=contacts)
    return FoundLines.of([found], Query.of(text), width).contact(contacts[0]).plain


def test_a_contact_has_name_type_phone_and_email_where_they_fit():
    line = contact_line("lee", 80, ANN)
    assert line.rstrip().split("  ") == ["", "Ann Lee", "Billing Notification", "(416) 967-1111", "lee@example.org"]


def test_the_phone_and_the_email_that_were_found_are_shown():
    assert "(416) 967-2222" in contact_line("9672222", 80, ANN)
    assert "ann@example.com" in contact_line("ann@", 80, ANN)
    assert "lee@example.org" in contact_line("example.org", 80, ANN)


@pytest.mark.parametrize("width", [30, 34, 60, 75, 94])
@pytest.mark.parametrize("text", ["needle", "bergerdorff", "967-1111", "wolfe"])
def test_what_was_found_can_be_seen_however_narrow_it_is(text: str, width: int):
    line = contact_line(text, width, WOLF)
    assert cell_len(line) <= width
    assert text in line.lower()


def test_type_and_city_make_room_first():
    lines = FoundLines.of([HILL], Query.of("416"), 36)
    assert "Billing" not in lines.contact(ANN).plain
    assert "(416) 967-1111" in lines.contact(ANN).plain
    narrow = FoundLines.of([HILL], Query.of("416"), 18).account(HILL).plain
    assert narrow.startswith("2001")
    assert "Hill Dental" in narrow
    assert "Tor" not in narrow


def test_what_is_found_is_marked_by_more_than_colour():
    line = FoundLines.of([HILL], Query.of("9671111"), 75).contact(ANN)
    assert [(line.plain[span.start : span.end], span.style) for span in line.spans] == [("967-1111", "bold underline")]
    cut, found = marked("x" * 30 + "needle" + "y" * 30, Query.of("needle"), 10)
    assert cut == "…xxneedle…"
    assert [cut[begin:end] for begin, end in found] == ["needle"]


def test_a_stretch_longer_than_the_room_shows_its_beginning():
    assert marked("a" * 10 + "b" * 30, Query.of("b" * 30), 8)[0] == "…bbbbbb…"


@pytest.mark.parametrize(
    "text",
    ["\u738b\u5c0f\u660e" * 20 + "needle", "e\u0301" * 40 + "needle", "\U0001f469\u200d\U0001f466" * 20 + "needle"],
)
@pytest.mark.parametrize("width", [8, 9, 10, 11, 20])
def test_wide_and_joined_characters_keep_the_width(text: str, width: int):
    line, _ = marked(text, Query.of("needle"), width)
    assert cell_len(line) == width
    assert "needle" in line


def test_nothing_is_marked_and_nothing_breaks_without_a_text():
    lines = FoundLines.of([HILL, FoundAccount(2, "", "", "")], Query.of(""), 75)
    assert lines.account(HILL).plain.startswith("2001  Hill Dental  Toronto")
    assert lines.account(FoundAccount(2, "", "", "")).plain.strip() == ""


def test_what_is_found_later_moves_no_column_of_what_stands_there():
    query = Query.of("2")
    few = FoundAccount(1, "2001", "Hill", "Toronto")
    more = FoundAccount(2, "2002-77", "Boulangerie Dubois et Fils", "Duluth")
    first = FoundLines.of([few], query, 75)
    later = FoundLines.of([few, more], query, 75).standing_as(first)
    assert later.account(few).plain == first.account(few).plain
    assert "…" in later.account(more).plain


def test_a_column_that_is_only_needed_later_comes_later():
    query = Query.of("2")
    few, more = FoundAccount(1, "2001", "Hill", ""), FoundAccount(2, "2002", "Lake Marina", "Duluth")
    later = FoundLines.of([few, more], query, 75).standing_as(FoundLines.of([few], query, 75))
    assert "Duluth" in later.account(more).plain


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (100, "had (617) 748-9241 until 11/28/2026  Ann Lee, Billing Contact       Hartberg Electric Group 10009473"),
        (80, "had (617) 748-9241 until 11/28/2026  Ann Lee, Billing Contact           10009473"),
        (60, "had (617) 748-9241 until 11/28/2026  Ann Lee, Bil…  10009473"),
        (40, "had (617) 748-9241 until 11/28/2026  An…"),
    ],
)
def test_who_had_it_gives_way_before_what_and_until_when(width: int, line: str):
    account = FoundAccount(1, "10009473", "Hartberg Electric Group", "Boston")
    called, value, at = "Ann Lee, Billing Contact", "(617) 748-9241", datetime(2026, 11, 28, tzinfo=UTC)
    ann = FoundEarlier(account, 1, called, value, at, "11/28/2026", is_deleted=False, is_account_deleted=False)
    assert earlier_line(ann, width).plain == line
