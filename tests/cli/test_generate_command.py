"""`contacts-tui generate`, as people run it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from programs import PROGRAM
from terminal import Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]


def counted(path: Path) -> tuple[int, int]:
    """How many accounts and contacts there are."""
    with closing(sqlite3.connect(path)) as connection:
        count = "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM contact)"
        accounts, contacts = connection.execute(count).fetchone()
    return accounts, contacts


def others(folder: Path) -> list[int]:
    """The second processes that make something in a folder."""
    listed = subprocess.run(["ps", "-eo", "pid,args", "-ww"], capture_output=True, text=True, check=True)
    return [
        int(line.split()[0]) for line in listed.stdout.splitlines() if "generate_second" in line and str(folder) in line
    ]


def test_it_makes_a_database_that_the_program_opens_and_says_how_large_it_is(call: Run, tmp_path: Path):
    path = tmp_path / "some.db"
    made = call("generate", "--accounts", "3", "--contacts", "10", "--seed", "7", path)
    assert made.returncode == 0
    assert made.stdout.startswith(f"{path} has 3 accounts, 10 contacts, ")
    assert made.stdout.endswith(" s.\n")
    assert counted(path) == (3, 10)
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT number FROM account LIMIT 1").fetchone()
    assert f"  {number}  " in call("--database", path, "--account", number).stdout


def test_a_pipe_gets_a_line_for_every_tenth(call: Run, tmp_path: Path):
    made = call("generate", "--accounts", "40", "--contacts", "40", tmp_path / "some.db")
    assert counted(tmp_path / "some.db") == (40, 40)
    assert made.stderr.splitlines() == [f"{per_cent} %" for per_cent in range(10, 101, 10)]


def test_a_file_that_is_there_is_left_as_it_is(call: Run, tmp_path: Path):
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    refused = call("generate", path)
    assert refused.returncode == 2
    assert refused.stderr == (
        f"contacts-tui: {path} is there already, and is not written over. Name a file that is not there yet.\n"
    )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


def test_a_folder_that_is_not_there_is_a_sentence(call: Run, tmp_path: Path):
    refused = call("generate", tmp_path / "nowhere" / "some.db")
    assert refused.returncode == 3
    assert "takes no new file (No such file or directory)" in refused.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--accounts", "0"], "'0' is no whole number from 1 on"),
        (["--contacts", "many"], "'many' is no whole number from 1 on"),
        (["--accounts", "9", "--contacts", "8"], "9 accounts need as many contacts or more"),
    ],
)
def test_numbers_that_make_no_database_are_refused(
    call: Run, tmp_path: Path, options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit, match="2"):
        call("generate", *options, tmp_path / "some.db")
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_options_that_name_another_database_are_refused(call: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        call("--database", tmp_path / "mine.db", "generate", tmp_path / "some.db")
    assert "generate makes no use of --database" in capsys.readouterr().err


@pytest.mark.parametrize("accounts", ["2000", "5000"])
def test_a_full_disk_is_a_sentence_and_nothing_is_left(accounts: str, tmp_path: Path, environment: dict[str, str]):
    wanted = ["generate", "--accounts", accounts, str(tmp_path / "some.db")]
    command = ["sh", "-c", 'ulimit -f 1000; exec "$@"', "sh", PROGRAM, *wanted]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert refused.returncode == 3
    assert "The disk does not take more" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_being_made_elsewhere_is_left_to_it(call: Run, tmp_path: Path):
    (tmp_path / "some.db.unfinished").write_bytes(b"theirs")
    refused = call("generate", tmp_path / "some.db")
    assert refused.returncode == 2
    assert "some.db.unfinished is there already" in refused.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]


def test_a_terminal_shows_how_far_it_is_and_ctrl_c_leaves_nothing(tmp_path: Path, environment: dict[str, str]):
    command = [PROGRAM, "generate", "--accounts", "200000", str(tmp_path / "big.db")]
    with Terminal(command, env=environment) as terminal:
        terminal.wait(" %")
        unfinished = ["big.db.unfinished", "big.db.unfinished-part"]
        assert sorted(path.name for path in tmp_path.iterdir()) == unfinished
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Interrupted." in terminal.text
        assert "nothing is left of it" in terminal.text
        assert "%" not in terminal.text
    assert list(tmp_path.iterdir()) == []


def test_whoever_ends_it_finds_nothing_left(tmp_path: Path, environment: dict[str, str]):
    command = [PROGRAM, "generate", "--accounts", "200000", str(tmp_path / "big.db")]
    with Terminal(command, env=environment) as terminal:
        terminal.wait(" %")
        assert others(tmp_path)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 130
    assert list(tmp_path.iterdir()) == []
    assert others(tmp_path) == []


def test_a_second_process_that_is_ended_is_a_sentence_and_nothing_is_left(tmp_path: Path, environment: dict[str, str]):
    command = [PROGRAM, "generate", "--accounts", "200000", str(tmp_path / "big.db")]
    with Terminal(command, env=environment) as terminal:
        terminal.wait(" %")
        (second,) = others(tmp_path)
        os.kill(second, signal.SIGKILL)
        assert terminal.wait_exit() == 3
        assert "The second process that made the database has ended" in terminal.text
        assert "Traceback" not in terminal.text
    assert list(tmp_path.iterdir()) == []


def test_help_loads_neither_the_generator_nor_the_database():
    code = (
        "import sys\nfrom contacts_tui.cli import main\ntry:\n    main(['generate', '--help'])\nexcept SystemExit:\n"
        "    pass\nprint({'sqlalchemy', 'phonenumbers', 'contacts_tui.services'} & set(sys.modules))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--accounts N" in shown.stdout
    assert shown.stdout.endswith("set()\n")
