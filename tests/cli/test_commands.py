"""The command line, run as people run it, with its output going to a pipe."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from older import older_file
from programs import PROGRAM
from terminal import Terminal

from contacts_tui.cli.commands import COMMANDS

ANOTHER_ACCOUNT = """\
CREATE TEMP TABLE other AS SELECT * FROM account;
UPDATE other SET id = 22, uid = randomblob(16), number = '22', name = 'Other Co';
INSERT INTO account SELECT * FROM other;"""
Run = Callable[..., subprocess.CompletedProcess[str]]


def sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]


def stamp(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_the_page_is_printed_where_the_output_is_no_terminal(run: Run, demo: Path):
    printed = run("demo", "--database", demo)
    assert printed.returncode == 0
    assert printed.stderr == ""
    assert printed.stdout.splitlines() == [
        "MANEBA  11111  Stand-Alone  since 1/16/2001",
        "34235 LEISURE DR",
        "CUSHING, MN 56443-5145",
        "CSC  (866) 468-3472",
        "UScustomerservice@allstream.com",
        "Current balance  $0.00",
        "Most recent bill  $41.03",
        "Last payment  ($41.03)",
        "Due  2/22/2019",
        "",
        "Customer Contacts  7",
        "Authorized User       Test Tester  (416) 123-1234 ?  test@gmail.com",
        "Authorized User       Test Tester  (416) 123-1234 ?  test@gmail.com",
        "Billing Contact       Test Tester  (416) 111-1234 ?  test@gmail.com",
        "Billing Notification  Test Tester  (416) 123-1234 ?  test@gmail.com",
        "Alternate             Test Tester  (416) 123-1234 ?",
        "AutoDialer            Test Tester  (416) 111-1234 ?  test@gmail.com",
        "Billing Notification  Test Tester                    test@gmail.com",
    ]


def test_control_characters_of_the_database_are_not_printed(run: Run, demo: Path):
    sql(demo, "UPDATE contact SET first_name = char(27) || ']0;owned' || char(7) || char(0x202e)")
    printed = run("demo", "--database", demo).stdout
    assert "]0;owned" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)


def test_a_reader_that_has_seen_enough_gets_no_complaint(demo: Path, environment: dict[str, str]):
    with subprocess.Popen(
        [PROGRAM, "demo", "--database", str(demo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


def test_the_demo_is_made_on_first_use_kept_and_started_over_only_on_demand(run: Run, demo: Path):
    sql(demo, "UPDATE account SET name = 'Changed'")
    assert run("demo", "--database", demo).stdout.startswith("Changed")
    assert run("demo", "--database", demo, "--fresh").stdout.startswith("MANEBA")


def test_a_database_that_is_no_demo_is_never_started_over(run: Run, tmp_path: Path, demo: Path):
    own = tmp_path / "own.db"
    demo.rename(own)
    sql(own, f"PRAGMA application_id = {int.from_bytes(b'CTUI', 'big')}")
    for options in (["--fresh"], []):
        refused = run("demo", "--database", own, *options)
        assert refused.returncode == 3
        assert "is no demo database. Nothing was changed." in refused.stderr
    assert run("--database", own).stdout.startswith("MANEBA")


def test_the_demo_does_not_open_the_database_of_the_environment(run: Run, tmp_path: Path):
    own = tmp_path / "own.db"
    assert run("demo", CONTACTS_TUI_DATABASE=str(own)).stdout.startswith("MANEBA")
    assert not own.exists()
    made = tmp_path / "data" / "contacts-tui" / "demo.db"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_fresh_and_read_only_exclude_each_other(run: Run, demo: Path):
    refused = run("demo", "--database", demo, "--fresh", "--read-only")
    assert refused.returncode == 3
    assert "use one of them" in refused.stderr
    assert demo.exists()


def test_an_empty_start_says_what_to_do_and_makes_nothing(run: Run, tmp_path: Path):
    printed = run()
    assert printed.returncode == 0
    assert '"contacts-tui demo" shows an example' in printed.stdout
    assert not (tmp_path / "data").exists()


def test_an_option_goes_before_the_environment(run: Run, tmp_path: Path, demo: Path):
    elsewhere = str(tmp_path / "elsewhere.db")
    assert run("--database", demo, CONTACTS_TUI_DATABASE=elsewhere).stdout.startswith("MANEBA")
    assert run(CONTACTS_TUI_DATABASE=str(demo)).stdout.startswith("MANEBA")


def test_one_of_several_accounts_is_chosen_by_its_number(run: Run, demo: Path):
    with closing(sqlite3.connect(demo)) as connection, connection:
        connection.executescript(ANOTHER_ACCOUNT)
    several = run("--database", demo)
    assert (several.returncode, several.stdout) == (2, "")
    assert "choose one with --account NUMBER" in several.stderr
    assert run("demo", "--database", demo).stdout.startswith("MANEBA")
    assert run("demo", "--database", demo, "--account", "22").stdout.startswith("Other Co  22")
    nobody = run("demo", "--database", demo, "--account", "23")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert nobody.stderr == "No account has the number 23.\n"


@pytest.mark.parametrize(
    ("revision", "options", "sentence"),
    [
        ("9999", [], "was written by a newer contacts-tui"),
        ("0001", ["--read-only"], "Open it once without --read-only"),
        ("0000", [], "has a revision that no contacts-tui has written"),
    ],
)
def test_a_database_of_another_version_is_refused_and_left_alone(
    run: Run, demo: Path, revision: str, options: list[str], sentence: str
):
    stamp(demo, revision)
    before = demo.read_bytes()
    refused = run("--database", demo, *options)
    assert refused.returncode == 3
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr
    assert demo.read_bytes() == before


def test_an_older_database_is_copied_and_brought_up_to_date_and_the_sentence_stands_apart(call: Run, tmp_path: Path):
    older_file(tmp_path / "older.db")
    printed = call("--database", tmp_path / "older.db")
    assert printed.stderr == (
        "This database was of an older contacts-tui (revision 0001) and is up to date now."
        " As it was, it is kept as older.db.revision-0001 beside it.\n"
    )
    assert printed.stdout.startswith("Maneba")
    assert (tmp_path / "older.db.revision-0001").exists()
    again = call("--database", tmp_path / "older.db")
    assert (again.stderr, again.stdout) == ("", printed.stdout)


def rubbish(path: Path) -> None:
    path.write_bytes(b"rubbish " * 1000)


def of_another_program(path: Path) -> None:
    sql(path, "CREATE TABLE places (id)", "PRAGMA application_id = 7")


def a_folder(path: Path) -> None:
    path.mkdir()


def in_a_file(path: Path) -> None:
    path.parent.joinpath("file").write_text("")


@pytest.mark.parametrize("make", [rubbish, of_another_program, a_folder])
def test_what_is_no_database_of_ours_is_refused_with_a_sentence(run: Run, tmp_path: Path, make: Callable[[Path], None]):
    path = tmp_path / "odd.db"
    make(path)
    refused = run("--database", path)
    assert refused.returncode == 3
    assert refused.stderr.startswith("contacts-tui: ")
    assert refused.stderr.count("\n") == 1
    assert "Traceback" not in refused.stderr


def test_read_only_makes_no_database(run: Run, tmp_path: Path):
    refused = run("--database", tmp_path / "none.db", "--read-only")
    assert refused.returncode == 3
    assert "There is no database at" in refused.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "command", [["find", "a"], ["doctor"], ["erase", "--contact", "a", "--yes"], ["backup"], ["purge", "--dry-run"]]
)
def test_where_there_is_no_database_a_command_names_the_option_to_check(call: Run, tmp_path: Path, command: list[str]):
    for file, sentence in (("nix.db", f"There is no database at {tmp_path}/nix.db"), ("empty.db", "is empty")):
        (tmp_path / "empty.db").touch()
        refused = call(*command, "--database", tmp_path / file)
        assert (refused.returncode, refused.stdout) == (3, "")
        makes = "contacts-tui without a command and without --read-only makes one there."
        assert refused.stderr.endswith(f"{sentence}: check --database. {makes}\n")


def test_an_address_is_no_path(run: Run):
    refused = run("--database", "postgresql://somebody:secret@host/contacts")
    assert refused.returncode == 3
    assert "takes the path of a SQLite file" in refused.stderr
    assert "secret" not in refused.stderr


def test_an_unknown_option_is_a_usage_error(run: Run):
    refused = run("--databse=x")
    assert refused.returncode == 2
    assert "unrecognized arguments" in refused.stderr


@pytest.mark.parametrize("options", [["--version"], ["--help"], *([command.name, "--help"] for command in COMMANDS)])
def test_what_needs_no_screen_and_no_database_loads_neither(options: list[str]):
    script = (
        "import sys, contacts_tui.cli\n"
        "try: contacts_tui.cli.main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'pydantic', 'platformdirs', 'sqlite3'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *options], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "contacts-tui" in done.stdout


@pytest.mark.parametrize("redirection", ["2>/dev/null", "</dev/null"])
def test_a_terminal_for_the_output_alone_is_not_enough(demo: Path, environment: dict[str, str], redirection: str):
    command = f"{PROGRAM} demo --database {demo} {redirection}"
    with Terminal(["sh", "-c", command], env=dict(environment)) as terminal:
        assert terminal.wait_exit() == 2
        assert "contacts-tui needs the terminal for its input and its errors too" in " ".join(terminal.text.split())
