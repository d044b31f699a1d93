"""`contacts-tui doctor`: what is wrong is told, each in a sentence, and put right on demand after a backup."""

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from files import content_of, cut_short, emptied, gone, overwritten_within, own_file, rubbish, sql, table_overwritten
from older import older_file
from programs import PROGRAM
from terminal import Terminal

from contacts_tui.storage.revision import REVISION

Run = Callable[..., subprocess.CompletedProcess[str]]

WHOLE = """\
{path}, revision {revision}
Accounts     1
Contacts     7
Search keys  47
Nothing is wrong with it.
"""
DRIFT = (
    "DELETE FROM search_key WHERE kind = 1 AND ref = 2",
    "INSERT INTO search_key VALUES (1, 'a', 99, 1), (1, 'b', 99, 1)",
    "UPDATE contact SET search_text = '' WHERE id < 4",
)
UNCHECKED = "PRAGMA ignore_check_constraints = ON"
MISTAKES: dict[str, tuple[str, ...]] = {
    "Table contact, column contact_type, ids 1, 2, 3 and more: 7 rows have a value": (
        UNCHECKED,
        "UPDATE contact SET contact_type = 'Secret Kind'",
    ),
    "Table contact, column first_name, id 2: 1 row has a value": (
        "UPDATE contact SET first_name = x'ff' WHERE id = 2",
    ),
    "Table contact, column version, id 3": ("UPDATE contact SET version = 0 WHERE id = 3",),
    "Table contact, column created_at, id 3": ("UPDATE contact SET created_at = 'noon' WHERE id = 3",),
    "Table account, column uid, id 1": ("UPDATE account SET uid = x'00'",),
    "Table account, column since, id 1": ("UPDATE account SET since = '2001-02-30'",),
    "Table account, column paperless, id 1": ("UPDATE account SET paperless = 7",),
    "Table payment, column method": ("UPDATE payment SET method = 'Shells'",),
    "Table change, column action, ids 1": (UNCHECKED, "UPDATE change SET action = 'mended'"),
    "Table phone: 2 rows have the id of something that is not there": (
        "UPDATE phone SET contact_id = 99 WHERE id = 1",
    ),
    "Table phone: 1 row has the id of a contact of another account": ("UPDATE phone SET account_id = 99 WHERE id = 2",),
    "Table contact: 7 rows have a deleted account": ("UPDATE account SET deleted_at = '2019-02-01 00:00:00.000000'",),
}


@pytest.fixture
def own(tmp_path: Path, demo_template: bytes) -> Path:
    """A database that is no demo."""
    return own_file(tmp_path / "own.db", demo_template)


def harmed(path: Path, *statements: str) -> None:
    sql(path, "PRAGMA foreign_keys = OFF", *statements)


def wrong(printed: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in printed.stdout.splitlines() if line.startswith("Wrong: ")]


def test_a_database_that_is_whole_is_told_to_be_and_not_changed(call: Run, demo: Path):
    demo.chmod(0o600)
    before = demo.read_bytes()
    for options in ([], ["--full"]):
        printed = call("doctor", *options, "--database", demo)
        told = WHOLE.format(path=demo, revision=REVISION)
        assert (printed.returncode, printed.stderr, printed.stdout) == (0, "", told)
    assert demo.read_bytes() == before


def test_a_repair_of_what_is_whole_makes_no_backup(call: Run, demo: Path, tmp_path: Path):
    demo.chmod(0o600)
    printed = call("doctor", "--repair", "--database", demo)
    assert (printed.returncode, printed.stdout) == (0, WHOLE.format(path=demo, revision=REVISION))
    assert not (tmp_path / "data").exists()


def test_what_find_looks_in_is_repaired_on_demand_after_a_backup(call: Run, own: Path, tmp_path: Path):
    harmed(own, *DRIFT)
    printed = call("doctor", "--database", own)
    assert printed.returncode == 1
    [told] = wrong(printed)
    assert "1 search key is missing, 2 too many, and 3 of the search texts out of date. --repair" in told
    before = content_of(own)
    printed = call("doctor", "--repair", "--database", own, "--agent", "mona")
    assert printed.returncode == 0
    [backup] = (tmp_path / "data" / "contacts-tui" / "backups").iterdir()
    assert printed.stdout.splitlines()[-1] == f"As it was before the repair, it is kept as {backup}."
    assert "Repaired: Find may miss" in printed.stdout
    assert content_of(backup) == before
    assert sql(own, "SELECT deed, agent FROM upkeep") == [("backup", "mona"), ("repair", "mona")]
    assert call("doctor", "--database", own).stdout == WHOLE.format(path=own, revision=REVISION)


