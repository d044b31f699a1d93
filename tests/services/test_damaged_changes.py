"""Change rows that no contacts-tui has written: a sentence wherever they are read, and told by the doctor."""

from pathlib import Path

import pytest
from files import sql

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Asked, Audit
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.doctor import Doctor
from contacts_tui.services.session import Session
from contacts_tui.storage.database import Database

DAMAGES = {
    "no JSON": "UPDATE change SET after = '{' WHERE id = 2",
    "a list": "UPDATE change SET after = '[1]' WHERE id = 2",
    "a text": """UPDATE change SET before = '"ann"' WHERE id = 2""",
    "a phone without what was typed": "UPDATE change SET after = json_remove(after, '$.phones[0].raw') WHERE id = 2",
    "a phone of an unknown status": "UPDATE change SET after = json_set(after, '$.phones[0].status', 'x') WHERE id = 2",
    "an e-mail that is none": "UPDATE change SET after = json_set(after, '$.emails[0]', 3) WHERE id = 2",
    "an e-mail without its key": "UPDATE change SET after = json_remove(after, '$.emails[0].key') WHERE id = 2",
    "a line that is none": "UPDATE change SET after = json_set(after, '$.lines', json('[{}]')) WHERE id = 2",
    "a day that no calendar has": "UPDATE change SET after = json_set(after, '$.since', '2019-13-45') WHERE id = 2",
    "a name that is a number": "UPDATE change SET after = json_set(after, '$.first_name', 7) WHERE id = 2",
    "an amount that is a text": "UPDATE change SET after = json_set(after, '$.amount_minor', 'ten') WHERE id = 2",
    "an unknown action": "UPDATE change SET action = 'mended' WHERE id = 2",
    "a short uid": "UPDATE change SET transaction_id = x'00' WHERE id = 2",
    "no time": "UPDATE change SET made_at = 'noon' WHERE id = 2",
    "a time that no clock shows": "UPDATE change SET made_at = '0001-01-01 00:00:00.000000' WHERE id = 2",
    "an agent that is a number": "UPDATE change SET agent = x'07' WHERE id = 2",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a contact that was changed once."""
    database = Database(tmp_path / "contacts.db")
    session = Session(database, "mona")
    account = Accounts(session).add(AccountDraft(name="MANEBA", number="11111"))
    draft = ContactDraft("Ann", "Lee", ("911",), ("ann@example.com",), ContactType.ALTERNATE)
    ann = Contacts(session).add(account, draft)
    Contacts(session).update(account, ann, ContactDraft("Ann", "Ray", ("911",), (), ContactType.ALTERNATE))
    database.close()
    return tmp_path / "contacts.db"


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_they_are_a_sentence_and_the_doctor_tells_which(path: Path, damage: str):
    sql(path, "PRAGMA ignore_check_constraints = ON", damage)
    database = Database(path)
    audit = Audit(database)
    for read in (
        lambda: audit.page(1),
        lambda: audit.page(1, 1),
        lambda: audit.find(Asked(account="11111"), 10),
        lambda: audit.find(Asked(account="11111", value="911"), 10),
    ):
        with pytest.raises(DatabaseUnusable, match="a value that contacts-tui does not know"):
            read()
    told = [finding.matter for finding in Doctor(database).examined(lambda _: None, full=True).findings]
    database.close()
    assert "Table change, id 2: this cannot be read." in told


def test_fields_that_no_screen_has_and_values_that_were_erased_are_no_damage(path: Path):
    sql(path, 'UPDATE change SET before = json(\'{"shoe": [7], "phones": null, "since": null}\') WHERE id = 2')
    database = Database(path)
    assert len(Audit(database).page(1).changes) == 3
    found = Doctor(database).examined(lambda _: None, full=True).findings
    database.close()
    # What was kept of earlier values was worked out before the row was changed by hand.
    assert {finding.about for finding in found} == {"earlier_values"}
