"""What accounts and contacts are found by, and which changes bring back what others took."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.storage.columns import BIG_ID, Moment, Uid
from contacts_tui.storage.migrate import not_brought

revision = "0003"
down_revision = "0002"

AT_ONCE = 1_000


def upgrade() -> None:
    for table in ("account", "contact"):
        op.add_column(table, sa.Column("search_text", sa.String, nullable=False, server_default=sa.text("''")))
    _fill_accounts()
    _fill_contacts()
    with op.batch_alter_table("change", copy_from=_change_before()) as change:
        change.drop_constraint("ck_change_action", type_="check")
        change.create_check_constraint("ck_change_action", "action IN ('added', 'updated', 'deleted', 'restored')")
        change.add_column(sa.Column("undoes", Uid, nullable=True))
    op.create_index("ix_change_transaction_id", "change", ["transaction_id"])


def _fill_accounts() -> None:
    account = sa.table("account", sa.column("id"), sa.column("number"), sa.column("name"), sa.column("search_text"))
    found = _rows(sa.select(account.c.id, account.c.number, account.c.name))
    _fill(account, [{"this": this, "text": account_text(number, name)} for this, number, name in found])


def _fill_contacts() -> None:
    names = ("id", "first_name", "last_name", "search_text")
    contact = sa.table("contact", *(sa.column(name) for name in names))
    phones = _by_contact("phone", "e164", "digits")
    emails = _by_contact("email", "address")
    found = _rows(sa.select(contact.c.id, contact.c.first_name, contact.c.last_name))
    texts = []
    for this, first, last in found:
        numbers = [(e164, digits) for e164, digits in phones.get(this, ())]
        addresses = [address for (address,) in emails.get(this, ())]
        texts.append({"this": this, "text": contact_text(f"{first} {last}".strip(), numbers, addresses)})
    _fill(contact, texts)


def _by_contact(name: str, *columns: str) -> dict[int, list[tuple[str, ...]]]:
    table = sa.table(name, sa.column("contact_id"), sa.column("position"), *(sa.column(c) for c in columns))
    wanted = sa.select(table.c.contact_id, *(table.c[c] for c in columns)).order_by(table.c.position)
    found: dict[int, list[tuple[str, ...]]] = {}
    for contact_id, *values in _rows(wanted):
        found.setdefault(contact_id, []).append(tuple(values))
    return found


def _rows(wanted: sa.Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows. Raises DatabaseUnusable for bytes among them: SQLite keeps them even in a column of texts."""
    found = [tuple(row) for row in op.get_bind().execute(wanted)]
    if any(isinstance(value, bytes) for row in found for value in row):
        raise not_brought("it holds bytes in place of a name, a number, a phone or an e-mail")
    return found


def _fill(table: sa.TableClause, texts: list[dict[str, object]]) -> None:
    filled = sa.update(table).where(table.c.id == sa.bindparam("this")).values(search_text=sa.bindparam("text"))
    for begin in range(0, len(texts), AT_ONCE):
        op.get_bind().execute(filled, texts[begin : begin + AT_ONCE])


def _change_before() -> sa.Table:
    """The table as 0001 made it: SQLite cannot alter a CHECK, and the table is copied from this."""
    table = sa.Table(
        "change",
        sa.MetaData(),
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("contact_id", BIG_ID, nullable=True),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("agent", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("transaction_id", Uid, nullable=False),
        sa.Column("before", sa.JSON, nullable=True),
        sa.Column("after", sa.JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.CheckConstraint("action IN ('added', 'updated', 'deleted')", name="ck_change_action"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_change_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_change_contact_id"),
    )
    sa.Index("ix_change_account_id_id", table.c.account_id, table.c.id)
    return table
