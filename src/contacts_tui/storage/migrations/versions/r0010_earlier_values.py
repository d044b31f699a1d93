"""The keys that accounts and contacts had before, by which they are found when nothing else is."""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage import earlier_fill
from contacts_tui.storage.columns import Ordered

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "earlier_value",
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("key", Ordered, nullable=False),
        sa.Column("change_id", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("contact_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("kind", "key", "change_id", name="pk_earlier_value"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_earlier_value_account_id_contact_id", "earlier_value", ["account_id", "contact_id"])
    earlier_fill.fill(op.get_bind())
