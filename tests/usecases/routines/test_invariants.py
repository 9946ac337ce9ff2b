"""The check of the invariants finds what breaks them, names the row, and fails the command (SECURITY 3.1)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.audit.effects import record
from app.audit.usecases import seal_record
from app.booking.queries import invariants
from app.db import db
from app.notices.queries import oldest_unsent_age
from app.notices.usecases.outbox import purge_texts
from app.routines.delivery import deliver_next
from app.routines.invariants import INVARIANTS, check_all
from app.routines.registry import ROUTINES
from app.routines.terms import Invariant
from tests import bookings, factories, outbox
from tests.outbox import FILL, NOW


@pytest.fixture(autouse=True)
def _samples(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)
    yield
    db.session.rollback()


def broken(later: timedelta = timedelta(0)) -> dict[str, list[str]]:
    """What breaks which invariant."""
    db.session.rollback()
    return {invariant.name: found for invariant, found in check_all(NOW + later).items() if found}


def execute(statement: str, **values: object) -> None:
    """Change a row past the application."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement), values)


def test_nothing_is_broken_at_first_nor_after_a_delivery() -> None:
    assert broken() == {}
    outbox.post_sample("plain")
    outbox.post_sample("password", fill=FILL)
    assert broken() == {}
    while deliver_next():
        pass
    purge_texts(NOW + timedelta(days=30))
    assert broken(timedelta(days=30)) == {}


@pytest.mark.parametrize("hours, found", [(24, {}), (25, {}), (26, {"I6": ["outbox 1"]})])
def test_a_mail_that_never_settles_is_found_after_a_day(hours: int, found: dict[str, list[str]]) -> None:
    outbox.post_sample()
    row_id = outbox.row().id
    assert broken(timedelta(hours=hours)) == {name: [f"outbox {row_id}"] for name in found}


def test_a_mail_posted_late_has_not_waited_since_its_earliest_moment() -> None:
    """The reminder of a booking made on the eve, or after the worker stood still."""
    outbox.post_sample(not_before=NOW - timedelta(days=3))
    assert broken(timedelta(hours=24)) == {}
    assert oldest_unsent_age(NOW + timedelta(minutes=5)) == timedelta(minutes=5)


def test_a_password_in_a_kept_text_is_found() -> None:
    outbox.post_sample(fill=FILL)
    row = outbox.row()

    @db.write
    def leak() -> None:
        db.session.merge(row).body = "パスワード：7K3M9QXW2RTD"

    leak()
    assert broken() == {"I8": [f"outbox {row.id}"]}


def test_an_open_mail_without_its_address_is_found() -> None:
    outbox.post_sample()
    execute("UPDATE outbox SET recipient = NULL")
    assert list(broken()) == ["I8"]


def test_a_changed_record_is_found() -> None:
    @db.write
    def act() -> None:
        record("booking.completed", by=None, subject="booking:K1", now=NOW)

    act()
    seal_record(NOW)
    execute("UPDATE audit_event SET act = 'x'")
    (found,) = broken().values()
    assert found[0].startswith("event_changed ")


def test_bookings_are_looked_at_in_parts_and_none_is_passed_over(clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five, two at a time, the second, fourth and fifth lack a notice."""
    monkeypatch.setattr(invariants, "ROWS_A_PART", 2)
    factories.open_offices()
    slots = [f"2026-05-{day}T{hour}:00" for day, hour in ((13, "09"), (13, 10), (13, 11), (20, "09"), (20, 10))]
    numbers = [bookings.book(clock, bookings.somebody(place, slot)).number for place, slot in enumerate(slots)]
    assert invariants.bookings_without_their_mails(clock.now()) == []
    for number in (numbers[1], numbers[3], numbers[4]):
        execute("DELETE FROM outbox WHERE booking_number = :number AND kind = 'M-KNG-1'", number=number)
    found = {line.split()[1] for line in invariants.bookings_without_their_mails(clock.now())}
    assert found == {numbers[1], numbers[3], numbers[4]}


def test_a_check_takes_longer_than_a_page_may(database_kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at all of a national year is not done in the seconds after which PostgreSQL cuts a page's statement."""
    if database_kind != "postgresql":
        pytest.skip("SQLite cuts nothing off")

    def slow(_now: object) -> list[str]:
        db.session.execute(sa.text("SELECT pg_sleep(0.3)"))
        return ["found"]

    patient = Invariant(name="I0", title="slow", violations=slow)
    monkeypatch.setattr("app.routines.invariants.INVARIANTS", (patient,))
    db.session.execute(sa.text("SET statement_timeout = 100"))
    assert check_all(NOW) == {patient: ["found"]}
    db.session.rollback()
    with pytest.raises(sa.exc.OperationalError):
        db.session.execute(sa.text("SET statement_timeout = 100; SELECT pg_sleep(0.3)"))


def test_the_command_names_what_is_broken_and_fails(app: Flask) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["invariants", "check"]).exit_code == 0
    outbox.post_sample()
    row_id = outbox.row().id
    execute("UPDATE outbox SET recipient = NULL")
    failed = runner.invoke(args=["invariants", "check"])
    assert failed.exit_code == 1
    assert f"outbox {row_id}" in failed.output


def test_every_invariant_and_routine_has_its_own_name_and_a_title() -> None:
    assert len({invariant.name for invariant in INVARIANTS}) == len(INVARIANTS)
    assert len({routine.name for routine in ROUTINES}) == len(ROUTINES)
    assert all(each.title for each in (*INVARIANTS, *ROUTINES))


def test_every_routine_runs_on_an_empty_house_and_twice_does_no_more() -> None:
    for routine in ROUTINES:
        assert [routine.run(NOW), routine.run(NOW)] == [0, 0], routine.name
