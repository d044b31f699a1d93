"""Bills and payments: what the header's figures come from."""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage.columns import BIG_ID

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "bill",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("billed_on", sa.Date, nullable=True),
        sa.Column("due_on", sa.Date, nullable=True),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bill"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bill_account_id"),
    )
    op.create_index("ix_bill_account_id_billed_on_id", "bill", ["account_id", "billed_on", "id"])
    op.create_table(
        "payment",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("posted_on", sa.Date, nullable=True),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_payment_account_id"),
    )
    op.create_index("ix_payment_account_id_posted_on_id", "payment", ["account_id", "posted_on", "id"])
