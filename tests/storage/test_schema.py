"""New, older, newer and foreign databases; and tables that are what the migrations make."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, text

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import migrate
from contacts_tui.storage.database import Database
from contacts_tui.storage.engines import Engines, postgresql_engines, sqlite_engines
from contacts_tui.storage.revision import KNOWN, REVISION
from contacts_tui.storage.tables import METADATA


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A database without tables."""
    if request.param == "sqlite":
        (tmp_path / "contacts.db").touch()
        return tmp_path / "contacts.db"
    url: str = request.getfixturevalue("empty_postgresql")
    return url


@pytest.fixture
def engines(empty: Path | str) -> Iterator[Engines]:
    if isinstance(empty, Path):
        engines = sqlite_engines(empty, read_only=False, wait=1)
    else:
        engines = postgresql_engines(empty, wait=1)
    yield engines
    engines.reading.dispose()


def migrated(where: Path | str, engines: Engines, to: str) -> None:
    migrate.upgrade(engines.writing, to)
    if isinstance(where, Path):
        # As a database that the program made itself has it, in the file and not in its log.
        with engines.reading.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {int.from_bytes(b'CTUI', 'big')}")
            connection.commit()
        engines.reading.dispose()


def add_by_hand(connection: Connection) -> None:
    """An account and a contact in the tables of revision 0001."""
    now, uid = datetime.now(UTC), bytes(range(16))
    rows: dict[str, dict[str, object]] = {
        "account": {
            **dict.fromkeys(("address_lines", "city", "region", "postal_code", "country", "manager_name"), ""),
            **dict.fromkeys(("manager_phone", "manager_phone_shown", "manager_email"), ""),
            "id": 1,
            "uid": uid,
            "number": "11111",
            "name": "Maneba",
            "account_type": "Parent",
            "currency": "USD",
            "version": 1,
            "created_at": now,
            "updated_at": now,
        },
        "contact": {
            "id": 1,
            "uid": uid,
            "account_id": 1,
            "contact_type": "Alternate",
            "first_name": "\u0104nn",
            "last_name": "Lee",
            "version": 1,
            "created_at": now,
            "updated_at": now,
        },
        "phone": {
            "id": 1,
            "account_id": 1,
            "contact_id": 1,
            "position": 0,
            "raw": "416 967 1111",
            "e164": "+14169671111",
            "extension": "",
            "digits": "4169671111",
            "status": "valid",
            "shown": "(416) 967-1111",
        },
        "email": {
            "id": 1,
            "account_id": 1,
            "contact_id": 1,
            "position": 0,
            "address": "Ann@Example.com",
            "key": "ann@example.com",
        },
        "change": {
            "id": 1,
            "account_id": 1,
            "action": "added",
            "made_at": now,
            "agent": "mona",
            "source": "screen",
            "transaction_id": uid,
        },
    }
    for table, values in rows.items():
        found = Table(table, MetaData(), autoload_with=connection)
        connection.execute(found.insert().values(**values))


def checks_of(engine: Engine) -> dict[str, set[tuple[str | None, str]]]:
    found = inspect(engine)
    return {
        table: {(check["name"], " ".join(check["sqltext"].split())) for check in found.get_check_constraints(table)}
        for table in METADATA.tables
    }


def indexes_of(engine: Engine) -> dict[str, set[tuple[object, ...]]]:
    found = inspect(engine)
    return {
        table: {
            (index["name"], tuple(index["column_names"]), index["unique"], where_of(index.get("dialect_options", {})))
            for index in found.get_indexes(table)
        }
        for table in METADATA.tables
    }


def where_of(options: dict[str, object]) -> str:
    return "".join(str(value) for name, value in options.items() if name.endswith("_where")).strip("()")


def test_the_migrations_make_the_tables(empty: Path | str, engines: Engines):
    migrated(empty, engines, "head")
    with engines.reading.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
    by_migrations = checks_of(engines.reading), indexes_of(engines.reading)
    with engines.writing.begin() as connection:
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
    assert (checks_of(engines.reading), indexes_of(engines.reading)) == by_migrations
    assert ("uq_account_number", ("number",), True, "deleted_at IS NULL") in indexes_of(engines.reading)["account"]


