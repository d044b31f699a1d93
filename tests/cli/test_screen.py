"""The file whose page is read is the file that is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contacts_tui.cli.screen import SameFile
from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings


@pytest.fixture
def file(demo: Path) -> SameFile:
    """The demo, its page read."""
    file = SameFile(Settings(demo, agent="mona"))
    assert file.read_first().page is not None
    return file


def replace_by_a_copy(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.replace(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def overwrite(path: Path) -> None:
    path.write_text("my notes")


@pytest.mark.parametrize("harm", [replace_by_a_copy, Path.unlink, empty, overwrite])
def test_a_file_that_is_another_one_after_its_page_was_read_is_not_opened(
    file: SameFile, demo: Path, harm: Callable[[Path], None]
):
    harm(demo)
    before = demo.read_bytes() if demo.exists() else None
    with pytest.raises(ContactsError):
        file.open_services()
    assert (demo.read_bytes() if demo.exists() else None) == before


def test_the_file_that_was_read_is_opened(file: SameFile):
    services = file.open_services()
    assert services.accounts.page(1) is not None
    services.close()


def test_a_file_that_another_program_makes_meanwhile_is_opened(tmp_path: Path, demo: Path):
    path = tmp_path / "new.db"
    file = SameFile(Settings(path, agent="mona"))
    assert file.read_first().page is None
    shutil.copy(demo, path)
    services = file.open_services()
    assert services.accounts.page(1) is not None
    services.close()
