"""What a booking asks for without anybody pressing anything. Each does all that is due, and twice does no more."""

from collections.abc import Mapping
from datetime import date, datetime, time

from app.audit import effects as audit
from app.booking.effects.bookings import change_state, locked_booking
from app.booking.effects.guests import forget_guests_until
from app.booking.effects.mails import post_mails
from app.booking.effects.origins import forget_origins_before
from app.booking.queries.bookings import appointment_of, facts_of
from app.booking.queries.due import numbers_changed_by_time, waiting_for_reminder
from app.booking.queries.origins import first_day_compared
from app.booking.rules.dates import reminder_day
from app.booking.rules.mails import mails_before_the_day
from app.booking.rules.state import change_by_time
from app.booking.terms.bookings import Appointment
from app.booking.terms.changes import ByWhom, Change, Occasion
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.offices.queries import offices
from app.offices.terms import Office

EARLIEST = time(7)
"""No reminder goes out before this hour: nobody's telephone should ring at midnight over a consultation."""


def post_reminders(now: datetime) -> int:
    """Post reminder and, by itself, the password again, on the day before the consultation (KNG-32, KNG-33).

    Once for each booking, however often it runs. A worker that stood still all that day catches up until the booked
    time; after it nothing is sent. How many bookings were reminded.
    """
    today = day_of(now)
    known = {office.id: office for office in offices.list_offices()}
    waiting = waiting_for_reminder(today, today + ONE_DAY)
    due = [booking for booking in waiting if booking.starts_at > now and _is_due(booking, today)]
    return sum(_remind(booking.number, known, now) for booking in due)


def _is_due(booking: Appointment, today: date) -> bool:
    session_day = day_of(booking.starts_at)
    policy = offices.policy_in_force(booking.office_id, session_day)
    day = reminder_day(session_day, policy, offices.calendar_of(booking.office_id)).value
    return day is not None and day <= today


@db.write
def _remind(number: str, known: Mapping[str, Office], now: datetime) -> bool:
    """Under the day's lock, so that no reminder passes a withdrawal."""
    row = locked_booking(number)
    if row is None or row.state != BookingState.CONFIRMED or row.reminded_at is not None:
        return False
    row.reminded_at = now
    policy = offices.policy_in_force(row.office_id, day_of(row.starts_at))
    occasion = Occasion(
        cause="day_before",
        now=now,
        not_before=at(day_of(row.starts_at) - ONE_DAY, EARLIEST),
        not_after=row.starts_at,
    )
    post_mails(mails_before_the_day(policy), appointment_of(row), known[row.office_id], policy, occasion)
    return True


def write_down_states(now: datetime) -> int:
    """Write down what time made of bookings, with the moment it became true (KNG-41, DESIGN 3.8); how many."""
    return sum(_write_down(number, now) for number in numbers_changed_by_time(now))


@db.write
def _write_down(number: str, now: datetime) -> bool:
    row = locked_booking(number)
    change = change_by_time(facts_of(row), now) if row else None
    if row is None or change is None:
        return False
    change_state(row, Change(to=change.state, at=change.at, by_whom=ByWhom.TIME), now)
    audit.record(f"booking.{change.state}", by=None, subject=f"booking:{number}", now=now, office_id=row.office_id)
    return True


@db.write
def purge_guest_sessions(real_now: datetime) -> int:
    """Forget browsers whose time is over; how many."""
    return forget_guests_until(real_now)


@db.write
def forget_origins(now: datetime) -> int:
    """Forget where bookings of past weeks came from: no series is told by them any more (T9); how many."""
    return forget_origins_before(first_day_compared(now))
