"""Bills with periods, lines and what is open of them; payments with method, reference and bill; Auto Pay, paperless.

Bills and payments can be corrected and voided, so they have versions, and changes say which of them they are about.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from contacts_tui.domain import ledger
from contacts_tui.domain.bill import Bill, Payment
from contacts_tui.storage.columns import BIG_ID, Moment, Uid, new_uid

revision = "0004"
down_revision = "0003"

COUNTS = sa.text("voided_at IS NULL")
OPEN = sa.text("open_minor > 0")


def upgrade() -> None:
    _add_standing_instructions()
    bills, payments = _rows("bill"), _rows("payment")
    op.drop_table("payment")
    op.drop_table("bill")
    _create_bill()
    _create_bill_line()
    _create_payment()
    _insert(bills, payments)
    _tell_bills_and_payments_in_changes()


def _add_standing_instructions() -> None:
    for name in ("state", "kind", "label", "last_four", "token"):
        op.add_column("account", sa.Column(f"auto_pay_{name}", sa.String, nullable=False, server_default=sa.text("''")))
    op.add_column("account", sa.Column("auto_pay_day", sa.Integer, nullable=True))
    op.add_column("account", sa.Column("auto_pay_limit_minor", sa.BigInteger, nullable=True))
    op.add_column("account", sa.Column("auto_pay_from", sa.Date, nullable=True))
    op.add_column("account", sa.Column("paperless", sa.Boolean, nullable=False, server_default=sa.text("false")))


def _versioned() -> list[sa.Column[Any]]:
    return [
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("voided_at", Moment, nullable=True),
        sa.Column("voided_by", sa.String, nullable=True),
    ]


def _create_bill() -> None:
    op.create_table(
        "bill",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("billed_on", sa.Date, nullable=True),
        sa.Column("due_on", sa.Date, nullable=True),
        sa.Column("period_from", sa.Date, nullable=True),
        sa.Column("period_to", sa.Date, nullable=True),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("open_minor", sa.BigInteger, nullable=False),
        *_versioned(),
        sa.PrimaryKeyConstraint("id", name="pk_bill"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bill_account_id"),
    )
    op.create_index("uq_bill_uid", "bill", ["uid"], unique=True)
    op.create_index("ix_bill_account_id_billed_on_id", "bill", ["account_id", "billed_on", "id"])
    _create_counting("bill")
    due = ["account_id", "due_on"]
    op.create_index("ix_bill_account_id_due_on", "bill", due, sqlite_where=OPEN, postgresql_where=OPEN)


def _create_bill_line() -> None:
    op.create_table(
        "bill_line",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("bill_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("is_tax", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bill_line"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bill_line_account_id"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_bill_line_bill_id"),
    )
    position = ["account_id", "bill_id", "position"]
    op.create_index("uq_bill_line_account_id_bill_id_position", "bill_line", position, unique=True)


def _create_payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("bill_id", BIG_ID, nullable=True),
        sa.Column("posted_on", sa.Date, nullable=True),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        *_versioned(),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_payment_account_id"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_payment_bill_id"),
    )
    op.create_index("uq_payment_uid", "payment", ["uid"], unique=True)
    op.create_index("ix_payment_account_id_posted_on_id", "payment", ["account_id", "posted_on", "id"])
    _create_counting("payment")


def _create_counting(table: str) -> None:
    name = f"ix_{table}_account_id_amount_minor"
    op.create_index(name, table, ["account_id", "amount_minor"], sqlite_where=COUNTS, postgresql_where=COUNTS)


def _rows(table: str) -> list[dict[str, Any]]:
    names = {
        "bill": ("id", "account_id", "number", "billed_on", "due_on", "amount_minor"),
        "payment": ("id", "account_id", "posted_on", "amount_minor"),
    }[table]
    days = {name: sa.Column(name, sa.Date) for name in names if name.endswith("_on")}
    found = sa.table(table, *(days.get(name, sa.column(name)) for name in names))
    rows = op.get_bind().execute(sa.select(*found.c).order_by(found.c.id))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _insert(bills: list[dict[str, Any]], payments: list[dict[str, Any]]) -> None:
    """Bring the rows back, numbered anew in their order, each bill with what is open of it."""
    now = datetime.now(UTC)
    opened = _open(bills, payments)
    for table, rows, more in (("bill", bills, {}), ("payment", payments, {"method": "", "reference": ""})):
        for row in rows:
            values = {name: value for name, value in row.items() if name != "id"} | more
            if table == "bill":
                values["open_minor"] = opened.get(row["id"], 0)
            values |= {"uid": new_uid(), "version": 1, "created_at": now, "updated_at": now}
            op.get_bind().execute(sa.insert(_typed(table, values)).values(**values))


def _typed(table: str, values: dict[str, Any]) -> sa.TableClause:
    types: dict[str, Any] = {"uid": Uid, "created_at": Moment, "updated_at": Moment}
    types |= {name: sa.Date for name in values if name.endswith("_on")}
    return sa.table(table, *(sa.column(name, types.get(name)) for name in values))


def _open(bills: list[dict[str, Any]], payments: list[dict[str, Any]]) -> dict[int, int]:
    opened: dict[int, int] = {}
    for account_id in {row["account_id"] for row in bills}:
        billed = [
            Bill(row["amount_minor"], billed_on=row["billed_on"], id=row["id"])
            for row in bills
            if row["account_id"] == account_id
        ]
        paid = [
            Payment(row["amount_minor"], row["posted_on"], id=row["id"])
            for row in payments
            if row["account_id"] == account_id
        ]
        opened |= ledger.applied(billed, paid).open_minor
    return opened


def _tell_bills_and_payments_in_changes() -> None:
    with op.batch_alter_table("change", copy_from=_change_before()) as change:
        for name in ("bill", "payment"):
            change.add_column(sa.Column(f"{name}_id", BIG_ID, nullable=True))
            change.create_foreign_key(f"fk_change_{name}_id", name, [f"{name}_id"], ["id"])


def _change_before() -> sa.Table:
    """The table as 0003 left it: SQLite cannot add a foreign key, and the table is copied from this."""
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
        sa.Column("undoes", Uid, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.CheckConstraint("action IN ('added', 'updated', 'deleted', 'restored')", name="ck_change_action"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_change_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_change_contact_id"),
    )
    sa.Index("ix_change_account_id_id", table.c.account_id, table.c.id)
    sa.Index("ix_change_transaction_id", table.c.transaction_id)
    return table
