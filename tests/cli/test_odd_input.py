"""Whatever is typed, lies on the disk or stands in the database: a sentence; no traceback, no escape sequence."""

import argparse
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from files import content_of
from programs import PROGRAM

from contacts_tui.cli import resolve
from contacts_tui.storage.database import Database

Run = Callable[..., subprocess.CompletedProcess[str]]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="macOS has no such thing")


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("contacts-tui: ")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert "\x1b" not in done.stderr


def test_a_demo_that_cannot_be_started_over_is_a_sentence(run: Run, demo: Path):
    Path(f"{demo}-wal").unlink(missing_ok=True)
    Path(f"{demo}-wal").mkdir()
    refused(run("demo", "--database", demo, "--fresh"), "cannot be removed")


def test_a_demo_whose_making_was_interrupted_is_filled_at_the_next_start(call: Run, tmp_path: Path):
    path = tmp_path / "demo.db"
    Database(path, demo=True).close()
    assert "Nothing here yet" in call("demo", "--database", path, "--read-only").stdout
    assert call("demo", "--database", path, "--account", "11111").stdout.startswith("MANEBA")


def test_a_filled_demo_is_shown_without_loading_sqlalchemy(demo: Path):
    script = (
        "import sys; from contacts_tui.cli import main\n"
        f"assert main(['demo', '--database', {str(demo)!r}]) == 0\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, stdout=subprocess.DEVNULL).returncode == 0


def test_an_account_number_that_is_no_text_belongs_to_nobody(run: Run, demo: Path):
    done = run("--database", demo, "--account", os.fsdecode(b"1\xff"))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No account has the number 1?.\n")


@on_linux
def test_a_file_name_need_not_be_utf_8(run: Run, tmp_path: Path):
    path = tmp_path / os.fsdecode(b"caf\xe9?.db")
    for options in ([], ["--read-only"]):
        done = run("demo", "--database", path, *options)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("MANEBA")
    assert path.exists()


def test_letters_that_the_output_lacks_are_replaced(run: Run, demo: Path):
    sql(demo, "UPDATE account SET name = 'Müller'")
    done = run("--database", demo, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("M?ller")


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('0001')"])
def test_a_database_with_no_or_two_revisions_is_refused(run: Run, demo: Path, statement: str):
    sql(demo, statement)
    refused(run("--database", demo), "another program's")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def a_device(path: Path) -> None:
    path.symlink_to(os.devnull)


@pytest.mark.parametrize("make", [a_pipe, a_socket, a_device])
@pytest.mark.parametrize("options", [[], ["--read-only"], ["demo"], ["demo", "--fresh"]])
def test_what_is_no_file_is_refused_and_not_waited_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], options: list[str]
):
    monkeypatch.chdir(tmp_path)
    make(Path("odd.db"))
    refused(run(*options, "--database", tmp_path / "odd.db"), "is no file, but a device, a pipe or a socket")
    assert Path("odd.db").exists()


def test_links_that_lead_in_a_circle_are_refused(run: Run, tmp_path: Path):
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    refused(run("--database", tmp_path / "a.db"), "cannot be opened")


def odd_paths(folder: Path) -> list[str]:
    """Make what may be named where a file is asked for."""
    a_pipe(folder / "pipe")
    (folder / "circle").symlink_to("circle")
    (folder / "file").write_text("no database")
    names = ("circle", "circle/x.db", "pipe", "", "file", "file/x.db", "x" * 300, "a\0b", "gone/x.db", "\udcff.db")
    return [f"{folder}/{name}" for name in names]


@pytest.mark.parametrize(
    "options",
    [
        ("find", "lee", "--database"),
        ("lookup", "416 967 1111", "--database"),
        ("history", "--database"),
        ("doctor", "--full", "--database"),
        ("doctor", "--repair", "--database"),
        ("backup", "--database"),
        ("purge", "--yes", "--database"),
        ("erase", "--account", "1", "--contact", "x", "--yes", "--database"),
        ("restore", "demo.db", "--database"),
        ("restore", "--database", "demo.db"),
        ("backup", "--database", "demo.db"),
        ("generate", "--accounts", "1", "--contacts", "1"),
        ("demo", "--fresh", "--database"),
    ],
)
def test_whatever_path_is_named_is_done_or_refused_with_a_sentence(call: Run, demo: Path, options: tuple[str, ...]):
    before = content_of(demo)
    folder = demo.parent / "odd"
    folder.mkdir()
    for path in odd_paths(folder):
        done = call(*(str(demo) if option == demo.name else option for option in options), path)
        assert done.returncode in {0, 1, 2, 3}, path
        assert done.returncode in {0, 1} or done.stderr.rstrip().endswith((".", ")")), path
    assert content_of(demo) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_may_not_be_entered_is_a_sentence(call: Run, demo: Path):
    shut = demo.parent / "shut"
    shut.mkdir(mode=0o000)
    for name in ("restore", "backup"):
        for options in ((demo, "--database", shut / "x.db"), (shut / "x.db", "--database", demo)):
            refused(call(name, *options), "ermission")
    shut.rmdir()


