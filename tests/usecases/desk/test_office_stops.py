"""Stopping the service refuses at once, keeps what is booked, and lifting it brings the times back (KNG-51)."""

from datetime import datetime, timedelta

import pytest

from app.booking.queries.stops import stop_entries, stops_of
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Refused
from app.booking.terms.stops import StopGround
from app.desk.terms.office_stops import StopPlan, StopRefusal
from app.desk.usecases.office_stops import resume_service, stop_service
from app.kernel.slots import Stop
from tests import bookings
from tests.kato import kato, recorded

STOPPED = Refused(BookingRefusal.STOPPED)
pytestmark = pytest.mark.usefixtures("offices")


def stop(clock, since: datetime | None = None, until: datetime | None = None, *, everything: bool = True):
    plan = StopPlan(
        ground=StopGround.DISASTER_OR_POWER,
        stop=Stop(since=since or clock.now(), until=until, reason="停電のため止めています。", everything=everything),
    )
    return stop_service("kanagawa", plan, by=kato(), now=clock.now())


@pytest.mark.rule("KNG-51")
def test_a_stop_of_everything_refuses_at_once_and_loses_no_booking(clock) -> None:
    booked = bookings.book(clock, bookings.somebody(1))
    assert stop(clock) is None
    assert bookings.attempt(clock, bookings.somebody(2, "2026-06-10T10:00")) == STOPPED
    assert bookings.row_of(booked.number).holds_seat
    (entry,) = stop_entries("kanagawa")
    assert (entry.ground, entry.stop.everything, entry.stop.until, entry.set_at) == ("イ", True, None, clock.now())
    assert recorded("desk.service_stopped")[0]["ground"] == "DISASTER_OR_POWER"


@pytest.mark.rule("KNG-51")
def test_lifting_brings_the_times_back_and_keeps_who_did_it_and_when(clock) -> None:
    stop(clock)
    by, (entry,) = kato(), stop_entries("kanagawa")
    clock.advance(minutes=30)
    assert resume_service("kanagawa", entry.id, by=by, now=clock.now()) is None
    assert bookings.book(clock).starts_at == bookings.moment("2026-05-13T10:00")
    (lifted,) = stop_entries("kanagawa")
    assert (lifted.lifted_by, lifted.lifted_at) == (by.account_id, clock.now())
    assert stops_of("kanagawa") == ()
    assert resume_service("kanagawa", entry.id, by=by, now=clock.now()) is StopRefusal.ALREADY_LIFTED


@pytest.mark.rule("KNG-51")
def test_a_stop_of_some_hours_shuts_only_their_sessions(clock) -> None:
    hours = (bookings.moment("2026-05-13T10:00"), bookings.moment("2026-05-13T12:00"))
    assert stop(clock, *hours, everything=False) is None
    assert bookings.attempt(clock) == STOPPED
    assert bookings.book(clock, bookings.somebody(1, "2026-05-13T13:30"))
    assert bookings.book(clock, bookings.somebody(2, "2026-05-13T09:00"))


def test_a_stop_of_everything_ends_by_itself_at_its_time(clock) -> None:
    stop(clock, until=clock.now() + timedelta(hours=1))
    assert bookings.attempt(clock) == STOPPED
    clock.advance(hours=1)
    assert bookings.book(clock)


def test_a_stop_that_is_refused_stops_nothing(clock) -> None:
    assert stop(clock, until=clock.now()) is StopRefusal.TIMES_REVERSED
    assert stop_entries("kanagawa") == ()
