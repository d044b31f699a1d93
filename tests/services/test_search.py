"""Find: what a text finds in all accounts, and the number that nobody has."""

from collections.abc import Callable

import pytest

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.found import Found
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.search import Search
from contacts_tui.storage.database import Database

Add = Callable[..., None]


@pytest.fixture
def search(database: Database) -> Search:
    return Search(database)


@pytest.fixture
def maneba(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="Maneba", number="P-7", city="Cushing"))


@pytest.fixture
def add(contacts: Contacts) -> Add:
    """Store a contact of an account; a draft that has neither phone nor e-mail gets an e-mail that nothing finds."""

    def add(
        account: Account,
        name: str,
        *phones: str,
        emails: tuple[str, ...] = (),
        kind: ContactType = ContactType.ALTERNATE,
    ) -> None:
        first, _, last = name.partition(" ")
        contacts.add(account, ContactDraft(first, last, phones, emails or ("qqqq@qqqq.com",), kind))

    return add


def names(found: Found) -> list[str]:
    return [contact.name for account in found.accounts for contact in account.contacts]


@pytest.mark.parametrize(
    "text",
    [
        "Ánn",
        "LEE ann",
        "ee nn",
        "ann.lee@",
        "maneba lee",
        "p-7 ann",
        "416-967",
        "(416) 967 1111",
        "+14169671111",
        "1111",
        "967-1111",
        "416.967.1111 ext. 45",
        "416 967 1111 #45",
        "011 1 416 967 1111",
        "tel:+1-416-967-1111;ext=45",
        "\u0664\u0661\u0666\u0669\u0666\u0667\u0661\u0661\u0661\u0661",
        "ann 1111",
    ],
)
def test_a_contact_is_found_by_words_in_any_order_and_by_any_notation_of_a_phone(
    search: Search, maneba: Account, add: Add, text: str
):
    add(maneba, "Ann Lée", "416-967-1111 x7", emails=("Ann.Lee@example.com",))
    add(maneba, "Bob Ray", "416-223-1234")
    assert names(search.find(text)) == ["Ann Lée"]
    assert search.find(text).caller == ""
