"""Accounts, their contacts with phones and e-mails, and the changes made to them."""

import sqlalchemy as sa
from alembic import op

from contacts_tui.storage.columns import BIG_ID, Moment, Uid

revision = "0001"
down_revision = None


def upgrade() -> None:
    _account()
    _contact()
    _phone()
    _email()
    _change()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("account_type", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=True),
        sa.Column("address_lines", sa.String, nullable=False),
        sa.Column("city", sa.String, nullable=False),
        sa.Column("region", sa.String, nullable=False),
        sa.Column("postal_code", sa.String, nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("manager_name", sa.String, nullable=False),
        sa.Column("manager_phone", sa.String, nullable=False),
        sa.Column("manager_phone_shown", sa.String, nullable=False),
        sa.Column("manager_email", sa.String, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("deleted_at", Moment, nullable=True),
        sa.Column("deleted_by", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.CheckConstraint("account_type IN ('Stand-Alone', 'Parent', 'Child')", name="ck_account_account_type"),
    )
    op.create_index("uq_account_uid", "account", ["uid"], unique=True)
    present = sa.text("deleted_at IS NULL")
    op.create_index(
        "uq_account_number", "account", ["number"], unique=True, sqlite_where=present, postgresql_where=present
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("uid", Uid, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("contact_type", sa.String, nullable=False),
        sa.Column("first_name", sa.String, nullable=False),
        sa.Column("last_name", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("deleted_at", Moment, nullable=True),
        sa.Column("deleted_by", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.CheckConstraint(
            "contact_type IN ('Responsible Party', 'Authorized User', 'Billing Contact', 'Billing Notification', "
            "'Alternate', 'AutoDialer')",
            name="ck_contact_contact_type",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_contact_account_id"),
    )
    op.create_index("uq_contact_uid", "contact", ["uid"], unique=True)
    op.create_index("ix_contact_account_id_id", "contact", ["account_id", "id"])


def _phone() -> None:
    op.create_table(
        "phone",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("contact_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("raw", sa.String, nullable=False),
        sa.Column("e164", sa.String, nullable=True),
        sa.Column("extension", sa.String, nullable=False),
        sa.Column("digits", sa.String, nullable=False),
        sa.Column("region", sa.String, nullable=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("shown", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_phone"),
        sa.CheckConstraint("status IN ('valid', 'possible', 'local', 'short', 'bad')", name="ck_phone_status"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_phone_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_phone_contact_id"),
    )
    columns = ["account_id", "contact_id", "position"]
    op.create_index("uq_phone_account_id_contact_id_position", "phone", columns, unique=True)


def _email() -> None:
    op.create_table(
        "email",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("contact_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_email"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_email_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_email_contact_id"),
    )
    columns = ["account_id", "contact_id", "position"]
    op.create_index("uq_email_account_id_contact_id_position", "email", columns, unique=True)


def _change() -> None:
    op.create_table(
        "change",
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
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.CheckConstraint("action IN ('added', 'updated', 'deleted')", name="ck_change_action"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_change_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_change_contact_id"),
    )
    op.create_index("ix_change_account_id_id", "change", ["account_id", "id"])
