"""The data that is packaged with the program."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any


def content_of(name: str) -> dict[str, Any]:
    """Return the content of a JSON file, from the installed package, else from the checkout's data folder."""
    packaged = files("contacts_tui") / "data" / name
    source = packaged if packaged.is_file() else Path(__file__).parents[3] / "data" / name
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found
