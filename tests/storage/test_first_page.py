"""The page that is read through the bare driver is the page that SQLAlchemy reads."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Dialect, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg as postgresql

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.demo import fill, portal_account
from contacts_tui.storage import first_page, pages
from contacts_tui.storage.bare_connection import open_for_reading
from contacts_tui.storage.bare_reading import Driver
from contacts_tui.storage.database import Database
from contacts_tui.storage.first_page import FirstPage, read_file, read_first_page
from contacts_tui.storage.revision import REVISION

TODAY = date(2019, 3, 1)
NAMES = ("ACCOUNT_BY_ID", "ACCOUNT_BY_NUMBER", "FIRST_ACCOUNTS", "CONTACTS", "PHONES", "EMAILS")


@pytest.fixture
def driver(where: Path | str, database: Database) -> Iterator[Driver]:
    """A connection to that database that knows nothing of SQLAlchemy."""
    assert not database.read_only
    connection: Driver = (
        open_for_reading(where)
        if isinstance(where, Path)
        else psycopg.connect(where.replace("+psycopg", ""), autocommit=True)
    )
    yield connection
    connection.close()


def first(driver: Driver, number: str | None = None) -> FirstPage:
    return read_first_page(driver, number, today=TODAY, locale="en_US")


def words(sql: str) -> list[str]:
    return re.sub(r"([()])", r" \1 ", sql).split()


def compiled(statement: Select[Any], dialect: Dialect) -> str:
    """What SQLAlchemy sends, with its limits filled in and without the casts that psycopg gets."""
    made = statement.compile(dialect=dialect)
    text = re.sub(r"(%\(\w+\)s)::\w+", r"\1", str(made))
    for name, value in made.params.items():
        if value is not None:
            text = re.sub(rf":{name}\b|%\({name}\)s", str(value), text)
    return re.sub(r"%\((\w+)\)s", r":\1", text).replace(" OFFSET 0", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_sql_is_what_sqlalchemy_sends(name: str):
    by_hand, statement = getattr(first_page, name), getattr(pages, name)
    assert words(by_hand) == words(compiled(statement, sqlite.dialect(paramstyle="named")))
    assert words(by_hand.replace('"key"', "key")) == words(compiled(statement, postgresql.dialect()))


def test_without_an_account_there_is_no_page(driver: Driver):
    assert first(driver) == FirstPage(None, 0, REVISION)
    assert first(driver, "11111") == FirstPage(None, 0, REVISION)


def test_the_only_account_is_the_page(driver: Driver, database: Database, accounts: Accounts):
    fill(database, portal_account(), today=date(2019, 2, 1))
    page = read_first_page(driver, None, today=date(2019, 2, 1), locale="en_US")
    assert page == FirstPage(accounts.page(1), 1, REVISION)
    assert page.page is not None
    assert len(page.page.contacts) == 7


def test_among_several_accounts_the_number_decides(driver: Driver, accounts: Accounts, contacts: Contacts):
    for number in ("1", "2", "3"):
        account = accounts.add(AccountDraft(name=f"Account {number}", number=number))
        phones = ("416 967 1111 x45", "911")
        contacts.add(account, ContactDraft(number, "Lee", phones, ("ann@example.com",), ContactType.ALTERNATE))
    assert first(driver) == FirstPage(None, 2, REVISION)
    assert first(driver, "2") == FirstPage(accounts.page(2), 2, REVISION)
    assert first(driver, "4") == FirstPage(None, 2, REVISION)
    assert first(driver, "' OR 1=1 --").page is None


def test_deleted_contacts_are_not_on_it(driver: Driver, accounts: Accounts, contacts: Contacts):
    account = accounts.add(AccountDraft(name="MANEBA"))
    drafts = (ContactDraft(name, "Lee", ("911",), ("a@example.com",), ContactType.ALTERNATE) for name in "AB")
    gone, kept = [contacts.add(account, draft) for draft in drafts]
    contacts.delete(gone)
    page = first(driver).page
    assert page is not None
    assert page.contacts == (kept,)


def test_a_missing_or_empty_file_has_no_page_and_is_not_made(tmp_path: Path):
    path = tmp_path / "contacts.db"
    assert read_file(path, None, today=TODAY, locale="en_US") == FirstPage(None, 0, None)
    assert not path.exists()
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        read_file(path, None, today=TODAY, locale="en_US", read_only=True)
    path.touch()
    assert read_file(path, None, today=TODAY, locale="en_US") == FirstPage(None, 0, None)
    with pytest.raises(DatabaseUnusable, match="is empty"):
        read_file(path, None, today=TODAY, locale="en_US", read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_is_read_whether_it_is_open_elsewhere_or_not(tmp_path: Path, read_only: bool):
    database = Database(tmp_path / "contacts.db")
    fill(database, portal_account(), today=date(2019, 2, 1))
    during = read_file(tmp_path / "contacts.db", "11111", today=TODAY, locale="en_US", read_only=read_only)
    database.close()
    after = read_file(tmp_path / "contacts.db", "11111", today=TODAY, locale="en_US", read_only=read_only)
    assert during == after
    assert after.page is not None
    assert after.page.account.name == "MANEBA"


@pytest.mark.parametrize(
    ("revision", "read_only", "sentence"),
    [("9999", False, "newer"), ("9999", True, "newer"), ("0001", True, "without --read-only"), ("x", True, "newer")],
)
def test_a_file_that_cannot_be_used_is_a_sentence(tmp_path: Path, revision: str, read_only: bool, sentence: str):
    path = stamped(tmp_path / "contacts.db", revision)
    with pytest.raises(DatabaseUnusable, match=sentence):
        read_file(path, None, today=TODAY, locale="en_US", read_only=read_only)


def test_an_older_file_waits_for_its_upgrade(tmp_path: Path):
    path = stamped(tmp_path / "contacts.db", "0001")
    assert read_file(path, None, today=TODAY, locale="en_US") == FirstPage(None, 0, "0001")


def test_a_foreign_or_damaged_file_is_a_sentence(tmp_path: Path):
    path = tmp_path / "contacts.db"
    path.write_text("Dear diary")
    with pytest.raises(DatabaseUnusable, match="is no database"):
        read_file(path, None, today=TODAY, locale="en_US")
    path.unlink()
    Database(path).close()
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xff" * (path.stat().st_size - 4_096))
    with pytest.raises(DatabaseUnusable, match="damaged"):
        read_file(path, None, today=TODAY, locale="en_US")


def test_it_is_read_before_anything_heavy_is_loaded(tmp_path: Path, loaded_after: Callable[[str], set[str]]):
    path = tmp_path / "contacts.db"
    database = Database(path)
    fill(database, portal_account(), today=date(2019, 2, 1))
    database.close()
    loaded = loaded_after(
        "from datetime import date; from pathlib import Path\n"
        "from contacts_tui.storage.first_page import read_file\n"
        f"assert read_file(Path({str(path)!r}), None, today=date(2019, 1, 1), locale='en_US').page"
    )
    assert "sqlite3" in loaded
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "phonenumbers", "email_validator", "textual", "psycopg"}
    assert loaded.isdisjoint(heavy)


def stamped(path: Path, revision: str) -> Path:
    Database(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.commit()
    connection.close()
    return path
