"""Transactions keep all or nothing, on both databases, whoever else writes."""

import multiprocessing
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, text
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.refused import Refused
from contacts_tui.errors import DatabaseUnusable, NotSaved, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.session import Session
from contacts_tui.storage import pages
from contacts_tui.storage.changes import Writing, add_account, update_account
from contacts_tui.storage.database import Database
from contacts_tui.storage.revision import REVISION

WRITERS, EACH = 3, 20


def writing(connection: Connection) -> Writing:
    return Writing(connection, "mona", "test")


def add(database: Database, name: str, number: str = "1") -> Account:
    return database.write(lambda connection: add_account(writing(connection), Account(name, number)))


@pytest.fixture
def reader(where: Path | str, database: Database) -> Iterator[Database]:
    """The same database, opened only to be read."""
    del database
    reader = Database(where, read_only=True)
    yield reader
    reader.close()


def sentence_of(do: Callable[[], object]) -> str:
    """What is said of a write that fails; empty for one that succeeds."""
    try:
        do()
    except NotSaved as error:
        return str(error)
    return ""


def test_a_transaction_that_raises_leaves_nothing(database: Database):
    before = everything_in(database)

    def add_and_fail(connection: Connection) -> None:
        add_account(writing(connection), Account("MANEBA", "1"))
        raise LookupError

    with pytest.raises(LookupError):
        database.write(add_and_fail)
    assert everything_in(database) == before


def test_a_read_sees_one_moment(database: Database):
    account = add(database, "Before")
    with database.reading() as connection:
        assert pages.has_accounts(connection)
        with database.transaction() as other:
            update_account(writing(other), account, Account("After", "1"), lambda phone, _: phone.shown)
        seen = pages.account(connection, account.id)
    assert seen == account


def test_a_database_opened_only_to_be_read_is_not_written(database: Database, reader: Database):
    add(database, "MANEBA")
    assert len(rows_in(reader, "account")) == 1
    with pytest.raises(ReadOnly, match="only to be read"):
        add(reader, "Other", "2")
    with pytest.raises(ReadOnly):
        Contacts(Session(reader, "mona")).add(Account("MANEBA", "1", id=1), ContactDraft())
    with pytest.raises(ReadOnly):
        Contacts(Session(reader, "mona")).delete(Contact(ContactType.ALTERNATE, "", "", (), (), 1, 1, 1))
    with pytest.raises(ReadOnly):
        Accounts(Session(reader, "mona")).add(AccountDraft(name="Other"))


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_text_that_a_database_does_not_take_is_a_sentence(database: Database, name: str):
    outcome = sentence_of(lambda: add(database, name))
    stored = [row["name"] for row in rows_in(database, "account")]
    assert stored == ([] if outcome else [name])
    assert not outcome or "does not take these values" in outcome
    assert name not in outcome


def test_a_value_that_no_column_may_hold_is_a_sentence_without_data(database: Database):
    add(database, "MANEBA")
    statement = text("UPDATE account SET account_type = 'secret'")
    with pytest.raises(NotSaved, match="does not take these values") as raised:
        database.write(lambda connection: connection.execute(statement))
    assert "secret" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_a_missing_table_is_a_sentence(database: Database):
    with pytest.raises(DatabaseUnusable, match="lacks a table"), database.reading() as connection:
        connection.execute(text("SELECT * FROM nothing"))
    with pytest.raises(NotSaved, match="lacks a table"), database.transaction() as connection:
        connection.execute(text("DELETE FROM nothing"))


@pytest.fixture
def migrated(database: Database) -> Iterator[Callable[[Connection], None]]:
    """Lets a newer program have brought the database up to date; it is taken back in the end."""

    def stamped(connection: Connection, revision: str) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})

    yield partial(stamped, revision="9999")
    with database._engines.writing.begin() as connection:
        stamped(connection, REVISION)


