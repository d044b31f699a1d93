"""The demo database: an example account that may be started over."""

from contextlib import suppress

from contacts_tui.errors import ContactsError
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_demo, remove


def prepare(settings: Settings, *, fresh: bool) -> None:
    """See that the demo may be opened, and remove it if it is to be made anew. Raises ContactsError.

    A file that is no demo database is never started over, whatever was asked for.
    """
    path = settings.database
    if fresh and settings.read_only:
        raise ContactsError("--fresh starts the demo over, and --read-only changes nothing: use one of them.")
    if not is_demo(path):
        raise ContactsError(f"{path} is no demo database. Nothing was changed. Open it without the word demo.")
    if fresh:
        remove(path)
        _forget_what_was_typed(settings)


def _forget_what_was_typed(settings: Settings) -> None:
    """Have no draft of the demo before: it would be about whoever gets the same id now."""
    from contacts_tui.cli.own_paths import drafts_folder
    from contacts_tui.domain.unsaved import NotUnsaved, Unsaved
    from contacts_tui.drafts import Drafts

    drafts = Drafts(drafts_folder())
    for left in drafts.left():
        with suppress(NotUnsaved):
            if Unsaved.of_text(left.text).typed.database == settings.database_key:
                drafts.remove(left.name)
