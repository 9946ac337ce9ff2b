"""Let a use of MyPage be recorded, and be disclosed under law, where nothing was booked yet."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ABOUT_SOMEBODY = {
    "use_log": "booking_id IS NOT NULL OR account_id IS NOT NULL",
    "use_extract": "booking_number IS NOT NULL OR account_id IS NOT NULL",
}


def upgrade() -> None:
    """A row is about a booking, or about an account."""
    with devices_aside():
        add_account("use_log", "booking_id", sa.Integer())
        with op.batch_alter_table("use_log") as log:
            log.create_check_constraint(
                op.f("ck_use_log_state_of_a_booking"), "booking_state IS NULL OR booking_id IS NOT NULL"
            )
            log.create_index("ix_use_log_account_id", ["account_id"])
    add_account("use_extract", "booking_number", sa.String(10))


@contextmanager
def devices_aside() -> Iterator[None]:
    """SQLite builds the table anew, which nothing may point to meanwhile."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute(sa.text("CREATE TABLE use_log_device_aside AS SELECT * FROM use_log_device"))
    op.execute(sa.text("DELETE FROM use_log_device"))
    yield
    op.execute(sa.text("INSERT INTO use_log_device SELECT * FROM use_log_device_aside"))
    op.drop_table("use_log_device_aside")


def add_account(table: str, other: str, kind: sa.types.TypeEngine[object]) -> None:
    """Let the rows of a table be about an account instead."""
    with op.batch_alter_table(table) as altered:
        altered.alter_column(other, existing_type=kind, nullable=True)
        altered.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        altered.create_foreign_key(op.f(f"fk_{table}_account_id_account"), "account", ["account_id"], ["id"])
        altered.create_check_constraint(op.f(f"ck_{table}_about_somebody"), ABOUT_SOMEBODY[table])


def downgrade() -> None:
    """Take it back; what is about an account has no place any more."""
    op.execute(sa.text("DELETE FROM use_extract WHERE booking_number IS NULL"))
    about_an_account = "SELECT id FROM use_log WHERE booking_id IS NULL"
    op.execute(sa.text(f"DELETE FROM use_log_device WHERE use_log_id IN ({about_an_account})"))
    op.execute(sa.text("DELETE FROM use_log WHERE booking_id IS NULL"))
    drop_account("use_extract", "booking_number", sa.String(10))
    with devices_aside():
        with op.batch_alter_table("use_log") as log:
            log.drop_index("ix_use_log_account_id")
            log.drop_constraint(op.f("ck_use_log_state_of_a_booking"), type_="check")
        drop_account("use_log", "booking_id", sa.Integer())


def drop_account(table: str, other: str, kind: sa.types.TypeEngine[object]) -> None:
    """Let the rows of a table be about a booking alone."""
    with op.batch_alter_table(table) as altered:
        altered.drop_constraint(op.f(f"ck_{table}_about_somebody"), type_="check")
        altered.drop_constraint(op.f(f"fk_{table}_account_id_account"), type_="foreignkey")
        altered.drop_column("account_id")
        altered.alter_column(other, existing_type=kind, nullable=False)
