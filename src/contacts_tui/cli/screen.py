"""The page on a terminal."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contacts_tui.cli.clock import now, today
from contacts_tui.cli.own_paths import drafts_folder, log_folder, state_file
from contacts_tui.drafts import Drafts
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.remembered import Remembered
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
    # What an answer changes is painted with the next frame: at 60 a second, the usual, that is up to 17 ms later. At
    # 500 a second, a table that is scrolled by the wheel is not always painted.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    with _loading():
        from contacts_tui.ui.app import ContactsApp
        from contacts_tui.ui.screens.own_files import OwnFiles
    file = SameFile(settings)
    drafts = Drafts(drafts_folder())
    app = ContactsApp(
        settings,
        read_first=file.read_first,
        open_services=file.open_services,
        load_desk=_load_desk,
        own_files=OwnFiles(Remembered(state_file()), drafts, log_folder),
        now=now,
    )
    app.run()
    app.background.close()
    drafts.close()
    sys.stdout.flush()
    if app.refusal:
        raise DatabaseUnusable(app.refusal)
    if not (app.return_code or app.was_told_to_end):
        from contacts_tui.cli.backup import back_up_daily

        back_up_daily(settings)
    return app.return_code or 0


class SameFile:
    """Reads the page first and opens the services later: only on the file whose page was read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: tuple[int, int] | None = None
        """The file that was read; None if there was no database."""

    def read_first(self) -> "FirstPage":
        """Return what a start shows. Raises ContactsError."""
        from contacts_tui.cli.first import read_first

        first = read_first(self._settings)
        self._seen = _identity(self._settings.database) if first.revision is not None else None
        return first

    def open_services(self) -> "Services":
        """Return the services. Raises ContactsError, also where another file has taken the place of the one read."""
        with _loading():
            from contacts_tui.services.opening import open_services
        if not self._is_same:
            raise DatabaseUnusable(
                f"{self._settings.database} was moved, deleted, emptied or replaced after its page was read. {ADVICE}"
            )
        return open_services(
            self._settings.database,
            agent=self._settings.agent,
            read_only=self._settings.read_only,
            locale=self._settings.locale,
            today=today,
        )

    @property
    def _is_same(self) -> bool:
        from contacts_tui.storage.closed_file import is_ours

        path = self._settings.database
        return self._seen is None or (_identity(path) == self._seen and is_ours(path, must_exist=False))


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one at the same path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _loading() -> Iterator[None]:
    """Collect no garbage while modules are loaded, nor look for any in them later.

    There is none, and looking takes an eighth of the time now, and every so often a tenth of a second afterwards.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _load_desk() -> "type[Desk]":
    with _loading():
        from contacts_tui.ui.screens.desk import Desk
    return Desk
