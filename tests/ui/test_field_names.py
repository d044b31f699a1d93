"""Fields are known to the history by the labels of the forms."""

import pytest

from contacts_tui.domain.field_names import field_called
from contacts_tui.ui.screens.account_form import AccountForm
from contacts_tui.ui.screens.auto_pay_form import AutoPayForm
from contacts_tui.ui.screens.bill_form import BillForm
from contacts_tui.ui.screens.contact_form import ContactForm
from contacts_tui.ui.screens.payment_form import PaymentForm

NEVER_CHANGED = {"Kind"}
"""What a bill is recorded as, it stays: the history tells of no such field."""


@pytest.mark.parametrize("form", [AccountForm, AutoPayForm, BillForm, ContactForm, PaymentForm])
def test_every_label_of_a_form_is_a_field(
    form: type[AccountForm | AutoPayForm | BillForm | ContactForm | PaymentForm],
):
    labels = {spec.label for spec in form.fields} | {form.choice.label}
    assert {label for label in labels if field_called(label) is None} <= NEVER_CHANGED


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("CUSTOMER SINCE", "Valued Customer Since"),
        ("manager", "Account Manager"),
        ("city", "Billing Address"),
        ("postal  code", "Billing Address"),
        ("mail", "Email"),
        ("shoe", None),
        ("", None),
    ],
)
def test_a_field_is_called_as_people_say_it(typed: str, called: str | None):
    assert field_called(typed) == called
