"""Each invariant is broken past the application, by plain SQL, and found (SECURITY 3.1)."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import db
from app.messages.usecases.sending import send_first_invitations
from app.routines.invariants import check_all
from app.routines.usecases import run_due
from app.routines.watch import invariants_broken
from tests import bookings, letters
from tests.factories import open_offices
from tests.harness.clock import FrozenClock
from tests.keepings import rows

MOMENT = "'2026-05-11 01:00:00'"


@pytest.fixture(autouse=True)
def _rolled_back(app: Flask) -> Iterator[None]:
    yield
    db.session.rollback()


@pytest.fixture
def booked(app: Flask, clock: FrozenClock) -> str:
    """The number of a booking."""
    open_offices()
    return bookings.book(clock).number


@pytest.fixture
def invited(app: Flask, clock: FrozenClock) -> int:
    """The agency that has written to a seeker."""
    clock.set("2026-05-13T10:00:00+09:00")
    hikari = letters.open_agency()[0]
    send_first_invitations(hikari.agency_id, letters.offer(1), letters.LETTER, by=hikari, now=clock.now())
    db.session.rollback()
    return hikari.agency_id


def write(statement: str, **values: object) -> None:
    """Change rows past the application."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement), values)


def outside(raw: sqlite3.Connection, pragma: str) -> None:
    """Set what SQLite lets nobody set within a transaction."""
    for statement in ("ROLLBACK", pragma, "BEGIN"):
        raw.execute(statement)


def broken(clock: FrozenClock) -> dict[str, list[str]]:
    """What breaks which invariant."""
    db.session.rollback()
    return {invariant.name: found for invariant, found in check_all(clock.now()).items() if found}


def test_i4_a_link_that_worked_past_its_end_is_found(clock: FrozenClock, booked: str) -> None:
    assert broken(clock) == {}
    account = letters.open_agency()[0].account_id
    write(
        "INSERT INTO account_link (id, account_id, purpose, token_hash, created_at, expires_at, used_at, voided_at)"
        f" VALUES (901, {account}, 'reset', 'x', '2026-05-10 01:00:00', '2026-05-12 01:00:00', {MOMENT},"
        " '2026-05-11 00:00:00')"
    )
    assert broken(clock) == {"I4": ["account_link 901"]}


def test_i4_two_replies_and_two_tokens_for_one_booking_are_found(clock: FrozenClock, booked: str) -> None:
    for token in ("a", "b"):
        write(
            "INSERT INTO reply_link (token, booking_id, issued_at, ends_at, used_at)"
            f" SELECT '{token}', id, {MOMENT}, '2026-05-12 01:00:00', {MOMENT} FROM booking"
        )
    write("INSERT INTO idempotency_token SELECT 'copy', content, answer, at FROM idempotency_token")
    found = broken(clock)["I4"]
    assert found[0].startswith("reply_link of booking ")
    assert found[1:] == [f"idempotency_token {booked}"]


def test_i9_commits_that_are_not_waited_for_are_found(clock: FrozenClock, booked: str, database_kind: str) -> None:
    db.session.rollback()
    raw = db.session.connection().connection.dbapi_connection
    if database_kind == "postgresql":
        db.session.execute(sa.text("SET LOCAL synchronous_commit = off"))
        lost = "synchronous_commit=off"
    else:
        outside(raw, "PRAGMA synchronous=OFF")
        lost = "synchronous=0"
    found = {each.name: names for each, names in check_all(clock.now()).items() if names}
    if database_kind == "sqlite":
        outside(raw, "PRAGMA synchronous=FULL")
    assert found == {"I9": [lost]}


def test_i10_a_day_that_is_not_its_moments_is_found(clock: FrozenClock, booked: str) -> None:
    write("UPDATE person_day SET day = '2026-05-14'")
    found = broken(clock)["I10"]
    assert found
    assert all(each.startswith("person_day ") for each in found)


def test_i10_and_i3_a_message_of_another_day_is_found(clock: FrozenClock, invited: int) -> None:
    assert broken(clock) == {}
    write("UPDATE message SET sent_on = '2026-05-12'")
    assert set(broken(clock)) == {"I3", "I10"}


def test_i11_an_open_name_and_a_telling_event_are_found(clock: FrozenClock, booked: str) -> None:
    write("UPDATE booking SET name = :name", name="佐藤花子".encode())
    write(
        "INSERT INTO audit_event (id, act, actor, subject, at, detail)"
        f" VALUES (9999, 'booking.seen', 'system', 'booking:K1', {MOMENT}, '{{\"who\": \"佐藤\"}}')"
    )
    assert broken(clock)["I11"] == ["booking.name 1", "audit_event 9999"]


def test_i12_a_text_past_its_date_is_found_a_day_later(clock: FrozenClock, booked: str) -> None:
    texts = len(rows("outbox WHERE channel = 'mail'", "id"))
    write("UPDATE outbox SET state = 'sent', settled_at = '2026-05-04 00:00:00'")
    assert broken(clock) == {}
    write("UPDATE outbox SET settled_at = '2026-05-02 00:00:00'")
    assert broken(clock) == {"I12": [f"送った通知の宛先と本文 {texts}"]}


def test_i14_a_message_sent_while_stopped_is_found(clock: FrozenClock, invited: int) -> None:
    write(
        "INSERT INTO suspension (id, number, participation_id, ground, end_kind, needs_improvement, begins_at,"
        " first_day, reason) SELECT 901, 'X901', id, 'no_report', 'until_facts_confirmed', false,"
        " '2026-05-12 00:00:00', '2026-05-13', :reason FROM participation",
        reason=b"stopped",
    )
    assert [each.split()[0] for each in broken(clock)["I14"]] == ["message", "acquisition"]


def test_i14_a_message_of_an_agency_that_takes_no_part_is_found(clock: FrozenClock, invited: int) -> None:
    write("UPDATE participation SET started_on = '2026-05-14'")
    assert [each.split()[0] for each in broken(clock)["I14"]] == ["message", "acquisition"]


def test_i15_a_draft_that_does_not_open_is_found(clock: FrozenClock, invited: int) -> None:
    account = rows("account", "id")[0][0]
    write(
        "INSERT INTO agency_application_draft (agency_id, kind, typed, saved_at, saved_by)"
        f" VALUES ({invited}, 'use', :typed, {MOMENT}, {account})",
        typed=b"half",
    )
    assert broken(clock)["I15"] == [f"agency_application_draft {invited} use"]


def test_i16_an_answer_that_names_nothing_is_found(clock: FrozenClock, booked: str) -> None:
    write("UPDATE booking SET number = 'GONE'")
    assert len(broken(clock)["I16"]) == 1


def test_the_figure_tells_how_many_are_broken(app: Flask, clock: FrozenClock, booked: str) -> None:
    """What /metrics gives as madoguchi_invariants_broken: -1 before the first check."""
    from app.routines.registry import ROUTINES

    check = tuple(routine for routine in ROUTINES if routine.name == "check_invariants")
    assert invariants_broken() == -1
    write("UPDATE booking SET number = 'GONE'")
    run_due(check, clock.now(), clock.now())
    assert invariants_broken() == len(broken(clock)) > 0
    metrics = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).text
    assert f"madoguchi_invariants_broken {invariants_broken():.0f}" in metrics
    write("UPDATE booking SET number = :number", number=booked)
    clock.set((clock.now() + timedelta(days=1)).isoformat())
    run_due(check, clock.now(), clock.now())
    assert invariants_broken() == len(broken(clock))
