"""The doctor: whether a database is whole and what it holds can be; and putting right what follows from the rest."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contacts_tui.domain.health import Finding
from contacts_tui.domain.upkeep import Deed
from contacts_tui.errors import ContactsError, DatabaseUnusable
from contacts_tui.services import findings as said
from contacts_tui.services.sweeping import Sweeping
from contacts_tui.storage import (
    billing,
    drift,
    earlier_fill,
    file_state,
    integrity,
    reading_all,
    relations,
    trigrams,
    upkeep,
)
from contacts_tui.storage.database import Database
from contacts_tui.storage.drift import Drift, Show
from contacts_tui.storage.drift_sample import Sampled, sampled
from contacts_tui.storage.impossible import impossible
from contacts_tui.storage.pages import Reading

_AROUND: Final = frozenset({"file_mode", "companion_mode"})
"""What is repaired around the database, and not in it."""
_FILE: Final = _AROUND | {"unswept"}
"""What is repaired of the file as such, and of nothing that the database says."""
_SEARCHED: Final = frozenset({"search_keys", "trigrams"})
"""What is repaired by writing anew what Find looks in."""
_AT: Final = (0.4, 0.7, 0.8, 0.9)
"""The parts of the time after which structure, contents and, in a full look, records and history are looked over."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look over a database found."""

    findings: tuple[Finding, ...]
    rows: dict[str, int]
    """How many rows each table has; none where that cannot be said."""
    drift: Drift | None
    """None where the search keys could not be compared."""
    compared: int
    """Records whose search keys were compared."""
    accounts: tuple[int, ...] = ()
    """Accounts where something else is open of a bill than follows."""

    @property
    def is_healthy(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.is_advice for finding in self.findings)

    @property
    def needs_backup(self) -> bool:
        """Whether anything in the database can be repaired."""
        return any(finding.is_repairable and finding.about not in _FILE for finding in self.findings)

    @property
    def is_damaged(self) -> bool:
        """Whether the structure of the file is not whole, so that nothing else was looked at."""
        return any(finding.about == "damage" for finding in self.findings)


def make_writable(found: Examined, path: Path) -> None:
    """Put right what can be around a file of what was found. The file must not be open in this process."""
    if any(finding.is_repairable and finding.about in _AROUND for finding in found.findings):
        file_state.make_private(path)


def trigrams_in(to_read: Callable[[], Database], to_write: Callable[[], Database] | None) -> tuple[Finding, ...]:
    """Return whether the index of parts of texts is out of date, or could not be looked at.

    Unless SQLite may write, it cannot tell; nobody else can write meanwhile. Each function opens the database, which
    must not be open in this process; `to_write` is None where it is only to be read. Raises DatabaseUnusable.
    """
    with closing(to_read()) as database, database.reading() as connection:
        if not trigrams.are_there(connection):
            return ()
    if to_write is None:
        return (said.of_trigrams_not_looked_at("The database was opened only to be read."),)
    try:
        with closing(to_write()) as database:
            return () if database.write(trigrams.are_whole) else (said.of_trigrams(),)
    except ContactsError as error:
        return (said.of_trigrams_not_looked_at(str(error)),)


