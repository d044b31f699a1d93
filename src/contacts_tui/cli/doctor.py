"""The health of a database, in lines or as JSON."""

from collections.abc import Iterator

from contacts_tui.cli.documents import Document
from contacts_tui.cli.exit_codes import DRIFT_FOUND
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.progress import progress
from contacts_tui.errors import ReadOnly
from contacts_tui.services.doctor import Doctor
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.database import Database
from contacts_tui.storage.drift import Drift
from contacts_tui.storage.revision import REVISION
from contacts_tui.ui.present.plain_columns import in_columns


def examine(settings: Settings, *, is_to_repair: bool, as_json: bool) -> int:
    """Print what has drifted, repaired if it is to be; 0, or 1 if it has and is not repaired. Raises ContactsError."""
    complain(*settings.complaints)
    if is_to_repair and settings.read_only:
        raise ReadOnly("--repair puts right what differs, and --read-only changes nothing: use one of them.")
    is_ours(settings.database, must_exist=True)
    database = Database(settings.database, read_only=not is_to_repair)
    try:
        if database.brought_up_to_date:
            complain(database.brought_up_to_date)
        doctor = Doctor(database)
        with progress() as line:
            found = doctor.repaired(line.show) if is_to_repair else doctor.examined(line.show)
    finally:
        database.close()
    if as_json:
        say_json(_document(settings, found, is_repaired=is_to_repair))
    else:
        say(_lines(settings, found, is_repaired=is_to_repair))
    return 0 if found.is_none or is_to_repair else DRIFT_FOUND


def _lines(settings: Settings, found: Drift, *, is_repaired: bool) -> Iterator[str]:
    yield f"{settings.database}, revision {REVISION}"
    counted = {
        "Accounts": found.accounts,
        "Contacts": found.contacts,
        "Search keys": found.keys,
        "Missing search keys": found.missing,
        "Stray search keys": found.stray,
        "Differing search texts": found.texts,
    }
    yield from in_columns([(label, f"{many:,}") for label, many in counted.items()])
    if found.is_none:
        yield "What Find looks in follows from the accounts and contacts."
    elif is_repaired:
        yield "This is put right: what was missing is added, what was stray is removed, what differed is written anew."
    else:
        yield 'Find may miss or invent somebody. "contacts-tui doctor --repair" puts it right.'


def _document(settings: Settings, found: Drift, *, is_repaired: bool) -> Document:
    return {
        "database": str(settings.database).encode(errors="replace").decode(),
        "revision": REVISION,
        "accounts": found.accounts,
        "contacts": found.contacts,
        "search_keys": found.keys,
        "missing_search_keys": found.missing,
        "stray_search_keys": found.stray,
        "differing_search_texts": found.texts,
        "is_repaired": is_repaired and not found.is_none,
    }