def test_a_backup_of_a_long_name_has_a_shorter_one(call: Run, demo: Path):
    long = demo.rename(demo.with_name("\u00e9" * 120 + ".db"))
    assert call("backup", "--database", long).returncode == 0


def test_no_name_at_all_is_refused(run: Run, tmp_path: Path):
    refused(run("--database", ""), "names no file")
    refused(run("demo", "--database="), "names no file")
    assert not (tmp_path / "data").exists()
    assert run(CONTACTS_TUI_DATABASE="").returncode == 0


def test_no_account_number_at_all_is_refused(run: Run, demo: Path):
    for command in ([], ["history"]):
        printed = run(*command, "--database", demo, "--account", " ")
        assert (printed.returncode, printed.stdout) == (2, "")
        assert "--account names no account" in printed.stderr


def test_a_mistyped_path_is_named(run: Run, tmp_path: Path):
    path = tmp_path / "contcts.db"
    assert str(path) in run("--database", path).stdout
    assert str(path) in run("--database", path, "--account", "1").stderr
    assert not path.exists()


def test_a_home_that_nobody_has_is_a_sentence(run: Run):
    refused(run("--database", "~nobody-has-this-name/contacts.db"), "Nobody here has the home folder")


def test_a_folder_that_is_gone_is_a_sentence(environment: dict[str, str], tmp_path: Path):
    command = f"mkdir gone && cd gone && rmdir ../gone && exec {PROGRAM} --database contacts.db"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, env=environment, cwd=tmp_path
    )
    refused(done, "The folder you are in is gone")


@on_linux
def test_an_output_that_takes_no_more_is_a_sentence(environment: dict[str, str], demo: Path):
    command = f"{PROGRAM} --database {demo} > /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environment)
    refused(done, "The output could not be written")


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-"])
def test_a_closed_stream_is_no_terminal(environment: dict[str, str], demo: Path, closed: str):
    command = f"{PROGRAM} --database {demo} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("said", "agent"), [("mo\x1b\udcffna ", "mona"), ("\x1b", "dana"), ("", "dana")])
def test_an_agent_is_audited_without_what_no_database_takes(said: str, agent: str):
    options = argparse.Namespace(command=None, agent=said)
    assert resolve(options, {"CONTACTS_TUI_AGENT": "dana"}).agent == agent


class TestEscapeSequencesGoNowhere:
    def test_of_a_revision(self, run: Run, demo: Path):
        sql(demo, "UPDATE alembic_version SET version_num = '9' || char(27) || ']0;owned' || char(7)")
        refused(run("--database", demo), "newer contacts-tui")

    def test_of_an_endless_revision(self, run: Run, demo: Path):
        sql(demo, "UPDATE alembic_version SET version_num = '9' || hex(zeroblob(1000000))")
        done = run("--database", demo)
        refused(done, "newer contacts-tui")
        assert len(done.stderr) < 300

    def test_of_an_account_number(self, run: Run, demo: Path):
        done = run("--database", demo, "--account", "\x1b[31m7")
        assert (done.returncode, done.stderr) == (1, "No account has the number [31m7.\n")

    def test_of_a_path(self, run: Run, tmp_path: Path):
        refused(run("--database", tmp_path / "\x1b[31m.db", "--read-only"), "There is no database at")

    def test_of_an_unknown_option(self, run: Run):
        done = run("--\x1b[31m")
        assert done.returncode == 2
        assert "unrecognized arguments" in done.stderr
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    "harm",
    [
        "contact SET contact_type = 'Secret Kind'",
        "contact SET first_name = x'00ff'",
        "contact SET version = 'x'",
        "account SET since = 'not a date'",
        "account SET since = x'ff'",
        "account SET since = 5",
        "account SET name = x'41'",
        "payment SET posted_on = '2019-02-30'",
        "payment SET amount_minor = 41.03",
        "bill SET amount_minor = 'abc'",
        "bill SET due_on = 20190222",
        "phone SET status = 'odd'",
        "phone SET shown = x'00'",
        "email SET address = x'41'",
    ],
)
def test_a_value_that_nobody_wrote_is_refused_with_a_sentence(call: Run, demo: Path, harm: str):
    sql(demo, "PRAGMA ignore_check_constraints = ON", f"UPDATE {harm}")
    refused(call("--database", demo), "holds a value that contacts-tui does not know")


def test_text_that_is_not_in_utf_8_is_a_sentence(call: Run, demo: Path):
    sql(demo, "UPDATE contact SET last_name = CAST(x'ff' AS TEXT)")
    refused(call("--database", demo), "not in UTF-8. Have the database checked")
