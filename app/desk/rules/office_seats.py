"""Which days may have their own number of seats."""

from datetime import date

from app.booking.terms.slots import DaySeats
from app.desk.terms.office_seats import SeatsPlan, SeatsRefusal
from app.kernel.calendar import ONE_DAY, Calendar


def ground_against_seats(
    plan: SeatsPlan, standing: DaySeats | None, today: date, calendar: Calendar
) -> SeatsRefusal | None:
    """Why a day may not have these seats in place of its own that stand; None where it may.

    Today still may, for somebody who is ill in the morning. Fewer than are booked are no reason: whoever is booked
    stays booked, and is named (DESIGN 3.1).
    """
    if plan.day < today:
        return SeatsRefusal.CLOSED_DAY_OVER
    if not (calendar.knows(plan.day + ONE_DAY) and calendar.is_official(plan.day)):
        return SeatsRefusal.BEYOND_CALENDAR
    if plan.public_capacity > plan.capacity:
        return SeatsRefusal.MORE_THAN_SEATS
    return SeatsRefusal.ALREADY_SET if standing == own_seats(plan) else None


def own_seats(plan: SeatsPlan) -> DaySeats:
    """The day as it is to be."""
    return DaySeats(day=plan.day, capacity=plan.capacity, public_capacity=plan.public_capacity)
