"""All contacts as lines of a table."""

import pytest

from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.listed import ListBy, ListedContact, ListOf, ListOrder
from contacts_tui.ui.present.columns import line
from contacts_tui.ui.present.list_lines import cells, columns, whole

# 1 cell for the cursor, and 1 for the scroll bar.
AT_80, AT_120 = 78, 118
BY_NAME = ListOrder(ListOf.CONTACTS, ListBy.NAME)
PHONE = Phone("", None, "", "", None, PhoneStatus.POSSIBLE, "(713) 345-0787")
ANN = ListedContact(
    Contact(ContactType.BILLING_NOTIFICATION, "Ann", "Lee", (PHONE,), (Email("ann@example.org", "ann@example.org"),)),
    "11381267",
    "Hartberg Electric Group",
)


@pytest.mark.parametrize("width", [AT_80, AT_120])
def test_titles_types_and_doubtful_phones_are_whole(width: int):
    beside = columns(BY_NAME, width)
    titles = line(tuple(column.title for column in beside), beside, width)
    assert "…" not in titles + line(cells(ANN, beside), beside, width)
    assert ("Account Name" in titles) == (width == AT_120)


def test_the_line_in_full_begins_with_whose_the_contact_is():
    assert whole(ANN).startswith("11381267 Hartberg Electric Group: Ann Lee, Billing Notification: (713) 345-0787")
