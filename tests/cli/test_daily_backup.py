"""The backup of the day: when it is made, what is kept, what is left alone."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from files import own_file, sql

from contacts_tui.cli.backup import back_up_daily
from contacts_tui.services.backups import Backups
from contacts_tui.settings import Settings
from contacts_tui.storage import snapshot

NOON = datetime(2026, 11, 24, 12).astimezone()


@pytest.fixture
def own(tmp_path: Path, demo_template: bytes) -> Path:
    """A database that is no demo."""
    return own_file(tmp_path / "own.db", demo_template)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def leave(own: Path, folder: Path) -> Callable[..., Path | None]:
    """Leave the program at some time, after something was changed or not."""

    def end(at: datetime, *, changed: bool = True, keep: int = 3, path: Path = own) -> Path | None:
        if changed:
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute("UPDATE change SET made_at = ?", (f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}.000000",))
        made = Backups(path, folder, agent="mona", now=lambda: at).make_daily(keep, lambda _: None)
        return made.path if made else None

    return end


def test_one_is_made_a_day_and_none_where_nothing_was_changed(leave: Callable[..., Path | None], own: Path):
    made = leave(NOON)
    assert made is not None
    assert made.name.endswith("-2026-11-24-120000-daily.db")
    assert leave(NOON + timedelta(hours=2)) is None
    assert leave(NOON + timedelta(days=1, hours=-2)) is not None
    assert leave(NOON + timedelta(days=2), changed=False) is None
    assert sql(own, "SELECT deed FROM upkeep") == [("daily backup",)] * 2


def test_the_older_ones_go_and_nothing_else_does(
    leave: Callable[..., Path | None], own: Path, folder: Path, tmp_path: Path, demo_template: bytes
):
    by_hand = Backups(own, folder, agent="mona", now=lambda: NOON).make(None, lambda _: None).path
    (tmp_path / "other").mkdir()
    others = leave(NOON, path=own_file(tmp_path / "other" / "own.db", demo_template))
    (folder / "notes.txt").write_text("mine")
    left = folder / f"{by_hand.name}.unfinished"
    left.write_text("half")
    os.utime(left, (0, 0))
    days = [leave(NOON + timedelta(days=day)) for day in range(5)]
    assert set(folder.iterdir()) == {by_hand, others, folder / "notes.txt", *days[2:]}


def test_neither_a_demo_nor_what_is_only_read_nor_who_wants_none_gets_one(
    own: Path, folder: Path, tmp_path: Path, demo_template: bytes
):
    (tmp_path / "demo.db").write_bytes(demo_template)
    for settings in (
        Settings(tmp_path / "demo.db", "mona", backup_folder=folder),
        Settings(tmp_path / "demo.db", "mona", backup_folder=folder, demo=True),
        Settings(own, "mona", backup_folder=folder, read_only=True),
        Settings(own, "mona", backup_folder=folder, backups=0),
        Settings(tmp_path / "none.db", "mona", backup_folder=folder),
    ):
        back_up_daily(settings)
    assert not folder.exists()
    back_up_daily(Settings(own, "mona", backup_folder=folder))
    assert len(list(folder.iterdir())) == 1


def test_one_that_is_skipped_leaves_nothing_and_says_so(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(snapshot, "_fill", interrupted)
    back_up_daily(Settings(own, "mona", backup_folder=folder))
    assert capsys.readouterr().err.startswith("Today's backup was skipped")
    assert list(folder.iterdir()) == []


def test_one_that_fails_is_a_sentence_and_no_more(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("")
    back_up_daily(Settings(own, "mona", backup_folder=tmp_path / "file" / "backups"))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Today's backup was not made. ")