def test_the_known_revisions_are_those_of_the_migrations():
    folder = Path(migrate.__file__).parent / "migrations"
    scripts = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(sorted(script.revision for script in scripts)) == KNOWN
    assert KNOWN[-1] == REVISION


def test_a_new_database_says_its_revision(empty: Path | str):
    database = Database(empty)
    with database.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == REVISION
    database.close()


def test_an_older_database_is_brought_up_to_date_and_keeps_its_rows(empty: Path | str, engines: Engines):
    migrated(empty, engines, "0001")
    with engines.writing.begin() as connection:
        add_by_hand(connection)
    engines.reading.dispose()
    database = Database(empty)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT search_text FROM account").scalar() == "11111\nmaneba"
        found = connection.exec_driver_sql("SELECT search_text FROM contact").scalar()
        assert found == "\u0105nn lee\nann@example.com\n14169671111".replace("\u0105", "a")
        assert connection.exec_driver_sql("SELECT action FROM change").scalar() == "added"
        assert connection.exec_driver_sql("SELECT count(*) FROM bill").scalar() == 0
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == REVISION
    if isinstance(empty, Path):
        with database.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_an_older_database_that_is_opened_only_to_be_read_names_the_way_out(empty: Path | str, engines: Engines):
    migrated(empty, engines, "0001")
    with pytest.raises(DatabaseUnusable, match="once without --read-only"):
        Database(empty, read_only=True)
    assert inspect(engines.reading).has_table("contact")
    assert not inspect(engines.reading).has_table("bill")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("revision", "sentence"), [("9999", "newer contacts-tui"), ("0000x", "has written")])
def test_a_newer_and_an_unknown_database_are_refused(
    empty: Path | str, engines: Engines, revision: str, sentence: str, read_only: bool
):
    migrated(empty, engines, "head")
    with engines.writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    engines.reading.dispose()
    with pytest.raises(DatabaseUnusable, match=sentence):
        Database(empty, read_only=read_only)
    with engines.reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == revision


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Path | str, engines: Engines):
    migrated(empty, engines, "0001")
    with engines.writing.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE payment (something INTEGER)")
    engines.reading.dispose()
    with pytest.raises(DatabaseUnusable, match="could not be brought up to date"):
        Database(empty)
    found = inspect(engines.reading)
    assert not found.has_table("bill")
    assert [column["name"] for column in found.get_columns("payment")] == ["something"]
    with engines.reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"


def test_an_older_database_that_another_program_holds_is_busy_and_not_broken(empty: Path | str, engines: Engines):
    migrated(empty, engines, "0001")
    with engines.writing.connect() as holder, holder.begin():
        holder.execute(text("UPDATE alembic_version SET version_num = version_num"))
        with pytest.raises(DatabaseUnusable, match="busy") as raised:
            Database(empty, wait=0.05)
    assert "backup" not in str(raised.value)
    engines.reading.dispose()
    Database(empty).close()


def test_a_step_that_is_missing_is_a_sentence(empty: Path | str, engines: Engines):
    migrated(empty, engines, "0001")
    with pytest.raises(DatabaseUnusable, match="missing from this installation"):
        migrate.upgrade(engines.writing, "0815")


def test_a_migration_that_would_orphan_rows_is_not_kept(tmp_path: Path):
    path = tmp_path / "contacts.db"
    path.touch()
    migrated(path, sqlite_engines(path, read_only=False, wait=1), "0001")
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA foreign_keys = OFF; INSERT INTO email VALUES (1, 7, 7, 0, 'a', 'a')")
    connection.close()
    with pytest.raises(DatabaseUnusable, match="lost what they belong to"):
        Database(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    connection.close()


def test_a_postgresql_database_of_another_program_is_refused(empty_postgresql: str):
    engine = sqlalchemy.create_engine(empty_postgresql)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE diary (id INTEGER)")
    with pytest.raises(DatabaseUnusable, match="another program"):
        Database(empty_postgresql)
    assert inspect(engine).get_table_names() == ["diary"]
    engine.dispose()


def test_alembic_is_loaded_only_for_an_older_database(tmp_path: Path, loaded_after: Callable[[str], set[str]]):
    path = tmp_path / "contacts.db"
    script = f"from contacts_tui.storage.database import Database; Database({str(path)!r}).close()"
    assert "alembic" not in loaded_after(script)
    assert "alembic" not in loaded_after(script)
