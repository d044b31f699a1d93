"""The indexes by which contacts are listed in the order of their accounts, and all are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("ix_contact_account_id_id_deleted_at", "contact", ["account_id", "id", "deleted_at"])
    op.drop_index("ix_contact_account_id_id", "contact")
    deleted = sa.text("deleted_at IS NOT NULL")
    for table in ("account", "contact"):
        op.create_index(f"ix_{table}_deleted_at", table, ["deleted_at"], sqlite_where=deleted, postgresql_where=deleted)
