"""The folders and files of the program on this machine, as its system has them."""

from pathlib import Path
from typing import Final

_PROGRAM: Final = "contacts-tui"


def data_path(name: str) -> Path:
    """Return the path of something with a person's data."""
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False) / name


def settings_path(name: str) -> Path:
    """Return the path of something that a person has set."""
    from platformdirs import user_config_path

    return user_config_path(_PROGRAM, appauthor=False) / name


def state_file() -> Path:
    """Return the path of what is remembered between runs."""
    from platformdirs import user_state_path

    return user_state_path(_PROGRAM, appauthor=False) / "state.json"


def drafts_folder() -> Path:
    """Return the folder of what was typed into forms and is not saved."""
    from platformdirs import user_state_path

    return user_state_path(_PROGRAM, appauthor=False) / "drafts"


def log_folder() -> Path:
    """Return the folder of the logs that faults leave behind."""
    from platformdirs import user_log_path

    return user_log_path(_PROGRAM, appauthor=False)
