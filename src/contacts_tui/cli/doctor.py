"""The health of a database, in lines or as JSON."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from contacts_tui.cli.backup import backups_of
from contacts_tui.cli.documents import Document, path_text
from contacts_tui.cli.exit_codes import FAULT_FOUND
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.progress import Progress, progress
from contacts_tui.domain.health import Finding
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.doctor import Doctor, Examined, make_writable, trigrams_in
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.database import Database
from contacts_tui.storage.revision import REVISION
from contacts_tui.ui.present.plain_columns import in_columns

_COUNTED: Final = {"account": "Accounts", "contact": "Contacts", "search_key": "Search keys"}
"""The tables whose rows are told, by what they are called."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What there is to print."""

    settings: Settings
    examined: Examined
    is_full: bool
    is_repaired: bool
    """Whether what can be repaired is."""
    backup: Path | None
    """What was made before the repair."""

    def is_left(self, finding: Finding) -> bool:
        """Whether something is wrong and stays so."""
        return not finding.is_advice and not (self.is_repaired and finding.is_repairable)

    @property
    def is_healthy(self) -> bool:
        """Whether nothing is wrong by now."""
        return not any(map(self.is_left, self.examined.findings))


def examine(settings: Settings, *, is_full: bool, is_to_repair: bool, as_json: bool) -> int:
    """Print what is wrong, repaired if it is to be; 0, or 1 if anything is wrong and stays so. Raises ContactsError."""
    complain(*settings.complaints)
    if is_to_repair and settings.read_only:
        raise ReadOnly("--repair puts right what is wrong, and --read-only changes nothing: use one of them.")
    is_ours(settings.database, must_exist=True)
    with progress() as line:
        examined = _examined(settings, line, is_full=is_full, is_to_repair=is_to_repair)
    told = _Told(settings, examined, is_full, is_repaired=False, backup=None)
    if is_to_repair and any(finding.is_repairable for finding in examined.findings):
        try:
            with progress() as line:
                backup, left = _repair(settings, examined, line)
        except ContactsError:
            _say(told, as_json=as_json)
            raise
        told = replace(told, examined=left, is_repaired=True, backup=backup)
    _say(told, as_json=as_json)
    return 0 if told.is_healthy else FAULT_FOUND


def _say(told: _Told, *, as_json: bool) -> None:
    if as_json:
        say_json(_document(told))
    else:
        say(_lines(told))


def _examined(settings: Settings, line: Progress, *, is_full: bool, is_to_repair: bool) -> Examined:
    if not is_to_repair:
        # An older database is refused, not brought up to date.
        Database(settings.database, read_only=True).close()
    with closing(Database(settings.database, read_only=not is_to_repair)) as database:
        if database.brought_up_to_date:
            complain(database.brought_up_to_date)
        examined = Doctor(database, settings.database).examined(line.show, full=is_full)
    if examined.is_damaged:
        return examined
    more = _trigrams(settings) if is_full else ()
    return replace(examined, findings=(*examined.findings, *more, *backups_of(settings).advice()))


def _trigrams(settings: Settings) -> tuple[Finding, ...]:
    to_write = None if settings.read_only else partial(Database, settings.database)
    return trigrams_in(partial(Database, settings.database, read_only=True), to_write)


def _repair(settings: Settings, examined: Examined, line: Progress) -> tuple[Path | None, Examined]:
    """Repair what can be, after a backup where it is in the database; returns where that is, and what is left."""
    make_writable(examined, settings.database)
    backup = backups_of(settings).make(None, line.show).path if examined.needs_backup else None
    with closing(Database(settings.database)) as database:
        return backup, Doctor(database, settings.database).repair(examined, settings.agent, line.show)


def _lines(told: _Told) -> Iterator[str]:
    examined = told.examined
    yield f"{told.settings.database}, revision {REVISION}"
    yield from in_columns([(label, f"{examined.rows[name]:,}") for name, label in _COUNTED.items() if examined.rows])
    if examined.drift and examined.compared < examined.drift.records:
        part = f"{examined.compared:,} of {examined.drift.records:,}"
        yield f"The search keys of {part} records were compared; --full compares all, and reads every record."
    for finding in examined.findings:
        if told.is_repaired and finding.is_repairable:
            yield f"Repaired: {finding.matter}"
        else:
            yield f"{'Advice' if finding.is_advice else 'Wrong'}: {finding.matter} {finding.remedy}"
    if told.backup:
        yield f"As it was before the repair, it is kept as {told.backup}."
    if examined.is_healthy:
        yield "Nothing is wrong with it."


def _document(told: _Told) -> Document:
    examined = told.examined
    return {
        "database": path_text(told.settings.database),
        "revision": REVISION,
        "is_full": told.is_full,
        "is_healthy": told.is_healthy,
        "rows": examined.rows,
        "records_compared": examined.compared,
        "search": None if examined.drift is None else asdict(examined.drift),
        "findings": [
            {
                "about": finding.about,
                "matter": finding.matter,
                "remedy": finding.remedy,
                "is_advice": finding.is_advice,
                "is_repairable": finding.is_repairable,
                "is_repaired": told.is_repaired and finding.is_repairable,
            }
            for finding in examined.findings
        ],
        "backup": None if told.backup is None else path_text(told.backup),
    }
