"""The first page, read through the bare driver: it stands on the screen before SQLAlchemy is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from contacts_tui.domain.account import Page
from contacts_tui.storage.bare_reading import Driver, at_one_moment, lines
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.page_values import page_of
from contacts_tui.storage.revision import FIND_REVISION, REVISION, refuse_unless_current, revision_in
from contacts_tui.storage.values import ACCOUNT_COLUMNS, Line, contacts_of, known_values

_ACCOUNT: Final = """\
SELECT account.id, account.version, account.number, account.name, account.account_type, account.since,
    account.address_lines, account.city, account.region, account.postal_code, account.country,
    account.manager_name, account.manager_phone, account.manager_phone_shown, account.manager_email, account.currency,
    account.auto_pay_state, account.auto_pay_kind, account.auto_pay_label, account.auto_pay_last_four,
    account.auto_pay_token, account.auto_pay_day, account.auto_pay_limit_minor, account.auto_pay_from,
    account.paperless,
    (SELECT sum(bill.amount_minor) AS sum_1
    FROM bill WHERE bill.account_id = account.id AND bill.voided_at IS NULL) AS billed,
    (SELECT sum(payment.amount_minor) AS sum_2
    FROM payment WHERE payment.account_id = account.id AND payment.voided_at IS NULL) AS paid,
    (SELECT min(bill.due_on) AS min_1
    FROM bill WHERE bill.account_id = account.id AND bill.open_minor > 0) AS first_due,
    last_bill.amount_minor AS last_billed, last_bill.due_on,
    last_payment.amount_minor AS last_paid, last_payment.posted_on
FROM account
LEFT OUTER JOIN bill AS last_bill ON last_bill.account_id = account.id AND last_bill.id =
    (SELECT bill.id FROM bill
    WHERE bill.account_id = account.id AND bill.voided_at IS NULL AND bill.amount_minor > 0
    ORDER BY bill.billed_on DESC NULLS LAST, bill.id DESC LIMIT 1)
LEFT OUTER JOIN payment AS last_payment ON last_payment.account_id = account.id AND last_payment.id =
    (SELECT payment.id FROM payment
    WHERE payment.account_id = account.id AND payment.voided_at IS NULL AND payment.amount_minor > 0
    ORDER BY payment.posted_on DESC NULLS LAST, payment.id DESC LIMIT 1)
WHERE account.deleted_at IS NULL"""

ACCOUNT_BY_ID: Final = f"{_ACCOUNT} AND account.id = :account_id"
ACCOUNT_BY_NUMBER: Final = f"{_ACCOUNT} AND account.number = :number"
FIRST_ACCOUNTS: Final = "SELECT account.id FROM account WHERE account.deleted_at IS NULL ORDER BY account.id LIMIT 2"
CONTACTS: Final = """\
SELECT contact.id, contact.account_id, contact.version, contact.contact_type, contact.first_name, contact.last_name
FROM contact
WHERE contact.account_id = :account_id AND contact.deleted_at IS NULL
ORDER BY contact.id"""
PHONES: Final = """\
SELECT phone.contact_id, phone.raw, phone.e164, phone.extension, phone.digits, phone.region, phone.status, phone.shown
FROM phone JOIN contact ON contact.id = phone.contact_id AND contact.account_id = phone.account_id
WHERE phone.account_id = :account_id AND contact.deleted_at IS NULL
ORDER BY phone.contact_id, phone.position"""
EMAILS: Final = """\
SELECT email.contact_id, email.address, email."key"
FROM email JOIN contact ON contact.id = email.contact_id AND contact.account_id = email.account_id
WHERE email.account_id = :account_id AND contact.deleted_at IS NULL
ORDER BY email.contact_id, email.position"""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a start shows."""

    page: Page | None
    accounts: int
    """How many accounts there are: 0, 1, or 2 for several."""
    revision: str | None
    """None where there is no database yet; if not the current one, nothing else was read."""
    done_first: str = ""
    """What was done to the database before it was read."""


@known_values()
def read_first_page(connection: Driver, number: str | None, *, today: date, locale: str) -> FirstPage:
    """Read the page of the account with a number; without a number, of the only account there is.

    Raises the driver's errors, and DatabaseUnusable if a newer or another program wrote the database.
    """
    revision = revision_in([line[0] for line in lines(connection, FIND_REVISION)])
    refuse_unless_current(revision, read_only=False)
    if revision != REVISION:
        return FirstPage(None, 0, revision)
    accounts = [line[0] for line in lines(connection, FIRST_ACCOUNTS)]
    found = _account(connection, number, accounts)
    if not found:
        return FirstPage(None, len(accounts), revision)
    account_id = found[0][ACCOUNT_COLUMNS.index("id")]
    people = (lines(connection, query, account_id=account_id) for query in (CONTACTS, PHONES, EMAILS))
    page = page_of(found[0], contacts_of(*people), today=today, locale=locale)
    return FirstPage(page, len(accounts), revision)


def _account(connection: Driver, number: str | None, accounts: Sequence[int]) -> Sequence[Line]:
    """The account asked for, in no line or one."""
    if number is None:
        return lines(connection, ACCOUNT_BY_ID, account_id=accounts[0]) if len(accounts) == 1 else ()
    try:
        return lines(connection, ACCOUNT_BY_NUMBER, number=number)
    except UnicodeEncodeError:
        # Bytes on a command line that are no text: no account has them as its number.
        return ()


def read_file(path: Path, number: str | None, *, today: date, locale: str, read_only: bool = False) -> FirstPage:
    """Read the first page of a SQLite file; a missing or empty one has none, unless it is opened only to be read.

    Raises DatabaseUnusable, with the sentence that opening it as a database would raise.
    """
    if not is_ours(path, must_exist=read_only):
        return FirstPage(None, 0, None)
    with at_one_moment(path) as connection:
        first = read_first_page(connection, number, today=today, locale=locale)
    if first.revision is not None:
        refuse_unless_current(first.revision, read_only=read_only)
    return first
