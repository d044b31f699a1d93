"""Removing for good what has been in the trash too long, in lines or as JSON."""

from contacts_tui.cli.asking import says_yes
from contacts_tui.cli.clock import today
from contacts_tui.cli.documents import Document, path_text
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.progress import progress
from contacts_tui.domain.trash import Removed
from contacts_tui.errors import ReadOnly
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.database import Database


def purge(settings: Settings, days: int, *, is_dry: bool, is_asked: bool, as_json: bool) -> int:
    """Remove what has been in the trash for more than so many days, asked about first or not; dry, only count it.

    0, also where there is nothing, or where the answer is no. Raises ContactsError.
    """
    complain(*settings.complaints)
    if settings.read_only and not is_dry:
        raise ReadOnly("purge removes for good, and --read-only changes nothing: --dry-run only says what would go.")
    is_ours(settings.database, must_exist=True)
    database = Database(settings.database, read_only=is_dry)
    try:
        if database.brought_up_to_date:
            complain(database.brought_up_to_date)
        purging = Purging(Session(database, settings.agent), today=today)
        due = purging.due(days)
        does = not is_dry and due.all > 0 and (not is_asked or says_yes(f"Remove {due.told} for good?"))
        removed = _removed(purging, days, due) if does else Removed()
    finally:
        database.close()
    if as_json:
        say_json(_document(settings, days, removed if does else due, is_purged=does))
    else:
        say([_sentence(days, due, removed, is_dry=is_dry)])
    return 0


def _removed(purging: Purging, days: int, due: Removed) -> Removed:
    removed = Removed()
    with progress() as line:
        while (some := purging.some(days)).all:
            removed += some
            line.show(removed.all, due.all)
    return removed


def _sentence(days: int, due: Removed, removed: Removed, *, is_dry: bool) -> str:
    over = f" for over {days} {'day' if days == 1 else 'days'}" if days else ""
    if not due.all:
        return f"Nothing has been in the trash{over}: nothing was removed." if days else "The trash is empty."
    if removed.all:
        return f"Removed {removed.told} for good. What was changed, when and by whom stays."
    would = f"{due.told} {'has' if due.all == 1 else 'have'} been in the trash{over}"
    return f"{would}: purge removes {'it' if due.all == 1 else 'them'} for good." if is_dry else "Nothing was removed."


def _document(settings: Settings, days: int, counted: Removed, *, is_purged: bool) -> Document:
    return {
        "database": path_text(settings.database),
        "older_than_days": days,
        "accounts": counted.accounts,
        "contacts": counted.contacts,
        "is_purged": is_purged,
    }
