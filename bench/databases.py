"""The databases that are measured: what stands in them, and what is written into them first."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.row import NotMeasuredError
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import Services, open_services

_MEASURED_ACCOUNT: Final = """\
SELECT account.number, account.id, account.name, contact.first_name, min(contact.id)
FROM contact JOIN account ON account.id = contact.account_id
WHERE contact.deleted_at IS NULL AND account.deleted_at IS NULL
GROUP BY contact.account_id HAVING count(*) = 7"""
_PHONE_NUMBER: Final = """\
SELECT phone.e164 FROM phone JOIN contact ON contact.id = phone.contact_id
WHERE phone.e164 IS NOT NULL AND contact.deleted_at IS NULL AND phone.id >= (SELECT max(phone.id) / 2 FROM phone)
ORDER BY phone.id LIMIT 1"""

_PERSON: Final = """\
SELECT contact.first_name, contact.last_name, account.number,
    (SELECT digits FROM phone WHERE phone.account_id = account.id AND phone.contact_id = contact.id LIMIT 1),
    (SELECT address FROM email WHERE email.account_id = account.id AND email.contact_id = contact.id LIMIT 1)
FROM contact JOIN account ON account.id = contact.account_id
WHERE contact.id >= ? AND contact.deleted_at IS NULL AND account.deleted_at IS NULL ORDER BY contact.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody may be looked for by; empty where it is not known."""

    first_name: str
    last_name: str
    account: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with as many contacts as the floor of a start has rows."""

    number: str
    id: int
    contact: str
    """The first name of its first contact: one word in letters that terminals write as one byte each."""


def opened_account(path: Path) -> Opened:
    """Return the first account of a database that can be opened to be measured. Raises NotMeasuredError."""
    with closing(sqlite3.connect(path)) as connection:
        for number, account_id, name, first_name, _ in connection.execute(_MEASURED_ACCOUNT):
            if first_name.isascii() and first_name.isalpha() and first_name not in name:
                return Opened(number, account_id, first_name)
    raise NotMeasuredError("No account of the large database has seven contacts.")


def phone_number(path: Path) -> str:
    """Return the number of somebody in the middle of a database. Raises NotMeasuredError."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(_PHONE_NUMBER).fetchone()
    if found is None:
        raise NotMeasuredError("Nobody in the large database has a phone.")
    return str(found[0])


def people(path: Path, count: int) -> list[Person]:
    """Return so many contacts, as far from each other in a database as they can be."""
    with closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM contact").fetchone()
        ids = (last * at // count for at in range(count))
        found = (connection.execute(_PERSON, (id,)).fetchone() for id in ids)
        return [Person(*(value or "" for value in row)) for row in found if row]


def add_contacts(path: Path, account_id: int, count: int) -> Sequence[int]:
    """Add contacts with names and addresses that nobody else has; their ids."""
    services = open_services(path, agent="mona")
    try:
        return [_add(services, account_id, number) for number in range(1, count + 1)]
    finally:
        services.close()


def version_of(path: Path, contact_id: int) -> int:
    """Return how often a contact was written."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT version FROM contact WHERE id = ?", (contact_id,)).fetchone()[0])


def copy(source: Path, target: Path) -> None:
    """Copy a database with what still stands in its log."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _add(services: Services, account_id: int, number: int) -> int:
    draft = ContactDraft(
        first_name=f"Person{number:02}",
        last_name="Benchmark",
        emails=(f"person{number:02}@example.com",),
        contact_type=ContactType.ALTERNATE,
    )
    return services.contacts.add(services.accounts.page(account_id).account, draft).id
