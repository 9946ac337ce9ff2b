"""The application under the role of deploy/sql: it does its work and cannot change what is audit (SECURITY 13.2)."""

import psycopg
import pytest

from app.audit.effects import note_deletion, record
from app.audit.queries import verify_chain
from app.audit.usecases import seal_record
from app.booking.models.bookings import Booking
from app.db import db
from app.routines.registry import ROUTINES
from app.web.database_log import quoting_settings
from tests.bookings import book
from tests.factories import open_offices
from tests.harness.applications import build_app, settings_for
from tests.harness.readonly import ADDED_TO_ONLY
from tests.harness.roles import role_url, run, with_roles

REFUSED = psycopg.errors.InsufficientPrivilege


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL with our roles, migrated by its owner."""
    with with_roles() as made:
        yield made


@pytest.fixture
def app(server, tmp_path, clock):
    """The application as the role it works under."""
    made = build_app(settings_for(role_url(server, "madoguchi_app"), tmp_path), clock)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def connection(server):
    """A line to the database as the role of the application."""
    with psycopg.connect(role_url(server, "madoguchi_app").replace("+psycopg", ""), autocommit=True) as made:
        yield made


def test_every_routine_a_booking_and_the_seal_of_the_record_work(app, clock):
    now = clock.now()
    open_offices()
    booked = book(clock)
    deleted(now)
    for routine in ROUTINES:
        routine.run(now)
    seal_record(now)
    assert db.session.scalar(db.select(Booking.number)) == booked.number
    assert verify_chain(None).findings == ()


def test_the_log_of_the_database_is_known_to_quote_or_not(app, server):
    assert quoting_settings() == {}
    run(server.url("madoguchi"), "ALTER ROLE madoguchi_app SET log_min_messages = warning")
    db.session.remove()
    db.engine.dispose()
    assert quoting_settings() == {"log_min_messages": "warning"}
    run(server.url("madoguchi"), "ALTER ROLE madoguchi_app RESET ALL")


@db.write
def deleted(now):
    """Something seen, and something deleted."""
    record("tests.seen", by=None, subject="booking:K3", now=now)
    note_deletion("booking", "booking:K3", reason="tests", now=now)


@pytest.mark.parametrize("table", sorted(ADDED_TO_ONLY))
def test_what_is_audit_is_added_to_and_read_only(connection, table):
    assert rights(connection, table) == {"SELECT", "INSERT"}
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(REFUSED):
            connection.execute(statement)


def rights(connection, table):
    """What the role may do with a table."""
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    asked = "SELECT has_table_privilege(%s, %s)"
    return {right for right in every if connection.execute(asked, (table, right)).fetchone() == (True,)}


def test_the_application_changes_every_other_table_and_makes_none(connection):
    for table in set(db.metadata.tables) - ADDED_TO_ONLY:
        expected = {"SELECT", "INSERT", "UPDATE"} | ({"DELETE"} if table != "use_extract" else set())
        assert rights(connection, table) == expected, f"{table}: run deploy/sql/grants.sql after a migration"
    version = "UPDATE alembic_version SET version_num = '1'"
    for statement in ("CREATE TABLE other (id int)", "DROP TABLE booking", version):
        with pytest.raises(REFUSED):
            connection.execute(statement)