class Doctor:
    """Looks over a whole database; `path` is its file, if it has one."""

    def __init__(self, database: Database, path: Path | None = None) -> None:
        self._database = database
        self._path = path

    def examined(self, show: Show, *, full: bool = False) -> Examined:
        """Return what is wrong, and change nothing; `full` reads every record. `show` is told how far it is.

        Raises DatabaseUnusable where the file cannot be looked at.
        """
        around = tuple(file_state.state_of(self._path)) if self._path else ()
        look = _Look(self._database, full=full)
        structure = look.stage(look.structure)
        show(_AT[0])
        if any(finding.about != "indexes" for finding in structure):
            return Examined((*around, *structure), {}, None, 0)
        found = [*around, *structure, *look.stage(lambda reading: look.contents(reading, _within(show, *_AT[:2])))]
        if full:
            found += look.stage(lambda reading: look.records(reading, _within(show, *_AT[1:3])))
            earlier = _within(show, *_AT[2:4])
            found += look.stage(lambda reading: look.earlier(reading, earlier), said.of_earlier_values_not_compared)
        last = _within(show, _AT[3] if full else _AT[1], 1)
        found += look.stage(lambda reading: look.keys(reading, last), said.of_keys_not_compared)
        return Examined(tuple(found), look.rows, look.drift, look.compared, tuple(sorted(look.accounts)))

    def repair(self, found: Examined, agent: str, show: Show) -> Examined:
        """Put right what can be in the database of what was found, in one transaction, then write the file anew if due.

        Nobody else can write meanwhile. Returns what was found, and of what could not be put right, why. Raises
        ReadOnly, NotSaved, and DatabaseUnusable.
        """
        about = {finding.about for finding in found.findings if finding.is_repairable}

        def put_right(connection: Reading) -> None:
            if "indexes" in about:
                integrity.make_indexes_anew(connection)
            for account_id in found.accounts:
                billing.apply(connection, account_id)
            if "earlier_values" in about:
                earlier_fill.fill_anew(connection)
            if about & _SEARCHED:
                drift.repair(connection, show)
            upkeep.record(connection, Deed.REPAIR, agent, upkeep.row_counts(connection))

        if about - _FILE:
            self._database.write(put_right)
        if "unswept" in about and (reason := Sweeping(self._database).sweep()):
            unswept = said.of_unswept(reason)
            return replace(found, findings=tuple(unswept if one.about == "unswept" else one for one in found.findings))
        return found


class _Look:
    """One look over a database, in stages of their own moments."""

    def __init__(self, database: Database, *, full: bool) -> None:
        self._database = database
        self._full = full
        self.rows: dict[str, int] = {}
        self.drift: Drift | None = None
        self.compared = 0
        self.accounts: set[int] = set()

    def stage(
        self, work: Callable[[Reading], Iterator[Finding]], broken_off: Callable[[str], Finding] = said.of_broken_off
    ) -> list[Finding]:
        """Return what a stage finds; where the database cannot be read on, that is what it finds."""
        found: list[Finding] = []
        try:
            with self._database.reading() as connection:
                found.extend(work(connection))
        except DatabaseUnusable as error:
            found.append(broken_off(str(error)))
        return found

    def structure(self, connection: Reading) -> Iterator[Finding]:
        """Yield what is wrong with the file as such."""
        faults = integrity.faults_in(connection, indexes=self._full)
        if faults:
            yield said.of_faults(faults)

    def contents(self, connection: Reading, show: Show) -> Iterator[Finding]:
        """Yield values that cannot be, and rows that belong to nothing."""
        self.rows = upkeep.row_counts(connection)
        if upkeep.unswept(connection):
            yield said.of_unswept()
        yield from map(said.of_impossible, impossible(connection, show))
        yield from map(said.of_astray, relations.astray(connection))
        if many := relations.outliving(connection):
            yield said.of_outliving(many)
        self.accounts.update(relations.wrongly_open(connection))
        if self.accounts and not self._full:
            yield said.of_open_amounts(sorted(self.accounts))

    def records(self, connection: Reading, show: Show) -> Iterator[Finding]:
        """Yield what cannot be read as the screens read it, and bills of which another amount is open."""
        for table, ids in reading_all.unreadable(connection, show):
            yield said.of_unreadable(table, ids)
        odd, wrong = reading_all.misbilled(connection, show)
        if odd:
            yield said.of_unreadable("account", odd)
        self.accounts = self.accounts - set(odd) | set(wrong)
        if self.accounts:
            yield said.of_open_amounts(sorted(self.accounts))

    def earlier(self, connection: Reading, show: Show) -> Iterator[Finding]:
        """Yield that what people had earlier does not follow from the history."""
        found = earlier_fill.difference(connection, show)
        if any(found):
            yield said.of_earlier_values(found)

    def keys(self, connection: Reading, show: Show) -> Iterator[Finding]:
        """Yield that what Find looks in does not follow from the records."""
        found = _all(connection, show) if self._full else sampled(connection, show)
        self.drift, self.compared = found
        if not found.drift.is_none:
            yield said.of_drift(found.drift)


def _all(connection: Reading, show: Show) -> Sampled:
    found = drift.drift(connection, show)
    return Sampled(found, found.records)


def _within(show: Show, begin: float, end: float) -> Show:
    """Return what is told of a stage that lasts from one part of the whole to another."""
    return lambda part: show(begin + (end - begin) * part)
