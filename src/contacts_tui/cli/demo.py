"""The demo database: an example account, made on first use and kept."""

from contacts_tui.settings import Settings


def prepare(settings: Settings, *, fresh: bool) -> None: ...
