"""The doctor on both databases: what it finds, what it samples, what it repairs."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from stored import rows_in

from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services import demo
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.doctor import Doctor, Examined, trigrams_in
from contacts_tui.services.session import Session
from contacts_tui.storage import drift_sample, earlier_fill
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import BILL, UPKEEP


@pytest.fixture
def doctor(database: Database) -> Doctor:
    """On the demo's two accounts."""
    demo.fill(database, demo.portal_account(), demo.billed_account(), today=date(2019, 2, 1))
    return Doctor(database)


def look(doctor: Doctor, *, full: bool = False) -> Examined:
    told: list[float] = []
    found = doctor.examined(told.append, full=full)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    return found


def about(found: Examined) -> list[str]:
    return [finding.about for finding in found.findings]


def run(database: Database, *statements: str) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_what_the_program_has_written_is_healthy(doctor: Doctor):
    for full in (False, True):
        found = look(doctor, full=full)
        assert (about(found), found.is_healthy, found.needs_backup) == ([], True, False)
        assert found.compared == found.rows["account"] + found.rows["contact"]


def test_a_sample_meets_what_has_drifted_everywhere(
    doctor: Doctor, database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(drift_sample, "_ALL", 0)
    assert about(look(doctor)) == []
    run(database, "DELETE FROM search_key WHERE kind < 8", "UPDATE contact SET search_text = ''")
    found = look(doctor)
    assert about(found) == ["search_keys"]
    assert found.drift is not None
    assert found.drift.missing > 0
    assert found.drift.texts > 0
    doctor.repair(found, "mona", lambda _: None)
    assert about(look(doctor, full=True)) == []
    run(database, "INSERT INTO search_key SELECT kind, key || 'x', ref, account_id FROM search_key")
    assert about(look(doctor)) == ["search_keys"]


def test_a_row_of_two_accounts_and_a_contact_that_outlives_its_account_are_left(doctor: Doctor, database: Database):
    run(
        database,
        "UPDATE email SET account_id = 2 WHERE id = 1",
        "UPDATE account SET deleted_at = created_at WHERE id = 1",
    )
    found = look(doctor)
    assert {"two_accounts", "outliving"} <= set(about(found))
    assert not any(finding.is_repairable for finding in found.findings if finding.about != "search_keys")


def test_amounts_that_cannot_be_open_are_found_quickly_and_others_by_a_full_look(doctor: Doctor, database: Database):
    with database.reading() as connection:
        right = connection.execute(select(BILL.c.id, BILL.c.open_minor).order_by(BILL.c.id)).all()
    for harm, full in (
        ("UPDATE bill SET open_minor = amount_minor + 1 WHERE amount_minor > 1", False),
        ("UPDATE bill SET open_minor = amount_minor - 1 WHERE amount_minor > 1", True),
    ):
        run(database, harm)
        found = look(doctor, full=full)
        assert about(found) == ["open_amounts"]
        doctor.repair(found, "mona", lambda _: None)
        with database.reading() as connection:
            assert connection.execute(select(BILL.c.id, BILL.c.open_minor).order_by(BILL.c.id)).all() == right
            assert set(connection.execute(select(UPKEEP.c.deed, UPKEEP.c.agent))) == {("repair", "mona")}


@pytest.mark.parametrize("at_once", [1, 500])
def test_what_people_had_earlier_is_compared_with_the_history_and_filled_anew(
    doctor: Doctor, database: Database, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr(earlier_fill, "_AT_ONCE", at_once)
    contacts = Contacts(Session(database, "mona"))
    pages = [Accounts(Session(database, "mona")).page(account_id) for account_id in (1, 2)]
    for page in pages:
        one = page.contacts[-1]
        contacts.update(page.account, one, replace(ContactDraft.of(one), last_name="Quixworth"))
    right = rows_in(database, "earlier_value")
    assert {row["account_id"] for row in right} == {1, 2}
    assert about(look(doctor, full=True)) == []
    run(database, "DELETE FROM earlier_value WHERE account_id = 2", "UPDATE earlier_value SET account_id = 99")
    assert about(look(doctor)) == []
    found = look(doctor, full=True)
    assert about(found) == ["earlier_values"]
    many = sum(row["account_id"] == 1 for row in right)
    assert f"{len(right)} search keys are missing, {many} too many" in found.findings[0].matter
    doctor.repair(found, "mona", lambda _: None)
    assert sorted(map(str, rows_in(database, "earlier_value"))) == sorted(map(str, right))
    assert about(look(doctor, full=True)) == []


def test_an_index_that_sqlite_may_not_lock_is_advised_about_and_not_looked_at(tmp_path: Path):
    path = tmp_path / "contacts.db"
    Database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        [finding] = trigrams_in(lambda: Database(path, read_only=True), lambda: Database(path, wait=0))
    assert (finding.about, finding.is_advice) == ("trigrams_unknown", True)
    assert "The database is busy" in finding.matter
    assert trigrams_in(lambda: Database(path, read_only=True), lambda: Database(path)) == ()


def test_a_version_that_cannot_be_is_told_with_its_row(doctor: Doctor, database: Database):
    run(database, "UPDATE contact SET version = 0 WHERE id = 3")
    [finding] = look(doctor).findings
    assert finding.matter == "Table contact, column version, id 3: 1 row has a value that cannot be."
