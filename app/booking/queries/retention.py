"""What of an office's bookings is past its date: invisible by the query, whether or not a routine has purged it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement

from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban
from app.booking.terms.lines import Line
from app.db import db
from app.kernel.moments import at, day_of
from app.offices.queries.retention import Periods, first_session_kept, periods_on

FORGOTTEN = ""
RECENT = timedelta(days=28)
"""No period is shorter than a month: whatever is younger than this is kept, and nothing has to be asked."""


def contact_kept_since(office_id: str, today: date) -> date | None:
    """The earliest session day whose names and words may still be shown; None where all may (DESIGN 3.11)."""
    periods = periods_on(office_id, today)
    return first_session_kept(today, periods.contact_months) if periods else None


def record_kept_since(office_id: str, today: date) -> date | None:
    """The earliest session day of which anything at all may still be shown; None where everything may."""
    periods = periods_on(office_id, today)
    return first_session_kept(today, periods.record_months) if periods else None


class FirstDays(NamedTuple):
    """The earliest session days of an office whose names and words, and whose records at all, may still be shown."""

    contact: date
    record: date


def first_days_kept(office_id: str, today: date) -> FirstDays:
    """Both of them; the first of all days where everything may."""
    contact, record = contact_kept_since(office_id, today), record_kept_since(office_id, today)
    return FirstDays(contact or date.min, record or date.min)


def shows_contact(office_id: str, starts_at: datetime, now: datetime) -> bool:
    """Whether names and words of a booking that begins at `starts_at` may be shown at `now`."""
    if starts_at > now - RECENT:
        return True
    since = contact_kept_since(office_id, day_of(now))
    return since is None or day_of(starts_at) >= since


def visible_lines(office_id: str, lines: tuple[Line, ...], now: datetime) -> tuple[Line, ...]:
    """The lines whose record may be shown at `now`; those past the date of their contact data without a name."""
    recent = now - RECENT
    if all(line.starts_at > recent for line in lines):
        return lines
    kept = first_days_kept(office_id, day_of(now))
    return tuple(
        line if day_of(line.starts_at) >= kept.contact else replace(line, name_kana=FORGOTTEN)
        for line in lines
        if day_of(line.starts_at) >= kept.record
    )


def contact_past_date(office_id: str, today: date) -> tuple[str, ...]:
    """Numbers of bookings whose contact data are past their date and still there, oldest first."""
    since = contact_kept_since(office_id, today)
    return _numbers(office_id, since, Booking.forgotten_at.is_(None)) if since else ()


def records_past_date(office_id: str, today: date) -> tuple[str, ...]:
    """Numbers of bookings that are past their date altogether, oldest first.

    A ban that nobody has lifted keeps the booking it came from: without it the ban would have no ground (KNG-42).
    """
    since = record_kept_since(office_id, today)
    banning = db.select(Ban.booking_id).where(Ban.lifted_at.is_(None))
    return _numbers(office_id, since, Booking.id.not_in(banning)) if since else ()


def count_past_date(office_id: str, periods: Periods, on: date) -> tuple[int, int]:
    """How many bookings would lose their contact data, and how many be deleted, were these periods to hold on a day."""
    return (
        _count(office_id, first_session_kept(on, periods.contact_months), Booking.forgotten_at.is_(None)),
        _count(office_id, first_session_kept(on, periods.record_months)),
    )


def _numbers(office_id: str, since: date, *more: ColumnElement[bool]) -> tuple[str, ...]:
    wanted = db.select(Booking.number).where(Booking.office_id == office_id, _before(since), *more)
    return tuple(db.session.scalars(wanted.order_by(Booking.starts_at, Booking.id)))


def _count(office_id: str, since: date, *more: ColumnElement[bool]) -> int:
    wanted = db.select(db.func.count(Booking.id)).where(Booking.office_id == office_id, _before(since), *more)
    return db.session.scalar(wanted) or 0


def _before(since: date) -> ColumnElement[bool]:
    return Booking.starts_at < at(since, time.min)
