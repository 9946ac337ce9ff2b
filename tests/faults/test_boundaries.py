"""A fault at any statement of a booking leaves all or nothing, and pressing again helps (SECURITY F5, I5, I16)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import Engine, event

from app.audit.models import AuditEvent
from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.db import db
from app.notices.models import Outbox
from tests.factories import open_offices
from tests.faults.applicants import number_in
from tests.faults.crowd import Person

DAYS = ("05-18", "05-19", "05-20", "05-21", "05-22", "05-25", "05-26", "05-27", "05-28", "05-29")
SLOTS = [f"2026-{day}T{time}" for day in DAYS for time in ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")]
FAILED = 500


class Cut:
    """Breaks the connection at the n-th statement that is sent through an engine."""

    def __init__(self, engine: Engine, at: int) -> None:
        self.engine, self.at, self.seen = engine, at, 0
        self.statement = ""

    def before_cursor_execute(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Called by SQLAlchemy before each statement."""
        self.seen += 1
        if self.seen != self.at:
            return
        self.statement = statement
        raw = connection.connection.dbapi_connection
        if isinstance(raw, sqlite3.Connection):
            raise sqlite3.OperationalError("disk I/O error")
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            other.connection.dbapi_connection.execute(f"SELECT pg_terminate_backend({raw.info.backend_pid})")


@contextmanager
def cut_at(engine: Engine, number: int) -> Iterator[Cut]:
    """One broken statement, somewhere in what is done inside."""
    cut = Cut(engine, number)
    event.listen(engine, "before_cursor_execute", cut.before_cursor_execute)
    yield cut
    event.remove(engine, "before_cursor_execute", cut.before_cursor_execute)


@pytest.fixture
def site(make_app: Callable[..., Flask]) -> Flask:
    """The application as it runs: what fails becomes a page, and nobody counts our presses."""
    open_offices()
    return make_app(limits=False, testing=False)


def counts() -> tuple[int, ...]:
    """Bookings, their mails, their person days, their audit events."""
    db.session.rollback()
    models = (Booking, Outbox, PersonDay)
    found = [db.session.scalar(db.select(db.func.count()).select_from(model)) or 0 for model in models]
    acts = db.select(db.func.count()).select_from(AuditEvent).where(AuditEvent.act == "booking.completed")
    return (*found, db.session.scalar(acts) or 0)


def whole(bookings: int) -> tuple[int, ...]:
    """What belongs to that many bookings: two mails, two keys of the person's day, one event each."""
    return (bookings, 2 * bookings, 2 * bookings, bookings)


def test_a_broken_connection_at_any_statement_leaves_all_or_nothing(
    site: Flask, report: Callable[..., None], database_kind: str
) -> None:
    with site.app_context():
        engine = db.engine
    booked = 0
    for number, slot in enumerate(SLOTS, 1):
        person = Person(site, number, slot)
        with cut_at(engine, number) as cut:
            answer = person.press()
        if not cut.statement:
            break
        assert counts() in (whole(booked), whole(booked + 1)), cut.statement
        assert answer.status_code == 200 or answer.status_code >= FAILED, cut.statement
        again = person.press()
        assert again.status_code == 200, (cut.statement, again.status_code)
        booked += 1
        assert counts() == whole(booked), cut.statement
    else:
        pytest.fail("a booking takes more statements than this test has times")
    assert booked > 5
    report(f"broken connection, {database_kind}", **{"statements broken, one by one": booked, "halves": 0})


def test_an_answer_lost_after_the_commit_can_be_had_again(site: Flask) -> None:
    person = Person(site, 1, SLOTS[0])
    with site.app_context():
        engine = db.engine
    booked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        booked.extend(["booked"] if statement.startswith("INSERT INTO booking ") else [])

    def lose(_session: object) -> None:
        if booked == ["booked"]:
            booked.append("lost")
            raise sqlite3.OperationalError("the line broke")

    event.listen(engine, "before_cursor_execute", note)
    event.listen(sa.orm.Session, "after_commit", lose)
    assert person.press().status_code >= FAILED
    event.remove(sa.orm.Session, "after_commit", lose)
    event.remove(engine, "before_cursor_execute", note)
    assert counts() == whole(1)
    again, once_more = person.press(), person.press()
    assert again.status_code == 200
    assert number_in(again.text) == number_in(once_more.text) != ""
    assert counts() == whole(1)


def test_the_same_press_with_other_words_is_refused_and_keeps_them(site: Flask) -> None:
    person = Person(site, 1, SLOTS[0])
    assert person.press().status_code == 200
    person.fields["content"] = "別の相談です。"
    answer = person.press()
    assert answer.status_code == 409
    assert "別の相談です。" in answer.text
    assert counts() == whole(1)
