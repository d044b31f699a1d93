"""Erasing one person, in lines or as JSON."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from contacts_tui.cli.asking import says_yes
from contacts_tui.cli.documents import Document, path_text
from contacts_tui.cli.exit_codes import FAULT_FOUND, NOTHING_FOUND, USAGE_ERROR
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.own_paths import drafts_folder
from contacts_tui.cli.sweeping import swept
from contacts_tui.domain.erasing import Known, are_one_person
from contacts_tui.drafts import drafts_in
from contacts_tui.errors import ReadOnly
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.sweeping import Sweeping
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.copies import copies_of, may_hold
from contacts_tui.storage.database import Database
from contacts_tui.ui.present.contact_lines import named, whole

_KEPT: Final = "Backups and exports that were made elsewhere before still hold it."
_FINISHED: Final = "The file was written anew now: nothing is left in it of whom was erased before."


@dataclass(frozen=True, slots=True)
class _Left:
    """Files beside the database that hold somebody who is erased from it."""

    copies: tuple[Path, ...] = ()
    drafts: tuple[Path, ...] = ()


def erase(settings: Settings, wanted: Sequence[str], *, is_asked: bool, as_json: bool) -> int:
    """Blank all that is stored of whom some texts mean, in an account or anywhere, asked about first or not.

    What an erasure before has left undone is done first. 0, 1 if nobody is meant or the file may hold traces, 2 if
    several people are meant. Raises ContactsError.
    """
    complain(*settings.complaints)
    if settings.read_only:
        raise ReadOnly("erase blanks values for good, and --read-only changes nothing: leave one of them out.")
    is_ours(settings.database, must_exist=True)
    with closing(Database(settings.database)) as database:
        if database.brought_up_to_date:
            complain(database.brought_up_to_date)
        unswept = _finished(database)
        erasing = Erasing(database, settings.agent, Surroundings(settings.locale))
        found = [erasing.meant(text, settings.account) for text in wanted]
        if refusal := _refused(settings.account, wanted, found):
            complain(*refusal[1])
            return refusal[0]
        chosen = list({one.contact.id: one for some in found for one in some}.values())
        does = not is_asked or _is_confirmed(chosen)
        beside: Sequence[Known] = ()
        left = _Left()
        if does:
            beside = erasing.beside(chosen)
            left = _left(settings, chosen)
            erasing.erase([one.contact for one in chosen])
            unswept = swept(database)
    if as_json:
        erased = [one.contact.id for one in chosen] if does else []
        told: Document = {"account_number": settings.account, "contact_ids": erased, "is_erased": does}
        paths = {"copies": list(map(path_text, left.copies)), "drafts": list(map(path_text, left.drafts))}
        say_json(told | {"is_swept": not unswept, "beside": [one.contact.id for one in beside]} | paths)
    else:
        say(_sentences(len(chosen), beside, left) if does else ["Nothing was erased."])
    if unswept:
        complain(unswept)
    return FAULT_FOUND if unswept else 0


def _left(settings: Settings, chosen: Sequence[Known]) -> _Left:
    """What else holds contacts: copies of the database that the program has made, and what is typed and not saved."""
    contacts = [one.contact for one in chosen]
    copies = copies_of(settings.database, settings.backup_folder)
    drafts = drafts_in(drafts_folder())
    return _Left(
        tuple(copy for copy in copies if may_hold(copy, contacts)),
        tuple(path for path, texts in drafts if any(one.is_told_in(texts) for one in chosen)),
    )


def _finished(database: Database) -> str:
    """Do what an erasure before has left undone. Returns why it still is; empty if nothing is left to be done."""
    if not Sweeping(database).is_due():
        return ""
    unswept = swept(database)
    complain(unswept or _FINISHED)
    return unswept


def _refused(
    number: str | None, wanted: Sequence[str], found: Sequence[Sequence[Known]]
) -> tuple[int, list[str]] | None:
    """Why nothing is erased, with the exit code that says so."""
    for text, some in zip(wanted, found, strict=True):
        if not some:
            nobody = "Nobody" if number is None else "Nobody in this account"
            return NOTHING_FOUND, [f'{nobody} is "{text}": nothing was erased.']
        if not are_one_person(some):
            several = f'"{text}" means several people. Name one by the id at the left: erase --contact ID'
            return USAGE_ERROR, [*_lines(some), several]
    return None


def _is_confirmed(chosen: Sequence[Known]) -> bool:
    complain(*_lines(chosen))
    them = "this contact" if len(chosen) == 1 else f"these {len(chosen)} contacts"
    accounts = {one.contact.account_id: one.account for one in chosen}
    where = f"account {chosen[0].number}" if len(accounts) == 1 else f"{len(accounts)} accounts"
    return says_yes(f"Erase {them} of {where} everywhere, for good?")


def _lines(known: Sequence[Known]) -> Iterator[str]:
    """Yield contacts, below the account of each."""
    by_account = sorted(known, key=lambda one: (one.contact.account_id, one.contact.id))
    for _, some in groupby(by_account, key=lambda one: one.contact.account_id):
        first, *others = some
        yield f"Account {first.account}:"
        yield from (f"{one.contact.id}  {whole(one.contact)} ({one.where})" for one in (first, *others))


def _sentences(many: int, beside: Sequence[Known], left: _Left) -> Iterator[str]:
    what = "1 contact" if many == 1 else f"{many} contacts"
    yield (
        f"Erased {what}: names, numbers and e-mails are gone, from the changes too. Who changed which field and when "
        "stays."
    )
    for one in beside:
        which = f"{named(one.contact)}, by the id {one.contact.id}"
        yield f"Account {one.account} has {which}, with the same e-mail, too ({one.where})."
    if left.copies:
        yield f"Copies that still hold it, or cannot be looked into: {', '.join(map(str, left.copies))}."
    if left.drafts:
        yield f"Drafts that seem to hold it, until they are saved or discarded: {', '.join(map(str, left.drafts))}."
    yield _KEPT
