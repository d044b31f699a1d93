"""What follows from the change rows of a database, held against what it stores."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from stored import rows_in

from contacts_tui.domain.source import COPIED_FROM, MOVED_FROM, MOVED_TO, SOURCES
from contacts_tui.storage import bills, pages
from contacts_tui.storage.change_rows import Change, changes_of, selected
from contacts_tui.storage.database import Database
from contacts_tui.storage.earlier_values import KEPT
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.records import audited_account, audited_contact, audited_entry
from contacts_tui.storage.replay import replayed
from contacts_tui.storage.tables import ACCOUNT, BILL, CHANGE, CONTACT, PAYMENT


def assert_true(database: Database) -> None:
    """The change rows lead from nothing to what is stored, and what was earlier follows from them."""
    known, earlier = _from_changes(database)
    assert known == _stored(database)
    rows = rows_in(database, "earlier_value")
    assert {(r["kind"], r["key"], r["change_id"], r["account_id"], r["contact_id"]) for r in rows} == earlier


def _from_changes(database: Database) -> tuple[dict[Owner, dict[str, Any]], set[tuple[object, ...]]]:
    made: defaultdict[Owner, list[Change]] = defaultdict(list)
    with database.reading() as connection:
        for change in changes_of(connection, selected().order_by(CHANGE.c.id)):
            assert change.source in SOURCES or change.source.startswith((MOVED_TO, MOVED_FROM, COPIED_FROM))
            made[change.owner].append(change)
    known: dict[Owner, dict[str, Any]] = {}
    earlier: set[tuple[object, ...]] = set()
    for owner, changes in made.items():
        for one in replayed(changes):
            for name, value in (one.change.before or {}).items():
                assert value is None or known[owner][name] == value
            known[owner] = dict(one.after)
            if owner.bill_id is None and owner.payment_id is None:
                kept = (key for key in one.taken if key.kind in KEPT)
                earlier |= {(int(k.kind), k.text, one.change.id, owner.account_id, owner.contact_id) for k in kept}
    return {owner: record for owner, record in known.items() if record}, earlier


def _stored(database: Database) -> dict[Owner, dict[str, Any]]:
    """All that is neither in the trash nor void, in the words of change rows; what is empty is not said."""
    found: dict[Owner, dict[str, Any]] = {}
    with database.reading() as connection:
        for (this,) in connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.deleted_at.is_(None))):
            found[Owner(this)] = audited_account(pages.account_or_trashed(connection, this))
        people = select(CONTACT.c.account_id, CONTACT.c.id).where(CONTACT.c.deleted_at.is_(None))
        for line in connection.execute(people):
            found[Owner(*line)] = audited_contact(pages.contact_or_trashed(connection, *line))
        for table, name in ((BILL, "bill_id"), (PAYMENT, "payment_id")):
            here = select(table.c.account_id, table.c.id).where(table.c.voided_at.is_(None))
            for account_id, this in connection.execute(here):
                owner = Owner(account_id, **{name: this})
                found[owner] = audited_entry(bills.entry(connection, owner))
    return {owner: {k: v for k, v in record.items() if v is not None} for owner, record in found.items()}
