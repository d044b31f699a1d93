"""What a start shows, read without SQLAlchemy."""

from contacts_tui.cli.clock import today
from contacts_tui.settings import Settings
from contacts_tui.storage.first_page import FirstPage, read_file
from contacts_tui.storage.revision import REVISION


def read_first(settings: Settings) -> FirstPage:
    """Read the first page; an older database is brought up to date before. Raises DatabaseUnusable."""
    first = _read(settings)
    if first.revision in {None, REVISION}:
        return first
    from contacts_tui.storage.database import Database

    Database(settings.database).close()
    return _read(settings)


def _read(settings: Settings) -> FirstPage:
    return read_file(
        settings.database, settings.account, today=today(), locale=settings.locale, read_only=settings.read_only
    )
