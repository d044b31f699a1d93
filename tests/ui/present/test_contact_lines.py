"""A contact in words."""

from dataclasses import replace

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.ui.present.contact_lines import cells, contact_values, deleted, labelled, named, saved, whole
from contacts_tui.ui.present.fitting import cut


def phone(shown: str, status: PhoneStatus = PhoneStatus.VALID) -> Phone:
    return Phone(shown, None, "", "", None, status, shown)


def email(address: str) -> Email:
    return Email(address, address.casefold())


TESTER = Contact(
    ContactType.AUTHORIZED_USER,
    "Test",
    "Tester",
    (phone("(416) 123-1234", PhoneStatus.POSSIBLE),),
    (email("test@gmail.com"),),
)
MAILBOX = Contact(ContactType.BILLING_NOTIFICATION, "", "", (), (email("bills@example.com"),))


def test_a_row_shows_the_first_of_each_and_marks_a_doubtful_phone():
    assert cells(TESTER) == ("Authorized User", "Test Tester", "(416) 123-1234 ?", "test@gmail.com")


def test_a_row_counts_further_phones_and_emails():
    contact = replace(TESTER, phones=(phone("1"), phone("2")), emails=(email("a@b.c"), email("d@e.f"), email("g@h.i")))
    assert cells(contact)[2:] == ("1 +1", "a@b.c +2")


def test_a_row_of_a_mailbox_has_empty_cells():
    assert cells(MAILBOX) == ("Billing Notification", "", "", "bills@example.com")


def test_the_detail_line_is_the_whole_contact():
    text = "Test Tester, Authorized User: (416) 123-1234 not assigned; test@gmail.com"
    assert whole(TESTER) == text


def test_the_detail_line_names_every_phone_and_email():
    contact = replace(TESTER, phones=(phone("1"), phone("911", PhoneStatus.SHORT)), emails=(email("a@b"), email("c@d")))
    assert whole(contact) == "Test Tester, Authorized User: 1, 911 short number; a@b, c@d"


def test_the_detail_line_is_cut_where_it_must_be():
    assert cut(whole(TESTER), 20) == "Test Tester, Author…"


def test_the_detail_line_does_without_what_is_missing():
    assert whole(MAILBOX) == "Billing Notification: bills@example.com"
    assert whole(replace(MAILBOX, emails=())) == "Billing Notification"


def test_sentences_name_a_contact_by_what_it_has():
    assert saved(TESTER) == "Saved Test Tester, Authorized User."
    assert deleted(MAILBOX) == "Deleted bills@example.com, Billing Notification. u brings it back."


def test_markup_stays_and_control_characters_go():
    assert named(replace(TESTER, first_name="[/b]\x1b[2J", last_name="\u202eR")) == "[/b][2J R, Authorized User"


def test_the_values_of_a_contact_are_its_name_type_phones_and_emails():
    contact = replace(TESTER, phones=(phone("1"), phone("2")))
    assert contact_values(contact) == ["Test Tester", "Authorized User", "1", "2", "test@gmail.com"]
    assert contact_values(MAILBOX) == ["Billing Notification", "bills@example.com"]


def test_labelled_lines_say_what_is_doubtful_about_a_phone_and_what_was_typed():
    doubtful = replace(phone("(416) 123-1234", PhoneStatus.POSSIBLE), raw="416 1231234")
    contact = replace(TESTER, phones=(doubtful, phone("911", PhoneStatus.SHORT)))
    assert labelled(contact, ("2/1/2019 14:03", "by mona")) == [
        ("Contact Type", "Authorized User"),
        ("First Name", "Test"),
        ("Last Name", "Tester"),
        ("Phone", "(416) 123-1234"),
        ("", "not assigned"),
        ("", "typed as 416 1231234"),
        ("Phone", "911"),
        ("", "short number"),
        ("Email", "test@gmail.com"),
        ("Last Change", "2/1/2019 14:03"),
        ("", "by mona"),
    ]


def test_labelled_lines_leave_out_a_name_that_is_not_there_and_what_may_not_be_painted():
    odd = replace(MAILBOX, emails=(email("[/b]\x1b[31m\u202e@x"),))
    assert labelled(odd, ("by \x1b]0;dana\x07",)) == [
        ("Contact Type", "Billing Notification"),
        ("Email", "[/b][31m@x"),
        ("Last Change", "by ]0;dana"),
    ]