def test_what_is_open_of_a_bill_is_worked_out_anew(call: Run, own: Path):
    [(bill, was)] = sql(own, "SELECT id, open_minor FROM bill")
    for harm, options in (
        ("UPDATE bill SET open_minor = -5", []),
        ("UPDATE bill SET open_minor = amount_minor - 5", ["--full"]),
    ):
        harmed(own, harm)
        printed = call("doctor", *options, "--database", own)
        assert printed.returncode == 1
        assert "what is open of a bill does not follow" in wrong(printed)[0]
        assert call("doctor", "--repair", *options, "--database", own).returncode == 0
        assert sql(own, "SELECT id, open_minor FROM bill") == [(bill, was)]


def test_json_tells_the_same(call: Run, own: Path):
    harmed(own, *DRIFT)
    printed = call("doctor", "--json", "--database", own)
    told = json.loads(printed.stdout)
    assert printed.returncode == 1
    assert (told["is_healthy"], told["rows"]["contact"], told["records_compared"]) == (False, 7, 8)
    assert told["search"] == {"accounts": 1, "contacts": 7, "keys": 48, "missing": 1, "stray": 2, "texts": 3}
    found = {finding["about"]: finding for finding in told["findings"]}
    assert (found["search_keys"]["is_repairable"], found["search_keys"]["is_repaired"]) == (True, False)
    assert found["backup"]["is_advice"]
    told = json.loads(call("doctor", "--json", "--repair", "--database", own).stdout)
    assert Path(told["backup"]).exists()
    assert told["findings"][0]["is_repaired"]


def test_values_that_cannot_be_and_rows_that_belong_to_nothing_are_told_and_left(call: Run, own: Path):
    harmed(own, *(statement for statements in MISTAKES.values() for statement in statements))
    before = content_of(own)
    for options in ([], ["--full", "--repair"]):
        printed = call("doctor", *options, "--database", own)
        assert printed.returncode == 1
        assert [sentence for sentence in MISTAKES if sentence not in printed.stdout] == []
        assert "Secret Kind" not in printed.stdout
    assert content_of(own) == before


def test_what_cannot_be_read_is_met_by_a_full_look(call: Run, own: Path):
    sql(own, "UPDATE change SET after = '{' WHERE id = 3", "UPDATE contact SET last_name = CAST(x'ff' AS TEXT)")
    printed = call("doctor", "--full", "--database", own)
    assert printed.returncode == 1
    assert "Table change, id 3: this cannot be read." in printed.stdout
    assert "Table contact, ids 1, 2, 3 and more: this cannot be read." in printed.stdout
    assert "Whether Find finds everybody could not be looked at" in printed.stdout


def test_a_history_that_cannot_be_read_is_told_where_earlier_values_are_compared(call: Run, own: Path):
    sql(own, "UPDATE change SET action = 'updated', after = '{' WHERE id = 3")
    printed = call("doctor", "--full", "--database", own)
    assert (printed.returncode, printed.stderr) == (1, "")
    assert "Whether everybody is found by earlier values could not be looked at" in printed.stdout


def test_an_index_of_parts_of_texts_is_compared_by_a_full_look_and_made_anew(call: Run, own: Path):
    sql(own, "INSERT INTO contact_trigram (contact_trigram) VALUES ('delete-all')")
    printed = call("doctor", "--full", "--read-only", "--database", own)
    assert printed.returncode == 0
    assert (
        "Advice: Whether Find finds everybody of whom a part of a word was typed was not looked at." in printed.stdout
    )
    printed = call("doctor", "--full", "--database", own)
    assert (printed.returncode, "Find may miss somebody of whom" in printed.stdout) == (1, True)
    assert call("doctor", "--full", "--repair", "--database", own).returncode == 0
    assert call("doctor", "--full", "--database", own).returncode == 0


def test_an_index_that_does_not_follow_from_its_table_is_made_anew(call: Run, own: Path):
    redefined = "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'ix_change_transaction_id'"
    defined = "UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'ix_change_transaction_id'"
    sql(own, "PRAGMA writable_schema = ON", redefined)
    sql(own, "UPDATE change SET transaction_id = randomblob(16)")
    sql(own, "PRAGMA writable_schema = ON", defined)
    printed = call("doctor", "--full", "--database", own)
    assert (printed.returncode, "The indexes of the file" in printed.stdout) == (1, True)
    assert call("doctor", "--full", "--repair", "--database", own).returncode == 0
    assert call("doctor", "--full", "--database", own).returncode == 0


@pytest.mark.parametrize("harm", [rubbish, gone, emptied, cut_short, overwritten_within])
def test_what_cannot_be_opened_is_3_and_a_sentence(call: Run, own: Path, harm: Callable[[Path], None]):
    harm(own)
    for options in ([], ["--full"], ["--repair"]):
        printed = call("doctor", *options, "--database", own)
        if options != ["--repair"] or harm not in {gone, emptied}:
            assert (printed.returncode, printed.stdout) == (3, "")
            assert printed.stderr.count("\n") == 1


