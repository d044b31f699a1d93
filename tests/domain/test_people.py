"""One person, many contacts."""

from dataclasses import replace

import pytest

from contacts_tui.domain.contact import Contact, ContactType, Email
from contacts_tui.domain.people import Sharing, duplicate_of, keeps_responsible_party, sharing
from contacts_tui.domain.phone import read_phone

RESPONSIBLE, USER, ALTERNATE = ContactType.RESPONSIBLE_PARTY, ContactType.AUTHORIZED_USER, ContactType.ALTERNATE


def contact(at: int, kind: ContactType, name: str, *values: str) -> Contact:
    first, _, last = name.partition(" ")
    phones = tuple(read_phone(v, "US")[0] for v in values if "@" not in v)
    emails = tuple(Email(v, v.casefold()) for v in values if "@" in v)
    return Contact(kind, first, last, phones, emails, id=at, account_id=1, version=1)


ANN = contact(1, RESPONSIBLE, "Ann Lee", "4169671111", "ann@example.com")
BOB = contact(2, USER, "Bob Ray", "4169671112", "bob@example.com")


class TestTheLastResponsibleParty:
    def test_cannot_be_deleted_and_the_sentence_names_the_way_out(self):
        assert keeps_responsible_party(ANN, None, [BOB]) == (
            "Ann Lee is the only Responsible Party and stays as it was. "
            "First make another contact the Responsible Party, one that replaces Ann Lee."
        )

    def test_cannot_be_retyped_but_otherwise_changed(self):
        assert keeps_responsible_party(ANN, replace(ANN, contact_type=ALTERNATE), [BOB]) != ""
        assert keeps_responsible_party(ANN, replace(ANN, first_name="Anna"), [BOB]) == ""

    def test_goes_freely_where_there_is_a_second_one(self):
        assert keeps_responsible_party(ANN, None, [BOB, replace(BOB, id=3, contact_type=RESPONSIBLE)]) == ""

    def test_is_not_its_own_second_one(self):
        assert keeps_responsible_party(ANN, None, [ANN, BOB]) != ""

    def test_binds_nobody_of_another_type(self):
        assert keeps_responsible_party(BOB, None, []) == ""


class TestDuplicates:
    def test_are_of_the_same_type_and_folded_name(self):
        assert duplicate_of(contact(0, USER, "BOB Ráy", "4161111234"), None, [ANN, BOB]) == BOB
        assert duplicate_of(contact(0, ALTERNATE, "Bob Ray", "4169671112"), None, [ANN, BOB]) is None

    def test_are_of_the_same_type_and_email_where_a_name_is_missing(self):
        assert duplicate_of(contact(0, USER, "", "BOB@example.com"), None, [BOB]) == BOB
        assert (
            duplicate_of(
                contact(0, USER, "Bob Ray", "bob@example.com"), None, [contact(4, USER, "", "bob@example.com")]
            )
            is not None
        )
        assert duplicate_of(contact(0, USER, "Cy Ray", "bob@example.com"), None, [BOB]) is None

    def test_are_not_told_by_a_shared_phone_or_by_two_missing_names(self):
        assert duplicate_of(contact(0, USER, "Cy Ray", "4169671112"), None, [BOB]) is None
        assert (
            duplicate_of(contact(0, USER, "", "a@example.com"), None, [contact(4, USER, "", "b@example.com")]) is None
        )

    def test_are_asked_about_only_where_the_change_makes_them_so(self):
        twin = replace(BOB, id=5)
        assert duplicate_of(replace(BOB, phones=ANN.phones), BOB, [twin]) is None
        assert duplicate_of(replace(BOB, emails=ANN.emails), BOB, [twin]) is None
        assert duplicate_of(BOB, replace(BOB, contact_type=ALTERNATE), [twin]) == twin
        assert duplicate_of(BOB, replace(BOB, first_name="Rob"), [twin]) == twin

    def test_are_never_the_contact_itself(self):
        assert duplicate_of(replace(BOB, emails=()), BOB, [BOB]) is None


class TestOnePersonManyRows:
    same = replace(ANN, id=3, contact_type=ALTERNATE, version=9)
    switchboard = contact(4, USER, "Cy Ray", "416-967-1111", "cy@example.com")

    def test_a_replaced_email_is_offered_to_all_that_had_it(self):
        after = replace(ANN, emails=BOB.emails)
        assert sharing(ANN, after, [ANN, self.same, self.switchboard, BOB]) == (
            Sharing(self.same, replace(self.same, emails=BOB.emails), ("e-mail",), same_name=True),
        )

    def test_a_replaced_phone_is_offered_also_to_another_name_but_not_as_the_same(self):
        after = replace(ANN, phones=BOB.phones)
        found = sharing(ANN, after, [self.same, self.switchboard])
        assert [(s.contact.id, s.fields, s.same_name) for s in found] == [(3, ("phone",), True), (4, ("phone",), False)]
        assert found[1].changed == replace(self.switchboard, phones=BOB.phones)

    def test_a_replaced_name_is_offered_by_its_folded_form(self):
        other = replace(self.same, first_name="ANN", last_name="Leé")
        after = replace(ANN, first_name="Anna")
        (found,) = sharing(ANN, after, [other, BOB])
        assert (found.changed.name, found.fields, found.same_name) == ("Anna Lee", ("name",), True)

    def test_all_that_was_replaced_is_offered_at_once(self):
        after = replace(BOB, id=1, contact_type=RESPONSIBLE)
        (found,) = sharing(ANN, after, [self.same])
        assert found.fields == ("name", "phone", "e-mail")
        assert found.changed == replace(after, id=3, contact_type=ALTERNATE, version=9)

    @pytest.mark.parametrize(
        "after",
        [
            ANN,
            replace(ANN, phones=(), emails=()),
            replace(ANN, phones=ANN.phones + BOB.phones, emails=ANN.emails + BOB.emails),
            replace(ANN, phones=BOB.phones + ANN.phones, emails=BOB.emails + ANN.emails),
            replace(ANN, first_name="", last_name=""),
            replace(ANN, phones=(read_phone("(416) 967-1111", "US")[0],)),
            replace(ANN, contact_type=ALTERNATE),
        ],
    )
    def test_what_was_added_removed_moved_emptied_or_written_otherwise_is_not_offered(self, after: Contact):
        assert sharing(ANN, after, [self.same, self.switchboard]) == ()

    def test_a_name_that_was_added_is_not_offered(self):
        nobody = replace(ANN, first_name="", last_name="")
        assert sharing(nobody, ANN, [replace(nobody, id=3)]) == ()

    def test_a_second_phone_is_replaced_in_its_place_and_nothing_becomes_double(self):
        before, other = replace(ANN, phones=ANN.phones + BOB.phones), replace(self.same, phones=BOB.phones + ANN.phones)
        new = read_phone("4169671113", "US")[0]
        (found,) = sharing(before, replace(before, phones=(ANN.phones[0], new)), [other])
        assert found.changed.phones == (new, ANN.phones[0])
        (found,) = sharing(ANN, replace(ANN, phones=(new,)), [replace(other, phones=(*ANN.phones, new))])
        assert found.changed.phones == (new,)

    def test_who_has_the_new_value_already_is_left_alone(self):
        assert sharing(ANN, replace(ANN, emails=BOB.emails), [replace(self.same, emails=BOB.emails)]) == ()
