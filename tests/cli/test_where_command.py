"""`contacts-tui where`: all paths, and whether anything is there."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_all_paths_are_told_with_whether_they_are_there(call: Run, demo: Path, tmp_path: Path):
    told = call("where", "--database", demo)
    assert (told.returncode, told.stderr) == (0, "")
    lines = [line.split() for line in told.stdout.splitlines()]
    assert lines[0] == ["Database", "there", str(demo)]
    assert lines[1][-1] == str(tmp_path / "config" / "contacts-tui" / "settings.toml")
    assert [" ".join(line[:-1]) for line in lines[1:]] == [
        "Settings not there",
        "Remembered not there",
        "Drafts not there",
        "Crash logs not there",
        "Backups not there",
    ]


def test_json_tells_the_same_and_makes_nothing(call: Run, tmp_path: Path):
    told = json.loads(call("where", "--json").stdout)
    assert told["backups"] == {"path": str(tmp_path / "data" / "contacts-tui" / "backups"), "exists": False}
    assert set(told) == {"database", "settings", "remembered", "drafts", "crash_logs", "backups"}
    assert list(tmp_path.iterdir()) == []