def test_a_file_that_is_damaged_somewhere_is_not_repaired(call: Run, own: Path):
    table_overwritten(own, "email")
    before = own.read_bytes()
    for options in ([], ["--full"], ["--repair"]):
        printed = call("doctor", *options, "--database", own)
        assert printed.returncode == 1
        [told] = wrong(printed)
        assert told.startswith("Wrong: The file is damaged")
    assert own.read_bytes() == before


def test_a_file_that_others_may_open_is_made_private(call: Run, own: Path):
    own.chmod(0o644)
    printed = call("doctor", "--database", own)
    assert printed.returncode == 1
    assert "Everybody on this machine may open own.db. --repair makes it private." in wrong(printed)[0]
    assert call("doctor", "--repair", "--database", own).returncode == 0
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    own.chmod(0o660)
    printed = call("doctor", "--database", own)
    assert printed.returncode == 0
    assert "Advice: The group" in printed.stdout


def test_a_lock_table_that_may_not_be_written_is_found_and_put_right(call: Run, own: Path):
    beside = own.with_name("own.db-shm")
    own.chmod(0o400)
    call("find", "lee", "--database", own)
    assert stat.S_IMODE(beside.stat().st_mode) == 0o400
    told = wrong(call("doctor", "--database", own))
    assert told[0].startswith("Wrong: own.db, own.db-wal, own.db-shm may not be written: nothing can be saved. Have")
    own.chmod(0o600)
    told = wrong(call("doctor", "--database", own))
    assert told[0].endswith("own.db-shm may not be written: nothing can be saved. --repair changes their permissions.")
    assert call("doctor", "--repair", "--database", own).returncode == 0
    assert not beside.exists() or stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert wrong(call("doctor", "--database", own)) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_full_look_needs_to_write_nothing(call: Run, own: Path):
    own.chmod(0o400)
    own.parent.chmod(0o500)
    printed = call("doctor", "--full", "--database", own)
    own.parent.chmod(0o700)
    assert (printed.returncode, printed.stderr) == (1, "")
    assert "a part of a word was typed was not looked at" in printed.stdout


def test_read_only_and_repair_exclude_each_other(call: Run, own: Path):
    harmed(own, *DRIFT)
    printed = call("doctor", "--repair", "--read-only", "--database", own)
    assert (printed.returncode, printed.stdout) == (3, "")
    assert "use one of them" in printed.stderr
    assert call("doctor", "--read-only", "--database", own).returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_a_sentence(call: Run, own: Path):
    harmed(own, *DRIFT)
    own.chmod(0o400)
    printed = call("doctor", "--repair", "--database", own)
    assert printed.returncode == 3
    assert printed.stderr.count("\n") == 1
    assert "Wrong: own.db, own.db-wal, own.db-shm may not be written" in printed.stdout
    assert "Wrong: Find may miss" in printed.stdout


def test_without_room_for_a_backup_nothing_is_repaired(own: Path, environment: dict[str, str]):
    harmed(own, *DRIFT)
    before = content_of(own)
    command = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh", PROGRAM, "doctor", "--repair", "--database", own]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert refused.returncode == 3
    assert "The disk does not take more" in refused.stderr
    assert "Wrong: Find may miss" in refused.stdout
    assert content_of(own) == before


def test_a_repair_brings_an_older_database_up_to_date_first(call: Run, tmp_path: Path):
    older_file(tmp_path / "older.db")
    (tmp_path / "older.db").chmod(0o600)
    printed = call("doctor", "--repair", "--full", "--database", tmp_path / "older.db")
    assert printed.returncode == 0
    assert "is up to date now" in printed.stderr
    assert "Nothing is wrong with it." in printed.stdout


def test_old_backups_are_advised_about(call: Run, own: Path):
    assert "Advice: No backup was ever made" in call("doctor", "--database", own).stdout
    call("backup", "--database", own)
    assert "Advice" not in call("doctor", "--database", own).stdout
    [made] = (own.parent / "data" / "contacts-tui" / "backups").iterdir()
    made.unlink()
    sql(own, "UPDATE upkeep SET made_at = '2019-02-01 00:00:00.000000'")
    assert " days old." in call("doctor", "--database", own).stdout


def test_a_terminal_shows_nothing_of_what_is_quick(environment: dict[str, str], demo: Path):
    demo.chmod(0o600)
    with Terminal([PROGRAM, "doctor", "--database", str(demo)], env=dict(environment)) as terminal:
        assert terminal.wait_exit() == 0
        assert "Search keys  47" in terminal.text
        assert "%" not in terminal.text
