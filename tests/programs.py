"""The installed command, and what the fixtures that start it give."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("contacts-tui"))

Open = Callable[..., Terminal]
"""Starts the program on a demo database with some options, in a terminal of some size."""

Query = Callable[[str], list[tuple[Any, ...]]]
"""Asks the demo database."""
