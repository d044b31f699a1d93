"""The page on a terminal."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contacts_tui.cli.clock import now, today
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.settings import Settings

ADVICE: Final = "Nothing was saved. Put it back, or name another with --database, and start again."

if TYPE_CHECKING:
    from contacts_tui.services.opening import Services
    from contacts_tui.storage.first_page import FirstPage
    from contacts_tui.ui.screens.desk import Desk


def run(settings: Settings) -> int:
    """Open the page and stay until the agent leaves; 0, or 1 after a fault of the program's own.

    Raises DatabaseUnusable where there is nothing to show.
    """
    # Windows Terminal loses composed characters such as @ under this protocol, and one of its events ends Textual.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # Collecting garbage while modules are loaded finds none, and takes an eighth of the time.
    gc.disable()
    from contacts_tui.ui.app import ContactsApp

    gc.freeze()
    gc.enable()
    seen: tuple[int, int] | None = None

    def read() -> "FirstPage":
        from contacts_tui.cli.first import read_first

        nonlocal seen
        first = read_first(settings)
        seen = _identity(settings.database) if first.revision is not None else None
        return first

    def open_services() -> "Services":
        from contacts_tui.services.opening import open_services
        from contacts_tui.storage.closed_file import is_ours

        same = seen is None or (_identity(settings.database) == seen and is_ours(settings.database, must_exist=False))
        if not same:
            raise DatabaseUnusable(
                f"{settings.database} was moved, deleted, emptied or replaced after its page was read. {ADVICE}"
            )
        return open_services(
            settings.database, agent=settings.agent, read_only=settings.read_only, locale=settings.locale, today=today
        )

    app = ContactsApp(
        settings, read_first=read, open_services=open_services, load_desk=_load_desk, log_folder=_log_folder, now=now
    )
    app.run()
    app.background.close()
    sys.stdout.flush()
    if app.refusal:
        raise DatabaseUnusable(app.refusal)
    return app.return_code or 0


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one at the same path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _load_desk() -> "type[Desk]":
    from contacts_tui.ui.screens.desk import Desk

    return Desk


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path("contacts-tui", appauthor=False)