def test_nothing_is_written_into_what_a_newer_program_has_migrated(
    database: Database, migrated: Callable[[Connection], None]
):
    account = add(database, "MANEBA")
    database.write(migrated)
    before = everything_in(database)
    sentence = "A newer contacts-tui has brought this database up to date: nothing was saved."
    with pytest.raises(NotSaved, match=sentence):
        add(database, "Other", "2")
    with pytest.raises(NotSaved, match=sentence):
        Accounts(Session(database, "mona")).update(account, AccountDraft(name="Other", number="1"))
    assert everything_in(database) == before


def test_what_cannot_be_read_since_a_newer_program_has_migrated_it_is_told_as_that(
    database: Database, migrated: Callable[[Connection], None]
):
    database.write(migrated)
    sentence = "brought this database up to date: this could not be read"
    with pytest.raises(DatabaseUnusable, match=sentence), database.reading() as connection:
        connection.execute(text("SELECT * FROM nothing"))


def test_the_rules_of_an_account_hold_between_two_agents(database: Database, where: Path | str):
    """Each of two agents deletes one of the two Responsible Parties: one of them is told that the other is the last."""
    account = Accounts(Session(database, "mona")).add(AccountDraft(name="MANEBA"))
    draft = ContactDraft("Ann", "Lee", ("911",), (), ContactType.RESPONSIBLE_PARTY)
    for _ in range(5):
        pair = [Contacts(Session(database, "mona")).add(account, draft) for _ in range(2)]
        with ThreadPoolExecutor(2) as agents:
            outcomes = list(agents.map(delete_as_somebody, [where] * 2, pair))
        assert sorted(outcomes) == ["deleted", "refused"]
        with database.transaction() as connection:
            connection.execute(text("UPDATE contact SET contact_type = 'Alternate'"))


def delete_as_somebody(where: Path | str, contact: Contact) -> str:
    database = Database(where)
    try:
        Contacts(Session(database, "dana")).delete(contact)
    except Refused:
        return "refused"
    finally:
        database.close()
    return "deleted"


def rename_often(where: Path | str, account_id: int, agent: str) -> None:
    """Append to the account's name, as often as it takes to succeed `EACH` times."""
    database = Database(where, wait=30)
    done = 0
    while done < EACH:
        with database.reading() as connection:
            seen = pages.account(connection, account_id)
        assert seen is not None
        try:
            Accounts(Session(database, agent)).update(seen, AccountDraft(name=seen.name + agent, number=seen.number))
        except Conflict:
            continue
        done += 1
    database.close()


@pytest.mark.parametrize("kind", [threading.Thread, multiprocessing.get_context("spawn").Process])
def test_writers_at_once_lose_nothing(database: Database, where: Path | str, kind: type[threading.Thread]):
    account = Accounts(Session(database, "mona")).add(AccountDraft(name="MANEBA", number="1"))
    writers = [kind(target=rename_often, args=(where, account.id, agent)) for agent in "abc"[:WRITERS]]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    [row] = rows_in(database, "account")
    assert row["version"] == 1 + WRITERS * EACH
    assert sorted(row["name"].removeprefix("MANEBA")) == sorted("abc"[:WRITERS] * EACH)
    changes = rows_in(database, "change")[1:]
    assert len(changes) == WRITERS * EACH
    for one, next_one in pairwise(changes):
        assert one["after"]["name"] == next_one["before"]["name"]


def test_accounts_added_at_once_get_numbers_of_their_own(database: Database):
    def add_some(_: int) -> list[str]:
        return [Accounts(Session(database, "mona")).add(AccountDraft(name="New")).number for _ in range(5)]

    with ThreadPoolExecutor(3) as agents:
        numbers = [number for some in agents.map(add_some, range(3)) for number in some]
    assert sorted(numbers) == [f"P-{n:04d}" for n in range(1, 16)]


