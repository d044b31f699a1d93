"""What is remembered between runs: kept for the agent alone, and never in the way."""

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts_tui.remembered import Remembered

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each example writes the file anew."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["sort", "recent", "a.db"]), inner),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is to be; its folder is not there yet."""
    return tmp_path / "state" / "contacts-tui" / "state.json"


@pytest.fixture
def written(path: Path) -> Path:
    """The file, made before the program starts."""
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_a_file_nothing_is_remembered_and_none_is_made(path: Path):
    remembered = Remembered(path)
    assert (remembered.sort, remembered.recent("a.db")) == ("", ())
    assert not path.parent.exists()


def test_the_next_run_knows_the_sort_and_the_accounts(path: Path):
    remembered = Remembered(path)
    remembered.remember_sort("name")
    for account_id in (1, 2, 3, 2):
        remembered.remember_account("a.db", account_id)
    remembered.remember_account("b.db", 9)
    for reader in (remembered, Remembered(path)):
        assert reader.sort == "name"
        assert reader.recent("a.db") == (2, 3, 1)
        assert reader.recent("b.db") == (9,)
        assert reader.recent("c.db") == ()


def test_ten_accounts_of_a_database_are_kept_and_the_databases_used_last(path: Path):
    remembered = Remembered(path)
    for account_id in range(1, 16):
        remembered.remember_account("first.db", account_id)
    assert remembered.recent("first.db") == tuple(range(15, 5, -1))
    for number in range(100):
        remembered.remember_account(f"{number}.db", 1)
        remembered.remember_account("first.db", 1)
    assert Remembered(path).recent("first.db")[0] == 1
    assert Remembered(path).recent("99.db") == (1,)
    assert Remembered(path).recent("0.db") == ()
    assert len(path.read_text()) < 2_000


def test_nobody_else_may_read_it_whatever_is_usual_for_new_files(path: Path):
    usual = os.umask(0)
    try:
        Remembered(path).remember_sort("name")
    finally:
        os.umask(usual)
    assert mode_of(path) == 0o600
    assert mode_of(path.parent) == 0o700


def test_it_is_closed_before_anything_is_in_it(path: Path, monkeypatch: pytest.MonkeyPatch):
    seen = []
    replace = Path.replace

    def look_and_replace(file: Path, target: Path) -> Path:
        seen.append((mode_of(file), file.parent == target.parent))
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", look_and_replace)
    Remembered(path).remember_sort("name")
    assert seen == [(0o600, True)]
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_others_could_read_is_closed_by_the_next_write(written: Path):
    written.write_text('{"sort": "type"}')
    written.chmod(0o644)
    Remembered(written).remember_account("a.db", 1)
    assert mode_of(written) == 0o600
    assert Remembered(written).sort == "type"


def test_two_programs_keep_each_others_entries(path: Path):
    one, two = Remembered(path), Remembered(path)
    assert (one.sort, two.sort) == ("", "")
    one.remember_sort("name")
    two.remember_account("a.db", 1)
    one.remember_account("a.db", 2)
    two.remember_account("b.db", 3)
    assert two.recent("a.db") == (2, 1)
    last = Remembered(path)
    assert (last.sort, last.recent("a.db"), last.recent("b.db")) == ("name", (2, 1), (3,))


def test_what_a_later_version_keeps_there_stays(written: Path):
    written.write_text('{"theme": {"dark": true}, "sort": "name"}')
    Remembered(written).remember_sort("type")
    Remembered(written).remember_account("a.db", 1)
    assert json.loads(written.read_text())["theme"] == {"dark": True}


BROKEN = (
    b"",
    b"{",
    b"\xff\xfe",
    b"[1, 2]",
    b'"sort"',
    b"null",
    b"[" * 100_000,
    b"9" * 10_000,
    b'{"sort": 1, "recent": "a.db"}',
    b'{"recent": {"a.db": {"1": 2}}}',
    b'{"recent": {"a.db": [true, 0, -1, 1.5, "1", null, [1], 9223372036854775808]}}',
    b'{"sort": "name"}' + b" " * 2**20,
)


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_like_an_empty_one(written: Path, content: bytes):
    written.write_bytes(content)
    remembered = Remembered(written)
    assert (remembered.sort, remembered.recent("a.db")) == ("", ())
    remembered.remember_account("a.db", 7)
    remembered.remember_sort("name")
    assert (Remembered(written).sort, Remembered(written).recent("a.db")) == ("name", (7,))


@SAME_FOLDER
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_in_the_file_the_answers_are_of_their_kind_and_it_can_be_written(tmp_path: Path, content: bytes):
    path = tmp_path / "state.json"
    path.write_bytes(content)
    remembered = Remembered(path)
    assert type(remembered.sort) is str
    assert all(type(known) is int and known > 0 for known in remembered.recent("a.db"))
    assert len(remembered.recent("a.db")) <= 10
    remembered.remember_account("a.db", 7)
    assert Remembered(path).recent("a.db")[0] == 7


@pytest.mark.parametrize("depth", [100, 300, 600, 900, 1_100, 5_000])
def test_a_file_nested_deep_is_written_again(written: Path, depth: int):
    written.write_text(f'{{"deep": {"[" * depth}{"]" * depth}}}')
    Remembered(written).remember_sort("name")
    assert Remembered(written).sort == "name"


def test_a_pipe_in_its_place_is_not_waited_for(path: Path):
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert Remembered(path).sort == ""


def test_a_folder_in_its_place_is_no_error_and_nothing_is_left_behind(path: Path):
    path.mkdir(parents=True)
    remembered = Remembered(path)
    remembered.remember_sort("name")
    assert remembered.sort == "name"
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_written_is_known_until_the_end(tmp_path: Path):
    (tmp_path / "state").write_text("no folder")
    remembered = Remembered(tmp_path / "state" / "state.json")
    remembered.remember_sort("name")
    remembered.remember_account("a.db", 1)
    remembered.remember_account("a.db", 2)
    assert (remembered.sort, remembered.recent("a.db")) == ("name", (2, 1))


def test_the_file_is_read_once_and_not_before_it_is_asked_for(written: Path):
    remembered = Remembered(written)
    written.write_text('{"sort": "name"}')
    assert remembered.sort == "name"
    written.write_text('{"sort": "type"}')
    assert remembered.sort == "name"
