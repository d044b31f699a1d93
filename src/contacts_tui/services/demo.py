"""The demo: the account on the portal's help page, stored by the same drafts as any other."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.session import Session
from contacts_tui.storage import billing, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

AGENT: Final = "demo"
_NAME: Final = "portal_account.json"


def portal_account() -> dict[str, Any]:
    """Return the content of portal_account.json, from the installed package, else from the checkout's data folder."""
    packaged = files("contacts_tui") / "data" / _NAME
    source = packaged if packaged.is_file() else Path(__file__).parents[3] / "data" / _NAME
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found


def fill(database: Database, data: dict[str, Any]) -> None:
    """Store an account of portal_account.json's form in a database that has none, in one transaction.

    Raises Refused if the data breaks a rule, NotSaved, ReadOnly: nothing is written then.
    """
    session = Session(database, AGENT, AGENT)
    contacts, accounts = Contacts(session), Accounts(session)

    def fill_in(writing: Writing) -> None:
        if pages.has_accounts(writing.connection):
            return
        account = accounts.add_in(writing, _account_draft(data["account"]))
        for contact in data["contacts"]:
            contacts.add_in(writing, account, _contact_draft(contact))
        for bill in data["bills"]:
            billing.add(writing, account.id, _bill(bill))
        for payment in data["payments"]:
            billing.add(writing, account.id, _payment(payment))

    session.write(fill_in)


def _account_draft(said: dict[str, Any]) -> AccountDraft:
    address, manager = said["billing_address"], said["account_manager"]
    return AccountDraft(
        name=said["name"],
        number=said["number"],
        account_type=AccountType(said["type"]),
        since=said["valued_customer_since"] or "",
        lines=tuple(address["lines"]),
        city=address["city"],
        region=address["region"],
        postal_code=address["postal_code"],
        country=address["country"],
        manager_name=manager["name"],
        manager_phone=manager["phone"],
        manager_email=manager["email"],
        currency=said["currency"],
    )


def _contact_draft(said: dict[str, Any]) -> ContactDraft:
    return ContactDraft(
        first_name=said["first_name"],
        last_name=said["last_name"],
        phones=tuple(said["phones"]),
        emails=tuple(said["emails"]),
        contact_type=ContactType(said["contact_type"]),
    )


def _bill(said: dict[str, Any]) -> Bill:
    return Bill(said["amount_minor"], said["number"], _day(said["billed_on"]), _day(said["due_on"]))


def _payment(said: dict[str, Any]) -> Payment:
    return Payment(said["amount_minor"], _day(said["posted_on"]))


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
