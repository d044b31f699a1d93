"""What the agent chose, resolved once from options, environment and the settings file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from contacts_tui.domain.link import Link
from contacts_tui.domain.trash_days import TRASH_DAYS

DEFAULT_LOCALE: Final = "en_US"
DEFAULT_BACKUPS: Final = 7


@dataclass(frozen=True, slots=True)
class Settings:
    """One value, made by the command line and handed down."""

    database: Path
    agent: str
    """Who is audited with every change."""
    account: str | None = None
    """Number of the account to open; None for the only one."""
    read_only: bool = False
    locale: str = DEFAULT_LOCALE
    """How money and dates are written."""
    demo: bool = False
    trash_days: int = TRASH_DAYS
    """How long what was deleted stays in the trash; 0 for ever."""
    links: Mapping[str, Link] = field(default_factory=dict)
    """The addresses that were set for entries of MY ACCOUNT (`domain.my_account`)."""
    sign_up: Link | None = None
    """Where a customer signs up for Auto Pay."""
    file: Path = Path("settings.toml")
    """Where locale, links and backups are set."""
    backup_folder: Path = Path("backups")
    """Where backups go that are not named."""
    backups: int = DEFAULT_BACKUPS
    """How many daily backups are kept; none are made if it is 0."""
    complaints: tuple[str, ...] = ()
    """What in that file does not count, and why: sentences."""

    @property
    def database_key(self) -> str:
        """What tells the database from others in what is remembered, wherever the program was started."""
        return str(self.database.resolve())
