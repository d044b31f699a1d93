"""The keys by which accounts and contacts are found."""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage import search_keys
from contacts_tui.storage.columns import Ordered

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "search_key",
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("key", Ordered, nullable=False),
        sa.Column("ref", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "ref", name="pk_search_key"),
        sqlite_with_rowid=False,
    )
    search_keys.fill(op.get_bind())
