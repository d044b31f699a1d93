"""Backups on the command line: made, put back, and made by themselves once a day."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from contacts_tui.cli.clock import now
from contacts_tui.cli.documents import Document, path_text
from contacts_tui.cli.interrupts import ended_as_by_ctrl_c
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.progress import progress
from contacts_tui.domain.byte_size import in_words
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.backups import Backup, Backups
from contacts_tui.settings import Settings
from contacts_tui.storage.integrity import RowCounts
from contacts_tui.storage.restoring import Restored
from contacts_tui.ui.present.plain_columns import in_columns

_SKIPPING: Final = "Today's backup, ctrl+c skips it"
_LABELS: Final = {
    "account": "Accounts",
    "contact": "Contacts",
    "phone": "Phones",
    "email": "E-mails",
    "bill": "Bills",
    "payment": "Payments",
    "change": "Changes",
}
"""The tables whose rows people count, by what they are called."""


def backups_of(settings: Settings) -> Backups:
    """Return what makes the backups of the database."""
    return Backups(
        settings.database, settings.backup_folder, agent=settings.agent, now=now, read_only=settings.read_only
    )


def back_up(settings: Settings, target: Path | None, *, as_json: bool) -> int:
    """Make a backup and print where it is and what it holds; 0. Raises ContactsError, KeyboardInterrupt."""
    complain(*settings.complaints)
    try:
        with progress() as line, ended_as_by_ctrl_c():
            made = backups_of(settings).make(target, line.show)
    except KeyboardInterrupt:
        complain("contacts-tui: Interrupted. No backup was made, and nothing is left of it.")
        raise
    if as_json:
        say_json(_document_of(made))
    else:
        say(_lines_of(made))
    return 0


def restore(settings: Settings, file: Path, *, as_json: bool) -> int:
    """Put a backup in the place of the database and print what it holds; 0. Raises ContactsError, KeyboardInterrupt."""
    complain(*settings.complaints)
    if settings.read_only:
        raise ReadOnly("restore puts another database in the place of this one, and --read-only changes nothing.")
    try:
        with progress() as line, ended_as_by_ctrl_c():
            restored = backups_of(settings).restore(file, line.show)
    except KeyboardInterrupt:
        complain(f"contacts-tui: Interrupted. {settings.database} is as it was.")
        raise
    if as_json:
        say_json(_document_of_restored(settings, file, restored))
    else:
        say(_lines_of_restored(settings, file, restored))
    if restored.back != ():
        complain(_back(restored.back))
    return 0


def back_up_daily(settings: Settings) -> None:
    """Make the backup of the day, if it is to be made; whatever keeps it from being made is said."""
    if not settings.backups or settings.demo or settings.read_only:
        return
    try:
        with progress(label=_SKIPPING) as line, ended_as_by_ctrl_c():
            backups_of(settings).make_daily(settings.backups, line.show)
    except KeyboardInterrupt:
        complain("Today's backup was skipped: it is made the next time that you leave.")
    except ContactsError as error:
        complain(f"Today's backup was not made. {error}")


def _lines_of(made: Backup) -> Iterator[str]:
    yield f"{made.path}, {in_words(made.copied.size)}, is a backup that was checked."
    yield from in_columns(_counted(made.copied.rows))
    if made.copied.astray:
        yield _astray(made.copied.astray)
    if made.unrecorded:
        yield f"It is not recorded in the database. {made.unrecorded}"


def _document_of(made: Backup) -> Document:
    return {
        "backup": path_text(made.path),
        "bytes": made.copied.size,
        "revision": made.copied.revision,
        "rows": made.copied.rows,
        "rows_astray": made.copied.astray,
        "is_recorded": not made.unrecorded,
    }


def _lines_of_restored(settings: Settings, file: Path, restored: Restored) -> Iterator[str]:
    yield f"{settings.database} is now what {file} holds."
    yield from in_columns(_counted(restored.rows))
    if restored.astray:
        yield _astray(restored.astray)
    if restored.kept is not None:
        yield f"What was there before is kept as {restored.kept}."


def _document_of_restored(settings: Settings, file: Path, restored: Restored) -> Document:
    return {
        "database": path_text(settings.database),
        "restored_from": path_text(file),
        "revision": restored.revision,
        "rows": restored.rows,
        "rows_astray": restored.astray,
        "kept": None if restored.kept is None else path_text(restored.kept),
        "erased_and_back": None if restored.back is None else list(restored.back),
    }


def _back(ids: Sequence[int] | None) -> str:
    if ids is None:
        return "Whether anybody was erased since that backup cannot be read there: whoever was is back."
    who, was, are = ("1 contact", "was", "is") if len(ids) == 1 else (f"{len(ids):,} contacts", "were", "are")
    again = " ".join(f"--contact {this}" for this in ids)
    return f"{who} that {was} erased since that backup {are} back. Erase again: contacts-tui erase {again}"


def _counted(rows: RowCounts) -> list[tuple[str, str]]:
    return [(label, f"{rows[table]:,}") for table, label in _LABELS.items() if table in rows]


def _astray(many: int) -> str:
    return f'{many:,} of its rows name another row that is not there: "contacts-tui doctor" says which.'
