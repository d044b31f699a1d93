"""What is packaged is all that the program needs, and nothing of anybody's data."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = ROOT / "src"


def built(kind: str, checkout: Path, folder: Path) -> Path:
    """A `wheel` or `sdist` made from a checkout, by the build backend itself: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the content of the wheel lies as an installer puts it."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.unpack_archive(built("wheel", ROOT, tmp_path_factory.mktemp("wheel")), folder, "zip")
    return folder


def files_in(folder: Path) -> set[str]:
    """All files by their paths in a folder, but for what an installer notes down itself and what Python compiled."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.as_posix() for path in files if not path.parts[0].endswith(".dist-info")}


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(installed: Path):
    packaged = files_in(installed)
    assert packaged == files_in(SOURCES) | {
        "contacts_tui/data/billed_account.json",
        "contacts_tui/data/generated.json",
        "contacts_tui/data/portal_account.json",
    }
    assert {"contacts_tui/py.typed", "contacts_tui/storage/migrations/env.py"} <= packaged
    assert any(name.endswith(".tcss") for name in packaged)
    assert any(name.startswith("contacts_tui/storage/migrations/versions/r") for name in packaged)


def test_what_was_installed_shows_the_demo_without_a_checkout(installed: Path, tmp_path: Path):
    command = [sys.executable, "-m", "contacts_tui", "demo", "--database", "demo.db"]
    env = os.environ | {"PYTHONPATH": str(installed)}
    shown = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert "MANEBA" in shown.stdout
    assert "Customer Contacts  7" in shown.stdout
    assert shown.stderr == ""


def test_the_source_archive_makes_the_same_wheel_and_holds_no_database(installed: Path, tmp_path: Path):
    shutil.unpack_archive(built("sdist", ROOT, tmp_path / "sdist"), tmp_path, "gztar", filter="data")
    (unpacked,) = (path for path in tmp_path.iterdir() if path.name != "sdist")
    assert [name for name in files_in(unpacked) if ".db" in Path(name).name] == []
    shutil.unpack_archive(built("wheel", unpacked, tmp_path / "wheel"), tmp_path / "again", "zip")
    assert files_in(tmp_path / "again") == files_in(installed)