def test_programs_that_start_at_once_make_one_database(tmp_path: Path):
    script = (
        "import sys; from pathlib import Path; from contacts_tui.storage.database import Database\n"
        "sys.stdin.readline(); Database(Path(sys.argv[1])).close()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "contacts.db")]
    programs = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True) for _ in range(4)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [0] * 4


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_databases_that_start_at_once_in_threads_make_one(backend: str, tmp_path: Path, request: pytest.FixtureRequest):
    where = tmp_path / "a.db" if backend == "sqlite" else request.getfixturevalue("empty_postgresql")
    with ThreadPoolExecutor(3) as programs:
        for database in programs.map(Database, [where] * 3):
            database.close()


def test_a_commit_is_kept_though_the_program_is_killed_at_once(database: Database, where: Path | str):
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from contacts_tui.domain.account_draft import AccountDraft\n"
        "from contacts_tui.services.accounts import Accounts\n"
        "from contacts_tui.services.session import Session\n"
        "from contacts_tui.storage.database import Database\n"
        "where = sys.argv[1]\n"
        "database = Database(where if where.startswith('postgresql') else Path(where))\n"
        "Accounts(Session(database, 'mona')).add(AccountDraft(name='Kept'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(where)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [row["name"] for row in rows_in(database, "account")] == ["Kept"]


def test_sqlite_is_set_up_as_it_must_be(tmp_path: Path):
    database = Database(tmp_path / "contacts.db", wait=5)
    with database.transaction() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
        }
    database.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 5_000,
    }


def test_a_write_of_sqlite_locks_before_it_reads(tmp_path: Path):
    database = Database(tmp_path / "contacts.db")
    other = sqlite3.connect(tmp_path / "contacts.db", timeout=0.01, isolation_level=None)
    with database.transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    database.close()


class TestPostgreSQLInTrouble:
    def test_a_server_that_does_not_answer_is_a_sentence_without_the_password(self):
        with pytest.raises(DatabaseUnusable, match="does not answer") as raised:
            Database("postgresql+psycopg://mona:secret@127.0.0.1:1/contacts")
        assert "secret" not in str(raised.value)

    def test_a_database_that_is_not_there_is_a_sentence(self, postgresql_server: str):
        with pytest.raises(DatabaseUnusable, match=r"no such database|does not answer"):
            Database(postgresql_server.replace("/postgres?", "/nothing?"))

    @pytest.fixture
    def database(self, postgresql: str) -> Iterator[Database]:
        database = Database(postgresql, wait=0.05)
        yield database
        database.close()

    def test_a_connection_that_breaks_is_replaced(self, database: Database, postgresql: str):
        add(database, "First")
        break_all_but_mine(postgresql)
        add(database, "Second", "2")
        assert len(rows_in(database, "account")) == 2

    def test_a_connection_that_breaks_during_a_write_is_a_sentence(self, database: Database, postgresql: str):
        def add_two(connection: Connection) -> None:
            add_account(writing(connection), Account("MANEBA", "1"))
            break_all_but_mine(postgresql)
            add_account(writing(connection), Account("Other", "2"))

        with pytest.raises(NotSaved, match="connection to the database is lost"):
            database.write(add_two)
        assert rows_in(database, "account") == []

    def test_a_connection_that_breaks_while_saving_leaves_it_unknown(self, database: Database, postgresql: str):
        def add_one(connection: Connection) -> None:
            add_account(writing(connection), Account("MANEBA", "1"))
            break_all_but_mine(postgresql)

        with pytest.raises(NotSaved, match="nobody can say whether"):
            database.write(add_one)

    def test_a_row_that_stays_locked_is_a_sentence(self, database: Database, postgresql: str):
        account = add(database, "MANEBA")
        with psycopg.connect(postgresql.replace("+psycopg", "")) as holder:
            holder.execute("UPDATE account SET name = name")
            with pytest.raises(NotSaved, match="another program has held it"):
                Accounts(Session(database, "mona")).update(account, AccountDraft(name="Other", number="1"))

    def test_a_reading_connection_cannot_write(self, database: Database):
        with pytest.raises(DatabaseUnusable, match="may only be read"), database.reading() as connection:
            connection.execute(text("DELETE FROM bill"))


def break_all_but_mine(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
