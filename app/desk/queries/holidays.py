"""What a change of the holidays hits."""

from datetime import datetime, time, timedelta

from app.booking.queries.holidays import bookings_on
from app.desk.terms.holidays import HitBooking
from app.kernel.holidays import HolidayPlan
from app.kernel.moments import at
from app.offices.queries.offices import policy_in_force

DAY = timedelta(days=1)


def bookings_hit(plan: HolidayPlan, now: datetime) -> list[HitBooking]:
    """The bookings to come on days that become holidays; they stay good, and the desk finds them among its tasks."""
    return [
        HitBooking(day=each.day, starts_at=starts_at, office=policy_in_force(office_id, each.day).name, number=number)
        for each in plan.added
        for office_id, number, starts_at in bookings_on(at(each.day, time.min), at(each.day, time.min) + DAY)
        if starts_at > now
    ]
