"""What Find finds, in lines or as JSON."""

from contacts_tui.cli.cut import say_what_is_cut
from contacts_tui.cli.documents import Document, contact_document, phone_document, utc
from contacts_tui.cli.exit_codes import NOTHING_FOUND, USAGE_ERROR
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.found import FoundAccount, FoundEarlier
from contacts_tui.domain.text import fold
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.search import Search
from contacts_tui.settings import Settings
from contacts_tui.storage.database import Database
from contacts_tui.ui.present.plain_found import earlier_lines, found_lines


def print_found(settings: Settings, text: str, limit: int, *, as_json: bool) -> int:
    """Print the accounts and contacts that a text finds, the best first, at most `limit` in all.

    0, 1 if nothing is found, or 2 if there is nothing to look for. Raises ContactsError.
    """
    complain(*settings.complaints)
    if not fold(text):
        complain("contacts-tui: There is nothing to look for. Type a word, or a part of one.")
        return USAGE_ERROR
    database = Database(settings.database, read_only=True)
    try:
        found = Search(database, Surroundings(settings.locale)).find(text, limit)
    finally:
        database.close()
    hits = tuple(found.hits)
    earlier = found.earlier[: max(0, limit - len(hits))]
    is_cut = found.is_cut or len(hits) > limit
    if as_json:
        results = [_document(*hit) for hit in hits[:limit]]
        say_json({"text": text, "is_cut": is_cut, "results": results, "earlier": list(map(_earlier, earlier))})
    else:
        say(found_lines(hits[:limit]))
        say(earlier_lines(earlier))
    if is_cut:
        say_what_is_cut(len(hits[:limit]), limit)
    if hits or earlier:
        return 0
    complain(f"Nobody has the number {found.caller.shown}." if found.caller else f'Nothing matches "{text}".')
    return NOTHING_FOUND


def _document(account: FoundAccount, contact: Contact | None) -> Document:
    if contact is None:
        return {
            "kind": "account",
            "account_number": account.number,
            "account_name": account.name,
            "city": account.city,
        }
    phones = [phone_document(phone) for phone in contact.phones]
    return {"kind": "contact"} | contact_document(account.number, account.name, contact) | {"phones": phones}


def _earlier(one: FoundEarlier) -> Document:
    return {
        "kind": "contact" if one.contact_id else "account",
        "account_id": one.account.id,
        "contact_id": one.contact_id or None,
        "account_number": one.account.number,
        "account_name": one.account.name,
        "called": one.called,
        "value": one.value,
        "until": utc(one.at),
        "is_deleted": one.is_deleted,
    }
