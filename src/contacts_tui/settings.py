"""What the agent chose, resolved once from options and environment."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """One value, made by the command line and handed down."""

    database: Path
    agent: str
    """Who is audited with every change."""
    account: str | None = None
    """Number of the account to open; None for the only one."""
    read_only: bool = False
    locale: str = "en_US"
    """How money and dates are written."""
    demo: bool = False

    @property
    def database_key(self) -> str:
        """What tells the database from others in what is remembered, wherever the program was started."""
        return str(self.database.resolve())
