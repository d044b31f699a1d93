"""The demo: the account on the portal's help page, and one with two years of bills, stored as any other is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPay, AutoPayKind, AutoPayState
from contacts_tui.domain.bill import Bill, BillLine, Method, Payment
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.source import Source
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.packaged import content_of
from contacts_tui.services.session import Session
from contacts_tui.storage import billing, changes, pages
from contacts_tui.storage.changes import Writing
from contacts_tui.storage.database import Database

AGENT: Final = "demo"
SOURCE: Final[Source] = "demo"
_BILLED_BEFORE: Final = timedelta(days=12)
"""How long before the demo was filled its newest bill was made: it is not due yet."""
_DUE_AFTER: Final = timedelta(days=20)
_LAST_OF_ALL_MONTHS: Final = 28


def portal_account() -> dict[str, Any]:
    """Return the content of portal_account.json."""
    return content_of("portal_account.json")


def billed_account() -> dict[str, Any]:
    """Return the content of billed_account.json."""
    return content_of("billed_account.json")


def fill(database: Database, *accounts: dict[str, Any], today: date) -> None:
    """Store accounts of those forms in a database that has none, in one transaction; `today` dates their bills.

    Raises Refused if the data breaks a rule, NotSaved, ReadOnly: nothing is written then.
    """
    session = Session(database, AGENT, SOURCE)

    def fill_in(writing: Writing) -> None:
        if not pages.has_accounts(writing.connection):
            for data in accounts:
                _add(writing, session, data, today)

    session.write(fill_in)


def _add(writing: Writing, session: Session, data: dict[str, Any], today: date) -> None:
    account = Accounts(session).add_in(writing, _account_draft(data["account"]))
    contacts = Contacts(session)
    for contact in data["contacts"]:
        contacts.add_in(writing, account, _contact_draft(contact))
    for said in data["bills"]:
        if "months_ago" not in said:
            billing.add(writing, account.id, _bill(said))
            continue
        bill = _monthly_bill(said, today)
        stored = billing.add(writing, account.id, bill)
        if said["paid"]:
            billing.add(writing, account.id, replace(_payment_of(bill, said["paid"]), bill_id=stored.id))
    for payment in data.get("payments", ()):
        billing.add(writing, account.id, Payment(payment["amount_minor"], _day(payment["posted_on"])))
    if "auto_pay" in data:
        instructed = replace(account, auto_pay=_auto_pay(data["auto_pay"]), paperless=data["paperless"])
        changes.update_account(writing, account, instructed, lambda phone, _: phone.shown)


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


def _monthly_bill(said: dict[str, Any], today: date) -> Bill:
    newest = today - _BILLED_BEFORE
    billed_on = _months_before(newest, said["months_ago"])
    period_to = billed_on.replace(day=1) - timedelta(days=1)
    lines = [BillLine(text, amount) for text, amount in said["lines"]]
    lines += [BillLine(text, amount, is_tax=True) for text, amount in said["taxes"]]
    return Bill(
        sum(line.amount_minor for line in lines),
        said["number"],
        billed_on,
        billed_on + _DUE_AFTER,
        period_to.replace(day=1),
        period_to,
        tuple(lines),
    )


def _payment_of(bill: Bill, said: dict[str, Any]) -> Payment:
    posted_on = bill.billed_on and bill.billed_on + timedelta(days=said["after_days"])
    return Payment(bill.amount_minor, posted_on, Method(said["method"]), said["reference"])


def _auto_pay(said: dict[str, Any]) -> AutoPay:
    return AutoPay(AutoPayState.ON, AutoPayKind(said["kind"]), said["label"], said["last_four"], said["token"])


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the 28th if that comes sooner."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, _LAST_OF_ALL_MONTHS))


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
