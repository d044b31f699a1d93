"""What lets records be purged: ids that never come again, and change rows that outlive what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ACTION = "action IN ('added', 'updated', 'deleted', 'restored', 'purged', 'erased')"
CHECKS: dict[str, dict[str, str]] = {
    "account": {"account_type": "account_type IN ('Stand-Alone', 'Parent', 'Child')"},
    "contact": {
        "contact_type": "contact_type IN ('Responsible Party', 'Authorized User', 'Billing Contact', "
        "'Billing Notification', 'Alternate', 'AutoDialer')"
    },
    "bill": {},
    "payment": {},
}
"""The CHECKs of the tables that are copied: SQLite does not tell them."""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        for name, checks in CHECKS.items():
            again = [sa.CheckConstraint(check, name=f"ck_{name}_{column}") for column, check in checks.items()]
            anew = op.batch_alter_table(
                name, recreate="always", table_args=tuple(again), table_kwargs={"sqlite_autoincrement": True}
            )
            with anew:
                pass
    with op.batch_alter_table("change") as change:
        for name in CHECKS:
            change.drop_constraint(f"fk_change_{name}_id", type_="foreignkey")
        if not is_sqlite:
            change.drop_constraint("ck_change_action", type_="check")
        change.create_check_constraint("ck_change_action", ACTION)
