"""The index by which contacts are listed in the order of their accounts."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("ix_contact_account_id_id_deleted_at", "contact", ["account_id", "id", "deleted_at"])
    op.drop_index("ix_contact_account_id_id", "contact")
