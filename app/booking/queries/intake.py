"""What the desk asks while it takes a caller's application down."""

from collections.abc import Iterable
from datetime import date, datetime

from app.booking.rules.ground import ground_of_slot
from app.booking.rules.intake import may_waive
from app.booking.rules.places import place_code, place_name, place_of, places_to_choose
from app.booking.rules.slots import desk_times_of_day
from app.booking.rules.ways import ways_of_intake
from app.booking.terms.application import BookingRefusal
from app.booking.terms.slots import Situation
from app.kernel.moments import by, day_of
from app.kernel.slots import DayTimes, SlotTime

__all__ = ["may_waive", "place_code", "place_name", "place_of", "places_to_choose", "ways_of_intake"]


def desk_times(days: Iterable[date], situation: Situation, now: datetime) -> tuple[DayTimes, ...]:
    """The times of `days` as staff may give them; `situation` must know these days."""
    return tuple(desk_times_of_day(day, situation, now) for day in days)


def desk_time_at(starts_at: datetime, situation: Situation, now: datetime) -> tuple[SlotTime | None, bool]:
    """The time that begins then, None where the office has set none, and whether its limit is over (KNG-19)."""
    on_day = desk_times_of_day(day_of(starts_at), situation, now)
    found = next((time for time in on_day.times if time.starts_at == starts_at), None)
    return found, is_late(on_day, now)


def is_late(day: DayTimes, now: datetime) -> bool:
    """Whether the limit for applications of the day is over (KNG-19)."""
    return day.closes is not None and not by(now, day.closes.value)


def ground_against_time(time: SlotTime | None) -> BookingRefusal | None:
    """Why a time cannot be given to anybody."""
    return ground_of_slot(time)
