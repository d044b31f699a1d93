"""New, older, newer and foreign databases; and tables that are what the migrations make."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from older import add_by_hand, migrated, older_file
from sqlalchemy import Engine, inspect, text

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage import backup, bills, migrate, pages, trigrams
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


def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and "_trigram" in name)


def trigrams_of(engine: Engine) -> list[tuple[str, ...]]:
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name LIKE '%trigram%'")
        return sorted(tuple(line) for line in found)


def ids_that_never_come_again(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        return set(found.scalars())


def test_a_migrated_database_has_the_trigrams_and_the_kind_of_ids_of_a_new_one(
    empty: Path | str, engines: Engines, tmp_path: Path
):
    migrated(empty, engines, "0001")
    with engines.writing.begin() as connection:
        add_by_hand(connection)
    migrate.upgrade(engines.writing)
    Database(tmp_path / "new.db").close()
    with engines.writing.begin() as connection:
        assert trigrams.are_whole(connection)
        assert trigrams.are_there(connection) is isinstance(empty, Path)
    if isinstance(empty, Path):
        assert ids_that_never_come_again(engines.reading) == {"account", "contact", "bill", "payment"}
        new = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'new.db'}")
        assert trigrams_of(engines.reading) == trigrams_of(new) != []
        assert ids_that_never_come_again(new) == ids_that_never_come_again(engines.reading)
        new.dispose()


def test_the_migrations_make_the_tables(empty: Path | str, engines: Engines):
    migrated(empty, engines, "head")
    with engines.reading.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": is_table_of_ours}
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


def test_bills_and_payments_of_an_older_database_are_kept_with_what_is_open_of_them(
    empty: Path | str, engines: Engines
):
    migrated(empty, engines, "0001")
    with engines.writing.begin() as connection:
        add_by_hand(connection)
    migrate.upgrade(engines.writing, "0003")
    with engines.writing.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO bill (account_id, number, billed_on, due_on, amount_minor, currency) VALUES"
            " (1, 'late', '2019-02-01', '2019-02-20', 500, 'USD'), (1, 'early', '2019-01-01', '2019-01-20', 300, 'USD')"
        )
        connection.exec_driver_sql("INSERT INTO payment (account_id, amount_minor, currency) VALUES (1, 400, 'USD')")
    engines.reading.dispose()
    database = Database(empty)
    with database.reading() as connection:
        found = bills.bills(connection, 1)
        assert [(bill.number, bill.amount_minor, bill.open_minor, bill.version) for bill in found] == [
            ("late", 500, 400, 1),
            ("early", 300, 0, 1),
        ]
        [payment] = bills.payments(connection, 1)
        assert (payment.amount_minor, payment.posted_on, payment.method) == (400, None, None)
        page = pages.page(connection, 1, today=date(2019, 2, 22), locale="en_US")
        assert page is not None
        assert (page.standing.balance, page.standing.due, page.standing.overdue_days) == ("$4.00", "2/20/2019", 2)
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


def dump_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def copies_beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.glob(f"{path.name}.*"))


def test_an_older_file_is_kept_beside_itself_and_the_sentence_names_it(tmp_path: Path):
    path = tmp_path / "contacts.db"
    older_file(path)
    before = dump_of(path)
    database = Database(path)
    database.close()
    copy = tmp_path / "contacts.db.revision-0001"
    assert copies_beside(path) == [copy.name]
    assert dump_of(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    assert database.brought_up_to_date == (
        "This database was of an older contacts-tui (revision 0001) and is up to date now."
        " As it was, it is kept as contacts.db.revision-0001 beside it."
    )
    again = Database(path)
    again.close()
    assert again.brought_up_to_date == ""


def test_what_is_only_in_the_log_of_an_older_file_is_in_its_copy(tmp_path: Path):
    path = tmp_path / "contacts.db"
    older_file(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE account SET name = 'Only in the log'")
        Database(path).close()
    with closing(sqlite3.connect(tmp_path / "contacts.db.revision-0001")) as connection:
        assert connection.execute("SELECT name FROM account").fetchall() == [("Only in the log",)]


def test_an_earlier_copy_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "contacts.db"
    older_file(path)
    (tmp_path / "contacts.db.revision-0001").write_text("mine")
    Database(path).close()
    assert (tmp_path / "contacts.db.revision-0001").read_text() == "mine"
    assert copies_beside(path) == ["contacts.db.revision-0001", "contacts.db.revision-0001.2"]


def test_a_migration_that_fails_leaves_the_file_as_it_was_and_no_copy(tmp_path: Path):
    path = tmp_path / "contacts.db"
    older_file(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE payment (something)")
    before = dump_of(path)
    with pytest.raises(DatabaseUnusable, match="could not be brought up to date"):
        Database(path)
    assert dump_of(path) == before
    assert copies_beside(path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET number = x'414243'",
        "UPDATE account SET name = x'414243'",
        "UPDATE contact SET first_name = x'414243'",
        "UPDATE contact SET last_name = x'414243'",
        "UPDATE phone SET e164 = x'414243'",
        "UPDATE phone SET digits = x'414243'",
        "UPDATE email SET address = x'414243'",
    ],
)
def test_bytes_in_place_of_a_text_are_a_sentence_and_leave_the_file_as_it_was(tmp_path: Path, statement: str):
    path = tmp_path / "contacts.db"
    older_file(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    before = dump_of(path)
    with pytest.raises(DatabaseUnusable, match=r"could not be brought up to date \(it holds bytes.*It is as it was"):
        Database(path)
    assert dump_of(path) == before
    assert copies_beside(path) == []


def test_a_file_that_cannot_be_copied_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "contacts.db"
    older_file(path)
    before = dump_of(path)

    def disk_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backup, "_fill", disk_full)
    with pytest.raises(DatabaseUnusable, match="No space left on device") as raised:
        Database(path)
    assert str(path) in str(raised.value)
    assert "It is as it was." in str(raised.value)
    assert dump_of(path) == before
    assert copies_beside(path) == []
