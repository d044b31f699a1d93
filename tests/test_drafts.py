"""The files of what is typed and not saved: whole, private, and of one program at a time."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from contacts_tui.drafts import Drafts, Left
from contacts_tui.errors import NotKept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are to be; it is not there yet."""
    return tmp_path / "state" / "drafts"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def texts(drafts: Drafts) -> list[str]:
    return sorted(left.text for left in drafts.left())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_draft_is_offered_once_its_program_has_ended_and_not_before(folder: Path):
    one, other = Drafts(folder), Drafts(folder)
    name = one.write("Ann")
    assert one.write("Ann Lee", name) == name
    assert (one.left(), other.left()) == ([], [])
    one.close()
    assert other.left() == [Left(name, "Ann Lee")]


def test_a_program_that_was_killed_leaves_its_drafts(folder: Path):
    code = "import os, sys; from pathlib import Path; from contacts_tui.drafts import Drafts\n"
    code += "Drafts(Path(sys.argv[1])).write('Ann Lee'); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == -9
    assert texts(Drafts(folder)) == ["Ann Lee"]


def test_of_two_programs_one_takes_a_draft_that_was_left(folder: Path):
    before, one, other = Drafts(folder), Drafts(folder), Drafts(folder)
    before.write("Ann")
    before.close()
    [left] = one.left()
    mine = one.take(left.name)
    assert mine is not None
    assert other.take(left.name) is None
    assert other.left() == []
    one.write("Ann Lee", mine)
    one.close()
    assert other.left() == [Left(mine, "Ann Lee")]


def test_what_is_removed_leaves_nothing_behind(folder: Path):
    drafts = Drafts(folder)
    first, second = drafts.write("Ann"), drafts.write("Bob")
    drafts.remove(first)
    assert second in names(folder)
    drafts.remove(second)
    assert names(folder) == []
    third = drafts.write("Cy", second)
    assert third != second
    drafts.close()
    assert texts(Drafts(folder)) == ["Cy"]


def test_nobody_else_may_read_them_whatever_is_usual_for_new_files(folder: Path):
    usual = os.umask(0)
    try:
        Drafts(folder).write("Ann")
    finally:
        os.umask(usual)
    assert mode_of(folder) == 0o700
    assert {mode_of(path) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_others_could_read_is_closed_to_them(folder: Path):
    folder.mkdir(parents=True, mode=0o755)
    Drafts(folder).write("Ann")
    assert mode_of(folder) == 0o700


def test_what_others_could_have_read_or_is_no_file_is_told_of_and_put_aside(folder: Path):
    before = Drafts(folder)
    wide, odd = before.write("Ann"), before.write("Bob")
    before.close()
    (folder / wide).chmod(0o644)
    (folder / odd).write_bytes(b"\xff")
    os.mkfifo(folder / "pipe.json", 0o600)
    (folder / "link.json").symlink_to("/etc/passwd")
    (folder / "notes.txt").touch()
    drafts = Drafts(folder)
    left = {one.name: one.trouble for one in drafts.left()}
    assert left == {
        wide: "Others could have read or written it.",
        odd: "It cannot be read.",
        "pipe.json": "It is no draft.",
        "link.json": "It cannot be read.",
    }
    assert [drafts.put_aside(name) for name in left] == [f"{name}.aside" for name in left]
    assert drafts.left() == []
    (folder / odd).write_bytes(b"\xff")
    assert drafts.put_aside(odd) == f"{odd}.aside2"
    assert (folder / f"{odd}.aside").read_bytes() == b"\xff"


def test_what_was_not_finished_is_removed_and_of_a_running_program_left_alone(folder: Path):
    one = Drafts(folder)
    name = one.write("Ann")
    (folder / f"{name}.new").touch()
    other = Drafts(folder)
    assert other.left() == []
    assert (folder / f"{name}.new").exists()
    one.close()
    assert texts(other) == ["Ann"]
    assert names(folder) == [name]


def test_a_folder_that_cannot_be_is_told_of(tmp_path: Path):
    (tmp_path / "file").touch()
    drafts = Drafts(tmp_path / "file" / "drafts")
    with pytest.raises(NotKept, match=r"What you type is not kept beside this window: .*drafts does not take it"):
        drafts.write("Ann")
    drafts.remove("any")
    assert drafts.left() == []


def test_a_full_disk_leaves_what_was_written_before(folder: Path):
    drafts = Drafts(folder)
    name = drafts.write("Ann")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, before[1]))
    try:
        with pytest.raises(NotKept, match="File too large"):
            drafts.write("Ann Lee", name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    drafts.close()
    assert Drafts(folder).left() == [Left(name, "Ann")]
    assert names(folder) == [name]


def test_what_nobody_can_have_typed_is_not_kept(folder: Path):
    with pytest.raises(NotKept, match="too long"):
        Drafts(folder).write("x" * (2**24 + 1))
