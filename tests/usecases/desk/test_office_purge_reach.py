"""The purge reaches every table that hangs on a booking, also those that come later: it goes by the schema."""

import pytest
import sqlalchemy as sa

from app.booking.effects.retention import delete_record, forget_contact
from app.columns import Sealed
from app.db import db
from tests.harness.rows import insert_all

KEPT_FOR_A_BAN = "ban"
OWN_CLOCK = {"outbox"}
"""Texts of mails go a week after they were sent, by a routine of their own."""


@pytest.fixture(autouse=True)
def _every_row(app) -> None:
    """One valid row in every table, all of them about one booking."""
    with db.engine.begin() as connection:
        insert_all(connection, db.metadata)


def sealed_columns(table: sa.Table) -> list[str]:
    """The names of a table's sealed columns."""
    return [column.name for column in table.columns if isinstance(column.type, Sealed)]


def hangs_on_a_booking(table: sa.Table) -> bool:
    """Whether a table's rows belong to a booking: by a foreign key, by way of others, or by its number."""
    parents = {key.column.table for key in table.foreign_keys} - {table}
    by_key = table.name == "booking" or any(
        parent.name == "booking" or hangs_on_a_booking(parent) for parent in parents
    )
    return by_key or "booking_number" in table.columns


def still_sealed(table: sa.Table) -> list[str]:
    """The sealed columns of a table that hold what the valid row put there."""
    with db.engine.connect() as connection:
        rows = connection.execute(sa.text(f'SELECT {", ".join(sealed_columns(table))} FROM "{table.name}"')).mappings()
        return [name for row in rows for name, value in row.items() if value is not None and bytes(value) == b"sealed"]


def test_every_sealed_text_about_a_booking_is_emptied(clock) -> None:
    db.write(lambda: forget_contact(1, clock.now()))()
    tables = [table for table in db.metadata.sorted_tables if sealed_columns(table) and hangs_on_a_booking(table)]
    left = {table.name: found for table in tables if (found := still_sealed(table))}
    assert left.keys() - OWN_CLOCK == {KEPT_FOR_A_BAN}


def test_a_record_is_deleted_with_all_that_points_to_it(clock) -> None:
    db.write(lambda: delete_record(1))()
    with db.engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            if hangs_on_a_booking(table) and "booking_number" not in table.columns:
                assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table.name
