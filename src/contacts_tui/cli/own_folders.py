"""Where the program keeps what is its own, and not a customer's."""

from pathlib import Path
from typing import Final

from platformdirs import user_log_path, user_state_path

_NAME: Final = "contacts-tui"


def state_file() -> Path:
    """The file of what is remembered between runs."""
    return user_state_path(_NAME, appauthor=False) / "state.json"


def drafts_folder() -> Path:
    """The folder of what was typed into forms and is not saved."""
    return user_state_path(_NAME, appauthor=False) / "drafts"


def log_folder() -> Path:
    """The folder of the logs of faults."""
    return user_log_path(_NAME, appauthor=False)
