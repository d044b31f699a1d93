"""The value types: contacts, phones, problems, addresses."""

import pytest

from contacts_tui.domain.account import Address
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.problem import Place, Problem, Problems, Severity

PHONE = Phone("4161231234", "+14161231234", "", "14161231234", None, PhoneStatus.POSSIBLE, "(416) 123-1234")


def test_types_are_ranked_from_the_responsible_party_to_the_autodialer():
    assert [t.rank for t in ContactType] == [1, 2, 3, 4, 5, 6]
    assert [t.value for t in ContactType][:2] == ["Responsible Party", "Authorized User"]


def test_a_number_that_is_not_valid_is_marked():
    assert PHONE.marked == "(416) 123-1234 ?"


def test_a_contact_is_called_by_the_best_there_is():
    kind = ContactType.ALTERNATE
    email = Email("a@b.com", "a@b.com")
    assert Contact(kind, "Ann", "Lee", (PHONE,), (email,)).called == "Ann Lee"
    assert Contact(kind, "", "Lee", (PHONE,), (email,)).called == "Lee"
    assert Contact(kind, "", "", (PHONE,), (email,)).called == "a@b.com"
    assert Contact(kind, "", "", (PHONE,), ()).called == "(416) 123-1234"


def test_the_gravest_problem_of_a_field_is_told_first():
    here, there = Place("phones"), Place("phones", 1)
    hint, warning, error = (Problem(here, s, s.name) for s in (Severity.HINT, Severity.WARNING, Severity.ERROR))
    problems = Problems((hint, warning, error))
    assert problems.at(here) == error
    assert problems.at(there) is None
    assert (problems.errors, problems.warnings) == ((error,), (warning,))


@pytest.mark.parametrize(
    ("code", "country", "shown"),
    [
        ("564435145", "US", "56443-5145"),
        ("56443-5145", "US", "56443-5145"),
        ("56443 5145", "US", "56443-5145"),
        ("56443", "US", "56443"),
        ("M5V 2T6", "CA", "M5V 2T6"),
        ("123456789", "CN", "123456789"),
        ("\u0661" * 9, "US", "\u0661" * 9),
        ("", "US", ""),
    ],
)
def test_nine_digits_of_a_us_zip_code_are_shown_with_their_hyphen(code: str, country: str, shown: str):
    assert Address(postal_code=code, country=country).postal_code_shown == shown
