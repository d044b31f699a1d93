"""${message}"""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage.columns import BIG_ID, Moment, Uid

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
