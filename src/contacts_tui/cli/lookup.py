"""Who is calling, in lines or as JSON."""

from contacts_tui.cli.cut import say_what_is_cut
from contacts_tui.cli.documents import Document, contact_document, phone_document
from contacts_tui.cli.exit_codes import NOTHING_FOUND
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.domain.caller import Callers
from contacts_tui.services.callers import who_calls
from contacts_tui.settings import Settings


def print_callers(settings: Settings, text: str, limit: int, *, as_json: bool) -> int:
    """Print who has a phone number; 0, or 1 if that is nobody. Raises NoNumber and ContactsError."""
    complain(*settings.complaints)
    found = who_calls(settings.database, text, limit=limit)
    if as_json:
        say_json(_document(text, found))
    elif found.callers:
        from contacts_tui.ui.present.plain_found import caller_lines

        say(caller_lines(found.callers))
    if found.is_cut:
        say_what_is_cut(len(found.callers), limit)
    if found.callers:
        return 0
    complain(f"Nobody has {'a number that ends in ' if found.is_ending else 'the number '}{found.number.shown}.")
    return NOTHING_FOUND


def _document(text: str, found: Callers) -> Document:
    return {
        "number": phone_document(found.number) | {"said": text},
        "is_ending": found.is_ending,
        "is_cut": found.is_cut,
        "results": [
            contact_document(caller.account_number, caller.account_name, caller.contact)
            | {"phone": phone_document(caller.phone)}
            for caller in found.callers
        ],
    }
