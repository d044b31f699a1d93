"""Who has made backups and the like, and how many rows they had."""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage.columns import BIG_ID, Moment

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "upkeep",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("row_counts", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upkeep"),
    )
