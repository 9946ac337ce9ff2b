"""Bookings of an office as figures count them."""

from datetime import date, datetime, time

from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.rules.state import state_at
from app.booking.terms.figures import Counted
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at
from app.offices.terms import Channel

_COUNTED = (
    db.select(
        Booking.starts_at,
        Booking.applied_at,
        Booking.channel,
        Booking.topic,
        Booking.state,
        Booking.lapses_from,
        Booking.missed_from,
        Booking.contacted_at,
        Booking.excused,
    )
    .where(Booking.office_id == db.bindparam("office"))
    .where(Booking.starts_at >= db.bindparam("since"), Booking.starts_at < db.bindparam("until"))
    .order_by(Booking.starts_at, Booking.id)
)


def counted(office_id: str, first: date, last: date, now: datetime) -> tuple[Counted, ...]:
    """Every booking for the days from `first` to `last`, as it stands at `now`, written down or not."""
    asked = {"office": office_id, "since": at(first, time.min), "until": at(last + ONE_DAY, time.min)}
    rows = db.session.execute(_COUNTED, asked)
    return tuple(
        Counted(
            starts_at=row.starts_at,
            applied_at=row.applied_at,
            channel=Channel(row.channel),
            topic=row.topic,
            state=state_at(facts_of(row), now),
        )
        for row in rows
    )
