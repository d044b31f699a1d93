"""The demo database: an example account, made on first use and kept."""

from pathlib import Path

from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.storage.sqlite_file import is_demo


def prepare(settings: Settings, *, fresh: bool) -> None:
    """Make the demo database if it is not there, anew if `fresh`. Raises ContactsError, and has changed nothing then.

    A file that is no demo database is never started over, whatever was asked for.
    """
    path = settings.database
    if fresh and settings.read_only:
        raise ContactsError("--fresh starts the demo over, and --read-only changes nothing: use one of them.")
    if not is_demo(path):
        raise ContactsError(f"{path} is no demo database. Nothing was changed. Open it without the word demo.")
    if fresh:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    if not settings.read_only and (not path.exists() or not path.stat().st_size):
        from contacts_tui.services.opening import open_services

        open_services(path, agent=settings.agent, locale=settings.locale, demo=True).close()
