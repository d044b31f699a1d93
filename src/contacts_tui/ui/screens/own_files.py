"""What the program keeps on the disk of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contacts_tui.drafts import Drafts
from contacts_tui.remembered import Remembered


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Made by the command line and handed down."""

    remembered: Remembered
    drafts: Drafts
    log_folder: Callable[[], Path]
