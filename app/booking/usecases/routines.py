"""What a booking asks for without anybody pressing anything. Each does all that is due, and twice does no more."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time

from app.audit import effects as audit
from app.booking.effects.bookings import change_state, locked_booking, locked_bookings
from app.booking.effects.codes import forget_codes_until
from app.booking.effects.guests import forget_guests_until
from app.booking.effects.mails import mails
from app.booking.effects.origins import forget_origins_before
from app.booking.models.bookings import Booking
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
from app.notices import effects as notices
from app.offices.queries import offices
from app.offices.terms import Office, Policy

EARLIEST = time(7)
"""No reminder goes out before this hour: nobody's telephone should ring at midnight over a consultation."""


def post_reminders(now: datetime) -> int:
    """Post reminder and, by itself, the password again, on the day before the consultation (KNG-32, KNG-33).

    Once for each booking, however often it runs. A worker that stood still all that day catches up until the booked
    time; after it nothing is sent. How many bookings were reminded.
    """
    today = day_of(now)
    days = (today, today + ONE_DAY)
    return sum(_remind_day(office, day, now) for office in offices.list_offices() for day in days)


def _remind_day(office: Office, day: date, now: datetime) -> int:
    """Some at a time, so that neither memory nor anybody's wait for the day grows with the bookings."""
    waiting = waiting_for_reminder(office.id, day, now)
    if not waiting or not _is_due(office.id, day, day_of(now)):
        return 0
    reminded = 0
    while waiting:
        reminded += _remind(office, day, [booking.id for booking in waiting], now)
        waiting = waiting_for_reminder(office.id, day, now, beyond=waiting[-1])
    return reminded


def _is_due(office_id: str, session_day: date, today: date) -> bool:
    policy = offices.policy_in_force(office_id, session_day)
    day = reminder_day(session_day, policy, offices.calendar_of(office_id)).value
    return day is not None and day <= today


@db.write
def _remind(office: Office, day: date, ids: Collection[int], now: datetime) -> int:
    """Under the day's lock, so that no reminder passes a withdrawal."""
    policy = offices.policy_in_force(office.id, day)
    rows = [row for row in locked_bookings(office.id, day, ids) if _is_to_be_reminded(row)]
    posted: list[Mapping[str, object]] = []
    for row in rows:
        row.reminded_at = now
        posted += _day_before(appointment_of(row), office, policy, now)
    notices.post_together(*posted)
    return len(rows)


def _is_to_be_reminded(row: Booking) -> bool:
    return row.state == BookingState.CONFIRMED and row.reminded_at is None


def _day_before(booking: Appointment, office: Office, policy: Policy, now: datetime) -> Iterable[Mapping[str, object]]:
    earliest = at(day_of(booking.starts_at) - ONE_DAY, EARLIEST)
    occasion = Occasion(cause="day_before", now=now, not_before=earliest, not_after=booking.starts_at)
    return mails(mails_before_the_day(policy), booking, office, policy, occasion)


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
    """Forget browsers and mailed codes whose time is over; how many."""
    return forget_guests_until(real_now) + forget_codes_until(real_now)


@db.write
def forget_origins(now: datetime) -> int:
    """Forget where bookings of past weeks came from: no series is told by them any more (T9); how many."""
    return forget_origins_before(first_day_compared(now))
