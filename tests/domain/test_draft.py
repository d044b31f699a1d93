"""A contact as it was typed, checked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.contact import Contact, ContactType, PhoneStatus
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.problem import Place, Severity
from contacts_tui.domain.rules import Rules

ALTERNATE, NOTIFICATION, DIALER = ContactType.ALTERNATE, ContactType.BILLING_NOTIFICATION, ContactType.AUTODIALER
FIRST, LAST, TYPE = Place("first_name"), Place("last_name"), Place("contact_type")
PHONE, EMAIL = Place("phones"), Place("emails")
ANN = ContactDraft("Ann", "Lee", ("4169671111",), ("ann@example.com",), ALTERNATE)


def stored(rules: Rules, draft: ContactDraft = ANN) -> Contact:
    contact = draft.check(rules).value
    assert contact is not None
    return replace(contact, id=7, account_id=3, version=5)


def told(
    rules: Rules, draft: ContactDraft, before: Contact | None = None, *others: Contact
) -> set[tuple[Place, str, str]]:
    found = draft.check(rules, before, others).problems.found
    return {(p.place, p.severity.value, p.sentence) for p in found}


def test_a_whole_contact_has_no_problems_and_no_identity_yet(rules: Rules):
    checked = ANN.check(rules)
    assert checked.problems.found == ()
    assert checked.value is not None
    assert (checked.value.name, checked.value.id, checked.value.account_id, checked.value.version) == (
        "Ann Lee",
        0,
        0,
        0,
    )


def test_a_changed_contact_keeps_its_identity_and_the_version_that_was_seen(rules: Rules):
    contact = replace(ANN, first_name="Anna").check(rules, stored(rules)).value
    assert contact is not None
    assert (contact.first_name, contact.id, contact.account_id, contact.version) == ("Anna", 7, 3, 5)


def test_outer_white_space_goes_and_nothing_else_changes(rules: Rules):
    contact = replace(ANN, first_name=" A\u0301nn  Marie ", phones=(" 416 967.1111\t",)).check(rules).value
    assert contact is not None
    assert (contact.first_name, contact.phones[0].raw) == ("A\u0301nn  Marie", "416 967.1111")


def test_fields_nobody_filled_in_are_left_out(rules: Rules):
    contact = replace(ANN, phones=("", "4169671111", " "), emails=(" ",)).check(rules).value
    assert contact is not None
    assert (len(contact.phones), contact.emails) == (1, ())


@pytest.mark.parametrize(
    ("text", "sentence", "offer"),
    [
        ("A" * 1001, "1,001 characters, at most 1,000", None),
        ("An\x1bn", "contains U+001B", "Ann"),
        ("Ann\u2028Marie", "contains U+2028", "Ann Marie"),
        ("\x00\x01\x02\x03Ann", "contains U+0000, U+0001, U+0002", "Ann"),
    ],
)
def test_what_no_field_may_hold_is_an_error_with_what_can_be_kept(
    rules: Rules, text: str, sentence: str, offer: str | None
):
    checked = replace(ANN, first_name=text).check(rules)
    problem = checked.problems.at(FIRST)
    assert checked.value is None
    assert problem is not None
    assert (problem.severity, problem.sentence, problem.offer) == (Severity.ERROR, sentence, offer)


def test_a_thousand_characters_fit(rules: Rules):
    assert replace(ANN, first_name="A" * 1000).check(rules).problems.found == ()


def test_the_same_rules_hold_in_phones_and_emails(rules: Rules):
    draft = replace(ANN, phones=("416\x1b9671111", "4" * 1001), emails=("a\x1b@example.com", "a" * 1001))
    assert told(rules, draft) == {
        (PHONE, "!", "contains U+001B"),
        (Place("phones", 1), "!", "1,001 characters, at most 1,000"),
        (EMAIL, "!", "contains U+001B"),
        (Place("emails", 1), "!", "1,001 characters, at most 1,000"),
    }


def test_invisible_characters_are_doubted_offered_away_and_kept(rules: Rules):
    checked = replace(ANN, last_name="L\u200bee").check(rules)
    problem = checked.problems.at(LAST)
    assert problem is not None
    assert (problem.severity, problem.sentence, problem.offer) == (
        Severity.WARNING,
        "contains invisible characters",
        "Lee",
    )
    assert checked.value is not None
    assert checked.value.last_name == "L\u200bee"


@pytest.mark.parametrize(
    "name",
    [
        "Bob [/b] Ray",
        "[@click=app.quit]x",
        "=cmd()",
        "李明",
        "👩\u200d💻",
        "e\u0301",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ],
)
def test_what_only_looks_dangerous_is_a_name(rules: Rules, name: str):
    contact = replace(ANN, first_name=name).check(rules).value
    assert contact is not None
    assert contact.first_name == name


def test_an_unassigned_number_is_a_warning_an_impossible_one_an_error(rules: Rules):
    warned = replace(ANN, phones=("4161231234",)).check(rules)
    assert warned.value is not None
    assert warned.value.phones[0].status is PhoneStatus.POSSIBLE
    assert [p.sentence for p in warned.problems.warnings] == ["not an assigned number"]
    refused = replace(ANN, phones=("12",)).check(rules)
    assert refused.value is None
    assert [p.sentence for p in refused.problems.errors] == ["too short: 2 digits, at least 10"]


@pytest.mark.parametrize(("raw", "sentence"), [("555-1234", "area code missing"), ("911", "a short number")])
def test_what_cannot_be_dialled_from_elsewhere_is_a_warning_and_kept(rules: Rules, raw: str, sentence: str):
    checked = replace(ANN, phones=(raw,)).check(rules)
    assert [p.sentence for p in checked.problems.warnings] == [sentence]
    assert checked.value is not None
    assert checked.value.phones[0].raw == raw


def test_a_slip_in_a_domain_is_a_warning_with_the_address_meant(rules: Rules):
    problem = replace(ANN, emails=("test@gmial.com",)).check(rules).problems.at(EMAIL)
    assert problem is not None
    assert (problem.severity, problem.sentence, problem.offer) == (Severity.WARNING, "gmail.com?", "test@gmail.com")


NEEDS = [
    (
        ContactDraft(contact_type=ALTERNATE),
        {(FIRST, "!", "a name or an e-mail is needed"), (PHONE, "!", "a phone or an e-mail is needed")},
    ),
    (ContactDraft("Ann", contact_type=ALTERNATE), {(PHONE, "!", "a phone or an e-mail is needed")}),
    (ContactDraft(phones=("4169671111",), contact_type=ALTERNATE), {(FIRST, "!", "a name or an e-mail is needed")}),
    (ContactDraft(emails=("a@b.com",), contact_type=ALTERNATE), set()),
    (ContactDraft("Ann", phones=("4169671111",), contact_type=ALTERNATE), set()),
    (ContactDraft(last_name="Lee", phones=("4169671111",)), {(TYPE, "!", "choose a contact type")}),
    (
        ContactDraft("Ann", phones=("4169671111",), contact_type=NOTIFICATION),
        {(EMAIL, "!", "Billing Notification needs an e-mail")},
    ),
    (ContactDraft(contact_type=NOTIFICATION), {(EMAIL, "!", "Billing Notification needs an e-mail")}),
    (ContactDraft(emails=("a@b.com",), contact_type=NOTIFICATION), set()),
    (ContactDraft("Ann", emails=("a@b.com",), contact_type=DIALER), {(PHONE, "!", "AutoDialer needs a phone")}),
    (ContactDraft("Ann", phones=("4169671111",), contact_type=DIALER), set()),
]


@pytest.mark.parametrize(("draft", "problems"), NEEDS)
def test_each_type_has_what_it_needs(rules: Rules, draft: ContactDraft, problems: set[tuple[Place, str, str]]):
    assert told(rules, draft) == problems


def test_a_bad_phone_is_not_also_a_missing_one(rules: Rules):
    assert told(rules, ContactDraft("Ann", phones=("12",), contact_type=DIALER)) == {
        (PHONE, "!", "too short: 2 digits, at least 10")
    }


def test_changing_the_type_brings_its_needs(rules: Rules):
    before = stored(rules, replace(ANN, emails=()))
    draft = replace(ContactDraft.of(before), contact_type=NOTIFICATION)
    assert told(rules, draft, before) == {(EMAIL, "!", "Billing Notification needs an e-mail")}


def test_problems_stand_in_the_order_of_the_fields(rules: Rules):
    draft = ContactDraft("\x1b", "\x1b", ("4169671111", "12"), ("x",))
    assert [p.place for p in draft.check(rules).problems.found] == [FIRST, LAST, Place("phones", 1), EMAIL, TYPE]


def old(rules: Rules) -> Contact:
    """A contact as older data may hold it: every field has something that would be refused or doubted today."""
    bad = tuple(read_phone(raw, "US")[0] for raw in ("12", "4161231234"))
    email = replace(stored(rules).emails[0], address="no address", key="no address")
    return replace(stored(rules), first_name="A\x1bnn", last_name="L\u200bee", phones=bad, emails=(email,))


def test_what_was_bad_before_is_hinted_at_and_kept_to_the_character(rules: Rules):
    before = old(rules)
    checked = replace(ContactDraft.of(before), contact_type=DIALER).check(rules, before)
    assert checked.value == replace(before, contact_type=DIALER)
    assert {p.severity for p in checked.problems.found} == {Severity.HINT}
    assert [p.sentence for p in checked.problems.found] == [
        "contains U+001B (as was)",
        "contains invisible characters (as was)",
        "too short: 2 digits, at least 10 (as was)",
        "not an assigned number (as was)",
        "no @ in it (as was)",
    ]


def test_a_contact_that_lacked_something_before_can_still_be_corrected(rules: Rules):
    before = replace(stored(rules), contact_type=NOTIFICATION, emails=())
    draft = replace(ContactDraft.of(before), first_name="Anna")
    assert draft.check(rules, before).value == replace(before, first_name="Anna")
    assert told(rules, draft, before) == {(EMAIL, "i", "Billing Notification needs an e-mail (as was)")}


def test_a_phone_that_only_moved_or_got_company_is_not_doubted_again(rules: Rules):
    before = old(rules)
    draft = replace(ContactDraft.of(before), phones=("4169671111", "4161231234", "12"))
    checked = draft.check(rules, before)
    assert checked.problems.warnings == checked.problems.errors == ()
    assert checked.value is not None
    assert checked.value.phones[1:] == tuple(reversed(before.phones))


def test_a_stored_phone_keeps_what_was_read_of_it_then(rules: Rules):
    before = stored(rules)
    odd = replace(before.phones[0], shown="as it was shown then")
    before = replace(before, phones=(odd,))
    contact = replace(ContactDraft.of(before), last_name="Ray").check(rules, before).value
    assert contact is not None
    assert contact.phones == (odd,)


def test_white_space_that_was_stored_is_no_change(rules: Rules):
    before = replace(stored(rules), first_name=" Ann ")
    assert ContactDraft.of(before).check(rules, before).value == before


def test_a_number_or_address_typed_twice_is_kept_once(rules: Rules):
    draft = replace(
        ANN, phones=("4169671111", "(416) 967-1111", "4169671111 x1"), emails=("ann@example.com", "Ann@EXAMPLE.com")
    )
    checked = draft.check(rules)
    assert told(rules, draft) == {
        (Place("phones", 1), "i", "there already: kept once"),
        (Place("emails", 1), "i", "there already: kept once"),
    }
    assert checked.value is not None
    assert [p.raw for p in checked.value.phones] == ["4169671111", "4169671111 x1"]
    assert [e.address for e in checked.value.emails] == ["ann@example.com"]


def test_what_was_stored_twice_stays_so(rules: Rules):
    before = stored(rules)
    before = replace(before, phones=before.phones * 2, emails=before.emails * 2)
    assert ContactDraft.of(before).check(rules, before).value == before


def test_a_phone_of_somebody_else_is_a_quiet_hint(rules: Rules):
    other = replace(stored(rules), id=8, first_name="Bob", last_name="Ray")
    third = replace(other, id=9, first_name="Cy")
    ann = replace(stored(rules), id=10, first_name="ANN")
    assert told(rules, ANN, None, other, ann) == {(PHONE, "i", "also Bob Ray's")}
    assert told(rules, ANN, None, other, third, ann) == {(PHONE, "i", "also Bob Ray's and 1 more")}
    assert told(rules, ANN, stored(rules), other) == set()


def test_a_form_is_unchanged_while_it_would_be_stored_alike(rules: Rules):
    assert replace(ANN, phones=(" 4169671111 ", "", " ")).same_as(ANN)
    assert not replace(ANN, phones=("416 967 1111",)).same_as(ANN)
    assert not replace(ANN, contact_type=None).same_as(ANN)
    assert ContactDraft.of(stored(rules)).same_as(ANN)


TYPED = st.text(max_size=30) | st.sampled_from(
    ["", " ", "4161231234", "12", "911", "a@gmial.com", "a@b.com", "An\x1bn", "\u200b"]
)
DRAFTS = st.builds(
    ContactDraft,
    TYPED,
    TYPED,
    st.lists(TYPED, max_size=3).map(tuple),
    st.lists(TYPED, max_size=3).map(tuple),
    st.none() | st.sampled_from(ContactType),
)


@settings(deadline=None)
@given(DRAFTS)
def test_whatever_was_typed_there_are_errors_or_a_contact(rules: Rules, draft: ContactDraft):
    checked = draft.check(rules)
    assert bool(checked.problems.errors) == (checked.value is None)


@settings(deadline=None)
@given(DRAFTS)
def test_a_stored_contact_left_alone_is_itself_and_blocks_nothing(rules: Rules, draft: ContactDraft):
    contact = draft.check(rules).value
    if contact is not None:
        again = ContactDraft.of(contact).check(rules, contact)
        assert again.value == contact
        assert {p.severity for p in again.problems.found} <= {Severity.HINT}
