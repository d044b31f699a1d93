"""A write that fails: a sentence, the text stays, nothing is said to be saved that is not."""

import os
import resource
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from older import older_file
from programs import PROGRAM, Open, Query
from terminal import Terminal

TYPED = "aJo\tLee\t4169671111\tjo@example.com\t2"


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))


def empty(path: Path) -> None:
    os.truncate(path, 0)


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"rubbish " * 4096)


def replace(path: Path) -> None:
    other = path.with_suffix(".other")
    other.write_bytes(b"rubbish " * 4096)
    other.replace(path)


def delete_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


@pytest.mark.parametrize("harm", [delete, move, empty, overwrite, replace, delete_log])
def test_a_file_that_is_harmed_while_open_takes_no_contact_and_says_so(
    opened: Open, demo: Path, harm: Callable[[Path], None]
):
    terminal = opened()
    terminal.type(TYPED + "\r")
    terminal.wait("Saved Jo Lee")
    harm(demo)
    terminal.type("aCy\tRay\t\tcy@example.com\t5\r")
    expected = ("while it was open", "What you typed is still here", "Cy", "cy@example.com")

    def is_said() -> bool:
        words = " ".join(terminal.text.replace("│", " ").split())
        return all(text in words for text in expected)

    terminal.wait_until(is_said, f"{expected} to appear")
    assert "Saved Cy" not in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("harm", [delete, move, empty])
def test_a_file_that_goes_before_the_first_save_is_not_made_anew(
    opened: Open, demo: Path, harm: Callable[[Path], None]
):
    terminal = opened(ready="")
    terminal.wait("MANEBA")
    harm(demo)
    terminal.type(TYPED + "\r")
    terminal.wait_until(lambda: "while it was open" in terminal.text or "after its page was read" in terminal.text)
    assert "Saved" not in terminal.text
    assert "jo@example.com" in terminal.text
    assert not demo.exists() or demo.stat().st_size == 0


def test_a_database_that_another_program_has_locked_says_so_and_saves_when_it_is_free(opened: Open, demo: Path):
    terminal = opened()
    with closing(sqlite3.connect(demo, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type(TYPED + "\r")
        terminal.wait("The database is busy")
        assert "jo@example.com" in terminal.text
        other.execute("ROLLBACK")
    terminal.press("enter")
    terminal.wait("Saved Jo Lee")


def test_a_disk_that_takes_no_more_says_so_and_the_second_try_saves_once(opened: Open, query: Query):
    terminal = opened()
    terminal.type(TYPED)
    terminal.wait("jo@example.com")
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    terminal.press("enter")
    terminal.wait("The disk does not take more")
    assert "jo@example.com" in terminal.text
    assert query("SELECT count(*) FROM contact") == [(7,)]
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    terminal.press("enter")
    terminal.wait("Saved Jo Lee")
    assert query("SELECT count(*) FROM contact") == [(8,)]


def test_two_agents_at_once_lose_nothing(opened: Open, query: Query):
    one, other = opened("--agent", "mona"), opened("--agent", "dana")
    one.press("enter")
    one.wait("Contact Maintenance")
    other.press("enter")
    other.wait("Contact Maintenance")
    one.type("Tess\r")
    one.wait("6 more contacts")
    one.press("n")
    one.wait("Saved Tess Tester")
    other.type("Tom\r")
    other.wait("nothing of yours is written")
    other.wait("2 mona's")
    assert "Saved" not in other.text
    assert query("SELECT first_name, version FROM contact WHERE id = 1") == [("Tess", 2)]
    other.press("1", "enter")
    other.wait("Yours instead of mona's: First Name.")
    one.wait("dana: update of Tom Tester")
    assert query("SELECT agent FROM change WHERE contact_id = 1 ORDER BY id DESC LIMIT 2") == [("dana",), ("mona",)]


def test_what_was_done_to_an_older_database_is_said_on_the_page(home: Mapping[str, str | None], tmp_path: Path):
    older_file(tmp_path / "older.db")
    with Terminal([PROGRAM, "--database", str(tmp_path / "older.db")], 80, 24, home) as terminal:
        terminal.wait("revision 0001")
        terminal.wait("kept as older.db.revision-0001 beside it.")
        terminal.wait("\u0104nn Lee")
