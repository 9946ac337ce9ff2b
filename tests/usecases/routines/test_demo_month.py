"""`flask demo load`: a month at Kanagawa that came by real presses, with times left free for whoever tries the demo."""

from collections import Counter
from datetime import date, timedelta

from flask import Flask

from app.accounts.usecases.cast import load_cast
from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban
from app.booking.models.sessions import ReferralRow, SessionRow
from app.booking.terms.states import BookingState
from app.db import db
from app.desk.models.notes import DeskNote
from app.kernel.moments import JST
from app.notices.models import Outbox
from app.offices.usecases.profiles import load_profiles
from app.routines.demo.command import load_month
from app.routines.invariants import check_all
from tests.harness.clock import FrozenClock

TODAY = date(2026, 5, 11)
LEFT_FREE = ("10:00", "14:30")


def counted(column: object) -> Counter[str]:
    """How many rows hold which value."""
    return Counter(db.session.scalars(db.select(column)))


def test_a_month_comes_to_be_by_real_presses_and_only_once(app: Flask, clock: FrozenClock) -> None:
    load_profiles(clock.now())
    load_cast(clock.now())
    told = load_month(clock.now())
    assert told.amiss == ()
    assert 60 <= told.bookings <= 90
    whatever_may_become_of_a_booking_is_there()
    times_are_left_free()
    no_mail_of_the_past_is_new()
    assert not any(check_all(clock.now()).values())
    assert load_month(clock.now()).bookings == 0


def whatever_may_become_of_a_booking_is_there() -> None:
    """Every state of Kanagawa, every outcome, telephone, referral, a stop, one ban, notes, exceptions."""
    states = counted(Booking.state)
    reached = {"confirmed", "in_session", "held", "cancelled", "deemed_cancelled", "refused", "stopped"}
    assert set(states) == {BookingState(state) for state in reached}
    assert set(counted(SessionRow.outcome)) >= {"advised", "continued", "elsewhere", "broken_off"}
    assert db.session.scalar(db.select(db.func.count(SessionRow.switched_to_phone_at)))
    assert set(counted(ReferralRow.kind)) == {"visit", "telephone"}
    assert [ban.lifted_at for ban in db.session.scalars(db.select(Ban))] == [None]
    assert set(counted(DeskNote.kind)) == {"handover", "need"}
    excused = db.select(Booking.contacted_at, Booking.excused)
    assert [row for row in db.session.execute(excused) if row.contacted_at or row.excused]


def times_are_left_free() -> None:
    """Nobody is booked at ten and at half past two from tomorrow on."""
    ahead = [start.astimezone(JST) for start in db.session.scalars(db.select(Booking.starts_at))]
    days = {start.date() for start in ahead}
    assert min(days) <= TODAY - timedelta(weeks=4)
    assert max(days) >= TODAY + timedelta(weeks=2)
    assert not [start for start in ahead if start.date() > TODAY and f"{start:%H:%M}" in LEFT_FREE]


def no_mail_of_the_past_is_new() -> None:
    """Nothing waits to be sent; everything was settled in its own days."""
    rows = db.session.scalars(db.select(Outbox)).all()
    assert {row.state for row in rows} == {"sent", "refused", "void"}
    late = [row.kind for row in rows if row.settled_at and row.settled_at - row.posted_at > timedelta(days=3)]
    assert late == []
