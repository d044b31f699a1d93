"""Erasing one person from an account, in lines or as JSON."""

from collections.abc import Sequence
from typing import Final

from contacts_tui.cli.asking import says_yes
from contacts_tui.cli.exit_codes import FAULT_FOUND, NOTHING_FOUND, USAGE_ERROR
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.sweeping import swept
from contacts_tui.domain.erasing import Known, are_one_person, meant
from contacts_tui.errors import ReadOnly
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.sweeping import Sweeping
from contacts_tui.settings import Settings
from contacts_tui.storage.closed_file import is_ours
from contacts_tui.storage.database import Database
from contacts_tui.ui.present.contact_lines import whole

_KEPT: Final = "Backups and exports that were made before still hold it."
_FINISHED: Final = "The file was written anew now: nothing is left in it of whom was erased before."


def erase(settings: Settings, number: str, wanted: Sequence[str], *, is_asked: bool, as_json: bool) -> int:
    """Blank all that is stored of whom some texts mean in an account, asked about first or not.

    What an erasure before has left undone is done first. 0, 1 if nobody is meant or the file may hold traces, 2 if
    several people are meant. Raises ContactsError.
    """
    complain(*settings.complaints)
    if settings.read_only:
        raise ReadOnly("erase blanks values for good, and --read-only changes nothing: leave one of them out.")
    is_ours(settings.database, must_exist=True)
    database = Database(settings.database)
    try:
        if database.brought_up_to_date:
            complain(database.brought_up_to_date)
        unswept = _finished(database)
        erasing = Erasing(database, settings.agent)
        account_id, known = erasing.known(number)
        found = [meant(known, text) for text in wanted]
        if refusal := _refused(wanted, found):
            complain(*refusal[1])
            return refusal[0]
        chosen = {one.contact.id: one for some in found for one in some}
        does = not is_asked or _is_confirmed(number, list(chosen.values()))
        if does:
            erasing.erase(account_id, list(chosen))
            unswept = swept(database)
    finally:
        database.close()
    if as_json:
        erased = list(chosen) if does else []
        say_json({"account_number": number, "contact_ids": erased, "is_erased": does, "is_swept": not unswept})
    else:
        say(_sentences(len(chosen)) if does else ["Nothing was erased."])
    if unswept:
        complain(unswept)
    return FAULT_FOUND if unswept else 0


def _finished(database: Database) -> str:
    """Do what an erasure before has left undone. Returns why it still is; empty if nothing is left to be done."""
    if not Sweeping(database).is_due():
        return ""
    unswept = swept(database)
    complain(unswept or _FINISHED)
    return unswept


def _refused(wanted: Sequence[str], found: Sequence[tuple[Known, ...]]) -> tuple[int, list[str]] | None:
    """Why nothing is erased, with the exit code that says so."""
    for text, some in zip(wanted, found, strict=True):
        if not some:
            return NOTHING_FOUND, [f'Nobody in this account is "{text}": nothing was erased.']
        if not are_one_person(some):
            return USAGE_ERROR, [*_lines(some), f'"{text}" means several people: name whom you mean by the number.']
    return None


def _is_confirmed(number: str, chosen: Sequence[Known]) -> bool:
    complain(*_lines(chosen))
    them = "this contact" if len(chosen) == 1 else f"these {len(chosen)} contacts"
    return says_yes(f"Erase {them} of account {number} everywhere, for good?")


def _lines(known: Sequence[Known]) -> list[str]:
    return [f"{one.contact.id}  {whole(one.contact)} ({one.where})" for one in known]


def _sentences(many: int) -> list[str]:
    what = "1 contact" if many == 1 else f"{many} contacts"
    said = f"Erased {what}: names, numbers and e-mails are gone, from the changes too."
    return [f"{said} Who changed which field and when stays.", _KEPT]
