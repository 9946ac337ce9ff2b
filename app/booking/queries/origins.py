"""Where an office's bookings came from, for whoever looks for series among them."""

from datetime import date, datetime, time

from app.booking.models.bookings import Booking
from app.booking.rules.session import FROM
from app.booking.rules.slots import week_of
from app.booking.terms.origins import Trace
from app.booking.terms.sessions import DeskAct
from app.booking.terms.states import RELEASED, BookingState
from app.db import db
from app.kernel.moments import at, day_of

GONE_BY_THEMSELVES = RELEASED - {BookingState.REFUSED}
"""What its applicant took back is nobody's series any more; what the desk refused still tells of one."""

_TRACES = (
    db.select(
        Booking.id,
        Booking.number,
        Booking.starts_at,
        Booking.applied_at,
        Booking.state,
        Booking.network_key,
        Booking.mail_pattern_key,
    )
    .where(Booking.office_id == db.bindparam("office"), Booking.starts_at >= db.bindparam("since"))
    .where(Booking.network_key.is_not(None), Booking.state.not_in(sorted(GONE_BY_THEMSELVES)))
    .order_by(Booking.applied_at, Booking.id)
)


def traces_of(office_id: str, now: datetime) -> tuple[Trace, ...]:
    """The bookings of this week and later that came by the site, in the order they were made.

    Those of earlier weeks are past their date, whether or not a routine has taken their keys out (DESIGN 3.11).
    """
    rows = db.rows(_TRACES, {"office": office_id, "since": at(first_day_compared(now), time.min)})
    return tuple(
        Trace(
            booking_id=row.id,
            number=row.number,
            day=day_of(row.starts_at),
            applied_at=row.applied_at,
            network=row.network_key,
            mail=row.mail_pattern_key,
            coming=row.starts_at > now and row.state in FROM[DeskAct.REFUSAL],
        )
        for row in rows
    )


def first_day_compared(now: datetime) -> date:
    """The Monday of this week: bookings are compared within a week, so that none before it are."""
    return week_of(day_of(now))[0]
