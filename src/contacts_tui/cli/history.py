"""Who changed what, when and from where: in lines, as JSON, or as comma-separated values."""

from contacts_tui.cli.documents import Document, utc
from contacts_tui.cli.exit_codes import NOTHING_FOUND
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import complain, say
from contacts_tui.domain.audited import AuditedChange
from contacts_tui.services.audit import Asked, Audit
from contacts_tui.services.checking import Surroundings
from contacts_tui.settings import Settings
from contacts_tui.storage.database import Database
from contacts_tui.ui.present.plain_history import change_lines, change_table


def print_history(settings: Settings, asked: Asked, limit: int, *, as_json: bool, as_csv: bool) -> int:
    """Print the changes that are asked for, newest first, at most `limit`; 0, or 1 if there are none.

    Raises ContactsError.
    """
    complain(*settings.complaints)
    database = Database(settings.database, read_only=True)
    try:
        found = Audit(database, Surroundings(settings.locale)).find(asked, limit)
    finally:
        database.close()
    if as_json:
        say_json({"is_cut": found.is_cut, "changes": [_document(change) for change in found.changes]})
    else:
        say(change_table(found.changes) if as_csv else change_lines(found.changes))
    if found.is_cut:
        complain(f"There are more: these are the newest {limit:,}. --limit shows others, --until older ones.")
    if found.changes:
        return 0
    nobody = f"No account has or had the number {asked.account}."
    complain("Nothing was changed for which all of that holds." if found.is_account_known else nobody)
    return NOTHING_FOUND


def _document(change: AuditedChange) -> Document:
    return {
        "at": utc(change.at),
        "who": change.agent,
        "from": change.source,
        "what": change.did,
        "account_id": change.account_id,
        "contact_id": change.contact_id or None,
        "account_number": change.account_number,
        "account_name": change.account_name,
        "about": change.about,
        "action": str(change.transaction_id),
        "fields": [{"field": one.field, "old": list(one.old), "new": list(one.new)} for one in change.fields],
    }
