"""The indexes of three characters in a row, by which any part of a text is found."""

from alembic import op

from contacts_tui.storage import trigrams

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    trigrams.create(op.get_bind())
