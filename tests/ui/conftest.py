"""Database files to open a desk on: each kind is made once, each test has a copy."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bills import fill_billed
from demos import portal_demo
from drafts import ALTERNATE, AUTHORIZED, BILLING, NOTIFICATION, RESPONSIBLE, Fill, MakeFile, draft
from textual.css.stylesheet import Stylesheet

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import Services, open_services
from contacts_tui.storage.tables import ACCOUNT, CONTACT

OFFICE: Sequence[ContactDraft] = (
    draft(RESPONSIBLE, "Ann", "Lee", "416 967 1111", "ann@example.com"),
    draft(BILLING, "Ann", "Lee", "416 967 1111", "ann@example.com"),
    draft(NOTIFICATION, "Front", "Desk", "416 967 3333", "ann@example.com"),
    draft(ALTERNATE, "Bob", "Ray", "416 967 2222", "bob@example.com"),
    draft(AUTHORIZED, "Ann", "Lee", "416 967 1111"),
)


def fill_office(services: Services) -> None:
    """An account of a few people; Ann Lee is there three times."""
    account = services.accounts.add(AccountDraft(name="Hill Dental", number="2001", city="Toronto", country="CA"))
    for contact in OFFICE:
        services.contacts.add(account, contact)


def fill_several(services: Services) -> None:
    """Three accounts, the first with contacts."""
    fill_office(services)
    account = services.accounts.add(AccountDraft(name="Lake Marina", number="2002", city="Duluth"))
    services.contacts.add(account, draft(ALTERNATE, "Cy", "Dunn", "416 967 4444"))
    services.accounts.add(AccountDraft(name="Harbour Light", number="2003", city="Boston"))


def fill_littered(services: Services) -> None:
    """Three accounts, one of them deleted on January 15th, and two contacts of the first on the 30th and 31st."""
    fill_several(services)
    page = services.accounts.page(2)
    services.accounts.delete(page.account, page.contacts)
    delete_at(services, "15 09:15:00")
    for name, when in (("Bob", "30 16:40:00"), ("Front", "31 08:05:00")):
        services.contacts.delete(next(one for one in services.accounts.page(1).contacts if one.first_name == name))
        delete_at(services, when)


def delete_at(services: Services, when: str) -> None:
    """Let what was just deleted have been deleted in January 2019, by whom it was."""
    at, lately = datetime.fromisoformat(f"2019-01-{when}+00:00"), datetime(2020, 1, 1, tzinfo=UTC)
    with services.database.transaction() as connection:
        for table in (ACCOUNT, CONTACT):
            connection.execute(table.update().where(table.c.deleted_at > lately).values(deleted_at=at))


@pytest.fixture(scope="session", autouse=True)
def _styles_are_parsed_once() -> Iterator[None]:
    """Every program of this process has the same styles: parsing them anew is a sixth of what a test of it costs."""
    parse, parsed = Stylesheet._parse_rules, {}

    def parse_once(sheet: Stylesheet, *asked: object, **named: object) -> object:
        key = (asked, *named.items(), *sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *asked, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> MakeFile:
    """Makes a database file of a kind when it is first asked for."""
    folder = tmp_path_factory.mktemp("databases")

    def make(kind: str, fill: Fill) -> Path:
        path = folder / f"{kind}.db"
        if not path.exists():
            if kind == "portal":
                portal_demo(path)
            services = open_services(path, agent="filler", demo=kind == "portal")
            fill(services)
            services.close()
        return path

    return make


@pytest.fixture
def new_file(tmp_path: Path, files: MakeFile) -> MakeFile:
    """Gives a copy of a database file, in the test's own folder."""
    return lambda kind, fill: Path(shutil.copy(files(kind, fill), tmp_path / "contacts.db"))


@pytest.fixture
def portal(new_file: MakeFile) -> Path:
    """The demo: the portal's account with its seven contacts."""
    return new_file("portal", lambda _: None)


@pytest.fixture
def office(new_file: MakeFile) -> Path:
    """One account with a Responsible Party and a person in several rows."""
    return new_file("office", fill_office)


@pytest.fixture
def several(new_file: MakeFile) -> Path:
    """Three accounts."""
    return new_file("several", fill_several)


@pytest.fixture
def littered(new_file: MakeFile) -> Path:
    """Three accounts, with something of them in the trash."""
    return new_file("littered", fill_littered)


@pytest.fixture
def bare(new_file: MakeFile) -> Path:
    """One account without a contact."""
    return new_file("bare", lambda services: services.accounts.add(AccountDraft(name="Lake Marina", number="2002")))


@pytest.fixture
def nothing(new_file: MakeFile) -> Path:
    """A database without an account."""
    return new_file("nothing", lambda _: None)


@pytest.fixture
def billed(new_file: MakeFile) -> Path:
    """One account with a year of bills and payments; the last bill is overdue by twelve days."""
    return new_file("billed", fill_billed)


@pytest.fixture
def start_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the program is started."""
    folder = tmp_path / "start"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
